"""Charts on paper: drawn from the figures of the same report, told in words, and silent about what is hidden."""

import io
from typing import Any

import pytest
from django.utils import translation
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from audit.exports.charts import FEWEST_POINTS
from audit.exports.national import MINIMUM_TAILS
from audit.exports.reading import document_read
from audit.models import Report
from legitimacy.exports.documents import Document, Table
from legitimacy.exports.drawings import LEFT, RIGHT, Mark, Point, Row, place_of, rows_chart, trend_chart
from legitimacy.exports.reports import document_pdf
from legitimacy.indicators.funnel import MINIMUM_CORPS
from legitimacy.models import Corps, Framework, Publication, User
from legitimacy.models.disclosure import Audience
from tests.dashboard.world import history_make

pytestmark = pytest.mark.django_db
PERIODS = ("2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3")


@pytest.fixture
def history(corps: list[Corps]) -> list[Corps]:
    """Five quarters of the first corps; the last one is that of all of them."""
    history_make(corps[:1], Framework.objects.get(), PERIODS)
    return corps


def document(actor: User, kind: str = "corps", corps: tuple[str, ...] = ("V011",), **given: Any) -> Document:
    usual = {"kind": kind, "register": "example", "period": "2025-Q4", "corps": list(corps), "language": "en"}
    return document_read(Report(requested_by=actor, format="pdf", **usual | given))


def suppress(code: str, corps: Corps, period: str = "2025-Q4") -> None:
    read = Publication.objects.filter(audience=Audience.AUDITOR, value__indicator=code)
    found = read.filter(value__subject=corps, value__period=period)
    assert found.update(visibility="suppressed", reason="small_count")


def row_marks(table: Table, label: str) -> list[Mark]:
    """Everything that is drawn on the line of a label, over all charts of a table."""
    marks = []
    for chart in table.charts:
        for head in chart.marks:
            if head.kind == "text" and head.text.startswith(label):
                marks += [one for one in chart.marks if abs((one.y + (one.y2 or one.y)) / 2 - head.y) < 0.1]
    return marks


def test_a_place_is_drawn_between_floor_and_target() -> None:
    row = Row(label="A", words="50 %", at=place_of(0.5, 0.3, 0.7), low=place_of(0.4, 0.3, 0.7), high=200.0)
    marks = rows_chart(title="T", alt="In words", rows=[row]).marks
    dot = next(one for one in marks if one.kind == "dot")
    line = next(one for one in marks if one.look == "interval")
    assert dot.x == pytest.approx((LEFT + RIGHT) / 2)
    assert line.x == pytest.approx(LEFT + (RIGHT - LEFT) / 4)
    assert RIGHT < line.x2 < RIGHT + 10  # far beyond stands at the edge
    # Where less is better the floor is the higher one.
    assert place_of(30, 90, 10) == pytest.approx(75)


def test_a_trend_is_broken_where_a_figure_is_missing() -> None:
    points = [Point(period=f"Q{place}", value=value) for place, value in enumerate((1.0, 2.0, None, 3.0))]
    chart = trend_chart(title="T", alt="A", points=points, ends=("1", "3"), low=1.0, high=3.0, target=None)
    assert sum(one.look == "trend" for one in chart.marks) == 1
    assert sum(one.kind == "dot" for one in chart.marks) == 3


def test_the_corps_report_draws_each_pillar_and_each_trend(history: list[Corps], anton: User) -> None:
    found = document(anton)
    figures, trends = found.table("figures"), found.table("trends")
    assert [chart.title for chart in figures.charts] == [
        "Efficiency",
        "Legality",
        "Distributive justice",
        "Procedural justice",
    ]
    assert {chart.title[:6] for chart in trends.charts} == {str(row[0]) for row in trends.rows}
    of_one = [row for row in trends.rows if row[0] == "EFF-05"]
    assert [row[3] for row in of_one] == [*PERIODS, "2025-Q4"]
    assert len(of_one) >= FEWEST_POINTS
    # What is drawn stands in the annex of the same paper, in words.
    words = next(words for words in trends.words if "(EFF-05)" in words[0])
    assert words[1].count(";") == len(of_one) - 1


def test_an_indicator_with_few_points_has_no_trend(corps: list[Corps], anton: User) -> None:
    trends = document(anton).table("trends")
    assert (trends.rows, trends.charts) == ([], [])


def test_a_hidden_figure_is_in_no_chart(history: list[Corps], anton: User) -> None:
    code = "EFF-05"
    assert any(one.kind == "dot" for one in row_marks(document(anton).table("figures"), code))
    shown = next(one for one in document(anton).table("trends").charts if one.title.startswith(code))
    suppress(code, history[0])
    suppress(code, history[0], "2025-Q2")
    figures = document(anton).table("figures")
    assert not any(one.kind == "dot" or one.look == "interval" for one in row_marks(figures, code))
    trends = document(anton).table("trends")
    hidden = [row for row in trends.rows if row[0] == code and row[5] == "suppressed"]
    assert [row[6:] for row in hidden] == [[None] * 3] * len(hidden)
    drawn = [chart for chart in trends.charts if chart.title.startswith(code)]
    # Three of five are left: too few for a line; and where a line stays, the hidden point is not on it.
    assert drawn == []
    assert sum(one.kind == "dot" for one in shown.marks) == 5


def test_the_comparison_draws_every_corps_but_the_hidden_one(corps: list[Corps], anton: User) -> None:
    suppress("EFF-05", corps[1])
    table = document(anton, "comparison", ("V011", "V012", "V013")).table("figures")
    chart = next(one for one in table.charts if one.title.startswith("EFF-05"))
    assert chart.is_half
    assert sum(one.kind == "dot" for one in chart.marks) == 2
    assert "2 corps" in chart.alt
    everyone = document(anton, "comparison", (), indicators=["EFF-05"]).table("figures")
    assert [chart.title[:6] for chart in everyone.charts] == ["EFF-05"]
    assert document(anton, "comparison", ()).table("figures").charts == []


def test_the_national_report_draws_marks_of_many_corps_only(corps: list[Corps], anton: User) -> None:
    assert MINIMUM_CORPS <= len(corps) < MINIMUM_TAILS
    table = document(anton, "national", ()).table("indicators")
    marks = row_marks(table, "EFF-05")
    assert any(one.kind == "box" for one in marks)
    # The outer tenths of twelve corps are nearly single corps.
    assert not any(one.look == "interval" and one.kind == "line" for one in marks)
    assert next(row for row in table.rows if row[0] == "EFF-05")[10:] == [None, None]
    for one in corps[:3]:
        suppress("EFF-05", one)
    table = document(anton, "national", ()).table("indicators")
    assert not any(one.kind in ("dot", "box") for one in row_marks(table, "EFF-05"))


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_every_chart_is_a_figure_with_its_words_in_the_language_of_the_report(
    history: list[Corps], anton: User, language: str
) -> None:
    for kind, corps in (("corps", ("V011",)), ("comparison", ("V011", "V012")), ("national", ())):
        with translation.override(language):
            found = document(anton, kind, corps, language=language)
            charts = [chart for table in found.tables for chart in table.charts]
            reader = PdfReader(io.BytesIO(document_pdf(found)))
        root: Any = reader.trailer["/Root"]
        assert b"pdfuaid:part" in root["/Metadata"].get_data()
        told = alternatives(root["/StructTreeRoot"])
        assert len(charts) > 3
        assert {chart.alt for chart in charts} <= set(told), kind
        with translation.override("en"):
            english = {chart.alt for table in document(anton, kind, corps).tables for chart in table.charts}
        assert not english & set(told), kind
        assert not any("The table below" in alt for alt in told), kind


def alternatives(node: Any) -> list[str]:
    """The alternative texts of all figures of a structure tree."""
    found, waiting = [], [node]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if isinstance(one, IndirectObject) else one
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            if one.get("/S") == "/Figure" and "/Alt" in one:
                found.append(str(one["/Alt"]))
            if "/K" in one:
                waiting.append(one["/K"])
    return found
