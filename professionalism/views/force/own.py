"""An officer's own reports: begin one, go on with a draft."""

import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from legitimacy.access import allow, standing_of
from legitimacy.models import Corps, Role
from professionalism.navigation import work_page
from professionalism.selectors.force_lists import own_reports
from professionalism.services.force_drafting import incident_start
from professionalism.views.force.access import person_of
from professionalism.views.force.lines import line_of
from professionalism.workflow.force import WRITABLE
from professionalism.workflow.force_codes import label_of, reporting_level


def corps_reported_for(request: HttpRequest) -> list[Corps]:
    """The corps in which somebody is an officer."""
    memberships = standing_of(request.user).current
    found = {m.corps_id: m.corps for m in memberships if m.role == Role.OFFICER and m.corps}
    return sorted((corps for corps in found.values() if corps), key=lambda corps: corps.code)


@require_safe
@allow("force.report")
def force_mine(request: HttpRequest) -> HttpResponse:
    rows = [line_of(row, timezone.localdate()) for row in own_reports(person_of(request))]
    least = reporting_level(timezone.localdate())
    context = {
        "rows": [row for row in rows if row["status"] not in WRITABLE],
        "open_rows": [row for row in rows if row["status"] in WRITABLE],
        "corps": corps_reported_for(request),
        "key": secrets.token_urlsafe(16),
        "least": least,
        "least_words": label_of("level", str(least)),
    }
    return work_page(request, "professionalism/force/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("force.report")
def force_start(request: HttpRequest) -> HttpResponse:
    """Begin a report and go to its first step; sent twice it begins one. Looking at the address begins nothing."""
    if request.method != "POST":
        return redirect("force_mine")
    choices = {corps.code: corps for corps in corps_reported_for(request)}
    code = request.POST.get("corps", "")
    corps = choices.get(code) if code else next(iter(choices.values()), None)
    if corps is None:
        raise Http404
    key = request.POST.get("key", "").replace("\x00", "")[:40]
    incident = incident_start(corps=corps, actor=person_of(request), form_key=key)
    if incident.status not in WRITABLE:
        messages.info(request, _("This report was handed in already."))
        return redirect("force_report", number=incident.number)
    return redirect("force_step", number=incident.number, step="what")
