"""What needs whom by when: grouped by who delivers, due a month after the close, explained once."""

from datetime import date

import pytest

from legitimacy.dashboard.attention import ScorecardView, attention_items, missing_groups, values_to_explain
from legitimacy.dashboard.rows import IndicatorRow, row_make
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.entries import attention
from legitimacy.indicators.definitions import State
from legitimacy.indicators.registry import RegistryError, indicators
from legitimacy.models import Corps
from tests.dashboard.figures import item_of, share_of, value_of


def row_of(value: VisibleValue, *earlier: VisibleValue) -> IndicatorRow:
    return row_make(
        passport=indicators.get(value.indicator),
        item=item_of(value.indicator),
        value=value,
        history={one.period: one for one in (*earlier, value)},
        periods=[],
        comparable=None,
        url=f"/corps/V017/{value.indicator}/",
    )


def view_of(
    *rows: IndicatorRow, replied: frozenset[int] = frozenset(), today: date = date(2026, 3, 1)
) -> ScorecardView:
    return ScorecardView(corps=Corps(code="V017"), period="2025-Q4", rows=rows, replied=replied, today=today)


def missing(indicator: str) -> IndicatorRow:
    return row_of(value_of(indicator, state=State.NOT_DELIVERED, value_id=None))


def worsening() -> IndicatorRow:
    return row_of(share_of(300, 1000), share_of(800, 1000, period="2024-Q4"))


def test_undelivered_figures_stand_together_by_who_must_deliver_them() -> None:
    groups = missing_groups(view_of(missing("EFF-06"), missing("EFF-07"), missing("PRV-03")))
    assert [(group.who, len(group.rows)) for group in groups] == [
        ("the head of internal oversight", 2),
        ("the body that runs the survey", 1),
    ]


def test_figures_are_due_31_days_after_the_close_of_the_quarter() -> None:
    item = attention_items(view_of(missing("EFF-06")))[0]
    assert (item.what, item.by_when) == ("1 figure not delivered: complaints", date(2026, 1, 31))
    assert item.link == "#missing-EFF-06"


def test_late_is_said_only_of_who_already_delivers_that_kind() -> None:
    assert not attention_items(view_of(missing("EFF-06")))[0].urgent
    assert attention_items(view_of(missing("EFF-06"), row_of(share_of(960, 1000))))[0].urgent
    early = view_of(missing("EFF-06"), row_of(share_of(960, 1000)), today=date(2026, 1, 15))
    assert not attention_items(early)[0].urgent


def test_missed_target_that_got_worse_asks_the_chief_to_explain() -> None:
    item = attention_items(view_of(worsening()))[0]
    assert (item.who, item.button, item.link) == ("the chief of corps", "Explain", "/corps/V017/EFF-07/#replies")


def test_explained_target_asks_nobody_any_more() -> None:
    row = worsening()
    assert values_to_explain([row]) == [7]
    assert attention_items(view_of(row, replied=frozenset({7}))) == []


def test_missed_target_within_the_margin_asks_nothing() -> None:
    assert attention_items(view_of(row_of(share_of(30, 100), share_of(32, 100, period="2024-Q4")))) == []


def test_rejected_figure_comes_first() -> None:
    rejected = row_of(value_of("EFF-19", state=State.REJECTED))
    first = attention_items(view_of(missing("EFF-06"), worsening(), rejected))[0]
    assert first.urgent
    assert "rejected in an audit" in first.what


def test_every_item_has_one_button_and_somebody() -> None:
    for item in attention_items(view_of(missing("EFF-06"), worsening(), missing("PRV-03"))):
        assert item.link
        assert item.button
        assert item.who


def test_same_provider_cannot_be_registered_twice() -> None:
    with pytest.raises(RegistryError):
        attention.register(next(iter(attention)))
