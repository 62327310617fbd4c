"""The six-month limit, right to the day. Expected days were counted by hand on a calendar."""

from datetime import date, timedelta

import pytest

from professionalism.workflow.discipline_clock import JUDGMENT, KNOWLEDGE, Why, limit_of, terms_of

History = list[tuple[str, date]]
LATER = date(2030, 1, 1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def history(*rows: tuple[str, str]) -> History:
    return [(kind, day(on)) for kind, on in rows]


@pytest.mark.parametrize(
    ("known", "last_day"),
    [
        ("2025-01-15", "2025-07-15"),
        ("2025-08-31", "2026-02-28"),  # no 31 February
        ("2023-08-31", "2024-02-29"),  # a leap year
        ("2023-08-29", "2024-02-29"),
        ("2024-08-30", "2025-02-28"),
        ("2024-02-29", "2024-08-29"),
        ("2025-03-31", "2025-09-30"),
        ("2025-12-31", "2026-06-30"),
        ("2025-06-25", "2025-12-25"),  # Christmas does not move it
        ("2025-05-01", "2025-11-01"),  # a Saturday and All Saints
        ("2025-02-09", "2025-08-09"),  # a Saturday
        ("2025-07-04", "2026-01-04"),  # a Sunday
    ],
)
def test_six_months_from_knowledge(known: str, last_day: str) -> None:
    limit = limit_of(history(("known", known)), day(known))
    assert limit is not None
    assert limit.last_day == day(last_day)
    assert limit.why is Why.KNOWLEDGE
    assert limit.counting.rule.code == KNOWLEDGE
    assert limit.left == (day(last_day) - day(known)).days


def test_nobody_knows_yet_gives_no_limit() -> None:
    assert limit_of([], LATER) is None
    assert limit_of(history(("known", "2031-01-01")), LATER) is None


def test_earlier_knowledge_by_another_authority_counts() -> None:
    found = limit_of(history(("known", "2025-05-10"), ("known", "2025-03-03")), day("2025-05-10"))
    assert found is not None
    assert found.last_day == day("2025-09-03")


@pytest.mark.parametrize(("passed", "alarm"), [(0, None), (89, None), (90, 90), (149, 90), (150, 150), (170, 170)])
def test_alarms_come_on_their_days(passed: int, alarm: int | None) -> None:
    known = day("2026-01-05")
    found = limit_of([("known", known)], known + timedelta(days=passed))
    assert found is not None
    assert found.alarm == alarm
    assert found.alarms == ((90, day("2026-04-05")), (150, day("2026-06-04")), (170, day("2026-06-24")))


def test_last_day_is_in_time_and_the_next_is_not() -> None:
    rows = history(("known", "2025-01-15"))
    kept = limit_of([*rows, ("introduce", day("2025-07-15"))], LATER)
    late = limit_of([*rows, ("introduce", day("2025-07-16"))], LATER)
    assert kept is not None
    assert late is not None
    assert (kept.in_time, kept.is_over, kept.alarm) == (True, False, None)
    assert (late.in_time, late.is_over) == (False, False)
    open_still = limit_of(rows, day("2025-07-16"))
    assert open_still is not None
    assert (open_still.is_over, open_still.left) == (True, -1)


def test_an_open_criminal_case_leaves_no_last_day() -> None:
    rows = history(("known", "2025-01-15"), ("criminal_opened", "2025-03-01"))
    found = limit_of(rows, day("2025-12-01"))
    assert found is not None
    assert (found.last_day, found.left, found.alarm, found.alarms) == (None, None, None, ())
    assert found.why is Why.WAITING
    assert not found.is_over


@pytest.mark.parametrize(
    ("opened", "ended", "last_day"),
    [
        ("2025-03-01", "2025-03-31", "2025-08-14"),  # 15 July and 30 days
        ("2025-07-15", "2025-07-16", "2025-07-16"),  # on the very last day
        ("2025-01-15", "2025-02-15", "2025-08-15"),
        ("2024-12-01", "2025-02-15", "2025-08-15"),  # it ran before anybody knew: only what came after stops the clock
    ],
)
def test_a_criminal_case_without_a_decision_only_stops_the_clock(opened: str, ended: str, last_day: str) -> None:
    rows = history(("criminal_opened", opened), ("known", "2025-01-15"), ("criminal_ended", ended))
    found = limit_of(rows, day(ended))
    assert found is not None
    assert found.last_day == day(last_day)
    assert found.why is Why.SUSPENDED


def test_two_suspensions_add_up_although_the_second_begins_after_the_first_last_day() -> None:
    rows = history(
        ("known", "2025-01-15"),
        ("criminal_opened", "2025-02-01"), ("criminal_ended", "2025-06-01"),  # 120 days: until 12 November
        ("criminal_opened", "2025-09-01"), ("criminal_ended", "2025-09-11"),  # 10 days: until 22 November
    )  # fmt: skip
    found = limit_of(rows, day("2025-09-11"))
    assert found is not None
    assert found.last_day == day("2025-11-22")
    waiting = limit_of(rows[:-1], day("2025-10-01"))
    assert waiting is not None
    assert waiting.last_day is None


def test_days_of_a_suspension_do_not_count_towards_an_alarm() -> None:
    rows = history(("known", "2025-01-01"), ("criminal_opened", "2025-02-01"), ("criminal_ended", "2025-10-01"))
    found = limit_of(rows, day("2025-10-02"))
    assert found is not None
    assert found.alarm is None
    assert dict(found.alarms)[90] == day("2025-01-01") + timedelta(days=90 + 242)


@pytest.mark.parametrize(
    ("notice", "last_day"),
    [("2026-05-04", "2026-11-04"), ("2026-08-31", "2027-02-28"), ("2027-08-31", "2028-02-29")],
)
def test_notice_of_the_final_judicial_decision_starts_the_other_clock(notice: str, last_day: str) -> None:
    rows = history(("known", "2025-01-15"), ("criminal_opened", "2025-03-01"), ("judicial_notice", notice))
    found = limit_of(rows, day(notice))
    assert found is not None
    assert found.counting.rule.code == JUDGMENT
    assert (found.last_day, found.why) == (day(last_day), Why.JUDGMENT)
    assert found.alarms[0] == (90, day(notice) + timedelta(days=90))
    knowledge = found.candidates[0].term
    assert knowledge is not None
    assert not found.candidates[0].counts
    assert knowledge.due_on == day("2025-07-15") + (day(notice) - day("2025-03-01"))


def test_a_second_criminal_case_stops_the_second_clock_and_its_notice_starts_it_anew() -> None:
    rows = history(
        ("known", "2025-01-15"), ("criminal_opened", "2025-03-01"), ("judicial_notice", "2026-01-10"),
        ("criminal_opened", "2026-02-01"), ("judicial_notice", "2026-09-30"),
    )  # fmt: skip
    waiting, after = limit_of(rows[:-1], day("2026-03-01")), limit_of(rows, day("2026-10-01"))
    assert waiting is not None
    assert after is not None
    assert waiting.why is Why.WAITING
    assert after.last_day == day("2027-03-30")


def test_a_criminal_case_after_the_last_day_revives_nothing() -> None:
    rows = history(("known", "2025-01-15"), ("criminal_opened", "2025-07-16"), ("judicial_notice", "2026-05-04"))
    found = limit_of(rows, day("2026-05-04"))
    assert found is not None
    assert (found.last_day, found.why, found.is_over) == (day("2025-07-15"), Why.TOO_LATE, True)


def test_a_notice_without_a_criminal_case_starts_nothing() -> None:
    found = limit_of(history(("known", "2025-01-15"), ("judicial_notice", "2025-03-01")), day("2025-04-01"))
    assert found is not None
    assert (found.last_day, found.why) == (day("2025-07-15"), Why.KNOWLEDGE)


def test_a_report_while_the_criminal_case_runs_is_in_time() -> None:
    rows = history(("known", "2025-01-15"), ("criminal_opened", "2025-03-01"), ("introduce", "2025-12-01"))
    found = limit_of(rows, LATER)
    assert found is not None
    assert found.in_time


@pytest.mark.parametrize(
    ("rule", "rows", "due"),
    [
        ("defence", [("introduce", "2026-03-02")], "2026-04-01"),
        ("decide_light", [("introduce", "2026-03-02"), ("defence", "2026-03-20")], "2026-04-19"),
        ("decide_light", [("defence", "2026-03-20"), ("hearing", "2026-04-02")], "2026-05-02"),
        ("reconsider", [("propose", "2026-04-10")], "2026-04-20"),
        ("decide_heavy", [("advise", "2026-12-15")], "2027-01-14"),
        ("appeal", [("decide_final", "2026-01-31")], "2026-04-01"),
    ],
)
def test_every_other_term_to_the_day(rule: str, rows: list[tuple[str, str]], due: str) -> None:
    told = [("known", "2026-01-05"), *rows]
    terms = {term.rule.code: term for term in terms_of(history(*told), day(rows[-1][1]))}
    assert terms[rule].due_on == day(due)


def test_a_right_of_the_officer_is_never_overdue() -> None:
    terms = {
        term.rule.code: term for term in terms_of(history(("known", "2026-01-05"), ("propose", "2026-04-10")), LATER)
    }
    assert terms["reconsider"].state == "met"
