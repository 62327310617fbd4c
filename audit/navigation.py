"""Where the audit body stands in the main navigation, and the frame of every work page of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.selectors.standards.waiting import assessments_first, samples_first
from audit.workflow.standards.codes import Stage
from legitimacy.access import Person, can
from legitimacy.entries import NavigationEntry, navigation
from legitimacy.models import Register

navigation.register(
    NavigationEntry(key="40-audit", label=_("Audit"), url_name="audit_home", action="audit.work"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that waits for the reader: a sentence, where to do it, and by when where a date is set."""

    what: str
    url: str
    by_when: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLink:
    """One place on the work pages; who may not do `action` does not see it. `waiting` is shown on the home page."""

    label: object
    about: object
    url_name: str
    action: str
    waiting: Callable[[Person], Sequence[Waiting]] | None = None


def assessments_waiting(user: Person) -> list[Waiting]:
    """Assessments to judge, for an auditor; those to fill in or to mend, for a corps."""
    words = {
        Stage.SUBMITTED: _("Judge: %(what)s"),
        Stage.DRAFT: _("Fill in: %(what)s"),
        Stage.RETURNED: _("Returned to you: %(what)s"),
    }
    found = []
    for each in assessments_first(user):
        page = "assessment_judge" if each.stage == Stage.SUBMITTED else "assessment_self"
        what = f"{each.standard}{f' ({each.subject})' if each.subject else ''}, {each.corps}"
        sentence = str(words[Stage(each.stage)]) % {"what": what}
        found.append(Waiting(what=sentence, url=reverse(page, kwargs={"pk": each.pk})))
    return found


def samples_waiting(user: Person) -> list[Waiting]:
    """Samples to read, to decide or to close."""
    words = {
        "join": _("Needs a reader: %(what)s"),
        "read": _("Read on: %(what)s"),
        "decide": _("Decide where two readers differ: %(what)s"),
        "close": _("Ready to close: %(what)s"),
    }
    found = []
    for sample, task in samples_first(user):
        page = "sample_read" if task in ("read", "decide") else "sample_page"
        sentence = str(words[task]) % {"what": f"{sample.standard}, {sample.corps}"}
        found.append(Waiting(what=sentence, url=reverse(page, kwargs={"pk": sample.pk})))
    return found


WORK_LINKS: tuple[WorkLink, ...] = (
    WorkLink(
        label=_("Assessments"),
        about=_("A corps assesses itself by a published standard; an auditor validates it, criterion by criterion."),
        url_name="assessments_list",
        action="assessment.list",
        waiting=assessments_waiting,
    ),
    WorkLink(
        label=_("Samples"),
        about=_("Real communications, pages, queries and replies, drawn by lot and read by two people."),
        url_name="samples_list",
        action="sample.list",
        waiting=samples_waiting,
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
