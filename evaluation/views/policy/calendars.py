"""The page on which somebody makes an address for a calendar program, and what that program reads."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluation.exports.calendars import calendar_text
from evaluation.navigation import work_page
from evaluation.selectors.calendars import calendar_of, days_of, has_calendar
from evaluation.services.policy.calendars import calendar_digest, calendar_end, calendar_make
from legitimacy.access import allow, can
from legitimacy.models import User


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow("policy_action.list")
def policy_calendar(request: HttpRequest) -> HttpResponse:
    """The address stands on the page that answers its form, once."""
    person, address = cast(User, request.user), ""
    if request.method == "POST":
        key = calendar_make(actor=person, language=get_language() or "nl")
        address = request.build_absolute_uri(reverse("policy_calendar_feed", args=[key]))
    context = {"address": address, "has_one": has_calendar(person)}
    return work_page(request, "evaluation/policy/calendar.html", context)


@require_POST
@allow("policy_action.list")
def policy_calendar_end(request: HttpRequest) -> HttpResponse:
    if calendar_end(actor=cast(User, request.user)):
        messages.success(request, _("The address ended. Calendars that use it no longer get anything."))
    return redirect("policy_calendar")


@never_cache
@require_safe
def policy_calendar_feed(request: HttpRequest, key: str) -> HttpResponse:
    """Whoever has the address reads it, as long as the person it was made for still follows actions."""
    feed = calendar_of(calendar_digest(key))
    if feed is None or not can(feed.user, "policy_action.list"):
        raise Http404
    with override(feed.language):
        text = calendar_text(days_of(feed.user), home=request.build_absolute_uri("/").rstrip("/"))
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
