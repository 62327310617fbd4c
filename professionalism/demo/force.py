"""Simulated force reports and monthly counts of the example register: the mass behind its figures."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from django.db import transaction
from django.utils import timezone

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Member, OperationalCount, Register, User
from legitimacy.models.inserting import Cells, cells_insert, rows_insert
from legitimacy.simulations import Example, Simulator
from professionalism.demo import shares
from professionalism.demo.drawing import Volumes, counts_draw, reports_draw, volumes_draw
from professionalism.models import ForceApplication, ForceCitizen, ForceEvent, ForceIncident, ForceOfficer, ForceReview
from professionalism.models.force import NUMBER_ALPHABET
from professionalism.services.force_reviewing import review_due
from professionalism.workflow.force import Status

CODE, REVIEWER = "V017", "geweldtoets@voorbeeld.example"
"""The corps of which people of the demo open reports, and who reviewed them there."""
BY_MONTH = (CODE,)
NOT_ENTERED = 2
"""Corps that count by month, and how many of the last months they did not enter yet."""
COUNT_COLUMNS = ("corps_id", "kind", "category", "month", "months", "count", "origin")


@transaction.atomic
def force_simulate(example: Example) -> int:
    """Write the simulated reports and counts once; number of reports."""
    if ForceIncident.objects.filter(register=Register.EXAMPLE, source_reference="").exists():
        return 0
    today = timezone.localdate()
    volumes = volumes_draw(example, today)
    corps = {each.code: each for each in Corps.objects.filter(register=Register.EXAMPLE)}
    counts_write(example, volumes, corps, today)
    members = list(Member.objects.filter(corps__code=CODE, unit__startswith="Interventie").order_by("pseudonym"))
    drawn = reports_draw(example, volumes, today)
    rows = [ReportRow(each, corps[each["code"]], members, today) for each in drawn.to_dict("records")]
    reviewer = User.objects.filter(email=REVIEWER).values_list("pk", flat=True).first()
    cells_insert(ForceIncident, (row.incident for row in rows))
    opened = [row for row in rows if row.corps.code == CODE]
    cells_insert(ForceOfficer, (row.officer() for row in opened))
    cells_insert(ForceCitizen, (row.citizen() for row in opened))
    cells_insert(ForceApplication, (each for row in rows for each in row.applications()))
    cells_insert(ForceReview, (row.review(reviewer) for row in rows))
    cells_insert(ForceEvent, (each for row in opened for each in row.events(reviewer)))
    return len(rows)


def counts_write(example: Example, volumes: Volumes, corps: dict[str, Corps], today: date) -> int:
    """Write the counts by quarter; those of Demervallei by month. Number of counts."""
    drawn = counts_draw(example, volumes, today)
    codes = np.array(example.codes, dtype=object)[drawn["corps"]]
    ids = pd.Series({code: each.pk for code, each in corps.items()})
    frame = drawn.assign(code=codes, corps_id=ids.reindex(codes).to_numpy())
    by_month = frame["code"].isin(BY_MONTH)
    rows = [*_quarterly(frame[~by_month], volumes), *_monthly(frame[by_month], volumes, today)]
    rows_insert(OperationalCount, COUNT_COLUMNS, rows)
    return len(rows)


def _quarterly(frame: pd.DataFrame, volumes: Volumes) -> Iterator[tuple[Any, ...]]:
    for corps, kind, category, place, count in _cells(frame):
        yield corps, kind, category, volumes.quarters[place].start, 3, count, Origin.SIMULATED.value


def _monthly(frame: pd.DataFrame, volumes: Volumes, today: date) -> Iterator[tuple[Any, ...]]:
    """Each count divided over its months; a part is divided as its whole, so that it stays the smaller one."""
    last = today.year * 12 + today.month - 1 - NOT_ENTERED
    for corps, kind, category, place, count in _cells(frame):
        start = volumes.quarters[place].start
        for step in range(3):
            month = date(start.year, start.month + step, 1)
            if month.year * 12 + month.month - 1 < last or kind == "interventions":
                yield corps, kind, category, month, 1, (count + step) // 3, Origin.SIMULATED.value


def _cells(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    plain = frame[["corps_id", "kind", "category", "place", "count_"]].astype(object)
    rows: Iterator[tuple[Any, ...]] = plain.itertuples(index=False, name=None)
    return rows


class ReportRow:
    """One drawn report and the records that it becomes, as they stand today: what lies in the future is left out."""

    def __init__(self, drawn: dict[Any, Any], corps: Corps, members: list[Member], today: date) -> None:
        self.drawn, self.corps, self.today = drawn, corps, today
        self.pk = uuid.UUID(int=int(drawn["number"]) << 64 | corps.pk)
        self.on: date = drawn["on"].date()
        self.handed_in = min(self.on + timedelta(days=int(drawn["complete"])), today)
        self.member = members[int(drawn["member"]) % len(members)] if members and corps.code == CODE else None
        reviewed = self.handed_in + timedelta(days=int(drawn["review"]))
        self.reviewed = None if drawn["never"] or reviewed > today else reviewed
        self.due = due_on(self.handed_in)
        self.incident = self._incident()

    def _incident(self) -> Cells:
        drawn = self.drawn
        level = shares.GRAVEST[drawn["force"]][0]
        reasons = shares.REASONS.get((self.corps.languages or "nl")[:2], shares.REASONS["nl"])
        lawful, needed, measured, warned = reasons
        registered = moment(self.handed_in, min(23, int(drawn["hour"]) + 1))
        return {
            "id": self.pk,
            "number": number_from(int(drawn["number"])),
            "register": Register.EXAMPLE.value,
            "origin": Origin.SIMULATED.value,
            "corps_id": self.corps.pk,
            "status": (Status.REVIEWED if self.reviewed else Status.SUBMITTED).value,
            "reporter_id": self.member.pk if self.member else None,
            "unit": self.member.unit if self.member else "",
            "happened_on": self.on,
            "happened_hour": int(drawn["hour"]),
            "place_kind": drawn["place"],
            "functionality": "intervention",
            "call_type": drawn["call"],
            "conflict": drawn["conflict"],
            "officers_present": int(drawn["present"]),
            "threat": drawn["threat"],
            "alternatives": [drawn["tried"]],
            "warning": drawn["warned"],
            "why_lawful": lawful,
            "why_needed": needed if drawn["reasoned"] else "",
            "why_measured": measured,
            "why_warned": warned,
            "bodycam": drawn["bodycam"],
            "report_made": drawn["reported"],
            "highest_level": level,
            "started_at": registered,
            "registered_at": registered,
            "completed_at": registered,
            "review_due_on": self.due,
            "reviewed_on": self.reviewed,
            "finding": drawn["finding"] if self.reviewed else "",
        }

    def officer(self) -> Cells:
        return {"incident_id": self.pk, "member_id": self.member.pk if self.member else None}

    def citizen(self) -> Cells:
        drawn = self.drawn
        return {"incident_id": self.pk, "age_band": drawn["age"], "sex": drawn["sex"], "harm": drawn["harm"]}

    def applications(self) -> Iterator[Cells]:
        """What came before the gravest use of force, where something did."""
        level, means, _weight = shares.GRAVEST[self.drawn["force"]]
        before = [(2, "hands")] if self.drawn["before"] and level > 2 else []
        for order, (height, tool) in enumerate([*before, (level, means)], start=1):
            worked = "no" if order <= len(before) else "yes"
            yield {"incident_id": self.pk, "order": order, "level": height, "means": tool, "worked": worked}

    def review(self, reviewer: int | None) -> Cells:
        given = {"decided_on": self.reviewed, "finding": self.drawn["finding"]} if self.reviewed else {}
        if self.reviewed and self.corps.code == CODE:
            given |= {"reviewer_id": reviewer, "reasons": "De stappen en de redenen kloppen met de beelden en het PV."}
        return {"incident_id": self.pk, "due_on": self.due} | given

    def events(self, reviewer: int | None) -> Iterator[Cells]:
        usual = {"incident_id": self.pk, "status_from": Status.DRAFT.value, "status_to": Status.SUBMITTED.value}
        yield usual | {"at": self.incident["registered_at"], "kind": "submit"}
        if self.reviewed:
            steps = {"status_from": Status.SUBMITTED.value, "status_to": Status.REVIEWED.value}
            yield usual | steps | {"at": moment(self.reviewed, 15), "kind": "review", "actor_id": reviewer}


due_on = cache(review_due)


@cache
def moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def number_from(value: int) -> str:
    """A number of a report from a drawn one."""
    letters = []
    for _ in range(9):
        value, place = divmod(value, len(NUMBER_ALPHABET))
        letters.append(NUMBER_ALPHABET[place])
    return "G" + "".join(letters)


FORCE = Simulator(key="force", simulate=force_simulate, plant=lambda: 0)
