"""Counts of staff for tests, in one line each. All numbers are made up."""

from datetime import date
from decimal import Decimal

from diversity.models import StaffReturn
from diversity.services.staffing import cells_write
from diversity.workflow.cells import CellKey, Cells, Count
from diversity.workflow.staffing import Kind, State
from legitimacy.models import Corps, Register

LAST = date(2025, 12, 31)


def cells(women: int = 20, men: int = 80, officers: int = 6) -> Cells:
    """A corps of operational staff: of each sex `officers` officers, everybody statutory and from 35 to 44."""
    found: Cells = {}
    for sex, heads in (("f", women), ("m", men)):
        leading = min(officers, heads)
        for part, key, count in (
            ("grade", "officer", leading),
            ("grade", "basic", heads - leading),
            ("statute", "statutory", heads),
            ("age", "35_44", heads),
        ):
            found[CellKey(part, "operational", key, sex)] = Count(count, Decimal(count))
    return found


def stood(corps: Corps, counts: Cells, *, kind: str = Kind.COMPOSITION, on: date = LAST, state: str = State.VALIDATED,
          version: int = 1) -> StaffReturn:  # fmt: skip
    made = StaffReturn.objects.create(
        corps=corps, kind=kind, reference_date=on, state=state, source="file", version=version,
        origin=Register(corps.register).origin, legal_basis="basis" if "origin" in kind else "",
    )  # fmt: skip
    cells_write(made, counts)
    return made


def declared(declaring: int, asked: int = 100) -> Cells:
    return {
        CellKey("declared", "operational", "", ""): Count(declaring),
        CellKey("asked", "operational", "", ""): Count(asked),
    }
