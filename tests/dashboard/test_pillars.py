"""The four pillars: always all four, with both facets, and words where there is no score."""

from legitimacy.dashboard.pillars import overall_score, pillar_rows
from legitimacy.dashboard.trends import history_of, pillar_panel
from legitimacy.indicators.definitions import Visibility
from legitimacy.models import FrameworkFacet
from legitimacy.numbers import period_text
from tests.dashboard.figures import part_of

FACETS = [
    FrameworkFacet(pillar=pillar, code=code, name_nl=code, name_en=code, name_fr=code, name_de=code)
    for pillar, code in (("EFF", "results"), ("EFF", "system"), ("LEG", "force"), ("LEG", "rule_of_law"))
]


def test_four_pillars_stand_there_even_when_nothing_was_delivered() -> None:
    rows = pillar_rows({}, {}, FACETS)
    assert [row.key for row in rows] == ["EFF", "LEG", "DRV", "PRV"]
    assert {row.why_not for row in rows} == {"no score: too little delivered"}
    assert {row.bar.score for row in rows} == {None}


def test_pillar_shows_both_facets_and_its_change() -> None:
    parts = {
        part.key: part for part in (part_of(), part_of("EFF.results", score=61.0), part_of("EFF.system", score=75.0))
    }
    row = pillar_rows(parts, {"EFF": part_of(period="2024-Q4", score=64)}, FACETS)[0]
    assert [(facet.name, facet.text) for facet in row.facets] == [("results", "61"), ("system", "75")]
    assert (row.score, row.range, row.change_text) == ("68", "63\u201373", "+4 since Q4 2024")
    assert row.movement is None
    assert row.bar_text == "Efficiency: 68 of 100, range 63\u201373"


def test_band_is_shown_as_a_range_without_a_score() -> None:
    part = part_of(score=None, lower=60, upper=65, visibility=Visibility.BAND)
    row = pillar_rows({"EFF": part}, {}, FACETS)[0]
    assert (row.score, row.range, row.bar.score) == ("", "60\u201365", None)
    assert "band" in row.why_not


def test_suppressed_pillar_and_facet_are_not_called_missing() -> None:
    hidden = {key: part_of(key, score=None, visibility=Visibility.SUPPRESSED) for key in ("EFF", "EFF.results")}
    row = pillar_rows(hidden, {}, FACETS)[0]
    assert "not shown" in row.why_not
    assert row.hidden is not None
    assert row.hidden.key == "suppressed"
    assert [facet.text for facet in row.facets] == ["not shown", "no score"]


def test_bounds_are_drawn_only_where_something_is_missing() -> None:
    complete = pillar_rows({"EFF": part_of(bound_low=68, bound_high=68)}, {}, FACETS)[0]
    missing = pillar_rows({"EFF": part_of(bound_low=55, bound_high=78)}, {}, FACETS)[0]
    assert complete.bar.bounds is None
    assert missing.bar.bounds is not None


def test_overall_names_its_compensation_loss_and_is_never_ranked() -> None:
    part = part_of("overall", rank=3, rank_low=2, rank_high=60, group_size=80)
    overall = overall_score(part, 0.74)
    assert (overall.score, overall.loss, overall.distinguishable) == ("68", "0.7", False)
    assert not [name for name in overall.__slots__ if "rank" in name]


def test_a_second_framework_is_a_line_and_a_row_of_its_own() -> None:
    periods = ["2025-Q3", "2025-Q4"]
    judged = [part_of("EFF", period, 60.0) for period in periods]
    beside = [part_of("EFF", "2025-Q4", 52.0, framework="2027.1")]
    panel = pillar_panel(
        history=history_of(judged), beside=history_of(beside), periods=periods, mark="", file_name="", csv_url=""
    )
    assert panel is not None
    assert panel.figure is not None
    lines = {trace["name"]: trace for trace in panel.figure["data"] if trace.get("mode") == "lines+markers"}
    other = next(trace for name, trace in lines.items() if "2027.1" in name)
    assert other["y"] == [None, 52.0]
    assert other["line"]["dash"] == "dot"
    assert other["marker"]["symbol"].endswith("-open")
    told = [row[0].split(",")[0] for row in panel.rows]
    assert told == [period_text(period) for period in ("2025-Q4", "2025-Q4", "2025-Q3")]
    assert "2027.1" in panel.rows[1][0]
    assert panel.rows[1][1].startswith("52")
    assert "2027.1" in panel.alternative
