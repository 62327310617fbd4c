"""Why a corps could be audited next: each reason in words, and never a context indicator."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from audit.models import Audit
from audit.selectors.audits.plan import plan_of, rows_narrowed
from audit.selectors.audits.suggestions import flagged, may_flag, reasons_by_corps
from audit.workflow.audits import Status
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import Direction, State, Visibility
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, CorpsLink, Role, User
from tests.audit.audits.conftest import Make
from tests.people import corps_make, person_joins

pytestmark = pytest.mark.django_db


def shown(subject: int, code: str, x: float, n: float, **given: Any) -> VisibleValue:
    usual: dict[str, Any] = {"state": State.OK, "visibility": Visibility.SHOWN, "value": x / n}
    return VisibleValue(
        subject_id=subject, corps_code=f"V{subject:03}", indicator=code, period="2025-Q4", window="rolling_12_months",
        numerator=x, denominator=n, **usual | given,
    )  # fmt: skip


def values_of(code: str, odd: float) -> list[VisibleValue]:
    """Twenty corps around a half, and one far from them."""
    rows = [shown(number, code, 500 + 8 * (number % 5 - 2), 1000) for number in range(1, 21)]
    return [*rows, shown(99, code, odd, 1000)]


def test_a_corps_far_on_the_unfavourable_side_is_flagged() -> None:
    assert flagged(values_of("EFF-07", 250)) == {99: ["EFF-07"]}


def test_a_good_outlier_is_no_reason_for_an_audit() -> None:
    assert flagged(values_of("EFF-07", 900)) == {}


def test_a_context_indicator_and_a_survey_are_never_a_reason() -> None:
    contexts = [one for one in indicators if one.direction is Direction.CONTEXT]
    assert contexts
    assert not [one.code for one in contexts if may_flag(one)]
    assert not [one.code for one in indicators if one.feed == "survey_import" and may_flag(one)]
    assert [one.code for one in indicators if may_flag(one)]
    for passport in contexts:
        assert flagged(values_of(passport.code, 10)) == {}


def test_a_hidden_figure_is_no_reason() -> None:
    rows = values_of("EFF-07", 250)
    hidden = [*rows[:-1], shown(99, "EFF-07", 250, 1000, visibility=Visibility.SUPPRESSED)]
    assert flagged(hidden) == {}


def test_too_few_corps_flag_nobody() -> None:
    assert flagged(values_of("EFF-07", 250)[-5:]) == {}


def test_reasons_are_sentences(demervallei: Corps, heidekant: Corps) -> None:
    today = date(2026, 3, 1)
    last = {demervallei.pk: date(2019, 1, 1), heidekant.pk: date(2025, 1, 1)}
    found = reasons_by_corps([demervallei.pk, heidekant.pk], "", last, today)
    assert [reason.words for reason in found[demervallei.pk]] == ["The last audit ended 7 years ago."]
    assert heidekant.pk not in found
    assert [reason.code for reason in reasons_by_corps([heidekant.pk], "", {}, today)[heidekant.pk]] == ["never"]


def test_overdue_recommendations_are_a_reason(audit_at: Make, demervallei: Corps) -> None:
    audit = audit_at(Status.FOLLOW_UP)
    later = timezone.localdate() + timedelta(days=90)
    found = reasons_by_corps([demervallei.pk], "", {demervallei.pk: audit.final_on}, later)
    assert [reason.words for reason in found[demervallei.pk]] == ["1 recommendation of an earlier audit is overdue."]


def test_the_plan_has_every_corps_that_exists_and_what_a_merger_inherits(
    demervallei: Corps, heidekant: Corps, belgian_corps: Corps, amina: User
) -> None:
    merged = corps_make("V099", "Samen")
    Corps.objects.filter(pk=heidekant.pk).update(valid_to=date(2024, 12, 31))
    CorpsLink.objects.create(predecessor=heidekant, successor=merged, on=date(2025, 1, 1))
    day = date(2023, 1, 1)
    Audit.objects.create(
        register="example", origin="simulated", corps=heidekant, status="closed", title="x", final_on=day,
        period_from=day, period_to=day, planned_for=day,
    )  # fmt: skip
    plan = plan_of(amina, "example", date(2026, 3, 1))
    assert {row.corps.code for row in plan.rows} == {"V017", "V099"}
    row = next(row for row in plan.rows if row.corps == merged)
    assert (row.last_on, row.due_on, row.inherited, row.is_covered) == (day, date(2029, 1, 1), True, True)
    assert plan.covered == 1
    assert [row.corps.code for row in rows_narrowed(plan.rows, words="samen")] == ["V099"]
    assert [row.corps.code for row in rows_narrowed(plan.rows, only="uncovered")] == ["V017"]
    assert [row.corps.code for row in rows_narrowed(plan.rows, year="2029")] == ["V099"]


def test_of_a_corps_with_a_tie_the_plan_says_only_that(demervallei: Corps, amina: User) -> None:
    person_joins(amina, Role.STAFF, demervallei, valid_to=date(2011, 1, 1))
    row = plan_of(amina, "example", date(2026, 3, 1)).rows[0]
    assert row.tie is not None
    assert (row.reasons, row.running) == ([], None)
