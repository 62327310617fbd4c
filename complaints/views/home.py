"""The first work page, different for each role, and what Committee P was told."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from complaints.navigation import work_page
from complaints.selectors import home
from complaints.selectors.notified import notified_read
from complaints.services.figures import register_month_count
from legitimacy.access import allow, can, corps_led, standing_of
from legitimacy.models import Role


@require_safe
@allow("complaint.work")
def complaints_home(request: HttpRequest) -> HttpResponse:
    """Handlers see their files and what waits; reception staff what they entered; others where the figures are."""
    user = request.user
    context: dict[str, Any] = {"figures_url": figures_url()}
    if can(user, "complaint.list"):
        context["work"] = home.work_of(user)
        context["keeps_images"] = can(user, "preservation.list")
    if can(user, "complaint.enter"):
        context["entered"] = home.entered_by(user)
        context["enters"] = True
    if standing_of(user).has(Role.CHIEF_OF_CORPS):
        context["leads"] = True
        context["overdue"] = home.overdue_told([register_month_count(corps=each) for each in corps_led(user)])
    return work_page(request, "complaints/worklists/home.html", context)


def figures_url() -> str:
    try:
        return reverse("complaints_figures")
    except NoReverseMatch:
        return ""


@require_safe
@allow("notification.list")
def complaints_notifications(request: HttpRequest) -> HttpResponse:
    """What corps told Committee P."""
    page = notified_read(request.user, request.GET.get("place", ""))
    return work_page(
        request, "complaints/worklists/notifications.html", {"page": page, "is_first": "place" not in request.GET}
    )
