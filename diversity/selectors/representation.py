"""Who works in a corps, set against who lives in its zone: composition, intake, retention, and origin where allowed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from diversity.models import StaffCell
from diversity.workflow.staffing import Kind, Part
from legitimacy.indicators.diversity import (
    blau_index,
    diversity_score,
    one_hire_change,
    parity_score,
    pielou_evenness,
    shannon_index,
)
from legitimacy.indicators.intervals import risk_ratio_interval, wilson_interval
from legitimacy.models import AreaStatistic, Corps, Municipality

Area = AreaStatistic.Kind
SEXES, YEARS_POOLED, LEAST_UNKNOWN = ("f", "m"), 3, 10
SMALL_CORPS = 50
"""Operational staff under which the figures of the corps are read beside its region (framework 2026, DRV-04)."""
NAN = float("nan")


@dataclass(frozen=True, slots=True)
class Line:
    """A group: `part` of `whole`, its share with limits, the share of residents, their ratio with limits.

    Numbers are None where they are not known, or hidden.
    """

    group: str
    part: float | None = None
    whole: float | None = None
    lower: float | None = None
    upper: float | None = None
    reference: float | None = None
    ratio: float | None = None
    ratio_lower: float | None = None
    ratio_upper: float | None = None
    hidden: bool = False

    @property
    def share(self) -> float | None:
        return self.part / self.whole if self.part is not None and self.whole else None


@dataclass(frozen=True, kw_only=True)
class Representation:
    """All of one corps; `on` is the day of the counts, None where nothing was validated."""

    on: date | None = None
    staff: int = 0
    operational: int = 0
    lines: Sequence[Line] = ()
    residents_on: date | None = None
    residents_source: str = ""
    stock_parity: float = NAN
    intake_parity: float = NAN
    retention_parity: float = NAN
    intake: Sequence[Line] = ()
    left: Sequence[Line] = ()
    years: Sequence[int] = ()
    one_hire: float = NAN
    indices: Sequence[tuple[str, float, float, float]] = ()
    trend: Sequence[tuple[int, float | None, float | None]] = ()
    origin_on: date | None = None
    origin: Sequence[Line] = field(default_factory=tuple)

    @property
    def score(self) -> float:
        """The diversity score, which describes and enters no pillar."""
        return float(diversity_score(self.stock_parity, self.intake_parity, self.retention_parity))

    @property
    def is_small(self) -> bool:
        return self.operational < SMALL_CORPS


Counts = Mapping[str, float]


def representation_of(corps: Corps, *, minimum: int) -> Representation:
    """Read in four queries. `minimum` is the smallest count of origin that this reader may be told of."""
    stock, ages, operational = _compositions(corps)
    moved = _movements(corps)
    residents, on, source = residents_of(corps, (Area.WORKING_WOMEN, Area.WORKING_MEN), max(stock, default=None))
    reference = _shares((residents.get(Area.WORKING_WOMEN), residents.get(Area.WORKING_MEN)))
    if not stock:
        return Representation(residents_on=on, residents_source=source)
    newest = max(stock)
    years = sorted(moved)[-YEARS_POOLED:]
    joined, left = (_summed(moved[year][part] for year in years) for part in (Part.JOINED, Part.LEFT))
    stood = _summed(stock[day] for day in stock if day.year in years)
    staff = stock[newest]
    origin_on, origin = _origin(corps, newest, minimum)
    return Representation(
        on=newest,
        staff=int(sum(staff.values())),
        operational=int(operational[newest]),
        lines=_lines(staff, reference, residents),
        residents_on=on,
        residents_source=source,
        stock_parity=_parity(staff, reference),
        intake_parity=_parity(joined, reference),
        retention_parity=_parity(left, _shares(tuple(stood.get(sex) for sex in SEXES))),
        intake=_lines(joined, reference, residents),
        left=_left(left, stood),
        years=years,
        one_hire=float(one_hire_change(sum(staff.values()))),
        indices=[_indices(name, counts) for name, counts in (("sex", _told(staff)), ("age", ages[newest]))],
        trend=[
            (day.year, _women(stock[day]), _women(moved[day.year][Part.JOINED]) if day.year in moved else None)
            for day in sorted(stock)
            if day.month == 12
        ],
        origin_on=origin_on,
        origin=origin,
    )


def _compositions(corps: Corps) -> tuple[dict[date, dict[str, float]], dict[date, dict[str, float]], dict[date, float]]:
    stock: dict[date, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    ages: dict[date, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    operational: dict[date, float] = defaultdict(float)
    cells = StaffCell.objects.in_force(Kind.COMPOSITION).filter(
        staff_return__corps=corps, part__in=(Part.GRADE, Part.AGE)
    )
    for day, part, framework, key, group, heads in cells.values_list(
        "staff_return__reference_date", "part", "framework", "key", "group", "heads"
    ):
        if part == Part.AGE:
            ages[day][key] += heads
        else:
            stock[day][group] += heads
            operational[day] += heads if framework == "operational" else 0
    return stock, ages, operational


def _movements(corps: Corps) -> dict[int, dict[str, dict[str, float]]]:
    found: dict[int, dict[str, dict[str, float]]] = {}
    cells = StaffCell.objects.in_force(Kind.MOVEMENTS).filter(
        staff_return__corps=corps, part__in=(Part.JOINED, Part.LEFT)
    )
    for year, part, group, heads in cells.values_list("staff_return__reference_date__year", "part", "group", "heads"):
        one = found.setdefault(year, {Part.JOINED: defaultdict(float), Part.LEFT: defaultdict(float)})
        one[part][group] += heads
    return found


def residents_of(corps: Corps, kinds: Sequence[str], day: date | None) -> tuple[dict[str, float], date | None, str]:
    """Residents by kind, of the corps or of its municipalities added up, from the nearest earlier date. One query."""
    rows = AreaStatistic.objects.filter(
        Q(subject=corps.pk) | Q(subject__in=Municipality.objects.filter(corps=corps).values("pk")), kind__in=kinds
    ).values_list("subject_id", "kind", "date", "value", "source")
    given = list(rows)
    own = [row for row in given if row[0] == corps.pk]
    chosen = own or given
    if not chosen:
        return {}, None, ""
    days = sorted({row[2] for row in chosen})
    earlier = [each for each in days if day is None or each <= day]
    on = earlier[-1] if earlier else days[0]
    found: dict[str, float] = defaultdict(float)
    for _subject, kind, when, value, _source in chosen:
        if when == on:
            found[kind] += value
    return found, on, next((row[4] for row in chosen if row[2] == on), "")


def _lines(counts: Counts, reference: tuple[float, ...] | None, residents: Counts) -> list[Line]:
    """Women and men of all; men are left out where they would tell how few are neither."""
    whole = sum(counts.values())
    if not whole:
        return []
    unknown = counts.get("x", 0)
    shown = SEXES if not 0 < unknown < LEAST_UNKNOWN else SEXES[:1]
    people = sum(residents.values()) if residents else 0
    lines = []
    for place, sex in enumerate(shown):
        part = counts.get(sex, 0.0)
        lower, upper = (float(limit) for limit in wilson_interval(part, whole))
        line = {"group": sex, "part": part, "whole": whole, "lower": lower, "upper": upper}
        if reference and reference[place]:
            limits = risk_ratio_interval(part, whole, reference[place] * people, people)
            share = part / whole / reference[place]
            line |= {
                "reference": reference[place], "ratio": share,
                "ratio_lower": min(share, float(limits.lower)), "ratio_upper": float(limits.upper),
            }  # fmt: skip
        lines.append(Line(**line))  # type: ignore[arg-type]
    return lines


def _left(left: Counts, stood: Counts) -> list[Line]:
    """Those who left in the years together, of those who stood at the end of each."""
    lines = []
    for sex in SEXES:
        part, whole = left.get(sex, 0.0), stood.get(sex, 0.0)
        if whole and part <= whole:
            lower, upper = (float(limit) for limit in wilson_interval(part, whole))
            lines.append(Line(sex, part, whole, lower, upper))
    return lines


def _parity(counts: Counts, reference: tuple[float, ...] | None) -> float:
    shares = _shares(tuple(counts.get(sex) for sex in SEXES))
    return float(parity_score(shares, reference)) if shares and reference else NAN


def _shares(numbers: tuple[float | None, ...]) -> tuple[float, ...] | None:
    given = [number or 0.0 for number in numbers]
    whole = sum(given)
    return tuple(number / whole for number in given) if whole and None not in numbers else None


def _told(counts: Counts) -> Counts:
    """Sexes of which the number may be told."""
    return {sex: number for sex, number in counts.items() if sex in SEXES or number >= LEAST_UNKNOWN}


def _indices(name: str, counts: Counts) -> tuple[str, float, float, float]:
    given = list(counts.values())
    return name, float(blau_index(given)), float(shannon_index(given)), float(pielou_evenness(given))


def _women(counts: Counts) -> float | None:
    whole = sum(counts.values())
    return counts.get("f", 0.0) / whole if whole else None


def _summed(several: Iterable[Counts]) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for counts in several:
        for group, number in counts.items():
            sums[group] += number
    return sums


def _origin(corps: Corps, day: date, minimum: int) -> tuple[date | None, list[Line]]:
    """Foreign background with and without those who are not Belgian; hidden when one of the three groups is small.

    Each line can be subtracted from the other, so either all may be told or nothing.
    """
    cells = StaffCell.objects.in_force(Kind.ORIGIN).filter(staff_return__corps=corps, part=Part.STAFF)
    found: dict[date, dict[str, float]] = defaultdict(dict)
    for on, group, heads in cells.values_list("staff_return__reference_date", "group", "heads"):
        found[on][group] = heads
    if not found:
        return None, []
    newest = max(found)
    groups = found[newest]
    foreign, non_belgian, belgian = (groups.get(one, 0) for one in ("foreign_background", "non_belgian", "belgian"))
    small = any(0 < number < minimum for number in (foreign, non_belgian, belgian)) or not belgian
    if small or len(groups) < 3:
        return newest, [Line("with", hidden=True), Line("without", hidden=True)]
    residents, _on, _source = residents_of(
        corps, (Area.WORKING_BELGIAN, Area.WORKING_FOREIGN, Area.WORKING_NON_BELGIAN), day
    )
    native, second, others = (
        residents.get(kind, 0.0) for kind in (Area.WORKING_BELGIAN, Area.WORKING_FOREIGN, Area.WORKING_NON_BELGIAN)
    )
    lines = (
        _ratio(
            "with", foreign + non_belgian, foreign + non_belgian + belgian, second + others, native + second + others
        ),
        _ratio("without", foreign, foreign + belgian, second, native + second),
    )
    return newest, list(lines)


def _ratio(group: str, part: float, whole: float, residents: float, people: float) -> Line:
    lower, upper = (float(limit) for limit in wilson_interval(part, whole))
    if not residents or not people:
        return Line(group, part, whole, lower, upper)
    limits = risk_ratio_interval(part, whole, residents, people)
    share = part / whole / (residents / people)
    return Line(
        group,
        part,
        whole,
        lower,
        upper,
        residents / people,
        share,
        min(share, float(limits.lower)),
        float(limits.upper),
    )
