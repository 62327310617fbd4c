"""Where complaints stand in the main navigation, and the frame of every work page."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from complaints.selectors.places import register_here
from legitimacy.access import can
from legitimacy.entries import NavigationEntry, navigation

navigation.register(
    NavigationEntry(key="20-complaint", label=_("Complain"), url_name="complaint_start"),
    NavigationEntry(key="30-complaints", label=_("Complaints"), url_name="complaints_home", action="complaint.work"),
)


@dataclass(frozen=True, slots=True)
class WorkLink:
    """One place on the work pages; who may not do `action` does not see it."""

    label: object
    url_name: str
    action: str


WORK_LINKS = (
    WorkLink(_("To do"), "complaints_home", "complaint.work"),
    WorkLink(_("Complaint files"), "complaints_list", "complaint.list"),
    WorkLink(_("Referrals"), "complaints_referrals", "complaint.list"),
    WorkLink(_("Images to keep"), "complaints_preservations", "preservation.list"),
    WorkLink(_("Told by corps"), "complaints_notifications", "notification.list"),
    WorkLink(_("Enter a complaint"), "complaints_enter", "complaint.enter"),
    WorkLink(_("Keeping"), "complaints_disposals", "complaint.dispose"),
    WorkLink(_("Import"), "complaints_import", "complaint.import"),
    WorkLink(_("Figures"), "complaints_figures", "complaint.figures_some"),
    WorkLink(_("Who looked"), "complaints_looks", "complaint.audit_looks"),
    WorkLink(_("Files in an audit"), "complaints_audited", "complaint.audit_files"),
)


def work_links(request: HttpRequest) -> list[dict[str, Any]]:
    """The places this person may go to, with `current` on the one they are at."""
    links = []
    for entry in WORK_LINKS:
        if not can(request.user, entry.action):
            continue
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        links.append({"label": entry.label, "url": url, "current": "page" if request.path == url else ""})
    return links


def work_page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A work page: never kept by a browser or a proxy, as it may show a file."""
    shared = {"work_links": work_links(request), "register": register_here()[0]}
    response = render(request, template, shared | (context or {}), status=status)
    response["Cache-Control"] = "no-store"
    return response
