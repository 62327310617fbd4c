"""Cases of early signals as other records meet them: by the number of the file that they were handed over to."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from legitimacy.access import Person
from legitimacy.record_links import LinkedRecord, RecordKind
from professionalism.models import SignalCase
from professionalism.workflow.signals import Outcome

MOST = 20


def naming(person: Person, kind: str, number: str) -> Sequence[LinkedRecord]:
    """Cases that were handed over to this disciplinary case, as far as this person may read them."""
    if kind != "discipline" or not number:
        return ()
    cases = SignalCase.objects.visible_to(person).filter(outcome=Outcome.DISCIPLINE, reference=number)
    rows = cases.order_by("pk").values_list("pk", "member__pseudonym")[:MOST]
    return [LinkedRecord(pseudonym, reverse("signal_case", args=[pk])) for pk, pseudonym in rows]


def _nowhere(_person: Person, _number: str) -> str:
    """A case has no number that another record could name."""
    return ""


SIGNAL_RECORDS = RecordKind(key="signal", label=_("Early signal"), url_for=_nowhere, naming=naming)
