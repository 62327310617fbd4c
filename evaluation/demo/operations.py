"""Simulated operational counts of the example register: those behind the figures that its corps deliver."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from evaluation.selectors.voice.operations import SHARES, Counts
from evaluation.workflow.operations import DEPRIVED, LEAST_DEPRIVED
from legitimacy.indicators.definitions import Origin, State
from legitimacy.indicators.periods import Period
from legitimacy.models import DeliveredFigure, OperationalCount, Register
from legitimacy.simulations import Example, Simulator

Kind = OperationalCount.Kind
CODES = ("EFF-19", "LEG-15", "DRV-16", "EFF-20", "DRV-15")
FIRST = 2024
WITHOUT_TIME = 0.04
GROUPS = {"theft": (0.55, 0.16), "violence": (0.15, 0.68), "damage": (0.30, 0.22)}
"""Share of offences of each group, and the weight of its clearance, in this simulation."""
FAST = {Kind.URGENT_WITHIN_10: 0.72}
SLOW = {Kind.URGENT_WITHIN_20: 0.55, Kind.URGENT_WITHIN_30: 0.9}
"""Of calls reached within 15 minutes, those within 10; of the others, those within 20 and 30."""
Row = tuple[int, str, str, date, int]


@transaction.atomic
def operations_simulate(example: Example) -> int:
    """Counts by whole quarter from 2024 on; how many."""
    if OperationalCount.objects.filter(corps__register=Register.EXAMPLE, kind=Kind.URGENT_TIMED).exists():
        return 0
    figures = DeliveredFigure.objects.filter(
        subject__as_corps__isnull=False, subject__register=Register.EXAMPLE, indicator__in=CODES, state=State.OK,
        period__gte=str(FIRST),
    )  # fmt: skip
    known: dict[tuple[int, str], dict[str, tuple[float, float]]] = {}
    for corps, period, code, part, whole, value in figures.order_by("pk").values_list(
        "subject_id", "period", "indicator", "numerator", "denominator", "value"
    ):
        known.setdefault((corps, period), {})[code] = (part or 0.0, whole or 0.0) if value is None else (value, 0.0)
    rows = [row for key, found in known.items() for row in _rows(*key, found)]
    OperationalCount.objects.bulk_create(
        [
            OperationalCount(
                corps_id=corps, kind=kind, category=category, month=month, months=3, count=count,
                origin=Origin.SIMULATED,
            )
            for corps, kind, category, month, count in rows
        ],
        batch_size=1_000,
        ignore_conflicts=True,
    )  # fmt: skip
    _gaps_follow({corps for corps, _period in known})
    return len(rows)


def _gaps_follow(corps_ids: set[int]) -> None:
    """The gap that was delivered is the one that these counts give."""
    delivered = DeliveredFigure.objects.filter(subject__in=corps_ids, indicator="DRV-15", state=State.OK)
    counts = {corps: Counts(corps) for corps in corps_ids}
    changed = []
    for figure in delivered.filter(period__gte=str(FIRST)):
        gap = counts[figure.subject_id].gap(Period.parse(figure.period))
        for name, number in (gap or {}).items():
            setattr(figure, name, number)
        changed.append(figure)
    DeliveredFigure.objects.bulk_update(changed, ["value", "lower", "upper", "n"], batch_size=200)


def _rows(corps: int, text: str, found: dict[str, tuple[float, float]]) -> Iterator[Row]:
    period = Period.parse(text)
    if period.is_year:
        if "EFF-20" in found:
            yield from _crime(corps, period.year, *map(int, found["EFF-20"]))
        return
    month = period.start
    if "EFF-19" in found:
        part, whole = map(int, found["EFF-19"])
        yield corps, Kind.URGENT_CALLS, "", month, round(whole * (1 + WITHOUT_TIME))
        yield from _urgent(corps, month, part, whole, found.get("DRV-15", (0.0, 0.0))[0] / 100)
    for code in ("LEG-15", "DRV-16"):
        if code in found:
            part, whole = map(int, found[code])
            yield corps, SHARES[code].part, "", month, part
            yield corps, SHARES[code].whole, "", month, whole


def _urgent(corps: int, month: date, part: int, whole: int, gap: float) -> Iterator[Row]:
    """Calls in three parts: the most and the least deprived fifth, apart by the gap of the figures, and all others."""
    share = part / whole if whole else 0.0
    fifth = whole // 5
    parts = {
        DEPRIVED: (min(fifth, max(0, round(fifth * (share - gap / 2)))), fifth),
        LEAST_DEPRIVED: (min(fifth, max(0, round(fifth * (share + gap / 2)))), fifth),
    }
    rest, hits = whole - 2 * fifth, part - sum(one for one, _all in parts.values())
    parts["fifth_unknown"] = (min(rest, max(0, hits)), rest)
    for category, (within, timed) in parts.items():
        yield corps, Kind.URGENT_TIMED, category, month, timed
        yield corps, Kind.URGENT_WITHIN_15, category, month, within
        for kind, of_fast in FAST.items():
            yield corps, kind, category, month, int(within * of_fast)
        for kind, of_slow in SLOW.items():
            yield corps, kind, category, month, within + int((timed - within) * of_slow)


def _crime(corps: int, year: int, cleared: int, offences: int) -> Iterator[Row]:
    """Offences of a year in quarters and groups; what rounding leaves goes to the first of them."""
    spread = sum(share * weight for share, weight in GROUPS.values())
    for kind, total in ((Kind.OFFENCES, offences), (Kind.OFFENCES_CLEARED, cleared)):
        left = total
        cells = [(group, quarter) for group in GROUPS for quarter in range(1, 5)]
        counts = {}
        for group, quarter in cells:
            share, weight = GROUPS[group]
            of_group = share if kind == Kind.OFFENCES else share * weight / spread
            counts[group, quarter] = int(total * of_group / 4)
            left -= counts[group, quarter]
        counts[cells[0]] += left
        for (group, quarter), count in counts.items():
            yield corps, kind, group, Period(year, quarter).start, count


OPERATIONS = Simulator(key="operational_counts", simulate=operations_simulate, plant=lambda: 0)
