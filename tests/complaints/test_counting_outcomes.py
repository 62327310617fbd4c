"""Indicators of outcomes, each against a small register that is counted by hand."""

import uuid
from datetime import date
from typing import Any

import pytest

from complaints.models import Complaint
from complaints.workflow.surveys import CLOSING
from legitimacy.models import Answer, AreaStatistic, Corps, ImprovementAction
from tests.complaints.counted import counted, day, filed, value_row

pytestmark = pytest.mark.django_db
ENDED: dict[str, Any] = {"decided": "2025-04-01", "closed": "2025-04-20"}


def learnt_from(complaint: Complaint, source: str = "complaint") -> None:
    assert complaint.corps is not None
    ImprovementAction.objects.create(
        corps=complaint.corps, source=source, reference=complaint.number, what="Answer the door.", owner="Reception",
        due_on=day("2025-06-01"), original_due_on=day("2025-06-01"), origin="simulated",
    )  # fmt: skip


def test_learning_counts_founded_files_with_an_improvement_action(demervallei: Corps) -> None:
    for outcome in ("founded", "partly_founded", "organisational_dysfunction", "unfounded"):
        learnt_from(filed(demervallei, "2025-03-01", disposition="decided", outcome=outcome, **ENDED))
    learnt_from(filed(demervallei, "2025-03-01", disposition="decided", outcome="founded", **ENDED), "audit")
    assert counted(demervallei, "EFF-05")[:2] == (2, 3)


def test_only_decisions_on_the_substance_say_how_often_a_complaint_is_right(demervallei: Corps) -> None:
    for outcome in ("founded", "organisational_dysfunction", "no_fault", "not_established"):
        filed(demervallei, "2025-03-01", disposition="decided", outcome=outcome, **ENDED)
    for disposition in ("withdrawn", "inadmissible", "manifestly_unfounded", "not_competent", "mediated", "judicial"):
        filed(demervallei, "2025-03-01", disposition=disposition, **ENDED)
    filed(demervallei, "2025-03-01", disposition="decided", outcome="founded", decided="2025-12-01")
    assert counted(demervallei, "LEG-02")[:2] == (2, 4)


def test_a_file_alleging_bias_counts_once_however_many_failings_it_names(demervallei: Corps) -> None:
    filed(demervallei, "2023-01-01", categories=("H1", "H5", "H1"))
    filed(demervallei, "2025-12-31", categories=("T1", "H3"))
    filed(demervallei, "2022-12-31", categories=("H1",))
    assert counted(demervallei, "DRV-03")[:2] == (1, 2)


def test_mediation_is_for_known_complainants_without_force_or_offence(demervallei: Corps) -> None:
    filed(demervallei, "2025-03-01", mediation={}, **ENDED)
    filed(demervallei, "2025-03-01", **ENDED)
    filed(demervallei, "2025-03-01", mediation={}, categories=("T4",), **ENDED)
    filed(demervallei, "2025-03-01", mediation={}, is_anonymous=True, **ENDED)
    filed(demervallei, "2025-03-01", mediation={}, possible_offence=True, **ENDED)
    assert counted(demervallei, "PRV-04")[:2] == (1, 2)


def test_a_mediation_succeeds_when_both_sides_confirm_it(demervallei: Corps) -> None:
    begun = {"started_on": day("2025-03-10")}
    filed(demervallei, "2025-03-01", mediation=begun | {"outcome": "agreed", "confirmed_by_both": True})
    filed(demervallei, "2025-03-01", mediation=begun | {"outcome": "agreed"})
    filed(demervallei, "2025-03-01", mediation=begun | {"outcome": "failed"})
    filed(demervallei, "2025-03-01", mediation=begun)
    filed(demervallei, "2025-03-01", mediation={"outcome": "declined"})
    assert counted(demervallei, "PRV-05")[:2] == (1, 4)


def test_satisfied_with_the_handling_is_who_agrees_or_rather_agrees(demervallei: Corps) -> None:
    filed(demervallei, "2025-03-01")
    for answer in ("agree", "rather_agree", "neither", "disagree"):
        answered(demervallei, "2025-Q3", {"satisfied": answer, "outcome": "founded"})
    answered(demervallei, "2025-Q3", {"respect": "agree"})
    answered(demervallei, "2022-Q4", {"satisfied": "agree"})
    assert counted(demervallei, "PRV-06")[:2] == (2, 4)


def answered(corps: Corps, period: str, answers: dict[str, str]) -> None:
    Answer.objects.create(
        key=uuid.uuid4(), survey=CLOSING, subject=corps, period=period, origin="simulated", answers=answers
    )


def test_the_rate_is_per_ten_thousand_residents_of_1_january(demervallei: Corps) -> None:
    for year, residents in ((2024, 50_000), (2025, 40_000), (2026, 90_000)):
        AreaStatistic.objects.create(
            subject=demervallei, kind="population", date=date(year, 1, 1), value=residents, source="Test"
        )
    filed(demervallei, "2020-01-01")
    for _ in range(12):
        filed(demervallei, "2025-02-03")
    row = value_row(demervallei, "LEG-01")
    assert (row["numerator"], row["denominator"], round(row["value"], 9)) == (12, 40_000, 3.0)
    assert row["lower"] == pytest.approx(1.549, abs=0.001)  # Byar's limits of 12: 6.194 and 20.963
    assert row["upper"] == pytest.approx(5.241, abs=0.001)
