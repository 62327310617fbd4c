"""Numbers, periods and dates as readers of four languages write them."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from legitimacy import numbers
from legitimacy.indicators.registry import indicators


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("language", "text"), [("nl", "1.234,5"), ("de", "1.234,5"), ("fr", "1\u202f234,5"), ("en", "1,234.5")]
)
def test_separators_are_local(language: str, text: str) -> None:
    with translation.override(language):
        assert numbers.number_text(1234.5, 1).replace("\xa0", "\u202f") == text


def test_rounding_is_half_up_and_not_to_even() -> None:
    assert [numbers.number_text(value) for value in (0.5, 1.5, 2.5)] == ["1", "2", "3"]
    assert numbers.number_text(37.05, 1) == "37.1"


def test_minus_is_a_minus_and_zero_has_no_sign() -> None:
    assert numbers.number_text(-3.2, 1) == "\u22123.2"
    assert numbers.number_text(-0.04, 1) == "0.0"


def test_shares_are_written_in_percent() -> None:
    assert numbers.value_text(0.4556, "%") == "45.6%"
    assert numbers.interval_text(0.91, 0.98, "%") == "91\u201398"
    assert numbers.change_text(-0.031, "%") == "\u22123.1 pp"


def test_every_unit_of_every_indicator_can_be_written() -> None:
    for passport in indicators:
        assert numbers.value_text(1.0, passport.unit)


def test_one_day_is_not_days() -> None:
    assert (numbers.value_text(1.0, "days"), numbers.value_text(52.0, "days")) == ("1 day", "52 days")


def test_yes_and_no_are_words() -> None:
    assert (numbers.value_text(1.0, "yes/no"), numbers.value_text(0.0, "yes/no")) == ("yes", "no")
    assert numbers.interval_text(0.0, 1.0, "yes/no") == ""


def test_target_has_no_more_decimals_than_it_needs() -> None:
    assert (numbers.goalpost_text(0.95, "%"), numbers.goalpost_text(0.955, "%")) == ("95%", "95.5%")


def test_periods_are_written_out() -> None:
    assert numbers.period_text("2025-Q4") == "4th quarter of 2025"
    assert (numbers.period_short("2025-Q4"), numbers.period_short("2023")) == ("Q4 2025", "2023")
