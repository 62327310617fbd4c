"""What waits for somebody, as sentences for the first page of the audit body."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from audit.models import Assessment, Sample
from audit.selectors.standards.lists import WAITING_SHOWN, assessments_waiting, samples_waiting
from audit.selectors.standards.seats import seating_of
from audit.workflow.standards.codes import Stage
from legitimacy.access import Person
from legitimacy.work_pages import Waiting

OF_ASSESSMENTS: Mapping[str, object] = {
    Stage.SUBMITTED: _("Judge: %(what)s"),
    Stage.DRAFT: _("Fill in: %(what)s"),
    Stage.RETURNED: _("Returned to you: %(what)s"),
}
OF_SAMPLES: Mapping[str, object] = {
    "join": _("Needs a reader: %(what)s"),
    "read": _("Read on: %(what)s"),
    "decide": _("Decide where two readers differ: %(what)s"),
    "close": _("Ready to close: %(what)s"),
}


def assessments_first(user: Person) -> list[Assessment]:
    """The oldest assessments that wait for this person."""
    return list(assessments_waiting(user)[:WAITING_SHOWN])


def samples_first(user: Person) -> list[tuple[Sample, str]]:
    """The oldest samples that wait for this auditor, with what to do: join, read, decide or close."""
    found = []
    for sample in samples_waiting(user)[: 2 * WAITING_SHOWN]:
        task = seating_of(sample, user).task
        if task:
            found.append((sample, task))
    return found[:WAITING_SHOWN]


def assessments_told(user: Person) -> list[Waiting]:
    """Assessments to judge, for an auditor; those to fill in or to mend, for a corps."""
    found = []
    for each in assessments_first(user):
        page = "assessment_judge" if each.stage == Stage.SUBMITTED else "assessment_self"
        what = f"{each.standard}{f' ({each.subject})' if each.subject else ''}, {each.corps}"
        sentence = str(OF_ASSESSMENTS[each.stage]) % {"what": what}
        found.append(Waiting(what=sentence, url=reverse(page, kwargs={"pk": each.pk})))
    return found


def samples_told(user: Person) -> list[Waiting]:
    """Samples to read, to decide or to close."""
    found = []
    for sample, task in samples_first(user):
        page = "sample_read" if task in ("read", "decide") else "sample_page"
        sentence = str(OF_SAMPLES[task]) % {"what": f"{sample.standard}, {sample.corps}"}
        found.append(Waiting(what=sentence, url=reverse(page, kwargs={"pk": sample.pk})))
    return found
