"""Small trends on one scale: each point at its place, limits of each stretch, a gap where nothing was measured."""

from legitimacy.charts.courses import Course, Rebased, course_of
from legitimacy.charts.multiples import EDGE, HEIGHT, WIDTH, multiple, shared_scale
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from tests.dashboard.figures import share_of


def history(count: int, successes: int = 80) -> dict[str, VisibleValue]:
    last = Period.parse("2025-Q4")
    periods = [str(last.shift(step - count + 1)) for step in range(count)]
    return {period: share_of(successes + at % 3, 100, "EFF-19", period) for at, period in enumerate(periods)}


def course(figures: dict[str, VisibleValue], *rebases: str) -> Course:
    found = course_of(
        passport=indicators.get("EFF-19"), history=figures, until="2025-Q4",
        rebases=[Rebased(period=period, words="why") for period in rebases],
    )  # fmt: skip
    assert found is not None
    return found


def test_lowest_and_highest_touch_the_edges_and_ends_the_sides() -> None:
    one = course(history(4))
    drawn = multiple(one, scale=(0.8, 0.82), periods=one.periods, hover=one.labels)
    assert (drawn.dots[0].x, drawn.dots[0].y) == (f"{EDGE:.1f}", f"{HEIGHT - EDGE:.1f}")
    assert (drawn.dots[3].x, drawn.dots[2].y) == (f"{WIDTH - EDGE:.1f}", f"{EDGE:.1f}")
    assert len(drawn.lines) == 1


def test_a_gap_breaks_the_line() -> None:
    figures = history(6)
    del figures["2025-Q2"]
    one = course(figures)
    drawn = multiple(one, scale=(0.0, 1.0), periods=one.periods, hover=one.labels)
    assert (len(drawn.lines), len(drawn.dots)) == (2, 5)


def test_limits_stand_from_twelve_points_on_and_once_for_each_stretch() -> None:
    def limits(one: Course) -> int:
        drawn = multiple(one, scale=(0.0, 1.0), periods=one.periods, hover=one.labels, target=0.9)
        return [rule.kind for rule in drawn.rules].count("limit")

    assert limits(course(history(11))) == 0
    assert limits(course(history(12))) == 2
    begins = sorted(history(24))[12]
    parted = course(history(24), begins)
    assert limits(parted) == 4
    assert len(multiple(parted, scale=(0.0, 1.0), periods=parted.periods, hover=parted.labels).breaks) == 1


def test_a_shorter_course_starts_where_its_first_period_lies_on_the_shared_axis() -> None:
    long, short = course(history(5)), course(history(2))
    drawn = multiple(short, scale=(0.0, 1.0), periods=long.periods, hover=short.labels)
    wide = multiple(long, scale=(0.0, 1.0), periods=long.periods, hover=long.labels)
    assert [dot.x for dot in drawn.dots] == [dot.x for dot in wide.dots][3:]


def test_one_scale_holds_everything_that_is_drawn() -> None:
    low, high = shared_scale([course(history(12)), course(history(3, 60))], 0.95, None)
    assert (low, high) == (0.6, 0.95)
    assert shared_scale([]) == (0.0, 1.0)
    assert shared_scale([course({"2025-Q4": share_of(1, 2, "EFF-19")})]) == (0.0, 1.0)
