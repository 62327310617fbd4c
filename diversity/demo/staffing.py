"""Simulated staff counts of every corps: who works there each 31 December, who came, left and rose, who declared."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time

import numpy as np
from django.db import transaction
from django.utils import timezone

from diversity.demo.drawing import (
    CIVILIANS,
    OFFICERS,
    by_weights,
    delivers,
    divided,
    never,
    part_of,
    share_of,
    staff_of,
    years_of,
)
from diversity.demo.plans import plans_write
from diversity.demo.planted import baselines_settle, records_plant
from diversity.models import StaffCell, StaffReturn
from diversity.workflow.staffing import Kind, Part, Source, State
from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Register
from legitimacy.models.inserting import objects_insert_keyed, rows_insert
from legitimacy.simulations import Example, Simulator

Cell = tuple[str, str, str, str, int, float | None]
"""Part, framework, key, group, heads, full-time equivalents."""
COLUMNS = ("part", "framework", "key", "group", "heads", "fte")
GRADES = {"agent": 0.07, "basic": 0.7, "middle": 0.23}
"""How operational staff below the officers divides."""
CALOG = {"calog_d": 0.28, "calog_c": 0.4, "calog_b": 0.2, "calog_a": 0.12}
AGES = {"under_25": 0.05, "25_34": 0.24, "35_44": 0.29, "45_54": 0.27, "55_up": 0.15}
STATUTORY = {"operational": 0.99, "civilian": 0.55}
FTE = {"f": 0.92, "m": 0.98}
WOMEN_OF_CIVILIANS, DIRECTORS, WORKING_TIME = 0.62, 0.2, 0.85
JOINED, LEFT, CANDIDATES, PROMOTED_MEN = 0.055, 0.045, 0.06, 0.3
PROMOTION_RATIO, RATIO_GAIN = 0.84, 0.01
STEPS = {
    "to_basic": 0.2,
    "to_middle": 0.5,
    "to_officer": 0.15,
    "to_calog_c": 0.05,
    "to_calog_b": 0.06,
    "to_calog_a": 0.04,
}
LEAST_DECLARED = {"V017": 7}
"""Enough to be shown to the corps itself, so that its example page shows the figure."""


@transaction.atomic
def staff_simulate(example: Example) -> int:
    """Write the simulated counts once; number of returns."""
    corps = {each.code: each for each in Corps.objects.filter(register=Register.EXAMPLE)}
    counted = StaffReturn.objects.filter(corps__register=Register.EXAMPLE, kind=Kind.COMPOSITION)
    if not corps or counted.exists():
        return 0
    plans_write(example, corps)
    return returns_write([(corps[code], kind, quarter, cells) for code, kind, quarter, cells in _drafts(example)])


def returns_write(
    drafted: list[tuple[Corps, str, Period, list[Cell]]],
    *,
    basis: str = "",
    supplier: str = "",
    source: str = Source.FILE,
) -> int:
    """Validated returns with their cells, in two inserts; number of returns."""
    returns = []
    for corps, kind, quarter, _cells in drafted:
        at = timezone.make_aware(datetime.combine(quarter.next.end.replace(day=20, month=2), time(9)))
        returns.append(
            StaffReturn(
                corps=corps, kind=kind, reference_date=quarter.end, state=State.VALIDATED, source=source,
                supplier=supplier, legal_basis=basis, origin=Origin.SIMULATED, submitted_at=at, decided_at=at,
            )
        )  # fmt: skip
    objects_insert_keyed(returns)
    rows = (
        (row.pk, *cell)
        for row, (_corps, _kind, _quarter, cells) in zip(returns, drafted, strict=True)
        for cell in cells
    )
    rows_insert(StaffCell, ("staff_return_id", *COLUMNS), rows)
    return len(returns)


def _drafts(example: Example) -> Iterator[tuple[str, str, Period, list[Cell]]]:
    staff = staff_of(example)
    women, leading, disabled = (share_of(example, code) for code in ("DRV-04", "DRV-05", "DRV-08"))
    rng = example.generator("diversity", "staff")
    rounding = rng.uniform(0, 1, (len(example.codes), 4))
    ratio = PROMOTION_RATIO * np.exp(rng.normal(0, 0.08, len(example.codes)))
    before: dict[str, tuple[int, dict[str, int]]] = {}
    silent = {kind: never(example, kind) for kind in (Kind.COMPOSITION, Kind.MOVEMENTS, Kind.DISABILITY)}
    for column, quarter in years_of(example):
        for row, code in enumerate(example.codes):
            # Drawn before anybody is left out, so that one corps never changes another.
            seed = rng.integers(0, 2**32)
            if not delivers(example, row, column):
                continue
            people = int(staff[row, column])
            civilians = round(people * CIVILIANS)
            officers = max(1, round(people * OFFICERS))
            rising = part_of(officers, leading[row, column], rounding[row, 1])
            all_women = max(rising, part_of(people, women[row, column], rounding[row, 0]))
            of_civilians = part_of(civilians, WOMEN_OF_CIVILIANS, rounding[row, 2])
            counts = {"people": people, "officers": officers, "civilians": civilians, "leading": rising}
            counts |= {"women": min(all_women, people - officers + rising), "women_civilian": of_civilians}
            if code not in silent[Kind.COMPOSITION]:
                yield code, Kind.COMPOSITION, quarter, list(_composition(counts))
            if code not in silent[Kind.MOVEMENTS]:
                own = np.random.default_rng(seed)
                year, earlier = before.get(code, (0, {}))
                gain = ratio[row] + RATIO_GAIN * (quarter.year - 2020)
                yield (
                    code,
                    Kind.MOVEMENTS,
                    quarter,
                    list(_movements(counts, own, gain, earlier if year == quarter.year - 1 else {})),
                )
            before[code] = quarter.year, counts
            if code not in silent[Kind.DISABILITY]:
                least = LEAST_DECLARED.get(code, 0)
                yield (
                    code,
                    Kind.DISABILITY,
                    quarter,
                    _disability(counts, disabled[row, column], rounding[row, 3], least),
                )


def _composition(counts: Mapping[str, int]) -> Iterator[Cell]:
    """The same people by grade, by statute and by age; the sums of each split agree."""
    below = counts["people"] - counts["officers"]
    sizes = by_weights(below, list(GRADES.values()))
    women = divided(counts["women"] - counts["leading"], sizes)
    for grade, size, part in zip(GRADES, sizes, women, strict=True):
        yield from _pair(Part.GRADE, "operational", grade, part, size - part)
    yield from _pair(Part.GRADE, "operational", "officer", counts["leading"], counts["officers"] - counts["leading"])
    sizes = by_weights(counts["civilians"], list(CALOG.values()))
    women = divided(counts["women_civilian"], sizes)
    for grade, size, part in zip(CALOG, sizes, women, strict=True):
        yield from _pair(Part.GRADE, "civilian", grade, part, size - part)
    for framework, f, m in (
        ("operational", counts["women"], counts["people"] - counts["women"]),
        ("civilian", counts["women_civilian"], counts["civilians"] - counts["women_civilian"]),
    ):
        share = STATUTORY[framework]
        split = [(by_weights(each, [share, 1 - share])) for each in (f, m)]
        for place, statute in enumerate(("statutory", "contractual")):
            yield from _pair(Part.STATUTE, framework, statute, split[0][place], split[1][place])
        ages = [by_weights(each, list(AGES.values())) for each in (f, m)]
        for place, age in enumerate(AGES):
            yield from _pair(Part.AGE, framework, age, ages[0][place], ages[1][place])
    directors = round(counts["officers"] * DIRECTORS)
    women_directors = min(counts["leading"], round(directors * counts["leading"] / counts["officers"]))
    chief = int(counts["leading"] > women_directors and counts["leading"] * 2 > counts["officers"])
    yield Part.MANDATE, "operational", "chief", "f", chief, None
    yield Part.MANDATE, "operational", "chief", "m", 1 - chief, None
    yield Part.MANDATE, "operational", "director", "f", women_directors, None
    yield Part.MANDATE, "operational", "director", "m", directors - women_directors, None


def _pair(part: str, framework: str, key: str, women: int, men: int) -> Iterator[Cell]:
    for group, heads in (("f", women), ("m", men)):
        yield part, framework, key, group, heads, round(heads * FTE[group], 2)


def _by_sex(counts: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Heads by framework and sex."""
    return {
        ("operational", "f"): counts["women"],
        ("operational", "m"): counts["people"] - counts["women"],
        ("civilian", "f"): counts["women_civilian"],
        ("civilian", "m"): counts["civilians"] - counts["women_civilian"],
    }


def _balanced(flows: dict[str, int], change: int) -> dict[str, int]:
    """Who came, drawn, and as many who left as the staff of both years ask; more came where nobody could have left."""
    came = max(flows[Part.JOINED], change)
    return {Part.JOINED: came, Part.LEFT: came - change}


def _movements(
    counts: Mapping[str, int], rng: np.random.Generator, ratio: float, earlier: Mapping[str, int]
) -> Iterator[Cell]:
    """More women come than stand; fewer rise. Who leaves is what the staff a year `earlier` asks, or drawn without."""
    people, civilians = counts["people"], counts["civilians"]
    share = counts["women"] / people if people else 0.0
    groups = (
        ("operational", people, share, [*GRADES], [*GRADES.values()]),
        ("civilian", civilians, WOMEN_OF_CIVILIANS, [*CALOG], [*CALOG.values()]),
    )
    for framework, heads, women, grades, weights in groups:
        drawn: dict[str, dict[str, int]] = {"f": {}, "m": {}}
        for part, rate, more in ((Part.JOINED, JOINED, 0.06), (Part.LEFT, LEFT, 0.0)):
            moved = int(rng.binomial(heads, rate))
            drawn["f"][part] = f = int(rng.binomial(moved, min(0.95, women + more)))
            drawn["m"][part] = moved - f
        if earlier:
            now, then = _by_sex(counts), _by_sex(earlier)
            drawn = {sex: _balanced(drawn[sex], now[framework, sex] - then[framework, sex]) for sex in drawn}
        keys = ["officer", *grades] if framework == "operational" else grades
        scaled = [0.04, *weights] if framework == "operational" else weights
        for part in (Part.JOINED, Part.LEFT):
            of_sexes = (by_weights(drawn[sex][part], scaled) for sex in ("f", "m"))
            for key, of_f, of_m in zip(keys, *of_sexes, strict=True):
                yield part, framework, key, "f", of_f, None
                yield part, framework, key, "m", of_m, None
    candidates = int(rng.binomial(people + civilians, CANDIDATES))
    women_asked = int(rng.binomial(candidates, share)) if candidates else 0
    for sex, asked, chance in (
        ("f", women_asked, PROMOTED_MEN * ratio),
        ("m", candidates - women_asked, PROMOTED_MEN),
    ):
        for step, number in zip(STEPS, by_weights(asked, list(STEPS.values())), strict=True):
            framework = "civilian" if "calog" in step else "operational"
            yield Part.CANDIDATES, framework, step, sex, number, None
            yield Part.PROMOTED, framework, step, sex, int(rng.binomial(number, min(0.95, chance))), None


def _disability(counts: Mapping[str, int], share: float, rounding: float, least: int) -> list[Cell]:
    heads = [counts["people"], counts["civilians"]]
    women = [counts["women"], counts["women_civilian"]]
    fte = [f * FTE["f"] + (all_ - f) * FTE["m"] for f, all_ in zip(women, heads, strict=True)]
    declared = min(sum(heads), max(least, int(np.floor(share * sum(fte) / WORKING_TIME + rounding))))
    cells: list[Cell] = []
    for framework, part, whole, equivalents in zip(
        ("operational", "civilian"), divided(declared, heads), heads, fte, strict=True
    ):
        cells.append((Part.DECLARED, framework, "", "", part, round(part * WORKING_TIME, 2)))
        cells.append((Part.ASKED, framework, "", "", whole, round(equivalents, 2)))
    return cells


DIVERSITY_STAFF = Simulator(
    key="diversity_staff", simulate=staff_simulate, plant=records_plant, settle=baselines_settle
)
