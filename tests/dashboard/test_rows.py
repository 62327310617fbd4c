"""A row of the scorecard says in words what it draws."""

from typing import Any

from legitimacy.dashboard.rows import IndicatorRow, row_make
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import State, Visibility
from legitimacy.indicators.registry import indicators
from legitimacy.standings import Movement, Standing
from tests.dashboard.figures import item_of, share_of, value_of


def row_of(
    value: VisibleValue, *earlier: VisibleValue, item: Any = None, comparable: float | None = None
) -> IndicatorRow:
    return row_make(
        passport=indicators.get(value.indicator),
        item=item or item_of(value.indicator),
        value=value,
        history={one.period: one for one in (*earlier, value)},
        periods=["2024-Q4", "2025-Q4"],
        comparable=comparable,
        url="/x",
    )


def test_row_names_target_margin_and_comparable_corps() -> None:
    row = row_of(share_of(960, 1000), comparable=0.88)
    assert (row.figure, row.interval, row.comparable) == ("96.0%", "95\u201397", "88.0%")
    assert row.sentence == "Reaches the target (95% or more)."
    assert row.bullet_text == "value 96.0%, margin 95\u201397, target 95% or more, comparable corps 88.0%"


def test_change_beyond_the_margin_is_named_with_its_period() -> None:
    row = row_of(share_of(960, 1000), share_of(800, 1000, period="2024-Q4"))
    assert row.movement is not None
    assert (row.movement.key, row.change_text) == (Movement.IMPROVING, "+16.0 pp since Q4 2024")
    assert "more than chance explains" in row.sentence


def test_change_within_the_margin_gets_no_sign() -> None:
    row = row_of(share_of(46, 50), share_of(45, 50, period="2024-Q4"))
    assert row.movement is None
    assert "no clear change since Q4 2024" in row.sentence


def test_hidden_figure_shows_no_number_anywhere() -> None:
    row = row_of(value_of(visibility=Visibility.SUPPRESSED), comparable=0.88)
    shown = (row.figure, row.interval, row.comparable, row.bullet_text, row.bullet.value)
    assert (row.standing, shown) == (Standing.SUPPRESSED, ("", "", "", "", None))


def test_not_delivered_says_that_it_is_not_zero() -> None:
    row = row_of(value_of(state=State.NOT_DELIVERED, value_id=None))
    assert (row.sign.word, row.sentence) == (
        "not delivered",
        "Not delivered. It counts as missing, never as zero.",
    )


def test_survey_of_unknown_size_is_named_and_never_coloured() -> None:
    row = row_of(value_of("PRV-03", "2023", value=0.42), item=item_of("PRV-03", floor=0.35, target=0.57))
    assert row.remarks == ("sample size not published", "figure of 2023")
    assert row.sign.unsure


def test_partly_covered_zone_says_what_share() -> None:
    row = row_of(value_of("PRV-03", "2023", value=0.42, coverage=0.83))
    assert "covers 83% of the residents" in row.remarks


def test_context_has_neither_comparable_nor_movement() -> None:
    now, before = value_of("LEG-01", value=3.0, lower=2.9, upper=3.1), value_of("LEG-01", "2024-Q4", value=1.0)
    row = row_of(now, before, item=item_of("LEG-01", floor=None, target=None, direction="context"), comparable=2.0)
    assert (row.comparable, row.movement, row.is_scored) == ("", None, False)
