"""What a comparison is about, as its address says it: a link to a view is the view, and can be shared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from audit.selectors.compare.reader import Reader
from legitimacy import numbers
from legitimacy.disclosure import selectors as disclosed
from legitimacy.indicators.definitions import Pillar
from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.models import AreaStatistic, Corps, Framework, PeerLink, Region, Register, Release
from legitimacy.models.disclosure import Audience, public_releases
from legitimacy.wording import folded, no_period


class View(StrEnum):
    """What stands in the columns of the matrix."""

    INDICATORS = "indicators"
    PILLARS = "pillars"
    GOALS = "goals"


class Measure(StrEnum):
    """What stands in the cells: the figure, its score against the goalposts, or the interval in full."""

    VALUE = "value"
    SCORE = "score"
    INTERVAL = "interval"


class Size(StrEnum):
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


SIZE_LIMITS: dict[Size, tuple[float, float]] = {
    Size.SMALL: (0, 35_000),
    Size.MEDIUM: (35_000, 70_000),
    Size.LARGE: (70_000, float("inf")),
}
"""Residents, half-open: about a third of the Belgian zones lie in the first class and a quarter in the last."""
NAME = "name"
"""The key that orders by the name of the corps."""
LONGEST = 60
"""Characters of a wrong value that a sentence repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Register, period, filters and order. `period` is empty where this reader finds no scorecard at all.

    Text that cannot be used is left out and named in a sentence of `faults`. `everyone` are the corps of the register
    by name, each with `population` and, where `peers` names a corps, `peer_distance` to it.
    """

    register: str
    period: str = ""
    region: str = ""
    province: str = ""
    size: str = ""
    peers: str = ""
    kind: str = ""
    pillar: str = ""
    view: str = View.INDICATORS
    measure: str = Measure.SCORE
    sort: str = NAME
    desc: bool = False
    faults: tuple[str, ...] = field(default=(), compare=False)
    periods: tuple[str, ...] = field(default=(), compare=False, repr=False)
    everyone: tuple[Corps, ...] = field(default=(), compare=False, repr=False)

    def query(self, **changes: object) -> str:
        """The query of an address with this selection and `changes`; what is left at its default is not written.

        Register and period always are, so that a shared link keeps its meaning when a newer period arrives.
        """
        chosen = {name: changes.get(name, getattr(self, name)) for name in ASKED}
        return urlencode(
            {
                name: "1" if value is True else str(value)
                for name, value in chosen.items()
                if value and (name in ("register", "period") or value != _DEFAULTS[name])
            }
        )

    @property
    def is_filtered(self) -> bool:
        """Whether some corps of the register are left out."""
        return any((self.region, self.province, self.size, self.peers, self.kind))

    @property
    def regions(self) -> list[Region]:
        """Regions in which there are corps, by name."""
        return _places(one.region for one in self.everyone)

    @property
    def provinces(self) -> list[Region]:
        return _places(one.province for one in self.everyone)


ASKED = tuple(one.name for one in fields(Selection) if one.name not in ("faults", "periods", "everyone"))
_DEFAULTS = {one.name: one.default for one in fields(Selection)}


def selection_read(query: Mapping[str, str], reader: Reader) -> Selection:
    """The selection that a query asks for, made usable. One query."""
    asked = {name: query.get(name, "").strip() for name in ASKED}
    faults: list[str] = []
    register = _one_of(asked["register"], list(Register), faults) or default_register()
    audience = reader.audience_of_register(register)
    everyone = corps_of_register(register, asked["peers"], audience)
    periods = disclosed.periods_read(everyone[0].__dict__["periods"]) if everyone else []
    return Selection(
        register=register,
        period=_period(asked["period"], periods, faults),
        region=_place(asked["region"], [one.region for one in everyone], faults),
        province=_place(asked["province"], [one.province for one in everyone], faults),
        size=_one_of(asked["size"], list(Size), faults),
        peers=_peers(asked["peers"], everyone, faults),
        kind=_one_of(asked["kind"], list(Corps.Type), faults),
        pillar=_one_of(asked["pillar"], list(Pillar), faults),
        view=_one_of(asked["view"], list(View), faults) or View.INDICATORS,
        measure=_one_of(asked["measure"], list(Measure), faults) or Measure.SCORE,
        sort=asked["sort"][:LONGEST] or NAME,
        desc=asked["desc"] not in ("", "0"),
        faults=tuple(faults),
        periods=tuple(periods),
        everyone=tuple(everyone),
    )


def default_register() -> str:
    return Register.EXAMPLE if settings.DEMO else Register.BELGIUM


def corps_of_register(register: str, peers_of: str = "", audience: str = Audience.PUBLIC) -> list[Corps]:
    """The corps of one register that exist today, by name, with `population` and `peer_distance`. One query.

    `released_at` is the moment of the newest release of the register: a version of everything public in it. `periods`
    are those that `audience` finds scorecards of, for `periods_read`.
    """
    people = AreaStatistic.objects.filter(subject=OuterRef("pk"), kind=AreaStatistic.Kind.POPULATION).order_by("-date")
    in_force = Framework.objects.filter(status=Framework.Status.IN_FORCE).order_by("-valid_from", "-pk")
    links = PeerLink.objects.filter(
        framework=Subquery(in_force.values("pk")[:1]),
        corps__code=peers_of,
        corps__register=register,
        peer=OuterRef("pk"),
    )
    released = Release.objects.filter(register=register, **public_releases()).order_by("-approved_at")
    found: QuerySet[Any] = (
        Corps.objects.filter(register=register, valid_to=None)
        .select_related("region", "province")
        .annotate(
            population=Subquery(people.values("value")[:1]),
            peer_distance=Subquery(links.values("distance")[:1]),
            released_at=Subquery(released.values("approved_at")[:1]),
            periods=disclosed.periods_beside(audience=audience, register=register),
        )
    )
    return sorted(found, key=lambda corps: (folded(corps.display_name), corps.code))


def corps_selected(selection: Selection, reader: Reader) -> list[Corps]:
    """The corps that the filters leave, by name. Everybody may read of every corps that there is. No query."""
    return [one for one in selection.everyone if _answers(one, selection)]


def _answers(corps: Corps, selection: Selection) -> bool:
    return (
        (not selection.region or _code(corps.region) == selection.region)
        and (not selection.province or _code(corps.province) == selection.province)
        and (not selection.kind or corps.type == selection.kind)
        and (not selection.size or size_of(corps) == selection.size)
        and (not selection.peers or is_peer(corps, selection.peers))
    )


def size_of(corps: Corps) -> Size | None:
    """By the residents of the corps; None where they are not known."""
    people = getattr(corps, "population", None)
    if people is None:
        return None
    return next(size for size, (low, high) in SIZE_LIMITS.items() if low <= people < high)


def is_peer(corps: Corps, of: str) -> bool:
    """The corps `of` itself, or one of its peers."""
    return corps.code == of or getattr(corps, "peer_distance", None) is not None


def _code(place: Region | None) -> str:
    return place.code if place else ""


def _places(places: Any) -> list[Region]:
    found = {place.code: place for place in places if place is not None}
    return sorted(found.values(), key=lambda place: folded(place.display_name))


def _one_of(text: str, known: Sequence[str], faults: list[str]) -> str:
    if not text or text in known:
        return text
    faults.append(
        _("“%(text)s” is not one of the choices here (%(choices)s): it was left out.")
        % {"text": text[:LONGEST], "choices": ", ".join(known)}
    )
    return ""


def _period(text: str, periods: Sequence[str], faults: list[str]) -> str:
    newest = periods[0] if periods else ""
    if not text:
        return newest
    try:
        period = str(Period.parse(text))
    except PeriodError:
        faults.append(no_period(text))
        return newest
    if period in periods or not newest:
        return period if period in periods else ""
    faults.append(
        _("There are no figures to read for %(period)s. You see those of %(newest)s.")
        % {"period": numbers.period_text(period), "newest": numbers.period_text(newest)}
    )
    return newest


def _place(code: str, places: Sequence[Region | None], faults: list[str]) -> str:
    if not code or any(place is not None and place.code == code for place in places):
        return code
    faults.append(
        _("There is no region or province with the code %(code)s in this register.") % {"code": code[:LONGEST]}
    )
    return ""


def _peers(code: str, everyone: Sequence[Corps], faults: list[str]) -> str:
    if not code:
        return ""
    corps = next((one for one in everyone if one.code == code), None)
    if corps is None:
        faults.append(_("There is no corps with the code %(code)s in this register.") % {"code": code[:LONGEST]})
        return ""
    if not any(getattr(one, "peer_distance", None) is not None for one in everyone):
        faults.append(
            _("%(name)s has no fair peers: too few corps have surroundings like its own.")
            % {"name": corps.display_name}
        )
        return ""
    return code
