"""Reading training: whose a record is, what a corps counted, what it lacks, how far GPI 48 is met."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from legitimacy.indicators.intervals import wilson_interval
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Subject, SubjectKind
from professionalism.models import (
    Attendance,
    EducationLink,
    Module,
    Programme,
    ProgrammeYear,
    SelectionProcedure,
    TrainingCount,
)
from professionalism.workflow import training as codes

Entered = Attendance | EducationLink | Module | Programme | ProgrammeYear | SelectionProcedure | TrainingCount
SMALLEST = 5
QUARTERS_ASKED = 4


def subject_of(record: Entered) -> Subject:
    """The corps or school whose record it is: of attendance the corps that sent people."""
    if isinstance(record, Attendance):
        return record.corps
    if isinstance(record, Module):
        return record.provider
    if isinstance(record, (Programme, EducationLink)):
        return record.school
    return record.programme.school if isinstance(record, ProgrammeYear) else record.subject


def is_small(part: int, whole: int | None = None, *, smallest: int = SMALLEST) -> bool:
    """A count, or the rest of its whole, of so few people that it could point at them. None at all is not small."""
    rest = 0 if whole is None else whole - part
    return 0 < part < smallest or 0 < rest < smallest


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole with Wilson's 95 % limits; numbers are None where nothing was delivered, or all is hidden."""

    name: str
    part: int | None = None
    whole: int | None = None
    lower: float | None = None
    upper: float | None = None
    hidden: bool = False

    @property
    def value(self) -> float | None:
        return self.part / self.whole if self.part is not None and self.whole else None


def share_of(name: str, part: int | None, whole: int, *, protect: bool) -> Share:
    if part is None or not whole:
        return Share(name)
    if protect and is_small(part, whole):
        return Share(name, hidden=True)
    lower, upper = wilson_interval(part, whole)
    return Share(name, part, whole, float(lower), float(upper))


def sessions_year(corps: Corps, today: date) -> int | None:
    """The newest calendar year of which sessions were counted."""
    counted = TrainingCount.objects.filter(subject=corps, on__month=12, on__lte=today, with_five_sessions__isnull=False)
    newest = counted.order_by("-on").values_list("on", flat=True).first()
    return newest.year if newest else None


def compliance(corps: Corps, year: int, *, protect: bool) -> list[Share]:
    """The five sessions of GPI 48 and each of its modules, over all operational staff; one query.

    A number that one grade lacks is not delivered for the corps, so that leaving out a grade improves nothing.
    """
    rows = list(
        TrainingCount.objects.filter(
            subject=corps, on=date(year, 12, 31), grade__in=codes.operational_grades()
        ).values_list("staff", *codes.YEARLY)
    )
    staff = sum(row[0] for row in rows)
    shares = []
    for place, name in enumerate(codes.YEARLY, start=1):
        numbers = [row[place] for row in rows]
        part = None if None in numbers or not numbers else sum(numbers)
        shares.append(share_of(name, part, staff, protect=protect))
    return shares


@dataclass(frozen=True, slots=True)
class Missing:
    """What a corps did not deliver for a quarter: grades without a count, and whether nobody's training stands there.

    `empty` are numbers of counts that stand, but lack them.
    """

    quarter: Period
    grades: tuple[str, ...]
    empty: tuple[str, ...]
    no_attendance: bool

    @property
    def day(self) -> date:
        return self.quarter.end


def missing_of(corps: Corps, today: date) -> list[Missing]:
    """The last four quarters that are over, newest first; those in which nothing is missing are absent. Two queries."""
    newest = Period.containing(today).previous
    quarters = [newest.shift(-back) for back in range(QUARTERS_ASKED)]
    quarters = [each for each in quarters if _existed(corps, each)]
    rows: dict[date, dict[str, TrainingCount]] = defaultdict(dict)
    for row in TrainingCount.objects.filter(subject=corps, on__in=[each.end for each in quarters]):
        rows[row.on][row.grade] = row
    followed = set(
        Attendance.objects.filter(corps=corps, period__in=[str(each) for each in quarters])
        .order_by()
        .values_list("period", flat=True)
        .distinct()
    )
    found = []
    for quarter in quarters:
        counted = rows[quarter.end]
        grades = tuple(grade for grade in codes.codes_of("grade") if grade not in counted)
        one = Missing(quarter, grades, _empty(counted, quarter), str(quarter) not in followed)
        if one.grades or one.empty or one.no_attendance:
            found.append(one)
    return found


def _existed(corps: Corps, quarter: Period) -> bool:
    return (corps.valid_from is None or corps.valid_from <= quarter.end) and (
        corps.valid_to is None or corps.valid_to >= quarter.start
    )


def _empty(counted: dict[str, TrainingCount], quarter: Period) -> tuple[str, ...]:
    """Numbers that at least one grade that owes them lacks."""
    asked = [name for name in codes.COUNTS[1:] if quarter.quarter == 4 or name not in codes.YEARLY]
    operational = codes.operational_grades()
    return tuple(
        name
        for name in asked
        if any(
            getattr(row, name) is None and (grade in operational or name == "passed_multicultural")
            for grade, row in counted.items()
        )
    )


def attendance_of(subject: Subject, year: int) -> QuerySet[Attendance]:
    """What a corps's staff followed in a year, or who came to a school."""
    rows = Attendance.objects.filter(period__startswith=f"{year}-")
    mine = {"module__provider": subject} if subject.kind == SubjectKind.SCHOOL else {"corps": subject}
    return (
        rows.filter(**mine).select_related("module__provider", "corps").order_by("-period", "module", "corps", "grade")
    )


def attendance_years(subject: Subject) -> list[int]:
    mine = {"module__provider": subject} if subject.kind == SubjectKind.SCHOOL else {"corps": subject}
    periods = Attendance.objects.filter(**mine).order_by().values_list("period", flat=True).distinct()
    return sorted({int(period[:4]) for period in periods}, reverse=True)


def modules_open(corps: Corps) -> QuerySet[Module]:
    """What its people may have followed: modules of the schools of its register, and its own."""
    own = Module.objects.filter(provider=corps)
    of_schools = Module.objects.filter(provider__kind=SubjectKind.SCHOOL, provider__register=corps.register)
    return (own | of_schools).select_related("provider").order_by("provider__name", "code")


@dataclass(frozen=True, slots=True)
class Followed:
    """What the staff of one corps followed at a school in a year. Numbers are None where they are too small."""

    corps: str
    module: str
    attended: int | None
    passed: int | None


def followed_at(school: Subject, corps: Sequence[Corps], year: int) -> list[Followed]:
    """By corps and module, protected. No totals stand beside it, from which a hidden count could be worked out.

    Two queries.
    """
    rows = Attendance.objects.filter(module__provider=school, corps__in=corps, period__startswith=f"{year}-")
    sums = rows.order_by("corps__code", "module__code").values_list("corps_id", "module_id")
    names = {each.pk: each.display_name for each in corps}
    modules = {each.pk: each for each in Module.objects.filter(provider=school)} if corps else {}
    found = []
    for corps_id, module_id, attended, passed in sums.annotate(Sum("attended"), Sum("passed")):
        module = modules[module_id]
        few = is_small(attended)
        unsure = few or not module.is_assessed or is_small(passed, attended)
        shown, done = None if few else attended, None if unsure else passed
        found.append(Followed(names[corps_id], module.display_name, shown, done))
    return found
