"""Tables of staff that go out: who works there by sex, who came and went, who declared a disability, and origin.

A corps is told by operational and civilian alone; grade, statute and age are for provinces and the country. All of a
register stand in one problem with the years beside them, because who was there a year ago, and came, and went, are the
same people as who is there now. Docs: docs/methods/suppression.md.
"""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from diversity.datasets.counted import returned_read
from diversity.datasets.flows import flows_add
from diversity.datasets.groups import disability_add, origin_add
from diversity.datasets.problem import Problem
from diversity.datasets.stock import Atoms, stock_add
from diversity.workflow.staffing import FAMILY, FLOWS, TABLES, Part
from legitimacy.disclosure.families import FamilyCounts, TableFamily
from legitimacy.indicators.definitions import Disclosure
from legitimacy.models import Register


def staff_read(register: str, year: int, shown: Collection[int]) -> FamilyCounts | None:
    """Validated staff of `year` of every corps that handed it over, and of the years that hang together with it: the
    one before, and all between it and those of which numbers were `shown`. 4 queries.
    """
    returned = returned_read(register)
    if year not in returned.years:
        return None
    problem, stocks = Problem(), dict[int, dict[int, Atoms]]()
    for one in years_linked(returned.years, year, shown):
        told = returned.of(one)
        stocks[one] = stock_add(problem, told)
        flows_add(problem, told, stocks[one], stocks.get(one - 1, {}))
        disability_add(problem, told, stocks[one])
        origin_add(problem, told, stocks[one])
    return FamilyCounts(
        year=year, counts=problem.counts, quantities=problem.quantities, equal=problem.equal, guarded=problem.guarded,
        origin=Register(register).origin.value,
    )  # fmt: skip


def years_linked(handed: Collection[int], year: int, shown: Collection[int]) -> list[int]:
    """Years without a gap around `year`: back to the year before, or the first one shown; on to the last one shown."""
    first, last = min([year - 1, *shown]), max([year, *shown])
    found = [year]
    while found[0] - 1 in handed and found[0] > first:
        found.insert(0, found[0] - 1)
    while found[-1] + 1 in handed and found[-1] < last:
        found.append(found[-1] + 1)
    return found


STAFF = TableFamily(
    key=FAMILY,
    title=_("Staff by sex"),
    disclosure=Disclosure.DIVERSITY,
    read=staff_read,
    parts=TABLES,
    # What says most about people in few words goes first, then who came and went.
    extras=((Part.STAFF, Part.DECLARED), FLOWS),
)
FAMILIES = (STAFF,)
