"""What waits for framework managers on the home page of the audit body."""

from django.urls import reverse
from django.utils.translation import gettext as _

from audit.selectors.frameworks.reading import drafts_to_sign
from legitimacy.access import Person
from legitimacy.work_pages import Waiting


def frameworks_waiting(user: Person) -> list[Waiting]:
    """Drafts that one person signed and this one has not."""
    return [
        Waiting(
            what=_("Framework %(code)s waits for a second signature.") % {"code": framework.code},
            url=reverse("audit_framework", args=[framework.code]),
        )
        for framework in drafts_to_sign(user)
    ]
