"""Pages of reports: asking for one, waiting for it, fetching it."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit.exports.reading import document_read
from audit.forms.reports import ReportForm
from audit.models import Report
from audit.navigation import work_page
from audit.selectors.reports import reach_of, reports_own
from audit.services.reports import report_open, report_request
from legitimacy.access import allow
from legitimacy.exports.reports import EXTENSIONS, TYPES
from legitimacy.models import User


def _report(request: HttpRequest, pk: Any) -> Report:
    found = (
        Report.objects.filter(expires_at__gt=timezone.now()).select_related("requested_by", "audit").defer("content")
    )
    return get_object_or_404(found, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("report.make")
def reports(request: HttpRequest) -> HttpResponse:
    """The form, and what this person asked for before. A selection can come along in the address."""
    reach = reach_of(request.user)
    known = {name: list(getattr(reach, name)) for name in ("corps", "periods", "kinds", "audits")}
    initial = _initial(request, reach.periods[0] if reach.periods else "")
    form = ReportForm(request.POST or None, initial=initial, register=reach.register, **known)
    if request.method == "POST" and form.is_valid():
        report = report_request(report=form.report(), actor=cast(User, request.user), read=document_read)
        if report.state == Report.State.EMPTY:
            messages.warning(request, empty_words(report))
        return redirect("report", pk=report.pk)
    context = {"form": form, "reports": reports_own(request.user), "reach": reach, "register": reach.register}
    return work_page(request, "audit/reports/list.html", context, status=422 if form.errors else 200)


NAMED = ("kind", "audit", "corps", "period", "indicator", "format")


def empty_words(report: Report) -> str:
    if report.kind == Report.Kind.AUDIT:
        return _("There is nothing to report: this audit has no final report that you may read.")
    return _("There is nothing to report: no scorecard stands in that period.")


def _initial(request: HttpRequest, period: str) -> dict[str, str]:
    wanted = {name: request.GET.get(name, "")[:2000] for name in NAMED}
    given = {name: value for name, value in wanted.items() if value}
    return {"period": period, "language": (get_language() or "nl")[:2]} | given


@require_safe
@allow("report.fetch", _report)
def report_detail(request: HttpRequest, pk: Any) -> HttpResponse:
    """Where one report stands; the page asks again by itself while it is being made."""
    report = _report(request, pk)
    is_busy = report.state in (Report.State.WAITING, Report.State.MAKING)
    context = {"report": report, "is_busy": is_busy, "register": report.register, "empty": empty_words(report)}
    response = work_page(request, "audit/reports/detail.html", context)
    if is_busy:
        response["Refresh"] = "4"
    return response


@require_safe
@allow("report.fetch", _report)
def report_file(request: HttpRequest, pk: Any) -> HttpResponse:
    report = get_object_or_404(Report.objects.select_related("audit"), pk=pk, state=Report.State.DONE)
    content = report_open(report=report, actor=cast(User, request.user))
    response = HttpResponse(content, content_type=TYPES[report.format])
    response["Content-Disposition"] = f'attachment; filename="{_name(report)}"'
    response["Cache-Control"] = "no-store"
    return response


def _name(report: Report) -> str:
    """A name that says what is inside, and when it is not real."""
    subject = report.corps[0] if len(report.corps) == 1 else report.register
    mark = "" if report.origin == "real" else f"-{report.origin}"
    extension = EXTENSIONS.get(report.format, report.format)
    when = report.audit.final_on if report.audit is not None else report.period
    return f"{report.kind}-{subject}-{when}-{report.language}{mark}.{extension}"
