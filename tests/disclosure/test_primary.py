"""The rules about one figure by itself."""

import pytest

from legitimacy.disclosure.cells import Cell, primary_reason
from legitimacy.disclosure.policy import Minimum, measures_read, minimum_for
from legitimacy.models.disclosure import Audience

MEASURES = measures_read({})


def cell(indicator: str, numerator: float | None, base: float | None, **changes: float | str | None) -> Cell:
    fields: dict[str, object] = {
        "value_id": 1, "subject_id": 1, "register": "example", "indicator": indicator, "period": "2025-Q4",
        "state": "ok", "numerator": numerator, "denominator": base, "value": 0.5, "n": None,
    }  # fmt: skip
    return Cell(**(fields | changes))  # type: ignore[arg-type]


def public_reason(one: Cell, denominator: int = 0) -> str:
    minimum = minimum_for(MEASURES[one.indicator], Audience.PUBLIC)
    return primary_reason(one, MEASURES[one.indicator], Minimum(minimum.count, denominator))


@pytest.mark.parametrize(
    ("numerator", "base", "reason"),
    [
        (4, 40, "count_small"),
        (5, 40, ""),
        (36, 40, "complement_small"),
        (35, 40, ""),
        (40, 40, "whole_row"),
        (0, 40, ""),
        (4.5, 40, "count_small"),
    ],
)
def test_small_counts_their_complements_and_whole_rows_are_hidden(numerator: float, base: float, reason: str) -> None:
    assert public_reason(cell("EFF-07", numerator, base)) == reason


def test_diversity_takes_ten_to_be_public() -> None:
    assert public_reason(cell("DRV-04", 9, 200)) == "count_small"
    assert public_reason(cell("DRV-04", 10, 200)) == ""


def test_a_rate_has_no_complement() -> None:
    assert public_reason(cell("LEG-01", 20, 22)) == ""


def test_small_numbers_of_things_are_nobodys_secret() -> None:
    assert public_reason(cell("EFF-01", 1, 6)) == ""
    assert public_reason(cell("EFF-01", 1, 6), denominator=7) == "denominator_small"


def test_a_small_denominator_is_hidden_from_the_public() -> None:
    assert public_reason(cell("EFF-07", 20, 49), denominator=50) == "denominator_small"
    assert public_reason(cell("EFF-07", 20, 50), denominator=50) == ""


def test_a_mean_speaks_about_all_whose_mean_it_is() -> None:
    assert public_reason(cell("PRV-02", None, None, value=60.0, n=4)) == "count_small"
    assert public_reason(cell("PRV-02", None, None, value=60.0, n=400)) == ""


def test_survey_share_with_published_size_is_counted_back() -> None:
    assert public_reason(cell("PRV-03", None, None, value=0.01, n=300)) == "count_small"


def test_survey_share_without_published_size_is_shown() -> None:
    assert public_reason(cell("PRV-03", None, None, value=0.44)) == ""


def test_own_records_without_counts_are_hidden() -> None:
    assert public_reason(cell("EFF-07", None, None, value=0.44)) == "count_unknown"


def test_a_survey_among_staff_without_counts_is_hidden() -> None:
    assert public_reason(cell("DRV-10", None, None, value=0.44)) == "count_unknown"


def test_a_figure_that_was_not_measured_has_nothing_to_hide() -> None:
    assert public_reason(cell("EFF-07", 1, 2, state="too_few")) == ""


@pytest.mark.parametrize(
    ("indicator", "hidden"), [("EFF-07", False), ("LEG-09", False), ("DRV-04", False), ("DRV-08", True)]
)
@pytest.mark.parametrize("audience", [Audience.CORPS, Audience.AUDITOR])
def test_own_corps_and_auditor_see_small_counts_except_what_staff_declare(
    indicator: str, hidden: bool, audience: str
) -> None:
    measure = MEASURES[indicator]
    reason = primary_reason(cell(indicator, 3, 200), measure, minimum_for(measure, audience))
    assert bool(reason) is hidden


def test_every_class_and_audience_has_a_minimum() -> None:
    for measure in MEASURES.values():
        for audience in Audience:
            assert minimum_for(measure, audience).count >= 0


def test_researchers_are_held_to_five_everywhere() -> None:
    assert minimum_for(MEASURES["DRV-04"], Audience.RESEARCHER).count == 5
    assert minimum_for(MEASURES["DRV-04"], Audience.PUBLIC).count == 10
