"""What one auditor may do with a sample now, and what may be shown to them."""

from dataclasses import dataclass

from audit.models import Sample, SampleReader
from audit.selectors.standards.readings import THIRD, Readings, readings_of
from audit.workflow.standards.codes import SampleStage
from legitimacy.access import Person


@dataclass(frozen=True)
class Seating:
    """`task` is what this person can do next: join, read, decide, close, or nothing."""

    seats: tuple[SampleReader, ...]
    mine: SampleReader | None
    readings: Readings
    task: str

    @property
    def shows_levels(self) -> bool:
        """Nobody sees what a reader made of it before both have handed in."""
        return self.readings.both_in


def seating_of(sample: Sample, user: Person) -> Seating:
    """Five queries."""
    seats = tuple(sample.readers.select_related("reader").order_by("seat"))
    mine = next((each for each in seats if each.reader_id == user.pk), None)
    readings = readings_of(sample)
    task = _task(seats, mine, readings) if sample.stage == SampleStage.READING else ""
    return Seating(seats, mine, readings, task)


def _task(seats: tuple[SampleReader, ...], mine: SampleReader | None, readings: Readings) -> str:
    if mine is not None and mine.submitted_on is None:
        return "decide" if mine.seat == THIRD else "read"
    if readings.is_settled:
        return "close"
    if mine is None and len([each for each in seats if each.seat != THIRD]) < 2:
        return "join"
    if mine is None and readings.disputed and not readings.third_seated:
        return "join"
    return ""
