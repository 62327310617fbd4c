"""Writes drawn files as records: the file and everything that belongs to it, each table in one go."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

import pandas as pd
from django.utils import timezone

from complaints.demo.histories import events_of
from complaints.models import (
    Allegation,
    Assignment,
    Complaint,
    Event,
    Finding,
    Mediation,
    Notification,
    Pause,
    Referral,
)
from complaints.models.file import ALPHABET
from complaints.workflow.codes import categories
from complaints.workflow.routing import COMMITTEE_P, CORPS
from complaints.workflow.states import Status
from complaints.workflow.surveys import CLOSING, group_of
from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.periods import Period
from legitimacy.models import Answer, Corps, ImprovementAction, Register, User
from legitimacy.models.inserting import Cells, cells_insert

DECIDE_DAYS, PAUSE_AFTER, OFFER_AFTER, INQUIRY_AFTER = 45, 3, 8, 15
FOUNDED = ("founded", "partly_founded")
WITH_HISTORY = frozenset({"V017", "V041"})
"""Corps of which people of the demo open files: these have their whole history."""


def files_write(files: pd.DataFrame, handlers: dict[str, User], today: date) -> int:
    """Write all files; number of files. `handlers` are by corps code, the one of "" for all others."""
    corps = {each.code: each for each in Corps.objects.filter(register=Register.EXAMPLE)}
    rows = [FileRow(row, corps[row["code"]], today) for row in files.to_dict("records")]
    rows = list({row.number: row for row in rows}.values())
    people = {code: handler.pk for code, handler in handlers.items()}
    cells_insert(Complaint, (row.file_of(people.get(row.code)) for row in rows))
    keys = dict(Complaint.objects.filter(register=Register.EXAMPLE).values_list("number", "pk"))
    for row in rows:
        row.pk = keys[row.number]
    cells_insert(Allegation, (each for row in rows for each in row.allegations()))
    cells_insert(Finding, _findings(rows))
    cells_insert(Assignment, (each for row in rows for each in row.assignments(people.get(row.code, people[""]))))
    cells_insert(Pause, (each for row in rows for each in row.pauses()))
    cells_insert(Mediation, (each for row in rows for each in row.mediations()))
    cells_insert(Notification, (each for row in rows for each in row.notifications()))
    cells_insert(Referral, (each for row in rows for each in row.referrals()))
    cells_insert(ImprovementAction, (each for row in rows for each in row.actions()))
    Answer.objects.bulk_create((each for row in rows for each in row.answers()), batch_size=1_000)
    cells_insert(Event, (each for row in rows for each in row.events()))
    return len(rows)


def _findings(rows: list["FileRow"]) -> Iterator[Cells]:
    """What the corps found, of each allegation: the outcome of the file."""
    decided = {row.pk: row for row in rows if row.own and row.decided and row.drawn["disposition"] == "decided"}
    for pk, complaint in Allegation.objects.filter(complaint__disposition="decided").values_list("pk", "complaint_id"):
        row = decided.get(complaint)
        if row is not None:
            yield {"allegation_id": pk, "authority": CORPS, "finding": row.drawn["outcome"], "found_on": row.decided}


@cache
def moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def number_from(value: int) -> str:
    """A file number from a drawn one: eight letters of the alphabet of file numbers."""
    letters = []
    for _ in range(8):
        value, place = divmod(value, len(ALPHABET))
        letters.append(ALPHABET[place])
    return f"K-{''.join(letters[:4])}-{''.join(letters[4:])}"


class FileRow:
    """One drawn file and the records that it becomes, as they stand today: what lies in the future is left out."""

    def __init__(self, drawn: dict[Any, Any], corps: Corps, today: date) -> None:
        self.drawn, self.corps, self.code, self.today = drawn, corps, corps.code, today
        self.pk = 0
        self.number = number_from(int(drawn["number"]))
        self.received: date = drawn["received"].date()
        self.own = drawn["holder"] == CORPS
        self.end = self.received + timedelta(days=int(drawn["days"]) + int(drawn["paused"]))
        self.ended = self.end if self.end <= today else None
        closing = self.end + timedelta(days=int(drawn["closing"]))
        withdrawn = drawn["disposition"] == "withdrawn"
        self.decided = None if withdrawn else self.ended
        self.closed = self.ended if withdrawn else (closing if closing <= today else None)
        self.acknowledged = self.on(int(drawn["acknowledged"]))
        self.file = self._file()

    def on(self, days: int) -> date | None:
        """A day so long after receipt; None where it has not come, or the file ended before."""
        day = self.received + timedelta(days=days)
        return day if day <= (self.ended or self.today) else None

    @property
    def status(self) -> Status:
        if self.closed:
            return Status.CLOSED
        if self.decided:
            return Status.COMMUNICATED
        if self.acknowledged is None:
            return Status.RECEIVED
        return Status.ACKNOWLEDGED if (self.today - self.received).days < INQUIRY_AFTER else Status.INQUIRY

    def file_of(self, handler: int | None) -> Cells:
        """The file, in the hands of a handler while it is open and was acknowledged."""
        return self.file | {"handler_id": handler if self.own and self.acknowledged and not self.closed else None}

    def _file(self) -> Cells:
        drawn = self.drawn
        flagged = self.on(2) if self.own and drawn["flagged"] else None
        pause = self._pause()
        due = self.received + timedelta(days=DECIDE_DAYS + int(drawn["paused"]))
        return {
            "number": self.number,
            "register": Register.EXAMPLE.value,
            "origin": Origin.SIMULATED.value,
            "corps_id": self.corps.pk,
            "channel": drawn["channel"],
            "language": (self.corps.languages or "nl")[:2],
            "status": self.status.value,
            "holder": drawn["holder"],
            "routing_rule": "corps" if self.own else "discrimination",
            "title": categories()[drawn["category"]].label.nl[:120],
            "is_anonymous": bool(drawn["anonymous"]),
            "possible_offence": flagged is not None,
            "received_on": self.received,
            "received_at": moment(self.received),
            "acknowledged_on": self.acknowledged,
            "decided_on": self.decided,
            "communicated_on": self.decided,
            "informed_on": self.decided or self.acknowledged,
            "closed_on": self.closed,
            "committee_p_notified_on": self.received if drawn["notified"] or not self.own else None,
            "offence_flagged_on": flagged,
            "offence_passed_on": self.on(2 + int(drawn["passed"])) if flagged else None,
            "discipline_known_on": self.received,
            "paused_on": pause[0] if pause and pause[1] is None else None,
            "paused_days": (pause[1] - pause[0]).days if pause and pause[1] else 0,
            "due_on": due,
            "next_due_on": None if self.ended else due,
            "disposition": drawn["disposition"] if self.ended else "",
            "outcome": drawn["outcome"] if self.decided else "",
        }

    def allegations(self) -> Iterator[Cells]:
        for code in (self.drawn["category"], self.drawn["second"]):
            if code:
                yield {"complaint_id": self.pk, "category": code}

    def assignments(self, handler: int) -> Iterator[Cells]:
        if self.own and (self.acknowledged or self.ended):
            tied = not self.drawn["independent"]
            yield {
                "complaint_id": self.pk, "handler_id": handler, "assigned_on": self.acknowledged or self.received,
                "body": CORPS, "same_unit": tied, "in_line": False, "earlier_involved": False,
                "open_file_with_complainant": False, "is_independent": not tied, "ended_on": self.ended,
            }  # fmt: skip

    def _pause(self) -> tuple[date, date | None] | None:
        """First day of the pause, and the first day after it; None for what has not come."""
        begun = self.on(PAUSE_AFTER) if self.drawn["paused"] else None
        if begun is None:
            return None
        until = begun + timedelta(days=int(self.drawn["paused"]))
        return begun, until if until <= self.today else None

    def pauses(self) -> Iterator[Cells]:
        pause = self._pause()
        if pause is not None:
            reason = Pause.Reason.JUDICIAL.value
            yield {"complaint_id": self.pk, "reason": reason, "from_on": pause[0], "to_on": pause[1]}

    def mediations(self) -> Iterator[Cells]:
        offered = self.on(OFFER_AFTER) or (self.received if self.ended else None)
        if not self.drawn["offered"] or offered is None:
            return
        outcomes = Mediation.Outcome
        if not self.drawn["accepted"]:
            yield {"complaint_id": self.pk, "offered_on": offered, "outcome": outcomes.DECLINED.value}
            return
        agreed = bool(self.drawn["agreed"]) and self.ended is not None
        yield {
            "complaint_id": self.pk, "mediator": "Bemiddelingsdienst", "offered_on": offered,
            "complainant_accepted_on": offered, "officer_accepted_on": offered, "started_on": offered,
            "held_on": self.ended, "ended_on": self.ended, "confirmed_by_both": agreed,
            "outcome": outcomes.AGREED.value if agreed else outcomes.FAILED.value if self.ended else "",
        }  # fmt: skip

    def notifications(self) -> Iterator[Cells]:
        if self.own and self.drawn["notified"]:
            yield {"complaint_id": self.pk, "body": COMMITTEE_P, "notified_on": self.received}

    def referrals(self) -> Iterator[Cells]:
        """Two bodies that would not take it, where the complaint did not reach the right one at once."""
        for body in () if self.drawn["one_window"] or not self.own else ("unia", "coc"):
            yield {
                "complaint_id": self.pk, "from_body": CORPS, "to_body": body, "state": Referral.State.REFUSED.value,
                "off_platform": True, "reason": "other_body", "sent_on": self.received,
                "receipt_due_on": self.received, "answered_on": self.received,
            }  # fmt: skip

    def actions(self) -> Iterator[Cells]:
        if self.own and self.closed and self.drawn["learnt"] and self.drawn["outcome"] in FOUNDED:
            due = self.closed + timedelta(days=90)
            yield {
                "corps_id": self.corps.pk, "source": ImprovementAction.Source.COMPLAINT.value,
                "reference": self.number, "what": "De werkwijze is met de ploeg besproken en aangepast.",
                "owner": "Diensthoofd", "due_on": due, "original_due_on": due,
                "done_on": due if due <= self.today else None, "origin": Origin.SIMULATED.value,
            }  # fmt: skip

    def answers(self) -> Iterator[Answer]:
        if self.own and self.closed and self.drawn["answers"]:
            odd = int(self.drawn["number"]) % 2
            answer = ("agree", "rather_agree")[odd] if self.drawn["satisfied"] else ("disagree", "neither")[odd]
            yield Answer(
                key=uuid.uuid5(uuid.NAMESPACE_OID, self.number), survey=CLOSING, subject_id=self.corps.pk,
                period=str(Period.containing(self.closed)), origin=Origin.SIMULATED,
                answers={"satisfied": answer, "outcome": group_of(self.drawn["outcome"])},
            )  # fmt: skip

    def events(self) -> Iterator[Cells]:
        if self.own and (self.code in WITH_HISTORY or not self.ended):
            yield from events_of(self.pk, self.file, moment)
