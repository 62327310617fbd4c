"""A complaint file as another register tells it, made ready to be stored."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from complaints.services.intake import title_from
from complaints.workflow.routing import facts_of, route
from complaints.workflow.states import Status
from legitimacy.imports.kinds import Record

GRAVEST = ("founded", "partly_founded", "organisational_dysfunction", "not_established", "unfounded", "no_fault")
DATES = ("received_on", "happened_on", "acknowledged_on", "decided_on", "closed_on")
COLUMNS = (
    *("external_reference", "kind", "language", "title", "story", "place", "status", "disposition", "outcome"),
    *("received_on", "happened_on", "acknowledged_on", "decided_on", "closed_on"),
)
"""What an import writes of a file, and compares when the file comes again."""

Part = tuple[str, str, str, str, str]


class CaseError(ValueError):
    """A case that cannot be taken. `field` names the part, the text is a translated sentence."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Case:
    """`columns` holds COLUMNS, `parts` category, finding, reference, text and unit of each allegation. `set_aside` says
    that the day of decision lay before the day of receipt, so that neither it nor the closing day is known.
    """

    record: Record
    columns: dict[str, Any]
    parts: tuple[Part, ...]
    set_aside: bool


def case_read(record: Record, today: date) -> Case:
    """The case of a record. Raises CaseError."""
    values = record.values
    days = {name: _day(values[name]) for name in DATES}
    received_on = days["received_on"]
    if received_on is None or not date(1900, 1, 2) <= received_on <= today:
        raise CaseError("received_on", _("this day cannot be when a complaint was received."))
    for name in DATES:
        day = days[name]
        if day is not None and day > today:
            raise CaseError(name, _("this day has not come yet."))
    parts = tuple(
        (each["category"], each["finding"], each["allegation_reference"], each["allegation_text"], each["unit"])
        for each in record.parts
    )
    decided_on, closed_on = days["decided_on"], days["closed_on"]
    set_aside = any(day is not None and day < received_on for day in (decided_on, closed_on))
    if set_aside:
        decided_on = closed_on = None
    status = values["status"] or (Status.CLOSED if decided_on or closed_on or set_aside else Status.INQUIRY)
    if status == Status.CLOSED:
        closed_on = closed_on or decided_on
    found = {part[1] for part in parts}
    columns: dict[str, Any] = {
        "external_reference": values["reference"],
        "kind": values["kind"] or "complaint",
        "language": values["language"] or "nl",
        "title": title_from([part[0] for part in parts])[:120],
        "story": values["story"],
        "place": values["place"],
        "status": str(status),
        "disposition": values["disposition"],
        "outcome": next((code for code in GRAVEST if code in found), ""),
        "received_on": received_on,
        "happened_on": days["happened_on"],
        "acknowledged_on": days["acknowledged_on"],
        "decided_on": decided_on,
        "closed_on": closed_on if status == Status.CLOSED else None,
    }
    return Case(record, columns, parts, set_aside)


@lru_cache(maxsize=4_096)
def holder_by_rules(chosen: frozenset[str], kind: str, federal: bool) -> str:
    """The body that would get such a complaint if it came in today."""
    facts = facts_of(
        categories=chosen,
        injured=False,
        possible_offence=False,
        about_chief=False,
        corps_known=True,
        federal=federal,
        kind=kind,
    )
    return route(facts).body


@lru_cache(maxsize=16_384)
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
