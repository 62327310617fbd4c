"""Which values a changed record makes stale. Marks are written in the transaction of the change."""

from collections.abc import Iterable, Sequence
from datetime import date

from legitimacy.indicators.periods import Period
from legitimacy.models import School, Subject, SubjectKind
from legitimacy.scorecards.services import stale_mark
from professionalism.models import Attendance, Module, SelectionProcedure

SOURCE = "training"
CODES = ("EFF-21", "LEG-10", "PRV-11", "PRV-12", "PRV-16", "PRV-17", "DRV-12")
HOURS, SESSIONS, THREE, SELECTED, CREDITS, MULTICULTURAL, LANGUAGES = CODES
OF_COUNTS = (SESSIONS, THREE, MULTICULTURAL, LANGUAGES)
OF_SCHOOLS = (HOURS, THREE, SELECTED, CREDITS, MULTICULTURAL)
"""Those that are made for a school too."""


def stale_for_attendance(rows: Iterable[tuple[Module, int, str]]) -> None:
    """The corps, and the school that gave the module, in each quarter: once, however many rows it has."""
    followed: dict[str, set[int]] = {}
    for module, corps_id, period in rows:
        followed.setdefault(period, set()).update((module.provider_id, corps_id))
    for period, subjects in sorted(followed.items()):
        _mark(subjects, [HOURS], Period.parse(period).start)


def stale_for_module(module: Module) -> None:
    """Everybody who followed it, in every quarter in which they did."""
    rows = Attendance.objects.filter(module=module).order_by().values_list("period", "corps_id").distinct()
    followed: dict[str, set[int]] = {}
    for period, corps_id in rows:
        followed.setdefault(period, {module.provider_id}).add(corps_id)
    for period, subjects in sorted(followed.items()):
        _mark(subjects, [HOURS], Period.parse(period).start)


def stale_for_count(subject_id: int, *days: date) -> None:
    for day in sorted(set(days)):
        _mark([subject_id], OF_COUNTS, day)


def stale_for_credits(school: School, years: Iterable[int]) -> None:
    """The school, and the country whose schools are added up."""
    nation = Subject.objects.filter(register=school.register, kind=SubjectKind.NATION).values_list("pk", flat=True)
    subjects = [school.pk, *nation]
    for year in sorted(set(years)):
        _mark(subjects, [CREDITS], date(year, 12, 31))


def stale_for_selection(procedure: SelectionProcedure) -> None:
    """Its quarter; for the oldest or newest of a subject also the quarters between it and the next, in which nothing
    is a zero or is no zero any more.
    """
    others = SelectionProcedure.objects.filter(subject=procedure.subject_id, phase=procedure.phase)
    known = others.exclude(pk=procedure.pk).order_by().values_list("period", flat=True)
    for quarter in quarters_reached(Period.parse(procedure.period), [Period.parse(text) for text in known]):
        _mark([procedure.subject_id], [SELECTED], quarter.start)


def quarters_reached(period: Period, others: Sequence[Period]) -> list[Period]:
    first = last = period
    if others and period > max(others):
        first = max(others).next
    elif others and period < min(others):
        last = min(others).previous
    quarters = [first]
    while quarters[-1] < last:
        quarters.append(quarters[-1].next)
    return quarters


def _mark(subjects: Iterable[int], codes: Sequence[str], day: date) -> None:
    stale_mark(source=SOURCE, subject_ids=sorted(subjects), indicators=codes, event_date=day)
