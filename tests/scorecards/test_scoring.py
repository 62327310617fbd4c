"""Scores follow from values: the tree of parts, ranks inside a register, each indicator against its goalposts."""

from typing import Any

import pytest

from legitimacy.disclosure.selectors import scorecard_get
from legitimacy.indicators.definitions import State
from legitimacy.models import Corps, DeliveredFigure, Framework, IndicatorScore, Scorecard, ScorePart
from legitimacy.models.disclosure import Audience
from tests.people import corps_make
from tests.scorecards.world import compute, deliver, deliver_quarters, framework_load

Stored = list[dict[str, Any]]


@pytest.fixture
def framework(db: None) -> Framework:
    return framework_load()


def card_of(corps: Corps, period: str = "2025-Q4") -> Scorecard:
    return Scorecard.objects.get(corps=corps, period=period)


def score_of(corps: Corps, indicator: str, period: str = "2025-Q4") -> IndicatorScore:
    return card_of(corps, period).scores.get(indicator=indicator)


def stored() -> Stored:
    """Everything that is written about scores, without when and by which run."""
    cards = Scorecard.objects.order_by("corps", "period").values(
        "corps", "period", "delivered", "due", "compensation_loss"
    )
    parts = ScorePart.objects.order_by("scorecard", "key").values()
    items = IndicatorScore.objects.order_by("scorecard", "indicator").values()
    return [dict(row) for rows in (cards, parts, items) for row in rows]


def all_of_efficiency(corps: Corps, share: float) -> None:
    """Enough of both facets of EFF for a pillar score."""
    for code in ("EFF-15", "EFF-17"):
        deliver(corps, code, "2024", 1000 * share, 1000)
    deliver(corps, "EFF-16", "2024", value=100 * share, n=1000, deviation=20)
    deliver(corps, "EFF-19", "2025-Q4", 1000 * share, 1000)
    for code in ("EFF-01", "EFF-08", "EFF-11"):
        deliver(corps, code, "2025-Q4", 20 * share, 20)
    for code in ("EFF-03", "EFF-07", "EFF-09", "EFF-14", "EFF-21"):
        deliver_quarters(corps, code, "2025-Q4", *[(1000 * share, 1000)] * 4)
    for code in ("EFF-05", "EFF-13"):
        deliver_quarters(corps, code, "2025-Q4", *[(20 * share, 20)] * 12)


@pytest.mark.usefixtures("framework")
def test_an_indicator_is_scored_between_its_floor_and_target(demervallei: Corps) -> None:
    deliver(demervallei, "EFF-01", "2025-Q4", 13, 20)
    compute("2025-Q4")
    score = score_of(demervallei, "EFF-01")
    assert score.score == pytest.approx(50)  # floor 0.40, target 0.90
    assert (score.lower, score.upper) == (None, None)


@pytest.mark.usefixtures("framework")
def test_the_unclipped_score_goes_on_beyond_the_goalposts(demervallei: Corps) -> None:
    deliver(demervallei, "EFF-01", "2025-Q4", 20, 20)
    compute("2025-Q4")
    score = score_of(demervallei, "EFF-01")
    assert score.score == 100
    assert score.unclipped == pytest.approx(120)


@pytest.mark.usefixtures("framework")
def test_where_lower_is_better_the_ends_of_the_interval_change_places(demervallei: Corps) -> None:
    deliver(demervallei, "EFF-17", "2025", 100, 1000)
    compute("2025-Q4")
    score = score_of(demervallei, "EFF-17")
    assert score.lower is not None
    assert score.upper is not None
    assert score.score is not None
    assert score.lower < score.score < score.upper


@pytest.mark.usefixtures("framework")
def test_context_stands_on_the_scorecard_without_a_score(demervallei: Corps) -> None:
    deliver_quarters(demervallei, "LEG-01", "2025-Q4", *[(5, 10_000)] * 4)
    compute("2025-Q4")
    score = score_of(demervallei, "LEG-01")
    assert (score.score, score.unclipped, score.effective_weight) == (None, None, 0.0)


@pytest.mark.usefixtures("framework")
def test_too_few_stands_on_the_scorecard_without_a_score_and_is_not_due(demervallei: Corps) -> None:
    deliver(demervallei, "EFF-01", "2025-Q4", 2, 4)
    compute("2025-Q4")
    card = card_of(demervallei)
    assert (card.delivered, card.due) == (0, 69)
    assert score_of(demervallei, "EFF-01").score is None


@pytest.mark.usefixtures("framework")
def test_a_pillar_needs_two_thirds_of_both_its_facets(demervallei: Corps, heidekant: Corps) -> None:
    all_of_efficiency(demervallei, 0.7)
    deliver(heidekant, "EFF-19", "2025-Q4", 700, 1000)
    compute("2025-Q4")
    scores: dict[str, Any] = dict(card_of(demervallei).parts.values_list("key", "score"))
    assert scores["EFF"] == pytest.approx((scores["EFF.results"] + scores["EFF.system"]) / 2)
    assert (scores["LEG"], scores["overall"]) == (None, None)
    assert card_of(heidekant).parts.get(key="EFF").score is None


@pytest.mark.usefixtures("framework")
def test_what_was_due_and_missing_opens_the_bounds_and_lowers_the_coverage(demervallei: Corps) -> None:
    all_of_efficiency(demervallei, 0.7)
    compute("2025-Q4")
    part = card_of(demervallei).parts.get(key="EFF")
    assert 2 / 3 <= part.coverage < 1
    assert part.score is not None
    assert part.bound_low is not None
    assert part.bound_high is not None
    assert part.bound_low < part.score < part.bound_high
    assert part.lower is not None
    assert part.upper is not None
    assert part.lower <= part.score <= part.upper


@pytest.mark.usefixtures("framework")
def test_what_others_measured_counts_as_verified(demervallei: Corps) -> None:
    deliver(demervallei, "PRV-03", "2025", 400, 1000)  # a survey
    deliver(demervallei, "EFF-19", "2025-Q4", 700, 1000)  # the corps itself
    compute("2025-Q4")
    verified = dict(card_of(demervallei).parts.values_list("key", "verified"))
    assert (verified["PRV"], verified["EFF"]) == (1.0, 0.0)


@pytest.mark.usefixtures("framework")
def test_ranks_stay_inside_a_register(demervallei: Corps, heidekant: Corps, belgian_corps: Corps) -> None:
    for corps, share in ((demervallei, 0.55), (heidekant, 0.85), (belgian_corps, 0.99)):
        all_of_efficiency(corps, share)
    compute("2025-Q4")
    ranks = {corps: card_of(corps).parts.get(key="EFF") for corps in (demervallei, heidekant, belgian_corps)}
    assert [ranks[corps].group_size for corps in ranks] == [2, 2, 1]
    assert [ranks[corps].rank_low for corps in ranks] == [2, 1, 1]


@pytest.mark.usefixtures("framework")
def test_a_rank_that_tells_nobody_apart_is_left_out(demervallei: Corps, heidekant: Corps) -> None:
    for corps in (demervallei, heidekant):
        all_of_efficiency(corps, 0.7)
    compute("2025-Q4")
    assert set(ScorePart.objects.values_list("rank", flat=True)) == {None}


@pytest.mark.usefixtures("framework")
def test_the_newest_valid_value_stands_and_silence_does_not_cover_it(demervallei: Corps, heidekant: Corps) -> None:
    deliver(demervallei, "DRV-04", "2025-Q1", 30, 100)
    deliver(demervallei, "DRV-04", "2025-Q2", 40, 100)
    deliver(heidekant, "DRV-04", "2025-Q4", 30, 100)
    compute("2025-Q4")
    value = score_of(demervallei, "DRV-04").value
    assert (value.period, value.numerator) == ("2025-Q2", 40)


@pytest.mark.usefixtures("framework")
def test_a_value_past_its_validity_no_longer_stands(demervallei: Corps, heidekant: Corps) -> None:
    deliver(demervallei, "DRV-04", "2024-Q4", 30, 100)
    deliver(heidekant, "DRV-04", "2025-Q4", 30, 100)
    compute("2025-Q4")
    assert not card_of(demervallei).scores.exists()
    assert card_of(demervallei).delivered == 0


@pytest.mark.usefixtures("framework")
def test_a_register_without_any_figure_gets_no_scorecards(demervallei: Corps, belgian_corps: Corps) -> None:
    deliver(demervallei, "EFF-01", "2025-Q4", 13, 20)
    compute("2025-Q4")
    assert not Scorecard.objects.filter(corps=belgian_corps).exists()


@pytest.mark.usefixtures("framework")
def test_an_item_that_no_longer_stands_leaves_the_scorecard(demervallei: Corps) -> None:
    deliver(demervallei, "EFF-11", "2025-Q4", 13, 20)
    deliver(demervallei, "EFF-01", "2025-Q4", 13, 20)
    compute("2025-Q4")
    DeliveredFigure.objects.filter(indicator="EFF-01").update(state=State.NOT_DELIVERED)
    compute("2025-Q4")
    assert list(card_of(demervallei).scores.values_list("indicator", flat=True)) == ["EFF-11"]


@pytest.mark.usefixtures("framework")
def test_the_last_figure_of_a_register_takes_its_scorecards_with_it(demervallei: Corps) -> None:
    figure = deliver(demervallei, "EFF-01", "2025-Q4", 13, 20)
    compute("2025-Q4")
    figure.delete()
    compute("2025-Q4")
    assert not Scorecard.objects.exists()


@pytest.mark.usefixtures("framework")
def test_computing_all_periods_again_gives_equal_scores(demervallei: Corps, heidekant: Corps) -> None:
    for corps, share in ((demervallei, 0.55), (heidekant, 0.85)):
        all_of_efficiency(corps, share)
    periods = ("2024", "2025-Q3", "2025-Q4")
    for period in periods:
        compute(period)
    before = stored()
    for period in reversed(periods):
        compute(period)
    assert stored() == before


def test_without_a_framework_there_are_values_and_no_scorecards(demervallei: Corps) -> None:
    deliver(demervallei, "EFF-01", "2025-Q4", 13, 20)
    assert compute("2025-Q4").status == "done"
    assert not Scorecard.objects.exists()


@pytest.mark.usefixtures("framework")
def test_a_corps_has_no_scorecard_before_it_began(demervallei: Corps) -> None:
    later = corps_make("V099", "Later")
    Corps.objects.filter(pk=later.pk).update(valid_from="2026-01-01")
    deliver(demervallei, "EFF-01", "2025-Q4", 13, 20)
    compute("2025-Q4")
    assert list(Scorecard.objects.values_list("corps", flat=True)) == [demervallei.pk]


@pytest.mark.usefixtures("framework")
def test_the_value_that_is_scored_is_the_one_that_is_read(demervallei: Corps, heidekant: Corps) -> None:
    deliver(demervallei, "DRV-04", "2025-Q2", 40, 100)
    deliver(heidekant, "DRV-04", "2025-Q4", 30, 100)
    compute("2025-Q4")
    card = scorecard_get(audience=Audience.AUDITOR, corps=demervallei, period="2025-Q4")
    assert card is not None
    read = next(item for item in card.items if item.indicator == "DRV-04")
    assert (read.period, read.value_id) == ("2025-Q2", score_of(demervallei, "DRV-04").value_id)
    assert read.score == score_of(demervallei, "DRV-04").score
