"""Who reaches a report. One that does not exist and one that is not theirs get the same answer.

A reviewer of the corps is told why they may not see one: they took part, or stand below somebody who did.
"""

from django.http import Http404, HttpRequest, HttpResponse

from legitimacy.access import AccessDeniedError, require
from legitimacy.models import Role, User
from legitimacy.trail.services import event_append
from professionalism.models import ForceIncident
from professionalism.navigation import work_page
from professionalism.querysets.force import corps_of, members_of
from professionalism.selectors.force_barring import bar_of
from professionalism.selectors.force_detail import report_find, report_hidden, was_read_today
from professionalism.services.force_history import trail_append
from professionalism.workflow.force import HANDED_IN
from professionalism.workflow.force_wording import BAR_WORDS

OPEN = "force.open"


def report_or_refusal(request: HttpRequest, number: str) -> ForceIncident | HttpResponse:
    """The report, or a page that says why not. 403 for who has no reports, 404 where it is not theirs."""
    require(request, OPEN)
    incident = report_find(request.user, number)
    if incident is not None:
        return incident
    hidden = report_hidden(number)
    if hidden is None:
        raise Http404
    refusal_note(request, hidden)
    if hidden.status in HANDED_IN and hidden.corps_id in corps_of(request.user, Role.FORCE_REVIEWER):
        bar = bar_of(request.user, hidden)
        words = BAR_WORDS[bar] if bar else ""
        return work_page(request, "professionalism/force/refused.html", {"words": words, "number": number}, status=403)
    raise Http404


def person_of(request: HttpRequest) -> User:
    """Who is signed in. Pages of reports are never open to visitors."""
    if not isinstance(request.user, User):
        raise AccessDeniedError(OPEN, None)
    return request.user


def is_own(user: User, incident: ForceIncident) -> bool:
    return incident.reported_by_id == user.pk or incident.reporter_id in members_of(user)


def reading_note(request: HttpRequest, incident: ForceIncident) -> None:
    """Reading a report of somebody else is on the trail, once for each person and day."""
    user = person_of(request)
    if not is_own(user, incident) and not was_read_today(incident, user):
        trail_append(incident, "read", actor=user)


def refusal_note(request: HttpRequest, hidden: ForceIncident) -> None:
    """That somebody tried a report which is not theirs."""
    event_append(
        verb="access.denied",
        actor=person_of(request),
        object_type="force_report",
        object_id=hidden.pk,
        reason="force.view",
    )
