"""The trend of an indicator: limits only where windows do not overlap, dots for surveys, gaps kept."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from legitimacy.charts.courses import Rebased, periods_drawn
from legitimacy.charts.indicator_trend import Trend, trend_of
from legitimacy.charts.micro import Goalposts
from legitimacy.dashboard.tree import tree_of
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import State, Visibility, Window
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from tests.dashboard.figures import item_of, share_of, value_of


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


POSTS = Goalposts(floor=0.6, target=0.9)


def quarters(count: int, indicator: str = "EFF-19", successes: int = 80) -> dict[str, VisibleValue]:
    last = Period.parse("2025-Q4")
    periods = [str(last.shift(step - count + 1)) for step in range(count)]
    return {period: share_of(successes + index % 3, 100, indicator, period) for index, period in enumerate(periods)}


def trend(history: dict[str, VisibleValue], indicator: str = "EFF-19") -> Trend:
    found = trend_of(
        passport=indicators.get(indicator),
        history=history,
        until="2025-Q4",
        goalposts=POSTS,
        mark="Test",
        file_name="test",
        csv_url="/csv",
    )
    assert found is not None
    return found


def lines(found: Trend) -> list[str]:
    assert found.panel.figure is not None
    return [note["text"] for note in found.panel.figure["layout"]["annotations"]]


def test_quarters_get_limits_from_twelve_points_on() -> None:
    assert lines(trend(quarters(12))) == ["target", "mean", "limit", "limit"]
    few = trend(quarters(11))
    assert lines(few) == ["target"]
    assert few.notes == ["Limits are drawn from twelve points on."]


def test_rolling_windows_never_get_limits() -> None:
    found = trend(quarters(20, "EFF-07"), "EFF-07")
    assert lines(found) == ["target"]
    assert "Windows overlap" in found.panel.caption


def test_stocks_get_limits_and_no_run_rules() -> None:
    periods = sorted(quarters(14))
    steps = {period: share_of(60 + index, 100, "EFF-01", period) for index, period in enumerate(periods)}
    assert lines(trend(steps, "EFF-01")) == ["target", "mean", "limit", "limit"]
    assert not any("one direction" in note for note in trend(steps, "EFF-01").notes)


def test_signal_is_named_with_its_reading() -> None:
    history = quarters(14)
    history["2025-Q4"] = share_of(20, 100, "EFF-19", "2025-Q4")
    found = trend(history)
    assert found.notes[-1] == "Q4 2025: outside the limits (concern)"
    assert found.concern


def test_assurance_says_whether_the_target_will_be_met() -> None:
    assert any("keep missing the target (90% or more)" in note for note in trend(quarters(14)).notes)


def test_survey_waves_are_dots() -> None:
    waves = {year: value_of("PRV-03", year, value=0.4) for year in ("2020", "2023")}
    found = trend(waves, "PRV-03")
    assert found.panel.figure is not None
    assert [trace["mode"] for trace in found.panel.figure["data"]] == ["markers"]


def test_gap_stays_a_gap_in_chart_and_table() -> None:
    history = quarters(4)
    del history["2025-Q2"]
    found = trend(history)
    assert found.panel.figure is not None
    assert found.panel.figure["data"][-1]["y"][1] is None
    assert [row[-1] for row in found.panel.rows].count("not delivered") == 1


def test_hidden_figure_is_in_no_part_of_the_chart() -> None:
    history = quarters(3)
    history["2025-Q4"] = value_of("EFF-19", visibility=Visibility.SUPPRESSED)
    found = trend(history)
    assert found.panel.rows[0][1:] == ["", "", "", "", "too small to show"]


def test_nothing_shown_is_no_chart() -> None:
    hidden = {"2025-Q4": value_of("EFF-19", state=State.NOT_DELIVERED)}
    assert (
        trend_of(
            passport=indicators.get("EFF-19"), history=hidden, until="2025-Q4", goalposts=POSTS,
            mark="", file_name="", csv_url="",
        )
        is None
    )  # fmt: skip


def test_later_figures_than_the_page_are_not_drawn() -> None:
    assert periods_drawn(quarters(4), "2025-Q2", Window.QUARTER) == ["2025-Q1", "2025-Q2"]


def test_number_opens_from_score_to_numerator_and_denominator() -> None:
    value = share_of(44, 46)
    node = tree_of(
        passport=indicators.get("EFF-07"), item=item_of(), value=value, facet="learning", framework="2026.1",
        goalposts=Goalposts(floor=0.6, target=0.95),
    )  # fmt: skip
    assert node is not None
    assert (node.title, node.figure) == ("Value", "95.65%")
    assert [(below.title, below.figure) for below in node.below[:2]] == [("Numerator", "44"), ("Denominator", "46")]


def test_a_median_opens_to_the_number_of_cases() -> None:
    node = tree_of(
        passport=indicators.get("EFF-06"), item=item_of(), value=value_of("EFF-06", value=52.0, n=47.0), facet="",
        framework="", goalposts=POSTS,
    )  # fmt: skip
    assert node is not None
    assert (node.below[0].title, node.below[0].figure) == ("Denominator", "47")


def test_hidden_number_cannot_be_opened() -> None:
    hidden = value_of(visibility=Visibility.SUPPRESSED)
    assert (
        tree_of(
            passport=indicators.get("EFF-07"), item=item_of(), value=hidden, facet="", framework="", goalposts=POSTS
        )
        is None
    )


def rebased(history: dict[str, VisibleValue], period: str) -> Trend:
    found = trend_of(
        passport=indicators.get("EFF-19"), history=history, until="2025-Q4", goalposts=POSTS, mark="", file_name="",
        csv_url="", rebases=[Rebased(period=period, words="anew, because of a new register")],
    )  # fmt: skip
    assert found is not None
    return found


def stepped() -> dict[str, VisibleValue]:
    """Twelve quarters around 60 %, then twelve around 95 %."""
    periods = list(quarters(24))
    low = {period: share_of(60 + index % 3, 100, "EFF-19", period) for index, period in enumerate(periods[:12])}
    return low | {period: share_of(95 + index % 3, 100, "EFF-19", period) for index, period in enumerate(periods[12:])}


def test_after_a_rebase_each_stretch_has_its_own_limits_and_the_last_tells_what_comes() -> None:
    history = stepped()
    begins = sorted(history)[12]
    before, after = trend(history), rebased(history, begins)
    assert before.panel.figure is not None
    assert after.panel.figure is not None
    assert any("outside the limits" in note or "seven on one side" in note for note in before.notes)
    assert not any("outside the limits" in note or "seven" in note for note in after.notes)
    assert "If nothing changes it will keep meeting the target (90% or more)." in after.notes
    assert after.notes[-1] == "anew, because of a new register"
    spans = [shape["x0"] for shape in after.panel.figure["layout"]["shapes"] if shape.get("xref") == "x"]
    assert spans == [-0.5, -0.5, -0.5, 11.5, 11.5, 11.5]
    assert "limits begin anew" in lines(after)


def test_a_rebase_that_leaves_too_few_points_leaves_no_limits_to_rely_on() -> None:
    found = rebased(quarters(14), "2025-Q3")
    assert "Limits are drawn from twelve points on." in found.notes
    assert not any("keep" in note for note in found.notes)


def test_a_rebase_outside_the_drawn_periods_changes_nothing() -> None:
    assert rebased(quarters(14), "1999-Q1").notes == trend(quarters(14)).notes
