"""The clocks of a disciplinary case, replayed from the days of its events alone.

The six-month limit has two candidate clocks: from the earliest knowledge by a competent authority, and from notice of
the final judicial decision. A criminal case stops the first; notice of its final decision lets the second count in its
place. A criminal case that begins after the last day revives nothing (own choice, docs/methods/discipline.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from legitimacy.deadlines.clock import PAUSED_JUDICIAL, RESUMED, ClockEvent, Term, due_day, replay
from legitimacy.deadlines.rules import Rule, RuleSet, rule_set_on

History = Sequence[tuple[str, date]]
"""Kind and day of every event of a case, in their order."""
KNOWLEDGE, JUDGMENT = "from_knowledge", "from_judgment"
CLOCK_WORDS: Mapping[str, tuple[str, ...]] = {
    "known": ("known",),
    "criminal_opened": (PAUSED_JUDICIAL,),
    "criminal_ended": (RESUMED,),
    "judicial_notice": (RESUMED, "judicial_notice"),
    "defence": ("defended",),
    "hearing": ("heard",),
    "introduce": ("introduced",),
    "propose": ("proposed",),
    "reconsider": ("reconsidered",),
    "advise": ("advised",),
    "decide": ("decided",),
    "decide_final": ("decided",),
    "appeal": ("appealed",),
    "close": ("closed",),
    "annul": ("closed",),
}
"""The words that each kind of event in the history is to a clock; kinds that are not here move none."""


class Why(StrEnum):
    """Why a clock counts."""

    KNOWLEDGE = "knowledge"
    SUSPENDED = "suspended"
    WAITING = "waiting"
    JUDGMENT = "judgment"
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One of the two clocks as it stands. `term` is None where its start has not come."""

    rule: Rule
    term: Term | None
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The six-month limit. `last_day` is None while a criminal case leaves it open; `left` are the days until it (below
    zero when over), `alarm` the last alarm passed, `alarms` the days on which each comes by day number.
    """

    candidates: tuple[Candidate, Candidate]
    why: Why
    last_day: date | None
    left: int | None
    alarm: int | None
    alarms: tuple[tuple[int, date], ...]
    kept_on: date | None
    in_time: bool | None

    @property
    def counting(self) -> Candidate:
        return next(one for one in self.candidates if one.counts)

    @property
    def is_over(self) -> bool:
        return self.kept_on is None and self.left is not None and self.left < 0


def rules_on(day: date) -> RuleSet:
    return rule_set_on("discipline", day)


def clock_events(history: History) -> list[ClockEvent]:
    """Events of the history, as (kind, day), in the words of the clocks. What came on one day keeps its order."""
    found = [ClockEvent(word, on) for kind, on in history for word in CLOCK_WORDS.get(kind, ())]
    return sorted(found, key=lambda event: event.on)


def terms_of(history: History, today: date) -> list[Term]:
    """Every term but the limit that has begun."""
    events = clock_events(history)
    if not events:
        return []
    found = replay(rules_on(events[0].on), events, today)
    return [term for term in found if term.rule.code not in (KNOWLEDGE, JUDGMENT)]


def limit_of(history: History, today: date) -> Limit | None:
    """The six-month limit; None before anybody is known to know the facts."""
    events = clock_events(history)
    first = min((event.on for event in events if event.kind == "known"), default=None)
    if first is None or first > today:
        return None
    rules = rules_on(first)
    counted, too_late = _in_time(rules, events, first)
    terms = {term.rule.code: term for term in replay(rules, counted, today)}
    judged = terms.get(JUDGMENT)
    term = judged or terms[KNOWLEDGE]
    stopped = term.due_on is None
    kept_on = term.ended_on
    last_day = term.due_on
    return Limit(
        candidates=(
            Candidate(rule=rules.rule(KNOWLEDGE), term=terms[KNOWLEDGE], counts=judged is None),
            Candidate(rule=rules.rule(JUDGMENT), term=judged, counts=judged is not None),
        ),
        why=_why(judged is not None, stopped, too_late, term),
        last_day=last_day,
        left=term.left,
        alarm=_alarm(term, counted, today),
        alarms=() if stopped else tuple(_alarm_days(term)),
        kept_on=kept_on,
        in_time=None if kept_on is None else last_day is None or kept_on <= last_day,
    )


def _in_time(rules: RuleSet, events: Sequence[ClockEvent], known: date) -> tuple[list[ClockEvent], bool]:
    """The events that count, and whether a criminal case came too late to: one that begins after the last day revives
    nothing, so it is left out, and with it the notice of its decision.
    """
    counted: list[ClockEvent] = []
    held, too_late = False, False
    for event in events:
        if event.kind == PAUSED_JUDICIAL and not held:
            last_day = _last_day(rules, counted, event.on, known)
            if last_day is not None and event.on > last_day:
                too_late = True
                continue
            held = True
        elif event.kind in (RESUMED, "judicial_notice"):
            if not held:
                continue
            follows = any(other.kind == "judicial_notice" and other.on == event.on for other in events)
            held = event.kind == RESUMED and follows
        counted.append(event)
    return counted, too_late


def _last_day(rules: RuleSet, counted: Sequence[ClockEvent], day: date, known: date) -> date | None:
    """The last day as it stood when a criminal case began."""
    terms = {term.rule.code: term for term in replay(rules, counted, max(day, known))}
    term = terms.get(JUDGMENT) or terms.get(KNOWLEDGE)
    if term is None:  # a criminal case that began before anybody knew the facts
        return due_day(rules.rule(KNOWLEDGE), known, ())
    return term.due_on


def _why(judged: bool, stopped: bool, too_late: bool, term: Term) -> Why:
    if stopped:
        return Why.WAITING
    if too_late:
        return Why.TOO_LATE
    if judged:
        return Why.JUDGMENT
    return Why.SUSPENDED if term.paused_days else Why.KNOWLEDGE


def _alarm(term: Term, _events: Sequence[ClockEvent], today: date) -> int | None:
    if term.ended_on is not None or term.due_on is None:
        return None
    passed = [days for days, day in _alarm_days(term) if day <= today]
    return max(passed, default=None)


def _alarm_days(term: Term) -> list[tuple[int, date]]:
    """Days of a suspension are not counted towards an alarm."""
    return [(days, term.started_on + timedelta(days=days + term.paused_days)) for days in term.rule.alarms]
