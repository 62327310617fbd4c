"""The figures of a scheme, corps by corps, as each one's own chief may read them: nothing hidden is ever used."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from audit.models import FundingScheme
from audit.selectors.funding.samples import samples_accepted
from audit.workflow.funding import AUDITED_SAMPLE
from legitimacy.disclosure.selectors import scorecards_list, values_standing
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import State, Subject
from legitimacy.indicators.funding import Input, Standing
from legitimacy.indicators.registry import indicators
from legitimacy.models import AreaStatistic, Corps, FrameworkItem
from legitimacy.models.disclosure import Audience

POOLED = frozenset({Standing.TOO_FEW, Standing.SUPPRESSED})
STANDINGS: Mapping[str, Standing] = {
    State.NOT_DUE: Standing.NOT_DUE,
    State.NOT_APPLICABLE: Standing.NOT_APPLICABLE,
    State.TOO_FEW: Standing.TOO_FEW,
    State.REJECTED: Standing.REJECTED,
}

Figures = Mapping[tuple[int, str], VisibleValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One input with the figures that it was made of. `sample_typed`: whether the audited sample that lets it count was
    typed; None where none was needed.
    """

    input: Input
    now: VisibleValue | None
    before: VisibleValue | None
    pooled: bool = False
    sample_typed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One corps with its residents and everything that a scheme judges it by."""

    corps: Corps
    residents: float
    measured: tuple[Measured, ...]


def corps_judged(
    scheme: FundingScheme, *, period: str = "", baseline_period: str = ""
) -> tuple[list[Judged], list[Corps]]:
    """Every local corps of the register with its inputs, and those left out as nobody knows their residents.

    Another `period` and `baseline_period` simulate the scheme on the past. About 20 queries, whatever the number of
    corps.
    """
    return _Reading(scheme, period or scheme.period, baseline_period or scheme.baseline_period).everyone()


def corps_weighed(judged: Iterable[Judged]) -> dict[str, tuple[float, list[Input]]]:
    """Residents and inputs by corps code, as the arithmetic takes them."""
    return {one.corps.code: (one.residents, [each.input for each in one.measured]) for one in judged}


class _Reading:
    def __init__(self, scheme: FundingScheme, period: str, baseline_period: str) -> None:
        self.scheme = scheme
        self.items = {item.indicator: item for item in scheme.items.all()}
        self.framed = {item.indicator: item for item in scheme.framework.items.all()}
        self.corps = list(_corps(scheme.register))
        self.now = self._figures(period)
        self.before = self._figures(baseline_period)
        self.accepted = samples_accepted(scheme)

    def _figures(self, period: str) -> Figures:
        """By subject and indicator: of every corps as its chief reads it, and of their regions and provinces."""
        found = {
            (card.corps_id, figure.indicator): figure
            for card in scorecards_list(audience=Audience.CORPS, register=self.scheme.register, period=period)
            for figure in card.items
        }
        places = {place for corps in self.corps for place in (corps.region_id, corps.province_id) if place is not None}
        for figure in values_standing(audience=Audience.AUDITOR, subject_ids=sorted(places), period=period):
            found[figure.subject_id, figure.indicator] = figure
        return found

    def everyone(self) -> tuple[list[Judged], list[Corps]]:
        pooled = self._pooled() if self.scheme.pooling == FundingScheme.Pooling.PROVINCE else {}
        known = [corps for corps in self.corps if getattr(corps, "population", None)]
        judged = [
            Judged(
                corps=corps,
                residents=float(getattr(corps, "population", 0)),
                measured=tuple(self._measured(corps, code, pooled) for code in self.items),
            )
            for corps in known
        ]
        return judged, [corps for corps in self.corps if corps not in known]

    def _pooled(self) -> dict[tuple[int, str], float]:
        """Figures of a province together, from counts that are shown."""
        sums: dict[tuple[int, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
        for corps in self.corps:
            for code in self.items:
                figure = self.now.get((corps.pk, code))
                if corps.province_id and figure and figure.is_shown and figure.denominator:
                    sums[corps.province_id, code][0] += figure.numerator or 0.0
                    sums[corps.province_id, code][1] += figure.denominator
        return {
            (province, code): numerator / denominator * indicators.get(code).per
            for (province, code), (numerator, denominator) in sums.items()
            if denominator >= self.framed[code].min_denominator
        }

    def _measured(self, corps: Corps, code: str, pooled: Mapping[tuple[int, str], float]) -> Measured:
        framed = self.framed[code]
        subject = self._subject(corps, framed)
        now, before = self.now.get((subject, code)), self.before.get((subject, code))
        standing = self._standing(corps, framed, now)
        value = now.value if now is not None and standing is Standing.USABLE else None
        shared = pooled.get((corps.province_id or 0, code)) if standing in POOLED else None
        if shared is not None:
            standing, value, before = Standing.USABLE, shared, None
        made = Input(
            indicator=code,
            weight=self.items[code].weight,
            standing=standing,
            floor=framed.floor or 0.0,
            target=framed.target or 0.0,
            value=value,
            baseline=before.value if before is not None and before.is_shown else None,
        )
        rests = framed.funding_condition == AUDITED_SAMPLE and standing is Standing.USABLE and shared is None
        typed = self.accepted.get((corps.pk, code)) if rests else None
        return Measured(input=made, now=now, before=before, pooled=shared is not None, sample_typed=typed)

    def _subject(self, corps: Corps, framed: FrameworkItem) -> int:
        """The corps, or its province or region where the framework judges those; 0 for a corps without one."""
        if framed.level != Subject.REGION:
            return int(corps.pk)
        province = int(corps.province_id or 0)
        return province if (province, framed.indicator) in self.now else int(corps.region_id or 0)

    def _standing(self, corps: Corps, framed: FrameworkItem, figure: VisibleValue | None) -> Standing:
        if figure is None or figure.state == State.NOT_DELIVERED:
            return Standing.NOT_DELIVERED if self.items[framed.indicator].legal_delivery else Standing.NO_LEGAL_DELIVERY
        if figure.state != State.OK:
            return STANDINGS.get(figure.state, Standing.NOT_DELIVERED)
        if not figure.is_shown:
            return Standing.SUPPRESSED
        if indicators.get(framed.indicator).sampled and figure.n is None and figure.denominator is None:
            return Standing.NO_SAMPLE_SIZE
        if framed.funding_condition == AUDITED_SAMPLE and (corps.pk, framed.indicator) not in self.accepted:
            return Standing.NO_AUDITED_SAMPLE
        return Standing.USABLE


def _corps(register: str) -> Sequence[Corps]:
    people = AreaStatistic.objects.filter(subject=OuterRef("pk"), kind=AreaStatistic.Kind.POPULATION).order_by("-date")
    local = Corps.objects.filter(register=register, valid_to=None, type=Corps.Type.LOCAL)
    return list(local.annotate(population=Subquery(people.values("value")[:1])).order_by("code"))
