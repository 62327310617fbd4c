"""The statutory clock, table by table. Every expected day was counted on a calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legitimacy.deadlines.clock import ClockEvent, Term, TermState, replay
from legitimacy.deadlines.rules import rule_set_on, rule_sets

RULES = rule_set_on("complaints", date(2026, 1, 1))
MONDAY = date(2026, 3, 2)


def term(code: str, today: date, *events: tuple[str, date]) -> Term:
    found = {one.rule.code: one for one in replay(RULES, [ClockEvent(*event) for event in events], today)}
    return found[code]


def test_every_rule_says_where_it_comes_from() -> None:
    for found in rule_sets("complaints"):
        assert all(rule.basis in {"seen", "own", "proposal"} and rule.citation for rule in found.rules)


def test_an_acknowledgement_is_due_after_seven_calendar_days() -> None:
    assert term("acknowledge", MONDAY, ("received", MONDAY)).due_on == date(2026, 3, 9)


def test_an_acknowledgement_on_the_last_day_is_in_time_and_a_day_later_is_late() -> None:
    for day, state in ((date(2026, 3, 9), TermState.MET), (date(2026, 3, 10), TermState.LATE)):
        assert term("acknowledge", day, ("received", MONDAY), ("acknowledged", day)).state is state


def test_an_acknowledgement_due_on_a_sunday_does_not_move_because_the_indicator_counts_calendar_days() -> None:
    sunday = date(2026, 3, 8)
    assert term("acknowledge", sunday, ("received", date(2026, 3, 1))).due_on == sunday


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 3, 2), date(2026, 4, 16)),
        (date(2026, 2, 20), date(2026, 4, 7)),  # day 45 is Easter Monday
        (date(2025, 11, 10), date(2025, 12, 26)),  # day 45 is Christmas Day
        (date(2026, 3, 17), date(2026, 5, 4)),  # day 45 is 1 May, a Friday
        (date(2028, 1, 15), date(2028, 2, 29)),  # leap year
    ],
)
def test_a_decision_is_due_after_45_days_and_moves_to_a_working_day(received: date, due: date) -> None:
    assert term("decide", received, ("received", received)).due_on == due


def test_waiting_for_the_complainant_stops_the_clock() -> None:
    paused, resumed = date(2026, 3, 10), date(2026, 3, 21)
    found = term(
        "decide", resumed, ("received", MONDAY), ("paused_waiting", paused), ("resumed", resumed)
    )  # 16 April and 11 days: 27 April
    assert (found.due_on, found.paused_days, found.state) == (date(2026, 4, 27), 11, TermState.RUNNING)


def test_all_waiting_together_stops_the_clock_for_thirty_days_at_most() -> None:
    events = (
        ("received", MONDAY),
        ("paused_waiting", date(2026, 3, 10)),
        ("resumed", date(2026, 3, 30)),  # 20 days
        ("paused_waiting", date(2026, 4, 1)),
    )
    found = term("decide", date(2026, 6, 1), *events)  # ten more days, to 11 April: 16 April and 30 days is 16 May
    assert (found.due_on, found.paused_days, found.state) == (date(2026, 5, 18), 30, TermState.OVERDUE)


def test_a_criminal_inquiry_leaves_the_decision_open() -> None:
    found = term("decide", date(2027, 3, 1), ("received", MONDAY), ("paused_judicial", date(2026, 3, 12)))
    assert (found.due_on, found.left, found.state) == (None, None, TermState.PAUSED)


def test_the_clock_runs_on_after_a_criminal_inquiry() -> None:
    events = (("received", MONDAY), ("paused_judicial", date(2026, 3, 12)), ("resumed", date(2027, 3, 12)))
    assert term("decide", date(2027, 3, 12), *events).due_on == date(2027, 4, 16)


def test_one_extension_doubles_the_term() -> None:
    found = term("decide", date(2026, 4, 1), ("received", MONDAY), ("extended", date(2026, 4, 1)))
    assert (found.due_on, found.extended) == (date(2026, 6, 1), True)  # 31 May is a Sunday


def test_an_extension_before_a_reopening_does_not_lengthen_the_new_term() -> None:
    events = (("received", MONDAY), ("extended", date(2026, 4, 1)), ("decided", date(2026, 5, 4)))
    found = term("decide", date(2026, 6, 8), *events, ("reopened", date(2026, 6, 8)))
    assert (found.started_on, found.due_on, found.extended) == (date(2026, 6, 8), date(2026, 7, 23), False)


def test_news_is_due_every_thirty_days_and_each_notice_begins_anew() -> None:
    found = term("inform", date(2026, 4, 20), ("received", MONDAY), ("informed", date(2026, 3, 25)))
    assert (found.started_on, found.due_on) == (date(2026, 3, 25), date(2026, 4, 24))


def test_a_possible_offence_is_passed_on_within_five_working_days() -> None:
    flagged = date(2026, 4, 1)  # Wednesday before Easter
    assert term("pass_offence", flagged, ("offence_flagged", flagged)).due_on == date(2026, 4, 9)


def test_discipline_ends_six_months_after_knowledge() -> None:
    known = date(2025, 8, 31)
    assert term("discipline", known, ("discipline_known", known)).due_on == date(2026, 2, 28)


@pytest.mark.parametrize(("days", "alarm"), [(89, None), (90, 90), (149, 90), (150, 150), (170, 170), (178, 170)])
def test_discipline_warns_at_90_150_and_170_days(days: int, alarm: int | None) -> None:
    known = date(2026, 1, 5)
    assert term("discipline", known + timedelta(days=days), ("discipline_known", known)).alarm == alarm


def test_discipline_waits_for_the_judge_and_runs_from_the_final_notice() -> None:
    known, held, notice = date(2026, 1, 5), date(2026, 2, 2), date(2027, 5, 3)
    waiting = term("discipline", date(2026, 12, 1), ("discipline_known", known), ("paused_judicial", held))
    assert (waiting.due_on, waiting.state) == (None, TermState.PAUSED)
    events = (("discipline_known", known), ("paused_judicial", held), ("resumed", notice), ("judicial_notice", notice))
    assert term("discipline", notice, *events).due_on == date(2027, 11, 3)


def test_a_right_of_somebody_else_is_never_overdue() -> None:
    communicated = date(2026, 3, 2)
    found = term("review", date(2026, 12, 1), ("received", MONDAY), ("communicated", communicated))
    assert found.state is TermState.MET
    assert found.due_on == date(2026, 4, 1)


def test_days_left_are_counted_in_the_unit_of_the_rule() -> None:
    flagged = date(2026, 3, 2)
    assert term("pass_offence", date(2026, 3, 4), ("offence_flagged", flagged)).left == 3
    assert term("pass_offence", date(2026, 3, 11), ("offence_flagged", flagged)).left == -2
    assert term("decide", date(2026, 4, 20), ("received", MONDAY)).left == -4


DAYS = st.integers(0, 400).map(lambda step: MONDAY + timedelta(days=step))
KINDS = st.sampled_from(["paused_waiting", "paused_judicial", "resumed", "acknowledged", "extended", "informed"])


@given(st.lists(st.tuples(KINDS, DAYS), max_size=12), DAYS)
def test_any_history_replays_to_the_same_terms_whatever_its_order(events: list[tuple[str, date]], today: date) -> None:
    history = [ClockEvent("received", MONDAY), *(ClockEvent(*event) for event in events)]
    # Two things of one day keep their order; days may come in any.
    by_day = sorted(history, key=lambda event: event.on)
    assert replay(RULES, history, today) == replay(RULES, by_day, today)


@given(st.lists(st.tuples(KINDS, DAYS), max_size=12), DAYS)
def test_a_pause_never_brings_a_day_forward(events: list[tuple[str, date]], today: date) -> None:
    history = [ClockEvent("received", MONDAY), *(ClockEvent(*event) for event in events)]
    plain = [event for event in history if "paused" not in event.kind]
    with_pauses = {one.rule.code: one for one in replay(RULES, history, today)}
    for one in replay(RULES, plain, today):
        due = with_pauses[one.rule.code].due_on
        assert due is None or one.due_on is None or due >= one.due_on
