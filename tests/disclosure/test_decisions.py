"""Decisions for the audiences inside, stored at each run."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from legitimacy.disclosure.selectors import scorecard_get, scorecards_list, values_history
from legitimacy.disclosure.services import publications_decide
from legitimacy.disclosure.visible import VisibleScorecard, VisibleValue
from legitimacy.models import Corps, Framework, PartPublication, Publication, Run
from tests.disclosure.conftest import PERIOD, decide
from tests.disclosure.world import card_make, run_make, shares_make, value_make
from tests.people import corps_make

ORGANISATION = {"DRV-04": (50, 200), "DRV-05": (12, 60), "DRV-08": (3, 200), "DRV-13": (4, 8)}


def read(corps: Corps, audience: str) -> VisibleScorecard:
    card = scorecard_get(audience=audience, corps=corps, period=PERIOD)
    assert card is not None
    return card


def item(corps: Corps, audience: str, indicator: str) -> VisibleValue:
    return next(one for one in read(corps, audience).items if one.indicator == indicator)


def test_own_corps_reads_small_counts_and_the_researcher_does_not(
    run: Run, framework: Framework, demervallei: Corps
) -> None:
    value_make(run, demervallei, "EFF-07", numerator=3, denominator=20)
    decide(run, framework, demervallei)
    assert (item(demervallei, "corps", "EFF-07").numerator, item(demervallei, "auditor", "EFF-07").numerator) == (3, 3)
    hidden = item(demervallei, "researcher", "EFF-07")
    assert (hidden.visibility, hidden.reason) == ("suppressed", "table_has_small_cells")
    assert {hidden.value, hidden.numerator, hidden.denominator, hidden.n, hidden.lower, hidden.score} == {None}


def test_what_staff_declare_is_hidden_from_their_own_chief(run: Run, framework: Framework, demervallei: Corps) -> None:
    shares_make(run, demervallei, ORGANISATION)
    decide(run, framework, demervallei)
    assert item(demervallei, "corps", "DRV-04").numerator == 50
    assert item(demervallei, "corps", "DRV-08").reason == "count_small"
    assert read(demervallei, "corps").parts["DRV.organisation"].score is None


def test_a_value_without_decision_is_not_shown(run: Run, framework: Framework, demervallei: Corps) -> None:
    decide(run, framework, demervallei)
    value_make(run, demervallei, "EFF-07", numerator=60, denominator=100)
    undecided = item(demervallei, "corps", "EFF-07")
    assert (undecided.visibility, undecided.reason, undecided.value) == ("suppressed", "undecided", None)


def test_one_new_small_cell_hides_itself_from_researchers(
    run: Run, framework: Framework, demervallei: Corps, heidekant: Corps
) -> None:
    value_make(run, demervallei, "EFF-07", numerator=60, denominator=100)
    decide(run, framework, demervallei, heidekant)
    assert item(demervallei, "researcher", "EFF-07").is_shown
    later = run_make(PERIOD)
    value_make(later, heidekant, "EFF-07", numerator=2, denominator=100)
    decide(later, framework, heidekant)
    assert item(demervallei, "researcher", "EFF-07").is_shown
    assert item(heidekant, "researcher", "EFF-07").reason == "table_has_small_cells"


def test_ranks_disappear_where_the_gap_would_place_a_hidden_corps(
    run: Run, framework: Framework, demervallei: Corps, heidekant: Corps
) -> None:
    shares_make(run, demervallei, ORGANISATION | {"DRV-08": (20, 900), "DRV-10": (90, 180), "DRV-11": (90, 180)})
    shares_make(run, heidekant, ORGANISATION | {"DRV-10": (90, 180), "DRV-11": (90, 180)})
    decide(run, framework, demervallei, heidekant)
    for audience, ranked in (("corps", 1), ("auditor", None)):
        part = read(demervallei, audience).parts["DRV.organisation"]
        assert (part.is_shown, part.rank) == (True, ranked)


def test_a_run_of_one_corps_takes_away_the_ranks_of_others(
    run: Run, framework: Framework, demervallei: Corps, heidekant: Corps
) -> None:
    full = ORGANISATION | {"DRV-08": (20, 900), "DRV-10": (90, 180), "DRV-11": (90, 180)}
    shares_make(run, demervallei, full)
    decide(run, framework, demervallei)
    assert read(demervallei, "auditor").parts["DRV.organisation"].rank == 1
    later = run_make(PERIOD)
    shares_make(later, heidekant, full | {"DRV-08": (3, 900)})
    decide(later, framework, heidekant)
    assert read(demervallei, "auditor").parts["DRV.organisation"].rank is None


def test_deciding_twice_changes_nothing(run: Run, framework: Framework, demervallei: Corps) -> None:
    shares_make(run, demervallei, ORGANISATION)
    card = card_make(run, demervallei, framework)
    assert publications_decide(run=run, scorecards=[card]) > 0
    stored = list(Publication.objects.values()), list(PartPublication.objects.values())
    assert publications_decide(run=run, scorecards=[card]) == 0
    assert stored == (list(Publication.objects.values()), list(PartPublication.objects.values()))


def test_a_changed_score_changes_what_is_stored(run: Run, framework: Framework, demervallei: Corps) -> None:
    shares_make(run, demervallei, {"EFF-15": (60, 100), "EFF-17": (10, 100), "EFF-19": (80, 100), "EFF-16": (50, 100)})
    decide(run, framework, demervallei)
    before = read(demervallei, "corps").parts["EFF.results"].score
    value_make(run, demervallei, "EFF-19", numerator=90, denominator=100)
    decide(run, framework, demervallei)
    assert before is not None
    assert (read(demervallei, "corps").parts["EFF.results"].score or 0) > before


def test_values_without_any_scorecard_are_decided_too(run: Run, demervallei: Corps) -> None:
    value_make(run, demervallei, "EFF-07", numerator=3, denominator=20)
    publications_decide(run=run, scorecards=[])
    assert [one.numerator for one in values_history(audience="corps", subject=demervallei)] == [3]


def test_the_number_of_reads_does_not_grow_with_the_corps(run: Run, framework: Framework) -> None:
    def reads(many: list[Corps]) -> int:
        for corps in many:
            shares_make(run, corps, ORGANISATION)
        cards = [card_make(run, corps, framework) for corps in many]
        with CaptureQueriesContext(connection) as captured:
            publications_decide(run=run, scorecards=cards)
        return sum(query["sql"].startswith("SELECT") for query in captured)

    few = reads([corps_make("V001", "One"), corps_make("V002", "Two")])
    assert reads([corps_make(f"V{number:03}", "Many") for number in range(3, 15)]) <= few
    assert few < 25


@pytest.mark.parametrize("audience", ["corps", "auditor", "researcher"])
def test_a_scorecard_takes_at_most_six_queries(
    audience: str,
    run: Run,
    framework: Framework,
    demervallei: Corps,
    heidekant: Corps,
    django_assert_max_num_queries: Any,
) -> None:
    for corps in (demervallei, heidekant):
        shares_make(run, corps, ORGANISATION)
    decide(run, framework, demervallei, heidekant)
    with django_assert_max_num_queries(6):
        assert scorecard_get(audience=audience, corps=demervallei, period=PERIOD)
    with django_assert_max_num_queries(6):
        assert len(scorecards_list(audience=audience, register="example", period=PERIOD)) == 2
