"""Research: the public list with publications, and the pages of who enters it."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.forms.practices import ResearchForm
from evaluation.models import ResearchProject
from evaluation.navigation import work_page
from evaluation.rules.practices import corps_of, registers_rated, school_codes
from evaluation.selectors.practices import registers_listed
from evaluation.selectors.research import PROJECTS, projects_found, projects_of
from evaluation.services.practices import FaultError, research_remove
from evaluation.views.practices.public import register_asked
from evaluation.views.practices.told import chosen
from evaluation.views.records import both, record_page, version_of
from evaluation.workflow.practices import codes_of, label_of, offered
from legitimacy.access import allow, require
from legitimacy.models import Register, School, User


@require_safe
def research_list(request: HttpRequest) -> HttpResponse:
    register = register_asked(request)
    kind, published = chosen(request, "kind", codes_of("research")), request.GET.get("published") == "1"
    page = PROJECTS.page_read(
        projects_found(register, kind, published=published), "newest", request.GET.get("place", "")
    )
    asked = request.GET.copy()
    asked.pop("place", None)
    context = {
        "register": register,
        "registers": [(each, Register(each).label) for each in registers_listed()],
        "kind": kind,
        "published": published,
        "kinds": offered("research", timezone.localdate()),
        "page": page,
        "rows": _rows(page.rows),
        "query": asked.urlencode(),
        "is_simulated": register == Register.EXAMPLE,
    }
    return render(request, "evaluation/practices/research.html", context)


def _rows(projects: list[ResearchProject]) -> list[dict[str, Any]]:
    return [
        {"project": one, "kind": label_of("research", one.kind), "partners": ", ".join(one.partners)}
        for one in projects
    ]


@require_safe
@allow("research.work")
def research_work(request: HttpRequest) -> HttpResponse:
    page = PROJECTS.page_read(projects_of(request.user), "newest", request.GET.get("place", ""))
    context = {"page": page, "rows": _rows(page.rows), "registers": registers_rated(request.user)}
    return work_page(request, "evaluation/practices/research_work.html", context)


@both
@allow("research.work")
def research_new(request: HttpRequest) -> HttpResponse:
    """In the register of who enters it, with the own corps or school filled in."""
    corps, schools, registers = corps_of(request.user), school_codes(request.user), registers_rated(request.user)
    register = (registers or [each.register for each in corps] or [register for register, _code in schools])[0]
    given: dict[str, Any] = {"begins_on": timezone.localdate()}
    if corps:
        given["corps"] = corps[0].code
    elif schools:
        given["school"] = School.objects.filter(register=schools[0][0], code=schools[0][1]).first()
    project = ResearchProject(register=register)
    return _edited(request, project, given)


@both
def research_change(request: HttpRequest, pk: int) -> HttpResponse:
    project = ResearchProject.objects.select_related("school", "practice").filter(pk=pk).first()
    if project is None:
        require(request, "research.work")
        raise Http404(_("There is no such record: somebody removed it."))
    require(request, "research.edit", project)
    if "remove" in request.POST:
        try:
            research_remove(project=project, version=version_of(request), actor=cast(User, request.user))
        except FaultError as error:
            return _edited(request, project, {}, fault=error.reason)
        messages.success(request, _("Removed."))
        return redirect("research_work")
    return _edited(request, project, {})


def _edited(request: HttpRequest, project: ResearchProject, given: dict[str, Any], *, fault: str = "") -> HttpResponse:
    data = request.POST if request.method == "POST" and not fault else None
    form = ResearchForm(data, record=project, actor=cast(User, request.user), initial=given)
    if form.is_bound and form.save():
        messages.success(request, _("Saved."))
        return redirect("research_work")
    return record_page(
        request, form, title=project.title if project.pk else _("New project"), back=reverse("research_work"),
        of=project, fault=fault, step=("remove", _("Remove it")) if project.pk else None,
        step_told=_("Only where it was entered by mistake."),
    )  # fmt: skip
