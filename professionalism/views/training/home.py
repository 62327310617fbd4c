"""The training page: what is delivered, what is missing, how far GPI 48 is met."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from legitimacy import numbers
from legitimacy.access import Person, allow, can, require
from legitimacy.models import Corps, School, Subject, SubjectKind
from professionalism.models import Attendance, EducationLink, Module, Programme, ProgrammeYear, TrainingCount
from professionalism.navigation import work_page
from professionalism.rules.training import subjects_read
from professionalism.selectors.training import (
    Missing,
    Share,
    attendance_of,
    attendance_years,
    compliance,
    missing_of,
    sessions_year,
)
from professionalism.views.schools.told import module_rows, programme_rows
from professionalism.workflow.training import COUNTS, OF_SCHOOL, label_of
from professionalism.workflow.wording import COUNT_LABELS

COUNTS_SHOWN = 40


@require_safe
@allow("training.work")
def training_home(request: HttpRequest) -> HttpResponse:
    subject, subjects = subject_shown(request)
    if subject is None:
        return work_page(request, "professionalism/training/nothing.html")
    require(request, "training.read", subject)
    may_edit = can(request.user, "training.edit", subject)
    context: dict[str, Any] = {
        "subject": subject,
        "subjects": subjects,
        "register": subject.register,
        "may_edit": may_edit,
        "is_school": subject.kind == SubjectKind.SCHOOL,
    }
    if isinstance(subject, Corps):
        context |= _of_corps(subject, protect=not may_edit)
    elif isinstance(subject, School):
        context |= _of_school(subject)
    if may_edit:
        context |= _entered(request, subject)
    return work_page(request, "professionalism/training/home.html", context)


def subject_shown(
    request: HttpRequest, read: Callable[[Person], Sequence[Subject]] = subjects_read
) -> tuple[Subject | None, Sequence[Subject]]:
    """The corps or school that `of` names, else the first that this person reads, and all of them."""
    subjects = read(request.user)
    asked = request.GET.get("of", "")
    first = subjects[0] if subjects else None
    return next((each for each in subjects if each.code == asked), first), subjects


def _of_corps(corps: Corps, *, protect: bool) -> dict[str, Any]:
    today = timezone.localdate()
    year = sessions_year(corps, today)
    return {
        "year": year,
        "compliance": [share_told(each) for each in compliance(corps, year, protect=protect)] if year else [],
        "missing": [_missing_told(each) for each in missing_of(corps, today)],
    }


def share_told(share: Share) -> dict[str, Any]:
    """A share in words, with its bar for the eye only."""
    label = COUNT_LABELS[share.name][0] if share.name in COUNT_LABELS else ""
    told: dict[str, Any] = {"label": label, "hidden": share.hidden, "figure": "", "interval": "", "counts": ""}
    if share.value is None or share.part is None or share.whole is None:
        return told
    counts = f"{numbers.number_text(share.part)} / {numbers.number_text(share.whole)}"
    interval = numbers.interval_text(share.lower, share.upper, "%")
    return told | {"figure": numbers.value_text(share.value, "%"), "interval": interval, "counts": counts}


def _missing_told(missing: Missing) -> dict[str, Any]:
    return {
        "day": missing.day,
        "grades": ", ".join(label_of("grade", grade) for grade in missing.grades),
        "empty": ", ".join(str(COUNT_LABELS[name][0]) for name in missing.empty),
        "no_attendance": missing.no_attendance,
    }


def _of_school(school: School) -> dict[str, Any]:
    years = ProgrammeYear.objects.filter(programme__school=school).select_related("programme")
    return {
        "programmes": programme_rows(Programme.objects.filter(school=school).prefetch_related("years")),
        "links": list(EducationLink.objects.filter(school=school)),
        "delivered": list(years.order_by("-year", "programme__code")[:COUNTS_SHOWN]),
    }


def _entered(request: HttpRequest, subject: Subject) -> dict[str, Any]:
    """What stands there to be changed: modules, counts, and the attendance of one year."""
    years = attendance_years(subject)
    asked = request.GET.get("year", "")
    year = next((each for each in years if str(each) == asked), years[0] if years else None)
    names = OF_SCHOOL if subject.kind == SubjectKind.SCHOOL else COUNTS
    counts = TrainingCount.objects.filter(subject=subject)[:COUNTS_SHOWN]
    modules = Module.objects.filter(provider=subject).select_related("programme").prefetch_related("themes")
    followed = list(attendance_of(subject, year)) if year else []
    narrowing = {key: request.GET.get(key, "") for key in ("module", "corps")}
    return {
        "modules": module_rows(modules),
        "module_choices": _choices([row.module for row in followed]),
        "corps_choices": _choices([row.corps for row in followed]),
        "narrowing": narrowing,
        "count_labels": [COUNT_LABELS[name][0] for name in names],
        "counts": [_count_told(count, names) for count in counts],
        "attendance": _attendance_told([row for row in followed if _wanted(row, narrowing)]),
        "attendance_year": year,
        "attendance_years": years,
    }


def _count_told(count: TrainingCount, names: tuple[str, ...]) -> dict[str, Any]:
    given = [getattr(count, name) for name in names]
    told = ["" if number is None else numbers.number_text(number) for number in given]
    return {"count": count, "grade": label_of("grade", count.grade), "numbers": told}


def _choices(named: Iterable[Module | Corps]) -> list[tuple[str, str]]:
    return sorted({each.code: each.display_name for each in named}.items(), key=lambda choice: choice[1])


def _wanted(row: Attendance, narrowing: dict[str, str]) -> bool:
    return narrowing["module"] in ("", row.module.code) and narrowing["corps"] in ("", row.corps.code)


def _attendance_told(rows: Iterable[Attendance]) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "period": numbers.period_short(row.period),
            "grade": label_of("grade", row.grade),
            "attended": numbers.number_text(row.attended),
            "passed": numbers.number_text(row.passed) if row.module.is_assessed else "",
        }
        for row in rows
    ]
