"""A chart says in a sentence what it shows."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from legitimacy.charts.alternatives import map_alternative, trend_alternative


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def percent(value: float) -> str:
    return f"{value:.0%}"


def test_sentence_names_first_last_lowest_and_highest() -> None:
    text = trend_alternative(name="Trust", labels=["2018", "2021", "2023"], values=[0.5, 0.6, 0.4], text=percent)
    assert text == "Trust: from 50% in 2018 to 40% in 2023; lowest 40% in 2023, highest 60% in 2021."


def test_sentence_passes_over_what_is_missing() -> None:
    text = trend_alternative(name="Trust", labels=["2018", "2021", "2023"], values=[None, 0.6, None], text=percent)
    assert text == "Trust: 60% in 2021; there is no earlier figure."


def test_sentence_says_when_there_is_nothing() -> None:
    assert "no figure" in trend_alternative(name="Trust", labels=["2018"], values=[None], text=percent)


def test_map_sentence_counts_and_names_no_corps() -> None:
    text = map_alternative(name="Trust", values=[0.37, 0.56], missing=78, text=percent)
    assert text == "Map of Trust: 2 corps with a figure, from 37% to 56%; 78 corps without one."


def test_map_sentence_says_when_no_corps_has_a_figure() -> None:
    assert "no corps has a figure" in map_alternative(name="Trust", values=[], missing=80, text=percent)
