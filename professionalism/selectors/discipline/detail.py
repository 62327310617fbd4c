"""What the page of one disciplinary case shows: its clocks, its line of time, its papers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from legitimacy.access import Person
from legitimacy.codes import Label
from legitimacy.deadlines.clock import Term
from professionalism.models import DisciplinaryCase, DisciplinaryEvent
from professionalism.workflow.discipline_clock import History, Limit, limit_of, terms_of
from professionalism.workflow.discipline_codes import CODES
from professionalism.workflow.discipline_wording import (
    BASIS_WORDS,
    CLOCK_WORDS,
    CONCERN_WORDS,
    DECIDED,
    EVENT_WORDS,
    PHASE_WORDS,
    PHASES,
    TERM_WORDS,
    WHY_WORDS,
)

OFFICIAL = frozenset(
    {*("introduce", "defence", "hearing", "propose", "reconsider", "advise", "decide", "decide_final", "close")}
)
"""Events that the officer concerned reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockView:
    """One candidate clock in words."""

    title: object
    counts: bool
    started_on: date | None
    due_on: date | None
    paused_days: int
    is_stopped: bool
    citation: str | Label
    basis: object
    alarms: tuple[tuple[int, date, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitView:
    """The six-month limit: both clocks, which counts and why, and what is left."""

    clocks: tuple[ClockView, ...]
    why: object
    limit: Limit


def events_read(case: DisciplinaryCase) -> list[DisciplinaryEvent]:
    return list(case.events.select_related("actor"))


def history_read(events: list[DisciplinaryEvent]) -> History:
    return [(event.kind, event.on) for event in events]


def limit_view(history: History, today: date) -> LimitView | None:
    limit = limit_of(history, today)
    if limit is None:
        return None
    clocks = []
    for one in limit.candidates:
        term = one.term
        clocks.append(
            ClockView(
                title=CLOCK_WORDS[one.rule.code],
                counts=one.counts,
                started_on=term.started_on if term else None,
                due_on=term.due_on if term else None,
                paused_days=term.paused_days if term else 0,
                is_stopped=term is not None and term.due_on is None,
                citation=one.rule.citation,
                basis=BASIS_WORDS[one.rule.basis],
                alarms=tuple((days, day, day <= today) for days, day in limit.alarms) if one.counts else (),
            )
        )
    return LimitView(clocks=tuple(clocks), why=WHY_WORDS[limit.why], limit=limit)


def terms_view(history: History, today: date) -> list[dict[str, Any]]:
    """The other terms, each with where it comes from."""
    return [
        {
            "title": TERM_WORDS[term.rule.code],
            "term": term,
            "is_over": _is_over(term, today),
            "basis": BASIS_WORDS[term.rule.basis],
            "citation": term.rule.citation,
        }
        for term in terms_of(history, today)
    ]


def _is_over(term: Term, today: date) -> bool:
    return term.ended_on is None and term.due_on is not None and term.due_on < today


def line_of_time(events: list[DisciplinaryEvent]) -> list[dict[str, Any]]:
    """What was seen, corrected and decided, each with its times."""
    rows: dict[str, list[dict[str, Any]]] = {phase: [] for phase in PHASE_WORDS}
    for event in events:
        rows[PHASES.get(event.kind, DECIDED)].append(event_view(event))
    return [{"key": phase, "title": PHASE_WORDS[phase], "events": found} for phase, found in rows.items()]


def event_view(event: DisciplinaryEvent) -> dict[str, Any]:
    return {"row": event, "words": EVENT_WORDS[event.kind], "code": code_words(event)}


def code_words(event: DisciplinaryEvent) -> object:
    if event.kind == "known":
        return CODES.label_of("known_by", event.code)
    if event.kind in ("measure", "measure_ended"):
        return CODES.label_of("measure", event.code)
    return CONCERN_WORDS.get(event.code, "")


def own_cases(user: Person) -> QuerySet[DisciplinaryCase]:
    """Cases about the reader, once the introductory report was handed over."""
    rows = DisciplinaryCase.objects.told_to(user).select_related("corps", "member", "sanction")
    return rows.order_by("-introduced_on", "pk")
