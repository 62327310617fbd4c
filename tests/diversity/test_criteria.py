"""The quality criterion: pure rules worked out by hand, and DRV-14 counted from the same cells."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from diversity.indicators.counting import SOURCES
from diversity.indicators.counting.criteria import criteria_compute
from diversity.indicators.counting.staff import staff_compute
from diversity.models import Baseline, DiversityPlan
from diversity.selectors.criteria import criteria_of
from diversity.services.criteria import baselines_freeze, criteria_mark
from diversity.workflow.criteria import (
    Answer,
    Facts,
    Judged,
    Reading,
    Why,
    counted,
    criteria,
    criteria_judged,
    figure_judged,
    threshold_of,
)
from diversity.workflow.plans import PlanState
from diversity.workflow.surveys import RoundState
from legitimacy.indicators.diversity import diversity_score
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, CurrentValue, ImprovementAction, StaleMark
from legitimacy.models.disclosure import Audience
from legitimacy.scorecards.deliveries import DELIVERIES
from legitimacy.scorecards.services import run_execute, runs, stale_mark
from legitimacy.scorecards.services.sweeping import stale_marks_sweep
from tests.diversity.returns import composition, disability
from tests.diversity.surveys import round_make
from tests.scorecards.world import compute, framework_load

BY_KEY = {each.key: each for each in criteria()}


def judged(key: str, **figure: float | bool | None) -> Judged:
    code = BY_KEY[key].indicators[0]
    return figure_judged(BY_KEY[key], Reading(indicator=code, **figure))  # type: ignore[arg-type]


def test_the_score_weighs_stock_intake_and_retention() -> None:
    """0.5 x 80 + 0.3 x 90 + 0.2 x 70 = 81; without retention (40 + 27) / 0.8 = 83.75; the stock alone says nothing."""
    nan = np.nan
    assert diversity_score(80, 90, 70) == pytest.approx(81)
    assert diversity_score(80, 90, nan) == pytest.approx(83.75)
    assert diversity_score(80, nan, 70) == pytest.approx(54 / 0.7)
    assert np.isnan(diversity_score(80, nan, nan))
    assert np.isnan(diversity_score(nan, 90, 70))
    assert diversity_score([80, nan], 90, 70) == pytest.approx([81, nan], nan_ok=True)
    with pytest.raises(ValueError, match="between 0 and 100"):
        diversity_score(101, 90, 70)


def test_a_third_of_the_own_gap_counts_as_met() -> None:
    """From 0.15 to a target of 0.33 the gap is 0.18, so 0.21 meets it; of 100 people that is 21."""
    assert threshold_of(0.33, 0.15) == pytest.approx(0.21)
    assert threshold_of(0.33, None) == threshold_of(0.33, 0.40) == 0.33
    base = {"denominator": 100, "target": 0.33}
    for numerator, baseline, answer, why, needed in (
        (33, None, Answer.MET, Why.TARGET, None),
        (21, 0.15, Answer.MET, Why.GAP, None),
        (20, 0.15, Answer.NOT_MET, Why.BELOW, 1),
        (21, None, Answer.NOT_MET, Why.BELOW, 12),
        (0, None, Answer.NOT_MET, Why.BELOW, 33),
    ):
        found = judged("women", value=numerator / 100, numerator=numerator, baseline=baseline, **base)
        assert (found.answer, found.why, found.needed) == (answer, why, needed)
    few = judged("women", value=0.4, numerator=16, denominator=40, target=0.33)
    assert (few.answer, few.why) == (Answer.NOT_APPLICABLE, Why.SMALL)


def test_what_is_hidden_missing_or_would_tell_a_count_is_not_assessed() -> None:
    """Of 200 staff 3 % are 6: `not met` would say exactly 5. Of 400 they are 12: 5 to 11."""
    assert judged("disability", hidden=True).why is Why.HIDDEN
    assert judged("disability").why is Why.MISSING
    assert judged("origin").why is Why.NO_DELIVERY
    asked = {"target": 0.03, "minimum": 5}
    for numerator in (0, 5, 6, 50):
        told = judged("disability", value=numerator / 200, numerator=numerator, denominator=200, **asked)
        assert (told.answer, told.why) == (Answer.NOT_ASSESSED, Why.NARROW), "whatever the count"
    assert judged("disability", value=9 / 400, numerator=9, denominator=400, **asked).needed == 3
    # A ratio of 0.4 with 20 of 200: a ratio of 0.6 would be 30 people.
    origin = judged("origin", value=0.4, numerator=20, denominator=200, target=0.6, minimum=5)
    assert (origin.answer, origin.needed) == (Answer.NOT_MET, 10)


def test_either_figure_on_origin_will_do_and_nothing_assessed_counts_as_failed() -> None:
    met = Reading(indicator="DRV-07", value=0.9, numerator=90, denominator=300, target=0.8, minimum=5)
    facts = Facts(plan_running=True, actions=1, actions_due=0)
    answers = {each.criterion: each.answer for each in criteria_judged({"DRV-07": met}, facts)}
    assert answers["origin"] == answers["plan"] == Answer.MET
    assert answers["actions"] == answers["women"] == Answer.NOT_ASSESSED
    assert counted(criteria_judged({"DRV-07": met}, facts)) == (2, 3)


@pytest.fixture
def _few_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs count the figures of diversity, and what was delivered."""
    monkeypatch.setattr(runs, "value_sources", [*SOURCES, DELIVERIES])


def _plan(corps: Corps) -> DiversityPlan:
    plan = DiversityPlan.objects.create(
        corps=corps, valid_from=date(2025, 1, 1), valid_to=date(2027, 12, 31), goals="G", origin="simulated",
        state=PlanState.ADOPTED, adopted_on=date(2025, 2, 1),
    )  # fmt: skip
    ImprovementAction.objects.create(
        corps=corps, source="diversity", reference=str(plan.pk), what="W", owner="O", due_on=date(2025, 6, 1),
        original_due_on=date(2025, 6, 1), done_on=date(2025, 6, 1), effect="worked",
        effect_checked_on=date(2025, 9, 1), origin="simulated",
    )  # fmt: skip
    return plan


@pytest.mark.django_db
@pytest.mark.usefixtures("_few_sources")
def test_drv_14_is_counted_from_cells_as_the_page_reads_it(demervallei: Corps, heidekant: Corps) -> None:
    """2024: 15 of 100 women. 2025: 21, a third of the gap closed. Leading 4 of 20 is below 25 %. Response 70 %.

    Disability: 3 of 400 are hidden, so not assessed; origin: no delivery. Met: plan, measurement, women, response,
    actions; not met: leading. So 5 of 6.
    """
    framework_load()
    for year, women in ((2024, 11), (2025, 17)):
        composition(demervallei, f"{year}-12-31", basic=(women, 80 - women), officers=(4, 16))
        disability(demervallei, f"{year}-12-31", (3, 3.0), (400, 400.0))
    round_make(
        demervallei, state=RoundState.CLOSED, wave="2025-Q2", opens_on=date(2025, 4, 1), closes_on=date(2025, 5, 1),
        invited=100, answered=70, scored=70, score=60.0, deviation=20.0,
    )  # fmt: skip
    _plan(demervallei)
    compute("2024-Q4")
    compute("2025")
    assert baselines_freeze() >= 1
    assert Baseline.objects.get(indicator="DRV-04").value == pytest.approx(0.15)
    compute("2025-Q4")
    value = CurrentValue.objects.select_related("value").get(subject=demervallei, indicator="DRV-14", period="2025-Q4")
    assert (value.value.numerator, value.value.denominator) == (5, 6)
    page = criteria_of(demervallei, audience=Audience.CORPS, today=date(2026, 3, 1))
    assert (page.met, page.assessed, str(page.period)) == (5, 6, "2025-Q4")
    told = {each.criterion: each for each in page.judged}
    assert told["women"].why is Why.GAP
    assert (told["leading"].answer, told["leading"].needed) == (Answer.NOT_MET, 1)
    assert told["disability"].why is Why.HIDDEN
    # A frozen starting point does not move, and a corps without any record has no row.
    assert baselines_freeze() == 0
    rows = criteria_compute(Period(2025, 4))
    assert set(rows[rows["state"] == "ok"]["subject_id"]) == {demervallei.pk}
    _corrected_and_recounted(demervallei)


def _corrected_and_recounted(corps: Corps) -> None:
    """A newer version has 6 of 20 leaders: after the sweep the stored values are those of a full count."""
    corps.staff_returns.filter(kind="composition", reference_date=date(2025, 12, 31)).update(state="replaced")
    composition(corps, "2025-12-31", basic=(27, 53), officers=(6, 14), version=2)
    stale_mark(
        source="diversity_staff",
        subject_ids=[corps.pk],
        indicators=["DRV-04", "DRV-05"],
        event_date=date(2025, 12, 31),
    )
    assert criteria_mark(corps_ids=[corps.pk], day=date(2025, 12, 31)) >= 1
    for run in stale_marks_sweep(enqueue=False):
        run_execute(run)
    assert not StaleMark.objects.filter(period="2025-Q4").exists()
    full = pd.concat([compute_all(Period(2025, 4)) for compute_all in (staff_compute, criteria_compute)])
    rows = full[full["state"] == "ok"].to_dict("records")
    told = {(row["subject_id"], row["indicator"]): (row["numerator"], row["denominator"]) for row in rows}
    stored = CurrentValue.objects.filter(
        period="2025-Q4", value__state="ok", indicator__in=("DRV-04", "DRV-05", "DRV-14")
    )
    found = {
        (row.subject_id, row.indicator): (row.value.numerator, row.value.denominator)
        for row in stored.select_related("value")
    }
    assert found[corps.pk, "DRV-04"] == (33, 100)
    assert found[corps.pk, "DRV-14"] == (6, 6)
    assert all(told[key] == numbers for key, numbers in found.items())
