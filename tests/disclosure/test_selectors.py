"""The one read path, for those who call it."""

import pytest
from pytest_django import DjangoAssertNumQueries

from legitimacy.disclosure.contents import releases_contents
from legitimacy.disclosure.selectors import (
    audience_of_others,
    parts_history,
    periods_available,
    scorecard_get,
    scorecards_list,
    values_between,
    values_history,
    values_map,
    values_query,
)
from legitimacy.models import Corps, Framework, Run, User
from tests.disclosure.conftest import PERIOD, decide, release_make
from tests.disclosure.world import card_make, run_make, shares_make, value_make

RESULTS = {"EFF-15": (60, 100), "EFF-17": (10, 100), "EFF-19": (80, 100), "EFF-16": (50, 100)}


@pytest.fixture
def years(framework: Framework, demervallei: Corps, stewards: tuple[User, User]) -> Corps:
    """A figure of 2024 and one of 2025, the first released, both decided."""
    for period in ("2024-Q4", PERIOD):
        run = run_make(period)
        shares_make(run, demervallei, RESULTS | {"EFF-07": (600, 1000 if period == PERIOD else 1200)})
        decide(run, framework, demervallei)
    release_make(stewards, "2024-Q4")
    return demervallei


def test_a_history_runs_from_old_to_new(years: Corps) -> None:
    inside = values_history(audience="corps", subject=years, indicators=["EFF-07"])
    assert [(value.period, value.value) for value in inside] == [("2024-Q4", 0.5), (PERIOD, 0.6)]
    public = values_history(audience="public", subject=years, indicators=["EFF-07"])
    assert [value.period for value in public] == ["2024-Q4"]


def test_a_history_can_be_narrowed_to_periods(years: Corps) -> None:
    assert [value.period for value in values_history(audience="corps", subject=years, periods=["2024"])] == ["2024"] * 3


def test_parts_of_several_periods_come_in_order(years: Corps) -> None:
    periods = [PERIOD, "2024-Q4"]
    inside = [
        part for part in parts_history(audience="corps", corps=years, periods=periods) if part.key == "EFF.results"
    ]
    assert [part.period for part in inside] == ["2024-Q4", PERIOD]
    assert all(part.is_shown for part in inside)
    assert {part.period for part in parts_history(audience="public", corps=years, periods=periods)} == {"2024-Q4"}


def test_periods_come_newest_first(years: Corps) -> None:
    assert periods_available(audience="corps", register="example") == [PERIOD, "2024-Q4"]
    assert periods_available(audience="public", register="example") == ["2024-Q4"]
    assert periods_available(audience="public", register="belgium") == []


def test_a_map_takes_the_newest_figure_that_is_valid(
    run: Run, framework: Framework, demervallei: Corps, heidekant: Corps
) -> None:
    value_make(run_make("2023"), demervallei, "PRV-03", value=0.44)
    value_make(run_make("2022"), heidekant, "PRV-03", value=0.48)
    value_make(run, demervallei, "PRV-03", value=0.47)
    decide(run, framework, demervallei, heidekant)
    for period, expected in ((PERIOD, {"V017": "2025"}), ("2023", {})):
        found = values_map(audience="auditor", register="example", indicator="PRV-03", period=period)
        assert {code: value.period for code, value in found.items() if value.is_shown} == expected


def test_a_chief_reads_others_on_a_map_as_the_public_does(years: Corps) -> None:
    for audience, codes in (("auditor", ["V017"]), ("corps", []), ("public", [])):
        assert list(values_map(audience=audience, register="example", indicator="EFF-07", period=PERIOD)) == codes
    assert [audience_of_others(one) for one in ("corps", "auditor", "researcher")] == ["public", "public", "researcher"]


def test_pages_of_figures_keep_their_order(years: Corps) -> None:
    decisions = values_query(audience="corps", corps=years).order_by("pk")
    page = list(decisions[:4])
    values = values_between(decisions, page[0].pk, page[-1].pk)
    assert [value.value_id for value in values] == list(decisions.values_list("value_id", flat=True)[:4])


def test_an_item_that_nobody_delivered_has_its_row(years: Corps) -> None:
    card = scorecard_get(audience="public", corps=years, period="2024-Q4")
    assert card is not None
    assert len(card.items) == 70
    missing = next(item for item in card.items if item.indicator == "EFF-03")
    assert (missing.state, missing.value_id, missing.value) == ("not_delivered", None, None)
    assert sum(item.effective_weight for item in card.items) == pytest.approx(1)


def test_a_release_takes_at_most_five_queries_to_read(
    years: Corps,
    framework: Framework,
    heidekant: Corps,
    stewards: tuple[User, User],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    run = run_make(PERIOD)
    shares_make(run, heidekant, RESULTS)
    card_make(run, heidekant, framework)
    release_make(stewards, PERIOD, code="second")
    with django_assert_max_num_queries(5):
        assert len(scorecards_list(audience="public", register="example", period=PERIOD)) == 2


def test_contents_of_releases_are_counted(years: Corps, heidekant: Corps, stewards: tuple[User, User]) -> None:
    run = run_make(PERIOD)
    value_make(run, heidekant, "EFF-07", numerator=2, denominator=100)
    release = release_make(stewards, PERIOD, code="second")
    contents = releases_contents([release.pk])[release.pk]
    assert (contents.scorecards, contents.shown, contents.withheld, contents.credits) == ({PERIOD: 1}, 5, 1, ["Test"])
