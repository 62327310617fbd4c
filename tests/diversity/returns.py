"""Validated returns for tests, in one line each. All numbers are made up."""

from datetime import date
from typing import Any

from diversity.models import StaffCell, StaffReturn
from diversity.workflow.staffing import FROM_OUTSIDE, Kind, Part, State
from legitimacy.models import AreaStatistic, Corps, Subject

Cells = dict[tuple[str, str, str, str], tuple[int, float | None] | int]
"""Heads, or heads and full-time equivalents, by part, framework, key and group."""


def returned(corps: Corps, kind: str, on: str, cells: Cells, **columns: Any) -> StaffReturn:
    """A validated return; `columns` are further columns of StaffReturn."""
    basis = "fictional" if kind in FROM_OUTSIDE else ""
    usual = {"state": State.VALIDATED, "source": "form", "legal_basis": basis, "origin": "simulated"}
    row = StaffReturn.objects.create(corps=corps, kind=kind, reference_date=date.fromisoformat(on), **(usual | columns))
    objects = []
    for (part, framework, key, group), given in cells.items():
        heads, fte = given if isinstance(given, tuple) else (given, None)
        objects.append(
            StaffCell(staff_return=row, part=part, framework=framework, key=key, group=group, heads=heads, fte=fte)
        )
    StaffCell.objects.bulk_create(objects)
    return row


def composition(
    corps: Corps, on: str, *, basic: Any = (), officers: Any = (), x: int = 0, **columns: Any
) -> StaffReturn:
    """Women and men of the basic grade, and of the officers; `x` of the basic grade are neither or unknown."""
    cells: Cells = {}
    for key, pair in (("basic", basic), ("officer", officers)):
        for group, heads in zip(("f", "m"), pair, strict=False):
            cells[Part.GRADE, "operational", key, group] = heads
    if x:
        cells[Part.GRADE, "operational", "basic", "x"] = x
    return returned(corps, Kind.COMPOSITION, on, cells | columns.pop("more", {}), **columns)


def movements(corps: Corps, year: int, women: tuple[int, int], men: tuple[int, int], **more: Any) -> StaffReturn:
    """Promoted and candidates of both sexes; `joined` and `left` are women and men."""
    cells: Cells = {}
    for group, (promoted, candidates) in (("f", women), ("m", men)):
        cells[Part.CANDIDATES, "operational", "to_middle", group] = candidates
        cells[Part.PROMOTED, "operational", "to_middle", group] = promoted
    for part in (Part.JOINED, Part.LEFT):
        for group, heads in zip(("f", "m"), more.get(part.value, ()), strict=False):
            cells[part, "operational", "basic", group] = heads
    return returned(corps, Kind.MOVEMENTS, f"{year}-12-31", cells)


def disability(corps: Corps, on: str, declared: tuple[int, float], asked: tuple[int, float]) -> StaffReturn:
    cells: Cells = {(Part.DECLARED, "operational", "", ""): declared, (Part.ASKED, "operational", "", ""): asked}
    return returned(corps, Kind.DISABILITY, on, cells)


def origin(
    corps: Corps, on: str, belgian: int, foreign: int, non_belgian: int, *, recruits: bool = False
) -> StaffReturn:
    kind, part = (Kind.RECRUITS_ORIGIN, Part.RECRUITS) if recruits else (Kind.ORIGIN, Part.STAFF)
    groups = {"belgian": belgian, "foreign_background": foreign, "non_belgian": non_belgian}
    return returned(corps, kind, on, {(part, "", "", group): heads for group, heads in groups.items()})


def residents(subject: Subject, on: str = "2020-01-01", **numbers: float) -> None:
    """Residents by kind of AreaStatistic."""
    for kind, number in numbers.items():
        AreaStatistic.objects.create(
            subject=subject, kind=AreaStatistic.Kind(kind), date=date.fromisoformat(on), value=number
        )
