"""Representation, criteria and plan: who reads what, what is hidden, and who may take which step."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from diversity.models import DiversityPlan
from diversity.selectors.representation import representation_of
from diversity.services.plans import PlanFaultError, action_add, action_change, plan_change, plan_create, plan_step
from diversity.views.representation import four_fifths
from legitimacy.access import AccessDeniedError
from legitimacy.models import Corps, ImprovementAction, Register, Role, TrailEvent, User
from tests.diversity.returns import composition, movements, origin, residents
from tests.people import person_make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(date(2026, 2, 1), tick=False), translation.override("en"):
        yield


@pytest.fixture
def people(demervallei: Corps, heidekant: Corps) -> dict[str, User]:
    return {
        "hr": person_make("Petra", (Role.HR_OFFICER, demervallei)),
        "chief": person_make("Karin", (Role.CHIEF_OF_CORPS, demervallei)),
        "auditor": person_make("An", (Role.AUDITOR, Register.EXAMPLE)),
        "other": person_make("Tom", (Role.CHIEF_OF_CORPS, heidekant)),
    }


def page_of(client: Client, person: User, address: str) -> str:
    client.force_login(person)
    answer = client.get(f"/en/diversity/{address}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_representation_is_worked_out_by_hand(demervallei: Corps) -> None:
    """24 of 80 women against 49.5 % of residents: ratio 0.606. Parity 100 - (49.5 - 30) = 80.5.

    Came in three years 12 of 30: parity 90.5. Left 3 of 12 against 72 of 240 who stood, 25 % against 30 %: 95.
    Score 0.5 x 80.5 + 0.3 x 90.5 + 0.2 x 95 = 86.4. One hire moves 1 / 80 = 1.25 points.
    """
    residents(demervallei, working_women=4950, working_men=5050)
    for year in (2022, 2023, 2024, 2025):
        composition(demervallei, f"{year}-12-31", basic=(20, 40), officers=(4, 16))
        movements(demervallei, year, (1, 2), (1, 2), joined=(9, 9) if year == 2022 else (4, 6), left=(1, 3))
    found = representation_of(demervallei, minimum=5)
    assert found.lines[0].ratio == pytest.approx(0.3 / 0.495)
    assert found.stock_parity == pytest.approx(80.5)
    assert found.intake_parity == pytest.approx(90.5)
    assert found.retention_parity == pytest.approx(95)
    assert found.score == pytest.approx(86.4)
    assert found.one_hire == pytest.approx(0.0125)
    assert found.indices[0][1] == pytest.approx(0.42), "1 - 0.3^2 - 0.7^2"
    assert list(found.years) == [2023, 2024, 2025]


def test_small_counts_never_stand_on_the_page(demervallei: Corps, people: dict[str, User], client: Client) -> None:
    residents(demervallei, working_belgian=700, working_foreign=200, working_non_belgian=100)
    composition(demervallei, "2025-12-31", basic=(20, 117), x=3)
    origin(demervallei, "2025-12-31", 150, 20, 4)
    for reader in ("hr", "chief", "auditor"):
        told = page_of(client, people[reader], "representation/?corps=V017")
        assert "too small to show" in told
        assert "117" not in told, "with all staff and the women it would tell how few are neither"
        assert "24 of 174" not in told
    origin(demervallei, "2026-01-31", 150, 20, 30)
    told = page_of(client, people["chief"], "representation/")
    assert "50 of 200" in told
    assert "20 of 170" in told


def test_pages_say_what_is_missing_and_take_few_queries(people: dict[str, User], client: Client) -> None:
    assert "no legal delivery" in page_of(client, people["hr"], "representation/")
    told = page_of(client, people["chief"], "criteria/")
    assert "Not assessed" in told
    assert "too few for a judgement" in told
    client.force_login(people["chief"])
    for address in ("representation/", "criteria/", "plan/", ""):
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/en/diversity/{address}")
        assert len(asked) < 22, address


def test_the_four_fifths_reading() -> None:
    assert "less than four fifths as often as men" in four_fifths(0.7, 0.6, 0.78)
    assert "less than four fifths as often as women" in four_fifths(1.3, 1.26, 1.4)
    assert four_fifths(1.0, 0.9, 1.1) == "Within the four-fifths rule (0.80 to 1.25)."
    assert "Chance alone" in four_fifths(0.9, 0.7, 1.1)


def test_hr_writes_a_plan_and_only_the_chief_adopts_it(
    demervallei: Corps, people: dict[str, User], client: Client
) -> None:
    hr, chief, days = people["hr"], people["chief"], {"valid_from": date(2026, 1, 1), "valid_to": date(2027, 12, 31)}
    with pytest.raises(AccessDeniedError):
        plan_create(corps=demervallei, goals="G", actor=people["other"], **days)
    plan = plan_create(corps=demervallei, goals="G", actor=hr, **days)
    with pytest.raises(PlanFaultError, match="at least one action"):
        plan_step(plan=plan, step="adopt", version=1, actor=chief)
    action = action_add(plan=plan, what="W", owner="Head", due_on=date(2026, 3, 1), version=1, actor=hr)
    with pytest.raises(PlanFaultError, match="in the meantime"):
        plan_change(plan=plan, goals="H", version=1, actor=hr, **days)
    with pytest.raises(AccessDeniedError):
        plan_step(plan=plan, step="adopt", version=2, actor=hr)
    client.force_login(chief)
    assert client.post(f"/en/diversity/plan/{plan.pk}/adopt/", {"version": "2"}).status_code == 302
    plan.refresh_from_db()
    assert (plan.state, plan.adopted_by, plan.adopted_on, plan.version) == ("adopted", chief, date(2026, 2, 1), 3)
    with pytest.raises(PlanFaultError, match="stay as they are"):
        plan_change(plan=plan, goals="H", version=3, actor=hr, **days)
    with pytest.raises(PlanFaultError, match="once the action was carried out"):
        action_change(
            plan=plan, action=action, due_on=date(2026, 3, 1), done_on=None, effect="worked", version=3, actor=hr
        )
    client.force_login(hr)
    given = {"version": "3", "due_on": "2026-05-01", "done_on": "2026-01-20", "effect": "partly"}
    assert client.post(f"/en/diversity/plan/{plan.pk}/actions/{action.pk}/", given).status_code == 302
    action.refresh_from_db()
    assert (action.due_on, action.original_due_on) == (date(2026, 5, 1), date(2026, 3, 1))
    assert (action.effect, action.effect_checked_on) == (ImprovementAction.Effect.PARTLY, date(2026, 2, 1))
    bad = client.post("/en/diversity/plan/new/", {"valid_from": "2026-05-01", "valid_to": "2026-01-01", "goals": "G"})
    assert bad.status_code == 422
    assert DiversityPlan.objects.count() == 1
    verbs = set(TrailEvent.objects.filter(object_type="diversity_plan").values_list("verb", flat=True))
    assert {"diversity_plan.created", "diversity_plan.adopted", "diversity_plan.action_changed"} <= verbs
