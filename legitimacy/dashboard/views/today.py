"""What needs the reader today: the first page after signing in, for whoever has work here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from legitimacy.access import allow, corps_led
from legitimacy.dashboard.fragments import fragment
from legitimacy.dashboard.reading import standpoint_for
from legitimacy.dashboard.today import corps_html, groups_of, tasks_of
from legitimacy.work_pages import register_shown


@require_safe
@allow("today.read")
def today(request: HttpRequest) -> HttpResponse:
    """Never kept by a browser: it tells what is in records."""
    user = request.user
    led = [standpoint_for(user, corps.code) for corps in corps_led(user)]
    context = {
        "groups": groups_of(tasks_of(user), localdate()),
        "corps": [fragment("today", lambda at=at: corps_html(at), *at.key) for at in led],  # type: ignore[misc]
        "register": register_shown(),
    }
    response = render(request, "dashboard/today.html", context)
    response["Cache-Control"] = "no-store"
    return response
