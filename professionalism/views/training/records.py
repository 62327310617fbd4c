"""One page for each kind of record: a new one, and one that stands, to change or to remove."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from legitimacy.access import require
from legitimacy.models import Subject, SubjectKind, User
from professionalism.forms.training import (
    AttendanceForm,
    CountForm,
    EducationLinkForm,
    ModuleForm,
    ProgrammeForm,
    ProgrammeYearForm,
    RecordForm,
    SelectionForm,
)
from professionalism.models import (
    Attendance,
    EducationLink,
    Module,
    Programme,
    ProgrammeYear,
    SelectionProcedure,
    TrainingCount,
)
from professionalism.navigation import work_page
from professionalism.rules.training import may_edit, selected_for, subjects_read
from professionalism.selectors.training import subject_of
from professionalism.services.training import FaultError, record_remove

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`begin` makes an unsaved record of a corps or school. `back` is the page that lists them."""

    name: str
    model: type[Any]
    form: type[RecordForm]
    begin: Callable[[Subject], Any]
    title_new: Any
    title: Any
    schools_only: bool = False
    back: str = "training_home"


KINDS = (
    Kind(
        name="programme", model=Programme, form=ProgrammeForm, schools_only=True,
        begin=lambda subject: Programme(school_id=subject.pk),
        title_new=gettext_lazy("New programme"), title=gettext_lazy("Programme"),
    ),
    Kind(
        name="programme_year", model=ProgrammeYear, form=ProgrammeYearForm, schools_only=True,
        begin=lambda _subject: ProgrammeYear(),
        title_new=gettext_lazy("What was delivered in a year"), title=gettext_lazy("What was delivered in a year"),
    ),
    Kind(
        name="education_link", model=EducationLink, form=EducationLinkForm, schools_only=True,
        begin=lambda subject: EducationLink(school_id=subject.pk),
        title_new=gettext_lazy("New link with higher education"), title=gettext_lazy("Link with higher education"),
    ),
    Kind(
        name="module", model=Module, form=ModuleForm, begin=lambda subject: Module(provider_id=subject.pk),
        title_new=gettext_lazy("New module"), title=gettext_lazy("Module"),
    ),
    Kind(
        name="attendance", model=Attendance, form=AttendanceForm, begin=lambda _subject: Attendance(),
        title_new=gettext_lazy("Who followed a module"), title=gettext_lazy("Who followed a module"),
    ),
    Kind(
        name="count", model=TrainingCount, form=CountForm,
        begin=lambda subject: TrainingCount(subject_id=subject.pk),
        title_new=gettext_lazy("Count people"), title=gettext_lazy("Count of people"),
    ),
    Kind(
        name="selection", model=SelectionProcedure, form=SelectionForm, back="selection_home",
        begin=lambda subject: SelectionProcedure(subject_id=subject.pk),
        title_new=gettext_lazy("New procedure"), title=gettext_lazy("Procedure"),
    ),
)  # fmt: skip


def new_view(kind: Kind) -> View:
    """A page on which one record is added, for the first of the reader's subjects or the one that is asked for."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest) -> HttpResponse:
        subject = subject_chosen(request, schools_only=kind.schools_only, national=kind.name == "selection")
        require(request, "training.edit", subject)
        record = kind.begin(cast(Subject, subject))
        return _edited(request, kind, record, cast(Subject, subject))

    return view


def change_view(kind: Kind) -> View:
    """A page on which one record is changed or removed."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        record = kind.model.objects.filter(pk=pk).first()
        if record is None:
            require(request, "training.enter")
            raise Http404(_("There is no such record: somebody removed it."))
        if isinstance(record, Attendance):
            require(request, "attendance.edit", record)
            subject = record.corps if may_edit(request.user, record.corps) else record.module.provider
        else:
            subject = subject_of(record)
            require(request, "training.edit", subject)
        if request.method == "POST" and "remove" in request.POST:
            return _removed(request, kind, record, subject)
        return _edited(request, kind, record, subject)

    return view


def subject_chosen(request: HttpRequest, *, schools_only: bool = False, national: bool = False) -> Subject | None:
    """The corps, school or, of selection alone, country that `of` names, else the first that this person edits."""
    read = selected_for(request.user) if national else subjects_read(request.user)
    edited: list[Subject] = [each for each in read if may_edit(request.user, each)]
    if schools_only:
        edited = [each for each in edited if each.kind == SubjectKind.SCHOOL]
    asked = request.GET.get("of", "")
    return next((each for each in edited if each.code == asked), edited[0] if edited and not asked else None)


def back_to(kind: Kind, subject: Subject) -> str:
    return f"{reverse(kind.back)}?of={subject.code}"


def _edited(request: HttpRequest, kind: Kind, record: Any, subject: Subject) -> HttpResponse:
    form = kind.form(request.POST if request.method == "POST" else None, record=record, subject=subject)
    if request.method == "POST" and form.save(cast(User, request.user)):
        messages.success(request, _("Saved."))
        return redirect(back_to(kind, subject))
    return _page(request, kind, form, subject, status=422 if form.errors else 200)


def _removed(request: HttpRequest, kind: Kind, record: Any, subject: Subject) -> HttpResponse:
    version = request.POST.get("version", "")
    try:
        seen = int(version) if version.isdecimal() and len(version) < 10 else 0
        record_remove(record=record, version=seen, actor=cast(User, request.user))
    except FaultError as fault:
        form = kind.form(record=record, subject=subject)
        return _page(request, kind, form, subject, status=422, problem=fault.reason)
    messages.success(request, _("Removed."))
    return redirect(back_to(kind, subject))


def _page(
    request: HttpRequest, kind: Kind, form: RecordForm, subject: Subject, *, status: int, problem: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "title": kind.title if form.record.pk else kind.title_new,
        "subject": subject,
        "register": subject.register,
        "back": back_to(kind, subject),
        "problem": problem,
        "is_new": form.record.pk is None,
    }
    return work_page(request, "professionalism/training/record.html", context, status=status)
