"""In which order corps stand: chance tops no list, missing figures come last, and nobody gets a rank."""

import pytest
from django.http import QueryDict

from audit.selectors.compare.columns import Column, columns_of, sort_fault
from audit.selectors.compare.order import ordered
from audit.selectors.compare.reading import Comparison
from audit.selectors.compare.selection import Selection
from legitimacy.disclosure.frameworks import FrameworkRows
from legitimacy.disclosure.visible import VisiblePart, VisibleScorecard, VisibleValue
from legitimacy.models import Corps, FrameworkItem
from tests.disclosure.world import NOW

SELECTION = Selection(register="example", period="2025-Q4")
ITEMS = {
    "EFF-07": FrameworkItem(indicator="EFF-07", facet="results", direction="higher", floor=0.5, target=1.0, weight=1.0),
    "DRV-09": FrameworkItem(
        indicator="DRV-09",
        facet="staff",
        direction="band",
        band_low=0.8,
        band_high=1.25,
        outer_low=0.5,
        outer_high=2.0,
        weight=1.0,
    ),
}


def figure(code: str, indicator: str, counts: tuple[float, float] | None, value: float | None = None) -> VisibleValue:
    numerator, denominator = counts or (None, None)
    number = numerator / denominator if numerator is not None and denominator else value
    return VisibleValue(
        subject_id=int(code[1:]),
        corps_code=code,
        indicator=indicator,
        period="2025-Q4",
        window="",
        state="ok" if number is not None else "not_delivered",
        visibility="shown",
        value=number,
        numerator=numerator,
        denominator=denominator,
        score=50.0 if number is not None else None,
    )


def comparison(*items: VisibleValue, parts: dict[str, VisiblePart] | None = None) -> Comparison:
    cards = {
        one.corps_code: VisibleScorecard(
            corps_id=one.subject_id,
            corps_code=one.corps_code,
            period="2025-Q4",
            framework="2026",
            origin="simulated",
            delivered=1,
            due=1,
            parts={"EFF": parts[one.corps_code]} if parts else {},
            items=[one],
            compensation_loss=None,
            computed_at=NOW,
            run_id=1,
        )
        for one in items
    }
    corps = tuple(Corps(pk=one.subject_id, code=one.corps_code, name=one.corps_code) for one in items)
    return Comparison(corps, cards, "2026", FrameworkRows(ITEMS, ()))


def order(found: Comparison, **changes: object) -> list[str]:
    selection = Selection(**{"register": "example", "period": "2025-Q4", **changes})  # type: ignore[arg-type]
    return [one.code for one in ordered(found, selection, columns_of(selection, found))]


def test_few_cases_do_not_top_the_list() -> None:
    """Two of two is 100 %, but says less than 950 of 1,000."""
    found = comparison(
        figure("V001", "EFF-07", (2, 2)), figure("V002", "EFF-07", (950, 1000)), figure("V003", "EFF-07", (500, 1000))
    )
    for measure in ("value", "score", "interval"):
        assert order(found, sort="EFF-07", desc=True, measure=measure) == ["V002", "V001", "V003"]


def test_missing_figures_come_last_in_both_directions() -> None:
    found = comparison(
        figure("V001", "EFF-07", None), figure("V002", "EFF-07", (900, 1000)), figure("V003", "EFF-07", (500, 1000))
    )
    assert order(found, sort="EFF-07", desc=True) == ["V002", "V003", "V001"]
    assert order(found, sort="EFF-07") == ["V003", "V002", "V001"]


def test_in_a_band_the_best_score_lies_in_the_middle() -> None:
    found = comparison(
        *(figure(code, "DRV-09", None, value) for code, value in (("V001", 0.6), ("V002", 1.0), ("V003", 1.9)))
    )
    assert order(found, sort="DRV-09", desc=True, measure="score")[0] == "V002"
    assert order(found, sort="DRV-09", desc=True, measure="value") == ["V003", "V002", "V001"]


def test_a_band_of_a_score_stands_at_its_middle() -> None:
    def part(code: str, score: float | None, lower: float, upper: float) -> VisiblePart:
        return VisiblePart(
            corps_id=1,
            corps_code=code,
            period="2025-Q4",
            key="EFF",
            level="pillar",
            visibility="shown" if score is not None else "band",
            score=score,
            lower=lower,
            upper=upper,
        )

    parts = {"V001": part("V001", None, 60, 65), "V002": part("V002", 61, 50, 70), "V003": part("V003", 64, 60, 70)}
    found = comparison(*(figure(code, "EFF-07", (1, 2)) for code in parts), parts=parts)
    assert order(found, sort="EFF", desc=True, view="pillars") == ["V003", "V001", "V002"]


def test_by_name_forwards_and_backwards() -> None:
    found = comparison(figure("V001", "EFF-07", (1, 2)), figure("V002", "EFF-07", (1, 2)))
    assert order(found) == ["V001", "V002"]
    assert order(found, desc=True) == ["V002", "V001"]


@pytest.mark.parametrize("key", ["EFF-99", "rank", "LEG", "<b>"])
def test_an_unknown_column_is_named_and_names_decide(key: str) -> None:
    found = comparison(figure("V001", "EFF-07", (1, 2)), figure("V002", "EFF-07", (3, 4)))
    selection = Selection(register="example", sort=key)
    assert f"“{key}”" in sort_fault(selection, columns_of(selection, found))
    assert order(found, sort=key, desc=True) == ["V001", "V002"]
    assert sort_fault(SELECTION, []) == ""


def test_what_no_corps_is_measured_by_has_no_column() -> None:
    found = comparison(figure("V001", "EFF-07", (1, 2)))
    keys = [column.key for column in columns_of(SELECTION, found)]
    assert keys == ["EFF-07"]
    shown = comparison(figure("V001", "DRV-09", None, 1.0))
    assert [column.key for column in columns_of(SELECTION, shown)] == ["EFF-07", "DRV-09"]
    assert all(isinstance(column, Column) for column in columns_of(SELECTION, shown))
    assert QueryDict(SELECTION.query())["period"] == "2025-Q4"
