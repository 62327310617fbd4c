"""Access of researchers, from the request to the output that leaves. Each step goes on the trail."""

import re
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.access import require_person
from legitimacy.models import AccessFetch, AccessRequest, ResearchOutput, Role, User
from legitimacy.trail.services import event_append

LONGEST = timedelta(days=366)
SMALL = re.compile(r"(?:^|[\s,;|])[1-9](?=$|[\s,;|])", re.MULTILINE)
"""A whole number under ten that stands alone, as in a cell of a table: what a steward looks at first."""


class ResearchError(ValueError):
    """A step that cannot be taken; the message is a sentence for the person who tried."""


@transaction.atomic
def access_ask(
    *, person: User, register: str, title: str, purpose: str, ethics: str, plan: str, team: str, until: date
) -> AccessRequest:
    """Ask for access. ResearchError for a last day that is over or more than a year away."""
    require_person(person, "research.ask", register)
    today = timezone.localdate()
    if not today <= until <= today + LONGEST:
        raise ResearchError(_("Access lasts a year at most: choose a last day within a year from today."))
    asked = AccessRequest.objects.create(
        person=person, register=register, title=title, purpose=purpose, ethics=ethics, plan=plan, team=team, until=until
    )
    _record("research.asked", asked, person)
    return asked


@transaction.atomic
def access_decide(*, request: AccessRequest, actor: User, granted: bool, reason: str) -> AccessRequest:
    """Grant or refuse as data steward. ResearchError for one's own request, one decided before, or no reason."""
    locked = AccessRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    require_person(actor, "research.decide", locked)
    if locked.person_id == actor.pk:
        raise ResearchError(_("This is your own request: another data steward decides."))
    if locked.state != AccessRequest.State.ASKED:
        raise ResearchError(_("This request was decided already."))
    if not reason.strip():
        raise ResearchError(_("Give the reason of your decision: the researcher reads it."))
    locked.state = AccessRequest.State.GRANTED if granted else AccessRequest.State.REFUSED
    return _decided(locked, actor, reason, "research.granted" if granted else "research.refused")


@transaction.atomic
def access_end(*, request: AccessRequest, actor: User, reason: str) -> AccessRequest:
    """End a granted access at once. ResearchError where there is none, or no reason."""
    locked = AccessRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    require_person(actor, "research.decide", locked)
    if locked.state != AccessRequest.State.GRANTED:
        raise ResearchError(_("There is no access to end."))
    if not reason.strip():
        raise ResearchError(_("Give the reason of your decision: the researcher reads it."))
    locked.state = AccessRequest.State.ENDED
    return _decided(locked, actor, reason, "research.ended")


def _decided(request: AccessRequest, actor: User, reason: str, verb: str) -> AccessRequest:
    request.decided_by, request.decided_at, request.reason = actor, timezone.now(), reason.strip()
    request.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    _record(verb, request, actor)
    return request


@transaction.atomic
def access_fetched(*, request: AccessRequest, actor: User, what: str) -> None:
    """Write down that a table is fetched, before it is."""
    AccessFetch.objects.create(request=request, what=what)
    _record("research.fetched", request, actor)


@transaction.atomic
def output_hand_in(*, request: AccessRequest, actor: User, title: str, content: str) -> ResearchOutput:
    """Hand in what should leave."""
    require_person(actor, "research.use", request)
    output = ResearchOutput.objects.create(request=request, title=title, content=content)
    _record("research.output_handed_in", request, actor)
    return output


@transaction.atomic
def output_check(*, output: ResearchOutput, actor: User, cleared: bool, note: str) -> ResearchOutput:
    """Let an output leave, or give it back with what to change. ResearchError for one's own, or one checked."""
    locked = ResearchOutput.objects.select_for_update(of=("self",)).select_related("request").get(pk=output.pk)
    require_person(actor, "research.decide", locked.request)
    if locked.request.person_id == actor.pk:
        raise ResearchError(_("This is your own output: another data steward checks it."))
    if locked.state != ResearchOutput.State.WAITING:
        raise ResearchError(_("This output was checked already."))
    if not cleared and not note.strip():
        raise ResearchError(_("Say what has to change: the researcher reads it."))
    locked.state = ResearchOutput.State.CLEARED if cleared else ResearchOutput.State.RETURNED
    locked.checked_by, locked.checked_at, locked.note = actor, timezone.now(), note.strip()
    locked.save(update_fields=["state", "checked_by", "checked_at", "note"])
    _record("research.output_cleared" if cleared else "research.output_returned", locked.request, actor)
    return locked


def small_numbers(content: str) -> int:
    """How many whole numbers under ten stand alone in a text."""
    return len(SMALL.findall(content))


def _record(verb: str, request: AccessRequest, actor: User) -> None:
    role = Role.RESEARCHER if request.person_id == actor.pk else Role.DATA_STEWARD
    event_append(verb=verb, actor=actor, role=role, object_type="accessrequest", object_id=request.pk)
