"""What of citizens' voice waits for somebody: a half-year of the contact survey for which nobody was drawn yet."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import ContactRound
from evaluation.rules.voice import corps_heard
from evaluation.workflow.contact import ContactState, half_words
from legitimacy.access import Person
from legitimacy.models import Role
from legitimacy.work_pages import Waiting


def voice_waiting(user: Person) -> Sequence[Waiting]:
    """For the evaluation officer; one query."""
    corps = corps_heard(user, Role.EVALUATION_OFFICER)
    rounds = ContactRound.objects.filter(
        state=ContactState.OPEN, closes_on__gte=timezone.localdate(), corps__in=corps, draws=None
    )
    return [
        Waiting(
            what=_("Draw who is asked in the %(half)s.") % {"half": half_words(one.half)},
            url=reverse("contact_page", kwargs={"pk": one.pk}),
            by_when=one.closes_on,
        )
        for one in rounds
    ]
