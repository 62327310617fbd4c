"""What a draft framework would change in calculated advice: recomputed by hand, and read by auditors only."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from audit.models import FundingInput, FundingResult, FundingScheme
from audit.selectors.frameworks.funding import LEAVES, funding_scheme_tried, funding_tried
from legitimacy.indicators.funding import Input, Outcome, advise_one
from legitimacy.models import Corps, Framework, FrameworkItem, Publication, Register, Role, User
from legitimacy.models.disclosure import Audience
from tests.audit.funding.schemes import calculated
from tests.people import person_joins, person_make

pytestmark = pytest.mark.django_db
PAGE = "/en/audit/frameworks/2027.1/diff/?register=example&period=2025-Q4"


@pytest.fixture
def scheme(draft: FundingScheme, anton: User) -> FundingScheme:
    return calculated(draft, anton)


def framework_drafted(scheme: FundingScheme, **changes: dict[str, Any]) -> Framework:
    """A draft that says what the framework of the scheme says, but for some items."""
    made = Framework.objects.create(code="2027.1", status=Framework.Status.DRAFT, valid_from="2027-Q1", digest="1" * 64)
    for facet in scheme.framework.facets.all():
        facet.pk, facet.framework = None, made
        facet.save(force_insert=True)
    rows = []
    for item in scheme.framework.items.all():
        item.pk, item.framework = None, made
        for name, value in changes.get(item.indicator.replace("-", "_"), {}).items():
            setattr(item, name, value)
        rows.append(item)
    FrameworkItem.objects.bulk_create(rows)
    return made


def by_hand(result: FundingResult, **fields: Any) -> int | None:
    """The sum when every figure of LEG-07 is held to other goalposts."""
    rows = list(result.inputs.all())
    inputs = [Input(**{name: getattr(row, name) for name in Input.__slots__}) for row in rows]
    held = [replace(one, **fields) if one.indicator == "LEG-07" else one for one in inputs]
    return advise_one(result.corps.code, result.size_share, held, result.scheme.rules).amount_cents


def test_a_draft_that_says_the_same_changes_no_sum(scheme: FundingScheme, anton: User) -> None:
    trial = funding_tried(framework_drafted(scheme), scheme, anton)
    assert trial is not None
    assert (trial.judged, trial.changed, trial.left, trial.unknown) == (4, [], [], 0)
    assert trial.old_cents == trial.new_cents == sum(one.amount_cents or 0 for one in scheme.results.all())


def test_other_goalposts_change_criteria_and_sums_as_by_hand(scheme: FundingScheme, anton: User) -> None:
    trial = funding_tried(framework_drafted(scheme, LEG_07={"target": 0.5}), scheme, anton)
    assert trial is not None
    results = {one.corps.code: one for one in scheme.results.all()}
    assert len(trial.changed) == 4
    for one in trial.changed:
        result = results[one.corps.code]
        assert one.old_cents == result.amount_cents
        assert one.new_cents == by_hand(result, target=0.5) != one.old_cents
        assert [each.indicator for each in one.criteria] == ["LEG-07"]
    assert FundingInput.objects.filter(target=0.5).count() == 0


def test_an_indicator_that_may_no_longer_be_used_leaves(scheme: FundingScheme, anton: User) -> None:
    trial = funding_tried(framework_drafted(scheme, LEG_07={"funding_allowed": False}), scheme, anton)
    assert trial is not None
    assert trial.left == ["LEG-07"]
    assert {each.new_outcome for one in trial.changed for each in one.criteria} == {LEAVES}


def test_a_higher_minimum_makes_figures_too_few(scheme: FundingScheme, anton: User) -> None:
    trial = funding_tried(framework_drafted(scheme, LEG_07={"min_denominator": 601}), scheme, anton)
    assert trial is not None
    assert {each.new_outcome for one in trial.changed for each in one.criteria} == {Outcome.NOT_ASSESSED}
    # 2 of 4 weights are gone and 1 waits for a sample: nobody can be assessed any more.
    assert [one.new_cents for one in trial.changed] == [None] * 4


def test_a_sample_that_is_no_longer_asked_lets_figures_count_but_not_hidden_ones(
    scheme: FundingScheme, corps: list[Corps], anton: User
) -> None:
    hidden = Publication.objects.filter(audience=Audience.CORPS, value__subject=corps[0], value__indicator="EFF-05")
    hidden.update(visibility="suppressed", reason="small_count")
    trial = funding_tried(framework_drafted(scheme, EFF_05={"funding_condition": ""}), scheme, anton)
    assert trial is not None
    assert [one.corps.code for one in trial.changed] == ["V012", "V013", "V014"]
    assert trial.unknown == 1


def test_the_page_shows_sums_to_auditors_alone(
    scheme: FundingScheme, corps: list[Corps], anton: User, client: Client
) -> None:
    framework_drafted(scheme, LEG_07={"target": 0.5})
    client.force_login(anton)
    page = client.get(PAGE).content.decode()
    assert "Corps 11" in page.split("What it means for funding")[1]
    assert "€" in page
    assert "LEG-07: " in page
    client.force_login(person_make("kaat", (Role.FRAMEWORK_MANAGER, Register.EXAMPLE)))
    page = client.get(PAGE).content.decode()
    assert "is shown to auditors only" in page
    assert "€" not in page
    # Whoever ever belonged to a corps does not see its sum.
    person_joins(anton, Role.STAFF, corps[0])
    client.force_login(anton)
    page = client.get(PAGE).content.decode().split("What it means for funding")[1]
    assert "Corps 12" in page
    assert "Corps 11" not in page


def test_a_register_without_a_calculated_scheme_is_told_so(draft: FundingScheme, anton: User, client: Client) -> None:
    framework_drafted(draft)
    assert funding_scheme_tried(Register.EXAMPLE) is None
    client.force_login(anton)
    assert "No funding scheme of this register has frozen figures" in client.get(PAGE).content.decode()


def test_it_takes_few_queries_however_many_corps(
    scheme: FundingScheme, anton: User, django_assert_max_num_queries: Any
) -> None:
    framework = framework_drafted(scheme, LEG_07={"target": 0.5})
    with django_assert_max_num_queries(14):
        funding_tried(framework, scheme, anton)
