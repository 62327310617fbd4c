"""What waits for somebody, as sentences for the first page of the audit body."""

from audit.models import Assessment, Sample
from audit.selectors.standards.lists import WAITING_SHOWN, assessments_waiting, samples_waiting
from audit.selectors.standards.seats import seating_of
from legitimacy.access import Person


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
