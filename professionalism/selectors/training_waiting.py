"""What waits for HR in training."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from legitimacy.access import Person
from legitimacy.work_pages import Waiting
from professionalism.rules.training import corps_read, may_edit
from professionalism.selectors.training import missing_of


def training_waiting(user: Person) -> list[Waiting]:
    """Quarters of which something is missing."""
    found = []
    for corps in corps_read(user):
        missing = missing_of(corps, timezone.localdate()) if may_edit(user, corps) else []
        if missing:
            sentence = ngettext(
                "%(corps)s: something is missing of %(count)d quarter",
                "%(corps)s: something is missing of %(count)d quarters",
                len(missing),
            )
            words = {"corps": corps.display_name, "count": len(missing)}
            found.append(Waiting(what=sentence % words, url=f"{reverse('training_home')}?of={corps.code}#missing"))
    return found
