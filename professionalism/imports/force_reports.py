"""A force report as another register tells it, made ready to be stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from legitimacy.imports.kinds import Record
from legitimacy.models import Corps
from professionalism.models.force import Harm, YesNo
from professionalism.selectors.force_checking import holds_national_number, level_fault, number_sentence
from professionalism.workflow.force import Status
from professionalism.workflow.force_codes import highest_level

REASONS = ("why_lawful", "why_needed", "why_measured", "why_warned")
CODED = (
    *("unit", "place_kind", "functionality", "call_type", "conflict", "duration", "threat", "warning", "bodycam"),
    *("report_made", "report_reference", "finding", *REASONS),
)
"""Columns that are stored as they were read."""
COLUMNS = (
    *("source_reference", "happened_on", "happened_hour", "officers_present", "alternatives", "is_training", "status"),
    *("highest_level", "registered_on", "completed_on", "reviewed_on", *CODED),
)
"""What an import writes of a report, and compares when the report comes again."""
OFFICER = ("officer_reference", "officer_harm", "officer_care")
CITIZEN = ("citizen_reference", "age_band", "sex", "intoxicated", "distressed", "citizen_harm", "citizen_care")
FIRST_DAY = date(1950, 1, 1)
Row = tuple[Any, ...]


class ReportError(ValueError):
    """A report that cannot be taken. `field` names the part, the text is a translated sentence."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Report:
    """`columns` holds COLUMNS. `officers` are harm and care; `citizens` age band, sex, intoxicated, distressed, harm
    and care; `applications` level, means, worked, and the places of officer and citizen in their lists, None where
    nobody knows.
    """

    record: Record
    columns: dict[str, Any]
    officers: tuple[Row, ...]
    citizens: tuple[Row, ...]
    applications: tuple[Row, ...]
    took_part: bool

    @property
    def parts(self) -> tuple[tuple[Row, ...], ...]:
        return self.officers, self.citizens, self.applications


def report_read(record: Record, corps: Corps, today: date) -> Report:
    """The report of a record. Raises ReportError."""
    values = record.values
    days = {name: _day(values[name]) for name in ("happened_on", "registered_on", "completed_on", "reviewed_on")}
    _days_require(days, corps, today)
    for name in (*REASONS, "unit", "report_reference"):
        if values[name] and holds_national_number(values[name]):
            raise ReportError(name, number_sentence())
    officers, citizens, applications = _people_and_force(record.parts)
    finding = values["finding"]
    columns: dict[str, Any] = {name: values[name] for name in CODED}
    columns |= {
        **days,
        "source_reference": values["reference"],
        "happened_hour": int(values["happened_hour"]) if values["happened_hour"] else None,
        "officers_present": int(values["officers_present"]) if values["officers_present"] else None,
        "alternatives": values["alternatives"].split(),
        "is_training": values["training"] == YesNo.YES,
        "status": str(Status.REVIEWED if finding else Status.SUBMITTED),
        "highest_level": max(row[0] for row in applications),
    }
    if not finding and days["reviewed_on"] is not None:
        raise ReportError("finding", _("a review without a finding; say what it concluded, or leave its day out."))
    took_part = values["reviewer_took_part"] != YesNo.NO
    return Report(record, columns, officers, citizens, applications, took_part)


def _days_require(days: Mapping[str, date | None], corps: Corps, today: date) -> None:
    happened_on = days["happened_on"]
    for name, day in days.items():
        if day is not None and day > today:
            raise ReportError(name, _("this day has not come yet."))
    if happened_on is None or happened_on < FIRST_DAY:
        raise ReportError("happened_on", _("this day is too long ago for a register of force."))
    if corps.valid_from is not None and happened_on < corps.valid_from:
        raise ReportError("happened_on", _("the corps did not exist yet on this day."))
    if corps.valid_to is not None and happened_on > corps.valid_to:
        raise ReportError("happened_on", _("the corps did not exist any more on this day."))
    for name in ("registered_on", "completed_on", "reviewed_on"):
        day = days[name]
        if day is not None and day < happened_on:
            raise ReportError(name, _("this day lies before the day of the incident."))
    if days["completed_on"] is not None and days["registered_on"] is None:
        raise ReportError("completed_on", _("a report that was completed was handed in; give that day too."))


def _people_and_force(parts: Sequence[Mapping[str, str]]) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[Row, ...]]:
    """Officers, citizens and applications. Who reads the same as somebody else in the same report is the same person,
    unless the register tells them apart by a reference, which is not kept.
    """
    officers: dict[Row, int] = {}
    citizens: dict[Row, int] = {}
    applications: list[Row] = []
    for part in parts:
        officer = _person(officers, part, OFFICER, (part["officer_harm"] or Harm.NONE.value, part["officer_care"]))
        citizen = _person(citizens, part, CITIZEN, _citizen(part))
        used = _application(part)
        if used is not None:
            applications.append((*used, officer, citizen))
    if not applications:
        raise ReportError("means", _("no use of force: name the means or the level of at least one."))
    return tuple(row[1:] for row in officers), tuple(row[1:] for row in citizens), tuple(applications)


def _person(known: dict[Row, int], part: Mapping[str, str], fields: Sequence[str], cells: Row) -> int | None:
    """The place of a person in their list; a new one where nobody there is the same. None where nothing is told."""
    if not any(part[name] for name in fields):
        return None
    reference = part[fields[0]]
    same = (place for row, place in known.items() if reference and row[0] == reference)
    place = next(same, None)
    return place if place is not None else known.setdefault((reference, *cells), len(known))


def _citizen(part: Mapping[str, str]) -> Row:
    state = (_flag(part["intoxicated"]), _flag(part["distressed"]))
    return part["age_band"], part["sex"], *state, part["citizen_harm"] or Harm.UNKNOWN.value, part["citizen_care"]


def _application(part: Mapping[str, str]) -> Row | None:
    """Level, means and whether it worked. Where a register tells no level, it is the highest that its means can be."""
    means, level = part["means"], part["level"]
    if not means and not level:
        return None
    number = int(level) if level else highest_level(means)
    wrong = level_fault(number, means) if means and level else ""
    if wrong:
        raise ReportError("level", wrong)
    return number, means, part["worked"]


def _flag(text: str) -> bool | None:
    return {YesNo.YES.value: True, YesNo.NO.value: False}.get(text)


@lru_cache(maxsize=16_384)
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
