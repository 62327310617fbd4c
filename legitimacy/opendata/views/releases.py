"""Open data: what was released, as files; and for data stewards what waits for their approval."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from legitimacy.access import allow, can, require
from legitimacy.disclosure.services import ReleaseError
from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.models import Register, Release, User
from legitimacy.models.disclosure import Audience
from legitimacy.opendata.exports import FORMATS, NothingToExportError, export_read, export_write
from legitimacy.opendata.forms import ReleaseForm
from legitimacy.opendata.selectors import releases_approved, releases_waiting, report_context
from legitimacy.opendata.selectors.editions import shelves
from legitimacy.opendata.services.editions import (
    release_approve_published,
    release_propose_noted,
    release_withdraw,
)
from legitimacy.opendata.views.datasets import shelf_lines
from legitimacy.wording import no_period

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@require_safe
def opendata(request: HttpRequest) -> HttpResponse:
    return page(request, ReleaseForm() if can(request.user, "release.list") else None)


def page(request: HttpRequest, form: ReleaseForm | None, status: int = 200) -> HttpResponse:
    """The page; stewards have a `form` and see what waits for approval."""
    context = {
        "datasets": shelf_lines(shelves()),
        "releases": releases_approved(),
        "waiting": releases_waiting() if form else [],
        "form": form,
        "may_research": can(request.user, "research.list"),
    }
    return render(request, "opendata/opendata.html", context, status=status)


@require_safe
def opendata_file(request: HttpRequest, register: str, period: str, file_format: str) -> HttpResponse:
    """The public scorecards of one register and period as a file."""
    if register not in Register.values or file_format not in FORMATS:
        raise Http404(_("There is no such file."))
    try:
        export = export_read(register=register, period=str(Period.parse(period)), audience=Audience.PUBLIC)
    except (PeriodError, NothingToExportError) as error:
        raise Http404(_("Nothing of this register and period was released.")) from error
    response = HttpResponse(export_write(export, file_format), content_type=TYPES[file_format])
    response["Content-Disposition"] = f'attachment; filename="{export.name(file_format)}"'
    return response


@require_POST
def release_create(request: HttpRequest) -> HttpResponse:
    form = ReleaseForm(request.POST)
    require(request, "release.propose", request.POST.get("register", ""))
    if not form.is_valid():
        return page(request, form, status=400)
    try:
        release_propose_noted(actor=cast(User, request.user), **form.cleaned_data)
    except (ReleaseError, PeriodError) as error:
        form.add_error(None, no_period(error.text) if isinstance(error, PeriodError) else str(error))
        return page(request, form, status=400)
    messages.success(request, _("Proposed. Two data stewards must approve it before anything is public."))
    return redirect("opendata")


@require_safe
@allow("release.list")
def release_report(request: HttpRequest, code: str) -> HttpResponse:
    """What the release hides and why, and what that leaves: for stewards of its register, before and after approval."""
    release = get_object_or_404(Release.objects.prefetch_related("approvals__person"), code=code)
    require(request, "release.approve", release)
    return render(request, "opendata/report.html", report_context(release))


@require_POST
def release_sign(request: HttpRequest, code: str) -> HttpResponse:
    release = get_object_or_404(Release, code=code)
    require(request, "release.approve", release)
    try:
        signed = release_approve_published(release=release, actor=cast(User, request.user))
    except ReleaseError as error:
        messages.error(request, str(error))
    else:
        if signed.status == Release.Status.APPROVED:
            messages.success(request, _("Published."))
        elif signed.approvals.filter(person=cast(User, request.user)).exists():
            messages.success(request, _("Approved. A second data steward must approve."))
        else:
            messages.error(request, _("Figures changed since: the report was made anew. Read it, then approve."))
            return redirect("release_report", code=code)
    return redirect("opendata")


@require_POST
def release_end(request: HttpRequest, code: str) -> HttpResponse:
    """Withdraw a published release: from then on its addresses tell why."""
    release = get_object_or_404(Release, code=code)
    require(request, "release.approve", release)
    try:
        release_withdraw(release=release, reason=request.POST.get("reason", "")[:1000], actor=cast(User, request.user))
    except ReleaseError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Withdrawn. Its addresses tell why from now on."))
    return redirect("release_page", code=code)
