"""Indicators of handling, each against a small register that is counted by hand."""

import math
from typing import Any

import pytest

from complaints.models import Complaint, FileLink, Referral
from legitimacy.models import Corps, User
from tests.complaints.counted import counted, day, days_before, filed, value_row

pytestmark = pytest.mark.django_db
END = "2025-12-31"


def test_acknowledged_on_the_seventh_day_is_in_time_and_on_the_eighth_is_not(demervallei: Corps) -> None:
    filed(demervallei, "2025-03-01", acknowledged_on=day("2025-03-08"))
    filed(demervallei, "2025-03-01", acknowledged_on=day("2025-03-09"))
    filed(demervallei, "2025-03-01")
    assert counted(demervallei, "EFF-07")[:2] == (1, 3)


def test_who_cannot_be_reached_is_not_acknowledged_and_not_counted(demervallei: Corps) -> None:
    filed(demervallei, "2025-03-01", acknowledged_on=day("2025-03-02"))
    filed(demervallei, "2025-03-01", is_anonymous=True)
    assert counted(demervallei, "EFF-07")[:2] == (1, 1)


def test_a_window_of_twelve_months_begins_and_ends_on_its_edges(demervallei: Corps) -> None:
    for received in ("2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"):
        filed(demervallei, received, committee_p_notified_on=day(received))
    assert counted(demervallei, "EFF-09")[:2] == (2, 2)


def test_files_that_another_body_holds_or_that_name_no_corps_count_for_nobody(demervallei: Corps) -> None:
    filed(demervallei, "2025-03-01")
    for body in ("committee_p", "general_inspectorate", "mayor", "prosecutor"):
        filed(demervallei, "2025-03-01", holder=body)
    filed(None, "2025-03-01", holder="corps")
    assert counted(demervallei, "EFF-09")[:2] == (0, 1)


def test_reports_of_a_dysfunction_and_duplicates_are_no_complaints(demervallei: Corps) -> None:
    filed(demervallei, "2025-03-01")
    filed(demervallei, "2025-03-01", kind="report_of_dysfunction")
    filed(demervallei, "2025-03-01", disposition="duplicate", decided="2025-03-03", closed="2025-03-03")
    assert counted(demervallei, "EFF-09")[:2] == (0, 1)


def test_complaints_that_came_through_another_body_need_no_notice(demervallei: Corps) -> None:
    filed(demervallei, "2025-03-01", committee_p_notified_on=day("2025-03-05"))
    filed(demervallei, "2025-03-01", channel="import")
    filed(demervallei, "2025-03-01", channel="body")
    sent_on(filed(demervallei, "2025-03-01"), "committee_p", "corps", state="received")
    assert counted(demervallei, "EFF-09")[:2] == (1, 2)


def test_a_backlog_is_older_than_180_days_and_leaves_paused_files_out(demervallei: Corps) -> None:
    filed(demervallei, days_before(END, 180))
    filed(demervallei, days_before(END, 181))
    filed(demervallei, days_before(END, 400), pauses=(("2025-01-01", ""),))
    filed(demervallei, days_before(END, 400), pauses=(("2025-01-01", "2025-12-31"),))
    filed(demervallei, days_before(END, 400), decided="2025-12-31", closed="2026-02-01")
    assert counted(demervallei, "EFF-08")[:2] == (2, 3)


def test_a_file_decided_after_the_quarter_was_open_in_it(demervallei: Corps) -> None:
    filed(demervallei, "2025-01-01", decided="2026-01-01")
    filed(demervallei, "2025-01-01", closed="2025-12-31", disposition="withdrawn")
    assert counted(demervallei, "EFF-08")[:2] == (1, 1)
    assert counted(demervallei, "EFF-08", "2026-Q1")[:2] == (0, 0)


def test_the_median_of_decided_files_is_the_ordinary_one(demervallei: Corps) -> None:
    for days in (10, 20, 30):
        filed(demervallei, days_before("2025-09-30", days), decided="2025-09-30")
    assert value_row(demervallei, "EFF-06")["value"] == 20


def test_days_of_a_pause_are_left_out_of_the_time_to_a_decision(demervallei: Corps) -> None:
    filed(demervallei, "2025-03-01", decided="2025-05-30", pauses=(("2025-03-11", "2025-04-10"),))
    assert value_row(demervallei, "EFF-06")["value"] == 90 - 30


def test_a_pause_after_the_quarter_changes_nothing_in_it(demervallei: Corps) -> None:
    filed(demervallei, "2025-12-01", pauses=(("2025-12-11", "2026-02-01"),), decided="2026-03-01")
    assert value_row(demervallei, "EFF-06")["value"] == 10


def test_open_and_withdrawn_files_only_say_that_it_took_longer(demervallei: Corps) -> None:
    filed(demervallei, "2025-06-01", decided="2025-06-11")
    filed(demervallei, "2025-06-01", closed="2025-06-21", disposition="withdrawn")
    filed(demervallei, "2025-06-01", decided="2025-07-01")
    filed(demervallei, "2025-12-31")
    row = value_row(demervallei, "EFF-06")
    # At risk 3 on day 10 and 1 on day 30: survival 2/3 and 0.
    assert (row["value"], row["n"]) == (30, 4)


def test_a_median_that_is_not_reached_is_at_least_the_longest_wait_and_has_no_upper_limit(demervallei: Corps) -> None:
    filed(demervallei, "2025-06-01", decided="2025-06-11")
    for _ in range(3):
        filed(demervallei, "2025-01-01")
    row = value_row(demervallei, "EFF-06")
    assert row["value"] == 364
    assert math.isnan(row["upper"])


def test_a_reopened_file_is_open_from_its_receipt_on(demervallei: Corps) -> None:
    filed(demervallei, "2025-01-01", status="inquiry")
    assert counted(demervallei, "EFF-08")[:2] == (1, 1)


@pytest.mark.parametrize(("passed", "in_time"), [("2025-05-08", 1), ("2025-05-09", 0), (None, 0)])
def test_an_offence_is_passed_on_within_five_working_days(passed: str | None, in_time: int, demervallei: Corps) -> None:
    # Flagged on Thursday 1 May, a holiday: Friday the 2nd is the first working day, Thursday the 8th the fifth.
    filed(
        demervallei,
        "2025-05-01",
        possible_offence=True,
        offence_flagged_on=day("2025-05-01"),
        offence_passed_on=day(passed) if passed else None,
    )
    assert counted(demervallei, "LEG-11")[:2] == (in_time, 1)


def test_handling_is_independent_only_with_a_recorded_check_of_the_last_handler(demervallei: Corps, ilse: User) -> None:
    ended: dict[str, Any] = {"decided": "2025-04-01", "closed": "2025-04-02"}
    filed(demervallei, "2025-03-01", independent=(ilse, True), **ended)
    filed(demervallei, "2025-03-01", independent=(ilse, False), **ended)
    filed(demervallei, "2025-03-01", **ended)
    assert counted(demervallei, "PRV-08")[:2] == (1, 3)


def test_force_discrimination_and_integrity_are_independent_only_outside_the_corps(
    demervallei: Corps, ilse: User
) -> None:
    ended: dict[str, Any] = {"decided": "2025-04-01", "closed": "2025-04-02", "independent": (ilse, True)}
    for category in ("T4", "H5", "I1"):
        filed(demervallei, "2025-03-01", categories=(category,), **ended)
    sent_on(
        filed(demervallei, "2025-03-01", categories=("T4",), **ended),
        "corps", "general_inspectorate", state="returned", outcome="unfounded",
    )  # fmt: skip
    assert counted(demervallei, "PRV-08")[:2] == (1, 4)


def test_one_forwarding_is_a_single_window_and_two_are_not(demervallei: Corps) -> None:
    filed(demervallei, "2025-03-01")
    once = filed(demervallei, "2025-03-01")
    sent_on(once, "corps", "unia", state="refused")
    twice = filed(demervallei, "2025-03-01")
    for body in ("unia", "igvm"):
        sent_on(twice, "corps", body, state="refused")
    sent_on(filed(demervallei, "2025-03-01"), "corps", "unia", state="sent")
    filed(demervallei, "2025-03-01", disposition="not_competent", decided="2025-03-02")
    again = filed(demervallei, "2025-03-01")
    other = filed(demervallei, "2025-03-05", disposition="duplicate", decided="2025-03-06")
    FileLink.objects.create(complaint=other, other=again, kind=FileLink.Kind.DUPLICATE)
    assert counted(demervallei, "PRV-09")[:2] == (2, 5)


def sent_on(complaint: Complaint, from_body: str, to_body: str, **given: Any) -> None:
    Referral.objects.create(
        complaint=complaint,
        from_body=from_body,
        to_body=to_body,
        sent_on=day("2025-03-02"),
        receipt_due_on=day("2025-03-09"),
        **given,
    )
