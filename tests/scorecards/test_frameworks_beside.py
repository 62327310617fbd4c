"""Around the change of a framework a period is judged by the old one and by the new one, for a year on each side."""

import pytest

from legitimacy.disclosure import selectors as disclosed
from legitimacy.imports.framework.content import stored_digest
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Framework, FrameworkItem, PartPublication, Register, Run, Scorecard, ScorePart
from legitimacy.models.disclosure import Audience
from legitimacy.scorecards.rules import frameworks_beside, with_minima_of
from legitimacy.scorecards.scoring import scores_by
from legitimacy.scorecards.services import framework_rescore, run_execute
from legitimacy.scorecards.sources import values_frame
from tests.people import corps_make
from tests.scorecards.test_scoring import all_of_efficiency
from tests.scorecards.world import compute, framework_load

OLD = Framework(pk=1, code="old", valid_from="2021", status=Framework.Status.IN_FORCE)
NEW = Framework(pk=2, code="new", valid_from="2026-Q1", status=Framework.Status.IN_FORCE)
DRAFT = Framework(pk=3, code="draft", valid_from="2026-Q3")
QUARTERS = [Period(2024, 1).shift(step) for step in range(8)]


@pytest.mark.parametrize(
    ("period", "codes"),
    [
        ("2024-Q4", []),
        ("2025-Q1", ["new"]),
        ("2025-Q4", ["new"]),
        ("2026-Q1", ["old"]),
        ("2026-Q4", ["old"]),
        ("2027-Q1", []),
        ("2025", []),
    ],
)
def test_four_quarters_on_each_side_are_judged_by_both(period: str, codes: list[str]) -> None:
    beside = frameworks_beside(Period.parse(period), [OLD, NEW, DRAFT], QUARTERS)
    assert [each.code for each in beside] == codes


def test_before_a_framework_it_is_the_last_quarters_with_figures_that_count() -> None:
    later = Framework(pk=2, code="later", valid_from="2027-Q1", status=Framework.Status.IN_FORCE)
    for period, codes in (("2025-Q1", ["later"]), ("2025-Q4", ["later"]), ("2024-Q4", [])):
        assert [each.code for each in frameworks_beside(Period.parse(period), [OLD, later], QUARTERS)] == codes


def test_a_framework_alone_has_none_beside_it() -> None:
    assert frameworks_beside(Period(2025, 4), [OLD, DRAFT], QUARTERS) == []


def second_make(base: Framework, valid_from: str, **values: float) -> Framework:
    """A framework that says what `base` says, but for EFF-01."""
    facets, items = list(base.facets.order_by("pk")), list(base.items.all())
    second = Framework.objects.create(code="second", valid_from=valid_from, digest="")
    for facet in facets:
        facet.pk, facet.framework = None, second
        facet.save()
    for item in items:
        item.pk, item.framework = None, second
        item.save()
    FrameworkItem.objects.filter(framework=second, indicator="EFF-01").update(**values)
    second.digest, second.status = stored_digest(second), Framework.Status.IN_FORCE
    second.save()
    return second


@pytest.fixture
def judged(db: None, demervallei: Corps) -> Framework:
    """2025-Q4 is computed by the shipped framework, then also by one that begins in 2026 and asks less of EFF-01."""
    first = framework_load()
    all_of_efficiency(demervallei, 0.6)
    all_of_efficiency(corps_make("V099", "Andere"), 0.8)
    compute("2025-Q4")
    second = second_make(first, "2026-Q1", target=0.7)
    for run in framework_rescore(framework=second):
        run_execute(Run.objects.get(pk=run.pk))
    return second


def test_both_are_stored_and_the_one_in_force_is_read(judged: Framework, demervallei: Corps) -> None:
    cards = Scorecard.objects.filter(corps=demervallei, period="2025-Q4")
    assert set(cards.values_list("framework__code", flat=True)) == {"2026.1", "second"}
    scores = dict(
        ScorePart.objects.filter(scorecard__in=cards, key="EFF").values_list("scorecard__framework__code", "score")
    )
    assert (scores["second"] or 0.0) > (scores["2026.1"] or 0.0)
    for audience in (Audience.CORPS, Audience.AUDITOR):
        card = disclosed.scorecard_get(audience=audience, corps=demervallei, period="2025-Q4")
        assert card is not None
        assert card.framework == "2026.1"
        assert card.parts["EFF"].score == scores["2026.1"]
    history = disclosed.scorecard_history(
        audience=Audience.CORPS, corps=demervallei, period="2025-Q4", periods=["2025-Q4"]
    )
    assert {part.framework for part in history.parts} == {"2026.1"}
    assert {part.key: part.score for part in history.beside}["EFF"] == scores["second"]
    listed = disclosed.scorecards_list(audience=Audience.AUDITOR, register=Register.EXAMPLE, period="2025-Q4")
    assert [card.framework for card in listed] == ["2026.1", "2026.1"]


def test_a_recount_keeps_both_up_to_date(judged: Framework, demervallei: Corps) -> None:
    ScorePart.objects.update(score=1.0)
    compute("2025-Q4")
    parts = ScorePart.objects.filter(scorecard__corps=demervallei, key="EFF")
    assert parts.count() == 2
    assert not parts.filter(score=1.0).exists()


def test_what_an_audience_may_see_is_decided_for_both(judged: Framework, demervallei: Corps) -> None:
    decided = PartPublication.objects.filter(corps=demervallei, audience=Audience.AUDITOR, key="EFF")
    assert set(decided.values_list("framework__code", flat=True)) == {"2026.1", "second"}


def test_a_draft_is_scored_by_its_own_minima_and_stores_nothing(judged: Framework, demervallei: Corps) -> None:
    before = Scorecard.objects.count()
    draft = second_make_draft(judged)
    scores = scores_by(draft, Period(2025, 4), frozenset({Register.EXAMPLE}), draws=2)
    assert "EFF-01" in set(scores.items.loc[scores.items["score"].notna(), "indicator"])
    FrameworkItem.objects.filter(framework=draft, indicator="EFF-01").update(min_denominator=21)
    scores = scores_by(draft, Period(2025, 4), frozenset({Register.EXAMPLE}), draws=2)
    assert "EFF-01" not in set(scores.items.loc[scores.items["score"].notna(), "indicator"])
    assert Scorecard.objects.count() == before


def second_make_draft(base: Framework) -> Framework:
    draft = Framework.objects.create(code="draft", valid_from="2027-Q1", digest="")
    for facet in base.facets.order_by("pk"):
        facet.pk, facet.framework = None, draft
        facet.save()
    for item in base.items.all():
        item.pk, item.framework = None, draft
        item.save()
    return draft


def test_what_was_too_few_for_another_framework_may_be_enough_for_this_one() -> None:
    items = {code: FrameworkItem(indicator=code, min_denominator=5) for code in ("EFF-01", "EFF-03")}
    values = values_frame().reindex(range(4)).assign(
        indicator=["EFF-01", "EFF-03", "EFF-01", "EFF-21"],
        state="too_few",
        value=[0.5, 0.5, float("nan"), 0.5],
        denominator=[8.0, 4.0, 8.0, 8.0],
        n=float("nan"),
    )  # fmt: skip
    assert list(with_minima_of(values, items)["state"]) == ["ok", "too_few", "too_few", "too_few"]
