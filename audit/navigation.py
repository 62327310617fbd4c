"""Where the audit body stands in the main navigation, and the frame of every work page of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.selectors.audits.waiting import audits_waiting
from audit.selectors.frameworks.waiting import frameworks_waiting
from audit.selectors.funding.listing import funding_waiting
from audit.selectors.standards.waiting import assessments_told, samples_told
from audit.workflow.waiting import Waiting
from legitimacy.access import Person, can
from legitimacy.entries import NavigationEntry, navigation
from legitimacy.models import Register

navigation.register(
    NavigationEntry(key="15-compare", label=_("Compare"), url_name="compare"),
    NavigationEntry(key="40-audit", label=_("Audit"), url_name="audit_home", action="audit.work"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLink:
    """One place on the work pages; who may not do `action` does not see it. `waiting` is shown on the home page."""

    label: object
    about: object
    url_name: str
    action: str
    waiting: Callable[[Person], Sequence[Waiting]] | None = None


WORK_LINKS: tuple[WorkLink, ...] = (
    WorkLink(
        label=_("Assessments"),
        about=_("A corps assesses itself by a published standard; an auditor validates it, criterion by criterion."),
        url_name="assessments_list",
        action="assessment.list",
        waiting=assessments_told,
    ),
    WorkLink(
        label=_("Samples"),
        about=_("Real communications, pages, queries and replies, drawn by lot and read by two people."),
        url_name="samples_list",
        action="sample.list",
        waiting=samples_told,
    ),
    WorkLink(
        label=_("Audits"),
        about=_("Plan audits over the six-year cycle, carry them out, and follow what was recommended."),
        url_name="audits_list",
        action="audit.list",
        waiting=audits_waiting,
    ),
    WorkLink(
        label=_("Funding advice"),
        about=_("Money that follows quality: schemes, calculation sheets, replies and signatures."),
        url_name="funding",
        action="funding.read",
        waiting=funding_waiting,
    ),
    WorkLink(
        label=_("Frameworks"),
        about=_("What counts as enough: floors, targets, weights and minima, made in drafts and signed by two people."),
        url_name="audit_frameworks",
        action="framework.list",
        waiting=frameworks_waiting,
    ),
    WorkLink(
        label=_("Reports"),
        about=_("Scorecards and comparisons as PDF, spreadsheet, CSV or JSON, with the same figures as the pages."),
        url_name="reports",
        action="report.make",
    ),
)


def work_links(request: HttpRequest) -> list[dict[str, Any]]:
    """The places this person may go to, with `current` on the one they are at."""
    links = []
    for entry in WORK_LINKS:
        if can(request.user, entry.action):
            url = reverse(entry.url_name)
            links.append({"entry": entry, "url": url, "current": _standing(request.path, url)})
    return links


def _standing(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""


def work_page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A work page: never kept by a browser or a proxy, as it may show drafts."""
    # In a demo every page says that all is fictional, also one that speaks about no corps.
    usual = {"work_links": work_links(request), "register": Register.EXAMPLE if settings.DEMO else ""}
    response = render(request, template, usual | (context or {}), status=status)
    response["Cache-Control"] = "no-store"
    return response
