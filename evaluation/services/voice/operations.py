"""Figures made of operational counts: response times, official reports, neighbourhood policing, crime and clearance.

A count is no figure yet: a quarter (a year for crime) gives one once all of its months are there. The figure is
delivered like any other, so windows, mergers and areas are made in one way; a figure of another source stays.
"""

from collections.abc import Collection, Mapping
from datetime import date

from evaluation.selectors.voice.operations import KINDS, SHARES, WINDOW, Counts, Figure, Share
from evaluation.workflow.operations import FIFTHS, URGENT
from legitimacy.imports.operations.uses import CountUse
from legitimacy.imports.recounts import SOURCE
from legitimacy.indicators.periods import Period
from legitimacy.models import AreaStatistic, Corps, DeliveredFigure, Delivery, OperationalCount, Register
from legitimacy.models.marks import stale_marks_add

Kind = OperationalCount.Kind
CREDIT = "Operational counts of the corps"
EMPTY = dict.fromkeys(("numerator", "denominator", "value", "lower", "upper", "n"))


GAP, CRIME = "DRV-15", "EFF-18"
CODES = (*SHARES, GAP, CRIME)


def counts_stored(corps: Corps, months: Collection[date]) -> None:
    """Deliver again what rests on counts of these months, inside the transaction that stored them."""
    counts, quarters = Counts(corps.pk), {Period.containing(month) for month in months}
    wanted: dict[tuple[str, str], Figure | None] = {}
    for code, share in SHARES.items():
        for period in {Period(quarter.year) for quarter in quarters} if share.is_yearly else quarters:
            wanted[code, str(period)] = counts.pair(share, period)
    for quarter in quarters:
        for later in (quarter.shift(step) for step in range(WINDOW)):
            wanted[GAP, str(later)] = counts.gap(later)
    for year in {quarter.year for quarter in quarters}:
        wanted[CRIME, str(year)] = _crime(corps, counts, year)
    _deliver(corps, wanted)


def _crime(corps: Corps, counts: Counts, year: int) -> Figure | None:
    """Recorded offences over residents on 1 January, or the nearest earlier day on which they are known."""
    pair = counts.pair(SHARES["EFF-20"], Period(year)) or counts.pair(
        Share(Kind.OFFENCES, Kind.OFFENCES, is_yearly=True), Period(year)
    )
    residents = (
        AreaStatistic.objects.filter(subject=corps, kind=AreaStatistic.Kind.POPULATION, date__lte=date(year, 1, 1))
        .order_by("-date")
        .values_list("value", flat=True)
        .first()
    )
    return {"numerator": pair["denominator"], "denominator": residents} if pair and residents else None


def _deliver(corps: Corps, wanted: Mapping[tuple[str, str], Figure | None]) -> None:
    """Store, change or take back figures of this source. Those of another source are left as they stand."""
    codes, periods = {code for code, _period in wanted}, {period for _code, period in wanted}
    rows = DeliveredFigure.objects.filter(subject=corps, indicator__in=codes, period__in=periods)
    standing = {(row.indicator, row.period): row for row in rows.select_related("delivery")}
    if all(figure is None for figure in wanted.values()) and not standing:
        return
    delivery, _new = Delivery.objects.get_or_create(
        source=CREDIT, register=corps.register, origin=Register(corps.register).origin
    )
    touched = []
    for key, figure in wanted.items():
        row = standing.get(key)
        if row is not None and row.delivery_id != delivery.pk:
            continue
        if figure is None:
            if row is not None:
                row.delete()
                touched.append(key)
            continue
        columns = EMPTY | figure
        if row is None or any(getattr(row, name) != number for name, number in columns.items()):
            DeliveredFigure.objects.update_or_create(
                subject=corps, indicator=key[0], period=key[1], defaults=columns | {"delivery": delivery}
            )
            touched.append(key)
    stale_marks_add(source=SOURCE, figures=[(corps.pk, code, period) for code, period in touched])


USES = (
    CountUse(
        key="response_times",
        source=SOURCE,
        codes=(),
        kinds=URGENT,
        categories=lambda: ("", *FIFTHS),
        stored=counts_stored,
    ),
    CountUse(
        key="operations_of_evaluation",
        source=SOURCE,
        codes=(),
        kinds=tuple(kind for kind in KINDS if kind not in URGENT),
        stored=counts_stored,
    ),
)
