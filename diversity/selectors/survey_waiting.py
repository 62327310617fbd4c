"""What of the inclusion survey waits for somebody: a round to open, slips to make, rounds to read."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from diversity.models import SurveyRound
from diversity.rules.surveys import corps_of
from diversity.selectors.surveys import opening_needs
from diversity.workflow.surveys import RoundState
from legitimacy.access import Person
from legitimacy.models import Role
from legitimacy.work_pages import Waiting


def surveys_waiting(user: Person) -> Sequence[Waiting]:
    """For the chief rounds that may open; for HR rounds that are open and have no slips yet."""
    today = timezone.localdate()
    planned = SurveyRound.objects.filter(state=RoundState.PLANNED, corps__in=corps_of(user, Role.CHIEF_OF_CORPS))
    found = [
        _waiting(one, _("Open the survey of %(corps)s."))
        for one in planned.select_related("corps")
        if not opening_needs(one)
    ]
    running = SurveyRound.objects.running(today).filter(corps__in=corps_of(user, Role.HR_OFFICER), batches=None)
    found += [_waiting(one, _("Make and hand out the slips of %(corps)s.")) for one in running.select_related("corps")]
    return found


def _waiting(one: SurveyRound, words: str) -> Waiting:
    url = reverse("survey_round", kwargs={"pk": one.pk})
    return Waiting(what=words % {"corps": one.corps.display_name}, url=url, by_when=one.closes_on)
