"""Improvement actions of every app: EFF-03 by hand, what a change makes stale, and who may change what."""

from datetime import date

import pandas as pd
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from evaluation.indicators.counting.actions import actions_compute, stale_by_age
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, CorpsLink, ImprovementAction, StaleMark, User
from legitimacy.scorecards.services.improvements import SOURCE
from tests.evaluation.policy import action_make, evaluation_make, objective_make
from tests.people import corps_make


def counted(corps: Corps, quarter: str) -> tuple[float, float] | str:
    rows = actions_compute(Period.parse(quarter))
    found = rows[rows["subject_id"] == corps.pk].iloc[0]
    return (found["numerator"], found["denominator"]) if found["state"] == State.OK else str(found["state"])


def marked() -> set[tuple[str, str]]:
    """Corps and period of the marks of EFF-03; takes them away."""
    rows = StaleMark.objects.filter(source=SOURCE, indicator="EFF-03")
    found = set(rows.values_list("subject__code", "period"))
    rows.delete()
    return found


def due(text: str) -> date:
    return date.fromisoformat(text)


def test_done_by_the_day_first_agreed(demervallei: Corps, heidekant: Corps) -> None:
    """Five were due in 2025: two done in time, one after a postponement, one a day late, one never; 2 of 5."""
    action_make(demervallei, due=due("2025-03-01"), done_on=due("2025-03-01"))
    action_make(demervallei, "complaint", due=due("2025-05-01"), done_on=due("2025-04-20"))
    action_make(demervallei, due=due("2025-06-01"), due_on=due("2025-09-01"), done_on=due("2025-08-01"))
    action_make(demervallei, "audit", due=due("2025-07-07"), done_on=due("2025-07-08"))
    action_make(demervallei, "diversity", due=due("2025-12-31"))
    action_make(demervallei, due=due("2024-12-31"), done_on=due("2024-12-31"))
    action_make(demervallei, due=due("2026-01-01"), done_on=due("2025-12-31"))
    assert counted(demervallei, "2025-Q4") == (2, 5)
    assert counted(demervallei, "2026-Q1") == (2, 5), "the one of 2025-Q1 went out, that of 2026-Q1 came in"
    assert counted(heidekant, "2025-Q4") == State.NOT_DELIVERED
    assert actions_compute(Period.parse("2024-Q3")).empty, "nothing was due yet"


@pytest.mark.parametrize(
    ("today", "expected"), [("2026-05-10", (1, 1)), ("2026-05-20", (1, 1)), ("2026-05-21", (1, 2))]
)
def test_an_action_counts_once_its_day_is_over(demervallei: Corps, today: str, expected: tuple[float, float]) -> None:
    action_make(demervallei, due=due("2026-04-02"), done_on=due("2026-04-01"))
    action_make(demervallei, due=due("2026-05-20"))
    with time_machine.travel(f"{today}T12:00:00Z"):
        assert counted(demervallei, "2026-Q2") == expected
        stale_by_age(due(today))
    assert marked() == ({(demervallei.code, "2026-Q2")} if expected == (1, 2) else set())


def test_a_merger_hands_actions_on(demervallei: Corps, heidekant: Corps) -> None:
    merged = corps_make("V099", "Samen")
    for corps in (demervallei, heidekant):
        action_make(corps, due=due("2025-03-01"), done_on=due("2025-03-01"))
        CorpsLink.objects.create(predecessor=corps, successor=merged, on=date(2025, 7, 1), residents=1000)
        Corps.objects.filter(pk=corps.pk).update(valid_to=date(2025, 6, 30))
    action_make(heidekant, due=due("2025-11-01"))
    assert counted(merged, "2025-Q4") == (2, 3)


def test_a_change_marks_the_quarter_of_the_day_first_agreed(client: Client, demervallei: Corps, bram: User) -> None:
    own = action_make(demervallei, due=due("2026-03-01"))
    client.force_login(bram)
    answer = client.post(
        reverse("policy_action", args=[own.pk]), {"due_on": "2026-09-01", "done_on": "2026-03-02", "effect": "worked"}
    )
    assert (answer.status_code, marked()) == (302, {(demervallei.code, "2026-Q1")})


def test_the_evaluation_officer_follows_what_no_other_app_keeps(client: Client, demervallei: Corps, bram: User) -> None:
    evaluation = evaluation_make(objective_make(demervallei), "2025-06-01")
    mine = [
        action_make(demervallei, reference=str(evaluation.pk)),
        action_make(demervallei, "audit", reference="sample-7-2"),
    ]
    kept_elsewhere = [action_make(demervallei, source, reference="7") for source in ("audit", "complaint", "diversity")]
    client.force_login(bram)
    page = client.get(reverse("policy_actions")).content.decode()
    for action in ImprovementAction.objects.all():
        address = reverse("policy_action", args=[action.pk])
        assert (address in page) == (action in mine)
        assert client.get(address).status_code == (200 if action in mine else 403)
    assert len(kept_elsewhere) == 3


def test_origin_of_the_figures_is_that_of_the_actions(demervallei: Corps) -> None:
    action_make(demervallei, due=due("2025-03-01"))
    rows: pd.DataFrame = actions_compute(Period.parse("2025-Q4"))
    assert set(rows["origin"]) == {"simulated"}
