"""Counts of validated returns as base figures. Every function makes one query, whatever the number of corps.

Definitions in words, with worked examples: docs/methods/diversity.md.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from diversity.models import StaffCell
from diversity.workflow.staffing import LEADING, Part
from legitimacy.indicators.definitions import Indicator, State
from legitimacy.indicators.definitions import Kind as FigureKind
from legitimacy.indicators.periods import Period
from legitimacy.scorecards.deliveries.figures import KEYS, passports_table, with_derived

NOTHING = ("value", "lower", "upper", "n", "deviation", "design_effect")
CELL = ["subject_id", "on", "origin", "part", "framework", "key", "group", "heads", "fte"]
COUNTS = ["subject_id", "on", "origin", "indicator", "numerator", "denominator"]
"""Columns of counts: one row per corps, reference date and indicator; a count that was not given has no row."""


def cells_read(kinds: Sequence[str], parts: Sequence[str], first: date, last: date) -> pd.DataFrame:
    """Cells of validated returns with a reference date from `first` to `last`; columns `CELL`."""
    found = StaffCell.objects.in_force(*kinds, until=last).filter(
        part__in=parts, staff_return__reference_date__gte=first
    )
    rows = found.order_by().values_list(
        "staff_return__corps_id", "staff_return__reference_date", "staff_return__origin",
        "part", "framework", "key", "group", "heads", "fte",
    )  # fmt: skip
    frame = pd.DataFrame(list(rows), columns=CELL)
    return frame.astype({"subject_id": "int64", "heads": "float64", "fte": "float64"})


def newest_only(cells: pd.DataFrame) -> pd.DataFrame:
    """Of several days in one quarter the last one counts."""
    return cells[cells["on"] == cells.groupby("subject_id")["on"].transform("max")] if len(cells) else cells


def women_of_operational(cells: pd.DataFrame) -> pd.DataFrame:
    """DRV-04: women of all operational staff by grade; others or unknown count in the whole."""
    staff = cells[(cells["part"] == Part.GRADE) & (cells["framework"] == "operational")]
    return _women(staff, "DRV-04")


def women_leading(cells: pd.DataFrame) -> pd.DataFrame:
    """DRV-05: women of the officers, and of those who hold a mandate without being one.

    Who holds an operational mandate is an officer and stands in the count by grade already; a mandate in the civilian
    framework is added. So each person counts once.
    """
    officers = cells[(cells["part"] == Part.GRADE) & cells["key"].isin(LEADING)]
    others = cells[(cells["part"] == Part.MANDATE) & (cells["framework"] == "civilian")]
    others = others[others["subject_id"].isin(officers["subject_id"])]
    return _women(officers, "DRV-05", others)


def _women(staff: pd.DataFrame, code: str, also: pd.DataFrame | None = None) -> pd.DataFrame:
    """Both sexes must have been given: who leaves out the men improves no figure."""
    both = staff[staff["group"].isin(("f", "m"))].groupby("subject_id")["group"].nunique()
    given = staff[staff["subject_id"].isin(both.index[both == 2])]
    rows = given if also is None else pd.concat([given, also[also["subject_id"].isin(given["subject_id"])]])
    return _counts(rows.assign(part_of=rows["heads"].where(rows["group"] == "f", 0.0), whole=rows["heads"]), code)


def declared_disability(cells: pd.DataFrame) -> pd.DataFrame:
    """DRV-08: full-time equivalents of those who declared a disability, of all who could declare."""
    told = cells[cells["part"].isin((Part.DECLARED, Part.ASKED)) & cells["fte"].notna()]
    both = told.groupby("subject_id")["part"].nunique()
    told = told[told["subject_id"].isin(both.index[both == 2])]
    declared = told["part"] == Part.DECLARED
    return _counts(
        told.assign(part_of=told["fte"].where(declared, 0.0), whole=told["fte"].where(~declared, 0.0)), "DRV-08"
    )


def promoted_by_sex(cells: pd.DataFrame) -> pd.DataFrame:
    """DRV-09.f and DRV-09.m: promoted of the candidates of each sex, over all steps.

    A corps gives candidates of both sexes, and who was promoted where there were any, or nothing counts.
    """
    chosen = cells[cells["group"].isin(("f", "m"))]
    sums = chosen.pivot_table(
        index=["subject_id", "on", "origin"], columns=["part", "group"], values="heads", aggfunc="sum"
    )
    columns = pd.MultiIndex.from_product([[Part.CANDIDATES.value, Part.PROMOTED.value], ["f", "m"]])
    sums = sums.reindex(columns=columns)
    parts = []
    complete = pd.Series(True, index=sums.index)
    for sex in ("f", "m"):
        candidates, promoted = sums[Part.CANDIDATES, sex], sums[Part.PROMOTED, sex]
        promoted = promoted.where(promoted.notna() | (candidates != 0), 0.0)
        complete &= candidates.notna() & promoted.notna()
        parts.append(pd.DataFrame({"indicator": f"DRV-09.{sex}", "numerator": promoted, "denominator": candidates}))
    rows = pd.concat([part[complete] for part in parts]).reset_index()
    return rows[COUNTS] if len(rows) else empty_counts()


def share_by_origin(cells: pd.DataFrame, code: str, groups: Sequence[str]) -> pd.DataFrame:
    """Those of `groups` out of all whose origin the delivery knows; all three groups must have been given."""
    if cells.empty:
        return empty_counts()
    rows = cells[cells.groupby(["subject_id", "on"])["group"].transform("nunique") == 3]
    inside = rows["heads"].where(rows["group"].isin(groups), 0.0)
    return _counts(rows.assign(part_of=inside, whole=rows["heads"]), code)


def _counts(rows: pd.DataFrame, code: str) -> pd.DataFrame:
    if rows.empty:
        return empty_counts()
    sums = rows.groupby(["subject_id", "on", "origin"], as_index=False)[["part_of", "whole"]].sum()
    named = sums.rename(columns={"part_of": "numerator", "whole": "denominator"})
    return named.assign(indicator=code)[COUNTS]


def empty_counts() -> pd.DataFrame:
    numbers = {"subject_id": "int64", "numerator": "float64", "denominator": "float64"}
    return pd.DataFrame(columns=COUNTS).astype(numbers)


def figures_from(counts: pd.DataFrame, passports: Sequence[Indicator], credit: str) -> pd.DataFrame:
    """Base figures as `figures_read` gives them. More in the part than in the whole is refused, never counted.

    Parts of a ratio are named by their indicator and a letter (`DRV-09.f`) and are shares of their own.
    """
    periods = {day: str(Period.containing(day)) for day in set(counts["on"])}
    known = counts["state"] if "state" in counts else pd.Series(State.OK.value, index=counts.index)
    possible = ~(counts["numerator"] > counts["denominator"] + 1e-9)
    frame = counts.assign(
        **dict.fromkeys(NOTHING, np.nan),
        period=counts["on"].map(periods),
        state=known.where(possible, State.REJECTED.value),
        source=credit,
    )
    frame = frame[[*KEYS, "numerator", "denominator", *NOTHING, "state", "origin", "source"]]
    table = passports_table(passports)
    described = table.reindex(frame["indicator"].str.slice(0, 6)).set_index(frame.index)
    parts = frame["indicator"].str.len() > 6
    described["kind"] = described["kind"].where(~parts, FigureKind.PROPORTION)
    described["upper_bound"] = described["upper_bound"].where(~parts, 1.0)
    return with_derived(pd.concat([frame, described], axis=1).infer_objects())


def year_ends(last: Period, quarters: int) -> tuple[date, date]:
    """First and last 31 December in the `quarters` quarters that end with `last`."""
    ends = [last.shift(-back).end for back in range(quarters)]
    decembers = [end for end in ends if end.month == 12]
    return min(decembers), max(decembers)
