"""The question for the code, and the ways out."""

from math import ceil

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from complaints.services.opening import Opened, mailbox_open
from complaints.views.citizen.visitor import source_here
from complaints.views.mailbox.visit import closed_page, session_end, show, visit_begin, visit_end, visited_file

ELSEWHERE = "https://www.wikipedia.org/"
"""Where the quick exit leads: a page that anybody may have open."""


@require_http_methods(["GET", "HEAD", "POST"])
@closed_page
def status(request: HttpRequest) -> HttpResponse:
    """Ask for the code. Wrong, unknown, destroyed and malformed codes get the same answer in the same time."""
    if request.method != "POST":
        if visited_file(request) is not None:
            return redirect("complaint_mailbox")
        return show(request, "status", {})
    code = request.POST.get("code", "")
    opened = mailbox_open(code=code, source=source_here(request))
    if opened.complaint is not None:
        visit_begin(request, opened.complaint, code)
        return redirect("complaint_mailbox")
    response = show(request, "status", {"error": _sentence(opened)}, status=429 if opened.wait else 200)
    if opened.wait:
        response["Retry-After"] = str(opened.wait)
    return response


def _sentence(opened: Opened) -> str:
    if not opened.wait:
        return _("This code opens no file. Check every letter and digit, and try again.")
    if opened.wait < 60:
        wait = ngettext("%(count)s second", "%(count)s seconds", opened.wait) % {"count": opened.wait}
    else:
        minutes = ceil(opened.wait / 60)
        wait = ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    return _("No file was opened. Wait %(wait)s, then try again; until then no code is checked.") % {"wait": wait}


@require_POST
@closed_page
def leave(request: HttpRequest) -> HttpResponse:
    """Close the mailbox."""
    visit_end(request)
    messages.success(request, _("Your file is closed on this device."))
    return redirect("complaint_status")


@require_GET
@closed_page
def leave_fast(request: HttpRequest) -> HttpResponse:
    """Forget everything and go somewhere else at once. Works without scripts, so it is a link."""
    session_end(request)
    return redirect(ELSEWHERE)
