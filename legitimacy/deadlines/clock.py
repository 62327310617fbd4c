"""Replays a file's events into its terms: when each is due, whether it runs, waits, was met or is late.

Pure: dates in, dates out. The same events give the same terms on whatever day they are replayed with the same `today`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from legitimacy.deadlines.rules import Rule, RuleSet, Unit
from legitimacy.deadlines.workdays import is_working_day, working_day_from

PAUSED_JUDICIAL, PAUSED_WAITING, RESUMED, EXTENDED = "paused_judicial", "paused_waiting", "resumed", "extended"


class TermState(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    OVERDUE = "overdue"
    MET = "met"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """`kind` is a word that rules start or end with, or one of the pauses above."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of a file. `due_on` is None while a pause without an end leaves it open; `left` are the days (of the
    rule's unit; calendar days for months) until it is due, below zero when it is over; `alarm` the last alarm passed.
    """

    rule: Rule
    state: TermState
    started_on: date
    due_on: date | None
    ended_on: date | None
    left: int | None
    paused_days: int
    extended: bool
    alarm: int | None = None

    @property
    def is_open(self) -> bool:
        return self.state in (TermState.RUNNING, TermState.PAUSED, TermState.OVERDUE)


@dataclass(frozen=True, slots=True)
class Stop:
    """Days from `first` to the day before `resumed_on` (None: still) on which no pausable term runs."""

    first: date
    resumed_on: date | None
    judicial: bool

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.resumed_on is None or day < self.resumed_on)


def replay(rule_set: RuleSet, events: Sequence[ClockEvent], today: date) -> list[Term]:
    """Every term that has begun, in the order of the rule set. `events` may come in any order."""
    ordered = sorted((event for event in events if event.on <= today), key=lambda event: event.on)
    stops = stops_of(ordered, today, rule_set.longest_wait_days)
    terms = (_term(rule, ordered, stops, today) for rule in rule_set.rules)
    return [term for term in terms if term is not None]


def stops_of(events: Sequence[ClockEvent], today: date, longest_wait: int) -> list[Stop]:
    """Pauses by date. All waiting for a person together stops the clock for `longest_wait` days at most."""
    stops: list[Stop] = []
    left = longest_wait
    opened: ClockEvent | None = None
    for event in [*events, None]:
        closes = event is None or event.kind in (RESUMED, PAUSED_JUDICIAL, PAUSED_WAITING)
        if opened is not None and closes:
            end = event.on if event is not None else None
            judicial = opened.kind == PAUSED_JUDICIAL
            if not judicial:
                limit = opened.on + timedelta(days=left)
                end = min(end, limit) if end is not None else (limit if limit <= today else None)
                left -= ((end or today) - opened.on).days
            if end is None or end > opened.on:
                stops.append(Stop(opened.on, end, judicial))
            opened = None
        if event is not None and event.kind in (PAUSED_JUDICIAL, PAUSED_WAITING):
            opened = event
    return stops


def _term(rule: Rule, events: Sequence[ClockEvent], stops: list[Stop], today: date) -> Term | None:
    started_on = _start(rule, events)
    if started_on is None:
        return None
    ended_on = next((event.on for event in events if event.kind in rule.ends and event.on >= started_on), None)
    mine = [stop for stop in stops if rule.pausable or (rule.waits_for_justice and stop.judicial)]
    due_on = due_day(rule, started_on, mine)
    extended = bool(rule.extendable_by) and _is_extended(events, started_on, due_on)
    if extended:
        due_on = due_day(rule, started_on, mine, extended=True)
    return Term(
        rule=rule,
        state=_state(rule, due_on, ended_on, mine, today),
        started_on=started_on,
        due_on=due_on,
        ended_on=ended_on,
        left=_left(rule, due_on, today),
        paused_days=sum(((stop.resumed_on or today) - max(stop.first, started_on)).days for stop in mine
                        if (stop.resumed_on or today) > started_on),
        extended=extended,
        alarm=max((days for days in rule.alarms if (today - started_on).days >= days), default=None)
        if ended_on is None else None,
    )  # fmt: skip


def _is_extended(events: Sequence[ClockEvent], started_on: date, due_on: date | None) -> bool:
    """An extension counts when it was given before the term was over: one given later hides that it was late."""
    given = [event.on for event in events if event.kind == EXTENDED and event.on >= started_on]
    return any(due_on is None or day <= due_on for day in given)


def _start(rule: Rule, events: Sequence[ClockEvent]) -> date | None:
    """A term that repeats starts at its newest event; another at the newest event of its first kind that happened.

    A reopened file starts anew: `starts` names what begins a term, and the newest counts.
    """
    if rule.waits_for_justice:
        for kind in rule.starts:
            found = [event.on for event in events if event.kind == kind]
            if found:
                return found[-1] if kind != rule.starts[-1] else found[0]
        return None
    days = [event.on for event in events if event.kind in rule.starts]
    return days[-1] if days else None


def due_day(rule: Rule, started_on: date, stops: Sequence[Stop], *, extended: bool = False) -> date | None:
    """Last day of a term; None while an open pause leaves it open. The day of the start is not counted."""
    amount = rule.amount + (rule.extendable_by if extended else 0)
    if rule.unit is Unit.MONTHS:
        due = started_on + relativedelta(months=amount)
        for stop in stops:  # in their order: each moves the last day before the next is looked at
            if stop.first > due:
                break
            if stop.resumed_on is None:
                return None
            due += timedelta(days=max((stop.resumed_on - max(stop.first, started_on)).days, 0))
    else:
        counted = _days_counted(rule, started_on, stops, amount)
        if counted is None:
            return None
        due = counted
    return working_day_from(due) if rule.roll else due


def _days_counted(rule: Rule, started_on: date, stops: Sequence[Stop], amount: int) -> date | None:
    """Count day by day, over the days on which the term runs."""
    day, counted = started_on, 0
    while counted < amount:
        day += timedelta(days=1)
        stop = next((stop for stop in stops if stop.holds(day)), None)
        if stop is not None:
            if stop.resumed_on is None:
                return None
            continue
        counted += rule.unit is Unit.DAYS or is_working_day(day)
    return day


def _state(rule: Rule, due_on: date | None, ended_on: date | None, stops: list[Stop], today: date) -> TermState:
    if ended_on is not None:
        return TermState.MET if due_on is None or ended_on <= due_on or rule.right else TermState.LATE
    # A pause that begins after the last day does not make up for it: its end was known before.
    if due_on is not None and today > due_on:
        return TermState.MET if rule.right else TermState.OVERDUE
    if any(stop.holds(today) for stop in stops):
        return TermState.PAUSED
    return TermState.RUNNING


def _left(rule: Rule, due_on: date | None, today: date) -> int | None:
    if due_on is None:
        return None
    if rule.unit is not Unit.WORKING_DAYS:
        return (due_on - today).days
    first, last = sorted((today, due_on))
    count = sum(is_working_day(first + timedelta(days=step)) for step in range(1, (last - first).days + 1))
    return count if due_on >= today else -count
