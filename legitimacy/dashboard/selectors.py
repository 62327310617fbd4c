"""What the pages read: corps, frameworks, and figures by the one read path of `legitimacy.disclosure`."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from legitimacy.disclosure.frameworks import FrameworkRows
from legitimacy.entries import corps_facts
from legitimacy.models import (
    AreaStatistic,
    Corps,
    Municipality,
    Region,
    Release,
    Reply,
    Run,
    Scorecard,
    ScorecardPublication,
    TrendRebase,
)
from legitimacy.models.disclosure import public_releases
from legitimacy.models.prepared import Prepared, asked
from legitimacy.wording import folded

NO_ROWS = FrameworkRows({}, ())


def corps_get(code: str, period: str = "") -> Corps:
    """One corps with everything that says which version of its pages is the newest; Corps.DoesNotExist.

    One query. Annotations: `population`, `population_on`, `newest_period`, `newest_release` (for the public),
    `register_release` (of anybody in its register), `newest_inside` and `newest_run` (for those inside),
    `newest_reply`, `newest_rebase` (of any of its trends), and `is_computing`: whether `period`, or else the newest,
    is being computed; and the columns of registered facts.
    """
    found = HEAD_OF_PERIOD.rows(code=code, period=period) if period else HEAD_OF_NEWEST.rows(code=code)
    if not found:
        raise Corps.DoesNotExist
    return found[0]


@cache
def facts_columns() -> dict[str, Any]:
    """What the registered facts about a corps are made of."""
    return {name: column for provider in corps_facts for name, column in provider.columns().items()}


def _heads(period: Q) -> QuerySet[Corps]:
    people = AreaStatistic.objects.filter(subject=OuterRef("pk"), kind=AreaStatistic.Kind.POPULATION).order_by("-date")
    heads = ScorecardPublication.objects.filter(corps=OuterRef("pk"), **public_releases("release__"))
    released = Release.objects.filter(register=OuterRef("register"), **public_releases())
    cards = Scorecard.objects.filter(corps=OuterRef("pk"))
    replies = Reply.objects.filter(value__subject=OuterRef("pk")).order_by("-pk")
    rebases = TrendRebase.objects.filter(subject=OuterRef("pk")).order_by("-pk")
    active = Run.objects.filter(Q(corps=None) | Q(corps=OuterRef("pk")), status=Run.Status.ACTIVE)
    return (
        Corps.objects.filter(code=asked("code"))
        .select_related("region", "province")
        .annotate(
            population=Subquery(people.values("value")[:1]),
            population_on=Subquery(people.values("date")[:1]),
            newest_period=Subquery(heads.order_by("-period").values("period")[:1]),
            newest_release=Subquery(heads.order_by("-release__approved_at").values("release_id")[:1]),
            register_release=Subquery(released.order_by("-approved_at").values("pk")[:1]),
            newest_inside=Subquery(cards.order_by("-period").values("period")[:1]),
            newest_run=Subquery(cards.order_by("-computed_at").values("computed_at")[:1]),
            newest_reply=Subquery(replies.values("pk")[:1]),
            newest_rebase=Subquery(rebases.values("pk")[:1]),
            is_computing=Exists(active.filter(period)),
            **facts_columns(),
        )
    )


HEAD_OF_PERIOD = Prepared(lambda: _heads(Q(period=asked("period"))))
HEAD_OF_NEWEST = Prepared(lambda: _heads(Q(period=OuterRef("newest_period")) | Q(period=OuterRef("newest_inside"))))


def replied_values(value_ids: Iterable[int]) -> set[int]:
    """Those of the values that somebody replied to. One query."""
    return set(Reply.objects.filter(value__in=list(value_ids)).values_list("value_id", flat=True))


def corps_listed(*, register: str, query: str = "", region: str = "", province: str = "") -> list[Corps]:
    """Corps of one register that exist today, by name in the reader's language. One query, three with a `query`.

    `query` looks in names of any language, codes and municipalities, whatever the case and accents; `region` and
    `province` are codes.
    """
    people = AreaStatistic.objects.filter(subject=OuterRef("pk"), kind=AreaStatistic.Kind.POPULATION).order_by("-date")
    found: QuerySet[Any] = (
        Corps.objects.filter(register=register, valid_to=None)
        .select_related("region", "province")
        .annotate(population=Subquery(people.values("value")[:1]))
    )
    if region:
        found = found.filter(region__code=region)
    if province:
        found = found.filter(province__code=province)
    answering = _answering(query, register) if query.strip() else None
    matching = [corps for corps in found if answering is None or corps.pk in answering]
    return sorted(matching, key=lambda corps: folded(corps.display_name))


NAMES = ("name", "name_nl", "name_fr", "name_de", "name_en")


def _answering(query: str, register: str) -> set[int]:
    """Ids of the corps that a search finds, by themselves or by one of their municipalities. Two queries."""
    wanted = folded(query)
    corps = Corps.objects.filter(register=register).values_list("pk", "code", *NAMES)
    places = Municipality.objects.filter(corps__register=register).values_list("corps_id", "code", *NAMES)
    return {
        corps_id
        for corps_id, code, *names in (*corps, *places)
        if wanted == folded(code) or any(wanted in folded(name) for name in names)
    }


def regions_listed(register: str) -> list[Region]:
    """Regions and provinces of one register, by name in the reader's language. One query."""
    found = Region.objects.filter(register=register).select_related("parent")
    return sorted(found, key=lambda region: folded(region.display_name))


def municipality_names(corps_id: int) -> list[str]:
    """Names of the municipalities of a corps, in the reader's language."""
    return sorted(str(one) for one in Municipality.objects.filter(corps=corps_id))


def merger_dates(corps: Corps) -> list[Any]:
    """First days on which predecessors went into this corps, oldest first."""
    return sorted(set(corps.predecessor_links.order_by("on").values_list(F("on"), flat=True)))


def newest_release(register: str) -> int | None:
    """Id of the newest approved release of a register, as a version of everything public in it. One query."""
    approved = Release.objects.filter(register=register, **public_releases())
    return approved.order_by("-approved_at").values_list("pk", flat=True).first()
