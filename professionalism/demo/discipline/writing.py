"""Writes drawn cases as records, each table in one go; what is erased by now goes straight to the counts."""

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time

from django.utils import timezone

from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Member, Register
from professionalism.demo.discipline.drawing import DrawnCase, events_drawn
from professionalism.models import DisciplinaryCase, DisciplinaryCount, DisciplinaryEvent, Sanction
from professionalism.services.discipline.history import clocks_set
from professionalism.workflow.discipline import BY_NAME, FIRST, Authority, Status
from professionalism.workflow.discipline_codes import SANCTIONS, erased_on

BATCH = 500
EXAMPLE = {"register": Register.EXAMPLE, "origin": Origin.SIMULATED}


def cases_write(drawn: Sequence[DrawnCase], today: date) -> int:
    """Write all drawn cases; how many."""
    corps = {each.code: each for each in Corps.objects.filter(register=Register.EXAMPLE)}
    known = [one for one in drawn if one.code in corps]
    erased = [one for one in known if _is_erased(one, today)]
    kept = [CaseRow(one, corps[one.code], number, today) for number, one in enumerate(known) if one not in erased]
    _counts_write(erased, corps)
    _members_set(kept)
    DisciplinaryCase.objects.bulk_create([row.case for row in kept], batch_size=BATCH)
    DisciplinaryEvent.objects.bulk_create([event for row in kept for event in row.events], batch_size=BATCH)
    Sanction.objects.bulk_create([row.sanction for row in kept if row.sanction], batch_size=BATCH)
    return len(known)


def moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def _erase_on(drawn: DrawnCase) -> date | None:
    listed, code = ("sanction", drawn.sanction) if drawn.sanction else ("closing", drawn.closing)
    return erased_on(SANCTIONS.require(listed, code), drawn.decided_on)


def _is_erased(drawn: DrawnCase, today: date) -> bool:
    erase_on = _erase_on(drawn)
    return erase_on is not None and erase_on <= today


def _counts_write(erased: Sequence[DrawnCase], corps: dict[str, Corps]) -> None:
    counted = Counter(
        (
            one.code,
            one.decided_on.year,
            one.facts_kind,
            one.level,
            one.sanction,
            str(Period.containing(one.known_on)),
            str(Period.containing(one.settled_on)),
            one.in_time,
        )
        for one in erased
    )
    names = ("year", "facts_kind", "level", "sanction", "known_in", "settled_in", "in_time")
    rows = [
        DisciplinaryCount(corps=corps[code], cases=n, **dict(zip(names, key, strict=True)), **EXAMPLE)
        for (code, *key), n in counted.items()
    ]
    DisciplinaryCount.objects.bulk_create(rows, batch_size=BATCH)


def _members_set(rows: Sequence["CaseRow"]) -> None:
    """A member for each case: one that the corps has and that is nobody's account, or else a new one."""
    known: dict[int, list[Member]] = {}
    for member in Member.objects.filter(corps__register=Register.EXAMPLE, user_lookup="").order_by("pk"):
        known.setdefault(member.corps_id, []).append(member)
    new = []
    for place, row in enumerate(rows):
        members = known.get(row.case.corps_id)
        row.case.member = members[place % len(members)] if members else Member(corps=row.case.corps)
        if not members:
            new.append(row.case.member)
    Member.objects.bulk_create(new, batch_size=BATCH)
    for row in rows:
        row.case.member_id = row.case.member.pk


class CaseRow:
    """One drawn case and the records that it becomes, as they stand today."""

    def __init__(self, drawn: DrawnCase, corps: Corps, number: int, today: date) -> None:
        over = drawn.decided_on <= today
        told = drawn.introduced_on is not None and drawn.introduced_on <= today
        history = list(events_drawn(drawn, today))
        self.case = DisciplinaryCase(
            id=uuid.uuid5(uuid.NAMESPACE_OID, f"discipline {number} {drawn.code} {drawn.known_on}"),
            corps=corps,
            version=len(history),
            facts_kind=drawn.facts_kind,
            happened_on=drawn.happened_on,
            level=drawn.level,
            authority=Authority.HIGHER if drawn.level == "heavy" else Authority.ORDINARY,
            known_on=drawn.known_on,
            introduced_on=drawn.introduced_on if told else None,
            settled_on=drawn.settled_on,
            in_time=drawn.in_time,
            decided_on=drawn.decided_on if over else None,
            closing=drawn.closing if over else "",
            proposed=drawn.sanction if any(kind == "propose" for kind, _on, _by in history) else "",
            erase_on=_erase_on(drawn) if over else None,
            **EXAMPLE,
        )
        status, self.events = FIRST, []
        for kind, on, by in history:
            before, status = status, BY_NAME[kind].target if kind in BY_NAME else status
            moved = {"status_from": before, "status_to": status} if kind in BY_NAME else {}
            self.events.append(
                DisciplinaryEvent(
                    case=self.case, at=moment(on), on=on, kind=kind, actor_kind=by,
                    code="ordinary" if kind == "known" else "", **moved,
                )
            )  # fmt: skip
        self.case.status = Status(status)
        clocks_set(self.case, [(kind, on) for kind, on, _by in history], today)
        self.sanction = self._sanction(drawn) if over and drawn.sanction else None

    def _sanction(self, drawn: DrawnCase) -> Sanction:
        return Sanction(
            case=self.case,
            code=drawn.sanction,
            level=drawn.level,
            authority=self.case.authority,
            decided_on=drawn.decided_on,
        )
