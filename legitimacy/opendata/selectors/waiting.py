"""What of releases and of access for research waits for a data steward."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legitimacy.access import Person
from legitimacy.models import AccessRequest, Release, ResearchOutput, Role
from legitimacy.opendata.selectors.research import registers_of
from legitimacy.work_pages import Waiting

MOST = 12


def releases_waiting(user: Person) -> list[Waiting]:
    """Proposed releases that this steward did not approve yet. One query."""
    registers = registers_of(user, Role.DATA_STEWARD)
    proposed = Release.objects.filter(register__in=registers, status=Release.Status.PROPOSED)
    rows = proposed.exclude(approvals__person=user.pk).order_by("proposed_at")[:MOST] if registers else []
    return [
        Waiting(
            what=_("Read the report of the release %(code)s, and approve it or not") % {"code": release.code},
            url=reverse("release_report", kwargs={"code": release.code}),
        )
        for release in rows
    ]


def research_waiting(user: Person) -> list[Waiting]:
    """How many requests wait for a decision, and how many results for a check. Two queries."""
    registers = registers_of(user, Role.DATA_STEWARD)
    if not registers:
        return []
    asked = AccessRequest.objects.filter(register__in=registers, state=AccessRequest.State.ASKED).count()
    handed = ResearchOutput.objects.filter(request__register__in=registers, state=ResearchOutput.State.WAITING).count()
    found, url = [], reverse("research_accesses")
    if asked:
        words = ngettext("Decide on %(count)d request for access", "Decide on %(count)d requests for access", asked)
        found.append(Waiting(what=words % {"count": asked}, url=url))
    if handed:
        words = ngettext("Check %(count)d result before it leaves", "Check %(count)d results before they leave", handed)
        found.append(Waiting(what=words % {"count": handed}, url=url))
    return found
