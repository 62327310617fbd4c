"""DRV-10 and DRV-11 of a wave, against numbers worked out by hand, and the states of those without."""

import pandas as pd
import pytest
from pytest_django import DjangoAssertNumQueries

from diversity.demo.surveys import SURVEYS as SIMULATOR
from diversity.indicators.counting.surveys import SURVEYS, survey_compute
from diversity.models import SurveyRound
from diversity.services.surveys import round_close
from diversity.workflow.surveys import RoundState
from legitimacy.demo.levels import example_make
from legitimacy.demo.register import register_write
from legitimacy.indicators.definitions import State
from legitimacy.indicators.periods import Period
from legitimacy.models import Answer, AnswerBuffer, Corps
from legitimacy.scorecards.sources import claimed_codes
from tests.diversity.surveys import answered, favourable, round_make
from tests.people import corps_make

pytestmark = pytest.mark.django_db


def test_a_wave_by_hand(demervallei: Corps, heidekant: Corps) -> None:
    """12 of 40 answered: Wilson 0.1807 to 0.4543. Six times 100 and six times 50: 75, deviation 26.112, half 14.774."""
    silent = corps_make("V019", "Zandhoven")
    good, few = round_make(demervallei), round_make(heidekant)
    answered(good, *[favourable(good, 5)] * 6, *[favourable(good, 3)] * 6)
    answered(few, *[favourable(few, 1)] * 3)
    year = good.year
    assert survey_compute(year).empty
    for one in (good, few):
        round_close(survey_round=one)
    rows = survey_compute(year).set_index(["subject_id", "indicator"])
    response, climate = rows.loc[(demervallei.pk, "DRV-10")], rows.loc[(demervallei.pk, "DRV-11")]
    assert (response["numerator"], response["denominator"], response["value"]) == (12, 40, 0.3)
    assert (response["lower"], response["upper"]) == (pytest.approx(0.1807, abs=1e-4), pytest.approx(0.4543, abs=1e-4))
    assert (climate["value"], climate["n"]) == (75.0, 12)
    assert (climate["lower"], climate["upper"]) == (pytest.approx(60.226, abs=1e-3), pytest.approx(89.774, abs=1e-3))
    assert rows.loc[(heidekant.pk, "DRV-11"), "state"] == State.TOO_FEW
    assert pd.isna(rows.loc[(heidekant.pk, "DRV-11"), "value"])
    assert rows.loc[(heidekant.pk, "DRV-10"), "value"] == 3 / 40
    assert set(rows.loc[silent.pk, "state"]) == {State.NOT_DELIVERED}
    assert survey_compute(Period(year.year, 4)).empty
    assert survey_compute(year.previous).empty
    restricted = survey_compute(year, frozenset({demervallei.pk}), frozenset({"DRV-10"}))
    assert set(restricted["indicator"]) == {"DRV-10"}


def test_the_last_round_of_a_year_counts(demervallei: Corps) -> None:
    for quarter, points in (("2024-Q1", 2), ("2024-Q4", 4)):
        one = round_make(demervallei, wave=quarter)
        answered(one, *[favourable(one, points)] * 12)
        closed = round_close(survey_round=one)
        SurveyRound.objects.filter(pk=closed.pk).update(
            opens_on=Period.parse(quarter).start, closes_on=Period.parse(quarter).end
        )
    rows = survey_compute(Period(2024)).set_index("indicator")
    assert rows.loc["DRV-11", "value"] == 75.0


def test_the_example_has_rounds_of_three_years_and_one_to_try(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    assert {"DRV-10", "DRV-11"} <= claimed_codes()
    assert SURVEYS.named == ("DRV-10", "DRV-11")
    register_write()
    example = example_make()
    with django_assert_max_num_queries(12):
        assert SIMULATOR.simulate(example) > 200
    assert SIMULATOR.simulate(example) == 0
    assert (SIMULATOR.plant(), SIMULATOR.plant()) == (1, 0)
    assert SurveyRound.objects.get(state=RoundState.OPEN).corps.code == "V017"
    assert not SurveyRound.objects.filter(corps__code="V038").exists()
    assert not Answer.objects.exists()
    assert not AnswerBuffer.objects.exists()
    with django_assert_max_num_queries(12):
        rows = survey_compute(Period(2025)).set_index(["subject_id", "indicator"])
    place, column = example.codes.index("V017"), example.quarters.index(Period(2025, 4))
    home = Corps.objects.get(code="V017").pk
    for code, near in (("DRV-10", 0.12), ("DRV-11", 8.0)):
        assert rows.loc[(home, code), "value"] == pytest.approx(example.expected(code)[place, column], abs=near)
    assert rows.loc[(Corps.objects.get(code="V044").pk, "DRV-11"), "state"] == State.NOT_DELIVERED
    assert set(rows["origin"]) == {"simulated"}
