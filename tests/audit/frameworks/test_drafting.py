"""Drafts: a copy, changed item by item, each change with a reason that stays."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from audit.models import FrameworkChange, FrameworkDraft
from audit.services.frameworks import (
    DraftMovedError,
    DraftRefusedError,
    draft_create,
    item_change,
    weights_change,
)
from legitimacy.imports.framework.content import stored_digest
from legitimacy.models import Framework, FrameworkItem, Register, Release, TrailEvent, User
from legitimacy.scorecards.standing import spec_of
from tests.audit.frameworks.conftest import version_of

pytestmark = pytest.mark.django_db


def change(framework: Framework, actor: User, indicator: str = "EFF-06", **values: Any) -> list[FrameworkChange]:
    reason = values.pop("reason", "Agreed in the round table of June.")
    version = values.pop("version", None) or version_of(framework)
    return item_change(
        framework=framework, indicator=indicator, version=version, values=values, reason=reason, actor=actor
    )


def faults_of(caught: pytest.ExceptionInfo[DraftRefusedError]) -> dict[str, str]:
    return dict(caught.value.faults)


def test_a_draft_says_what_its_base_says(base: Framework, draft: Framework) -> None:
    assert draft.is_draft
    assert draft.digest == base.digest == stored_digest(draft)
    assert spec_of(draft).effective_weights == spec_of(base).effective_weights
    assert sum(spec_of(draft).effective_weights.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("code", "valid_from", "field"),
    [
        ("2026.1", "2027-Q1", "code"),
        ("2027/1", "2027-Q1", "code"),
        ("", "2027-Q1", "code"),
        ("2027.1", "2027", "valid_from"),
        ("2027.1", "next year", "valid_from"),
        ("2027.1", "2020-Q4", "valid_from"),
        ("2027.1", "2021-Q1", "valid_from"),
    ],
)
def test_a_code_in_use_and_a_quarter_that_is_judged_already_are_refused(
    base: Framework, kaat: User, code: str, valid_from: str, field: str
) -> None:
    with pytest.raises(DraftRefusedError) as caught:
        draft_create(base=base, code=code, valid_from=valid_from, actor=kaat)
    assert set(faults_of(caught)) == {field}


def test_a_quarter_whose_figures_were_released_is_closed(base: Framework, kaat: User) -> None:
    Release.objects.create(code="R", register=Register.EXAMPLE, periods=["2025-Q4"], status=Release.Status.APPROVED)
    with pytest.raises(DraftRefusedError) as caught:
        draft_create(base=base, code="2025.2", valid_from="2025-Q4", actor=kaat)
    assert set(faults_of(caught)) == {"valid_from"}
    assert draft_create(base=base, code="2026.2", valid_from="2026-Q1", actor=kaat).is_draft


def test_a_change_is_kept_with_who_when_and_why(draft: Framework, kaat: User) -> None:
    before = draft.digest
    (made,) = change(draft, kaat, target=40.0)
    assert (made.item, made.field, made.old, made.new) == ("EFF-06", "target", "45.0", "40.0")
    assert made.by == kaat
    assert made.reason == "Agreed in the round table of June."
    assert FrameworkItem.objects.get(framework=draft, indicator="EFF-06").target == 40
    draft.refresh_from_db()
    assert draft.digest == stored_digest(draft) != before
    assert version_of(draft) == made.version == 2
    assert TrailEvent.objects.filter(verb="framework.changed", actor_id=kaat.pk, reason="EFF-06:2").exists()


@pytest.mark.parametrize(
    ("indicator", "values", "field"),
    [
        ("EFF-06", {"target": 180.0}, "target"),
        ("EFF-06", {"floor": 10.0}, "floor"),
        ("EFF-06", {"floor": None}, "floor"),
        ("EFF-01", {"target": 1.2}, "target"),
        ("EFF-06", {"weight": -1.0}, "weight"),
        ("DRV-09", {"band_low": 0.4}, "band_low"),
        ("DRV-09", {"band_high": 2.5}, "outer_high"),
        ("DRV-09", {"outer_high": None}, "outer_high"),
        ("LEG-01", {"weight": 1.0}, "weight"),
        ("LEG-01", {"funding_allowed": True}, "funding_allowed"),
        ("PRV-01", {"funding_allowed": True}, "funding_allowed"),
        ("EFF-06", {"min_denominator": 0}, "min_denominator"),
        ("EFF-06", {"public_min_denominator": 5}, "public_min_denominator"),
        ("EFF-06", {"target": 40.0, "reason": "  "}, "reason"),
        ("EFF-06", {"target": 40.0, "reason": "x" * 1001}, "reason"),
    ],
)
def test_what_would_not_add_up_is_refused_beside_its_field(
    draft: Framework, kaat: User, indicator: str, values: dict[str, Any], field: str
) -> None:
    digest = draft.digest
    with pytest.raises(DraftRefusedError) as caught:
        change(draft, kaat, indicator, **values)
    assert field in faults_of(caught)
    draft.refresh_from_db()
    assert stored_digest(draft) == draft.digest == digest
    assert not FrameworkChange.objects.exists()


def test_a_response_rate_may_be_used_for_funding(draft: Framework, kaat: User) -> None:
    assert change(draft, kaat, "DRV-10", funding_allowed=False)
    assert change(draft, kaat, "DRV-10", funding_allowed=True)


def test_the_last_indicator_that_weighs_in_a_facet_keeps_its_weight(draft: Framework, kaat: User) -> None:
    weighing = draft.items.filter(facet="organisation", weight__gt=0).values_list("indicator", flat=True)
    *others, last = weighing
    for indicator in others:
        change(draft, kaat, indicator, weight=0.0)
    with pytest.raises(DraftRefusedError) as caught:
        change(draft, kaat, last, weight=0.0)
    assert set(faults_of(caught)) == {"weight"}


def test_a_rewritten_basis_loses_the_translations_of_the_old_one(draft: Framework, kaat: User) -> None:
    FrameworkItem.objects.filter(framework=draft, indicator="EFF-06").update(basis_nl="oud")
    change(draft, kaat, basis="target: the decree of 2027")
    item = FrameworkItem.objects.get(framework=draft, indicator="EFF-06")
    assert (item.basis, item.basis_nl) == ("target: the decree of 2027", "")


def test_what_does_not_differ_is_no_change(draft: Framework, kaat: User) -> None:
    assert change(draft, kaat, target=45.0) == []
    assert version_of(draft) == 1


def test_the_second_of_two_editors_is_told_what_the_first_changed(draft: Framework, kaat: User, klaus: User) -> None:
    change(draft, kaat, target=40.0, version=1)
    with pytest.raises(DraftMovedError) as caught:
        change(draft, klaus, target=42.0, version=1)
    assert caught.value.version == 2
    assert [(one.by, one.new) for one in caught.value.changes] == [(kaat, "40.0")]
    assert FrameworkItem.objects.get(framework=draft, indicator="EFF-06").target == 40


def test_weights_of_pillars_and_facets_make_one_hundred(draft: Framework, kaat: User) -> None:
    def weigh(pillars: dict[str, float], facets: dict[str, float]) -> list[FrameworkChange]:
        return weights_change(
            framework=draft, version=version_of(draft), pillars=pillars, facets=facets, reason="Advice", actor=kaat
        )

    for pillars, facets, field in (
        ({"EFF": 0.5}, {}, "EFF"),
        ({}, {"DRV.treatment": 0.9}, "DRV.treatment"),
        ({"EFF": -0.25, "LEG": 0.75}, {}, "EFF"),
        (dict.fromkeys(("EFF", "LEG", "DRV", "PRV"), 0.0), {}, "EFF"),
        ({"EFF": float("nan")}, {}, "EFF"),
    ):
        with pytest.raises(DraftRefusedError) as caught:
            weigh(pillars, facets)
        assert field in faults_of(caught)
    made = weigh({"EFF": 0.2, "PRV": 0.3}, {"DRV.treatment": 0.65, "DRV.organisation": 0.35})
    assert {(one.item, one.field) for one in made} == {
        ("EFF", "pillar_weight"), ("PRV", "pillar_weight"), ("DRV.treatment", "weight"), ("DRV.organisation", "weight"),
    }  # fmt: skip
    assert dict(spec_of(draft).pillar_weights) == {"EFF": 0.2, "LEG": 0.25, "DRV": 0.25, "PRV": 0.3}
    assert version_of(draft) == 2


def test_changes_stay_as_they_were_written(draft: Framework, kaat: User) -> None:
    (made,) = change(draft, kaat, target=40.0)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        FrameworkChange.objects.filter(pk=made.pk).update(reason="Another one")
    kaat.delete()
    made.refresh_from_db()
    assert made.by is None
    assert FrameworkDraft.objects.get(framework=draft).created_by is None
