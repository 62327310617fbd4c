"""The matrix as a table: heat map and table twin at once. Rows are joined as text, escaped where a name goes in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from audit.selectors.compare.columns import Column, unit_of
from audit.selectors.compare.goals import targets_reached
from audit.selectors.compare.reading import Comparison
from audit.selectors.compare.selection import NAME, Selection
from audit.views.compare.cells import CellTexts, Text
from legitimacy.access import can, standing_of
from legitimacy.models import Corps, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One column head. `url` leads to the comparison of that indicator, `sort_url` to this table in its order."""

    name: str
    unit: str
    tone: str
    is_context: bool
    url: str
    sort_url: str
    order: str


@dataclass(frozen=True, slots=True)
class Band:
    """What stands above `span` columns."""

    name: str
    tone: str
    span: int


def bands_of(columns: Sequence[Column]) -> list[Band]:
    found: list[Band] = []
    for column in columns:
        if found and found[-1].name == column.band:
            found[-1] = Band(column.band, column.tone, found[-1].span + 1)
        else:
            found.append(Band(column.band, column.tone, 1))
    return found


def heads_of(columns: Sequence[Column], selection: Selection) -> list[Head]:
    return [
        Head(
            name=column.name,
            unit=unit_of(column),
            tone=column.tone,
            is_context=column.is_context,
            url=indicator_url(column.key, selection) if column.passport else "",
            sort_url=f"?{sort_query(selection, column.key)}",
            order=order_of(selection, column.key),
        )
        for column in columns
    ]


def order_of(selection: Selection, key: str) -> str:
    """The value of aria-sort of a column head; empty where the rows are in another order."""
    if selection.sort != key:
        return ""
    return "descending" if selection.desc else "ascending"


def sort_query(selection: Selection, key: str) -> str:
    """A first click puts high numbers first (names: A first), a second one turns the order around."""
    is_current = selection.sort == key
    return selection.query(sort=key, desc=not selection.desc if is_current else key != NAME)


def indicator_url(code: str, selection: Selection) -> str:
    """The comparison of one indicator; empty where that page is not installed."""
    try:
        address = reverse("compare_indicator", kwargs={"indicator": code})
    except NoReverseMatch:
        return ""
    return f"{address}?{selection.query(sort=NAME, desc=False)}"


def report_url(request: HttpRequest, selection: Selection, corps: Sequence[Corps]) -> str:
    """Where this comparison is made into a report; empty for who makes none, or where the register is not theirs."""
    if not (can(request.user, "report.make") and standing_of(request.user).over(Role.AUDITOR, selection.register)):
        return ""
    codes = ",".join(one.code for one in corps) if len(corps) < len(selection.everyone) else ""
    return f"{reverse('reports')}?{urlencode({'kind': 'comparison', 'corps': codes, 'period': selection.period})}"


def rows_html(
    comparison: Comparison, corps: Sequence[Corps], columns: Sequence[Column], selection: Selection, own: frozenset[int]
) -> SafeString:
    """The body of the table. Every name and code is escaped; texts of cells are numbers, signs and our own words."""
    period = f"?period={selection.period}" if selection.period else ""
    choose, yours = escape(_("Choose %(name)s")), escape(_("your corps"))
    writers = list(_writers(comparison, columns, CellTexts(selection.measure), period))
    rows = []
    for one in corps:
        page = escape(reverse("corps_scorecard", kwargs={"code": one.code}))
        name, code, is_own = escape(one.display_name), escape(one.code), one.pk in own
        rows.append(
            f'<tr{" class=own" if is_own else ""}><th scope="row"><input type="checkbox" name="codes" value="{code}" '
            f'form="side" aria-label="{choose % {"name": name}}"><a href="{page}{period}">{name}</a> '
            f"<small>{yours if is_own else code}</small></th>"
            f"{''.join([write(one.code, page) for write in writers])}</tr>"
        )
    return mark_safe("\n".join(rows))  # noqa: S308  escaped above


Writer = Callable[[str, str], str]


def _writers(comparison: Comparison, columns: Sequence[Column], texts: CellTexts, period: str) -> Iterator[Writer]:
    """For each column a function from the code and the page of a corps to its cell."""
    for column in columns:
        if column.goal:
            yield _goal_writer(comparison, column, texts, period)
        elif column.passport is None:
            yield _part_writer(comparison, column, texts, period)
        else:
            yield _value_writer(comparison, column, texts, period)


def _value_writer(comparison: Comparison, column: Column, texts: CellTexts, period: str) -> Writer:
    figures, code, text = comparison.figures, column.key, texts.of_value(column)
    end = f"{escape(code)}/{period}"

    def write(corps: str, page: str) -> str:
        found = figures.get(corps)
        return _cell(text(found.get(code) if found else None), f"{page}{end}")

    return write


def _part_writer(comparison: Comparison, column: Column, texts: CellTexts, period: str) -> Writer:
    return lambda corps, page: _cell(texts.of_part(comparison.part(corps, column.key)), f"{page}{period}")


def _goal_writer(comparison: Comparison, column: Column, texts: CellTexts, period: str) -> Writer:
    return lambda corps, page: _cell(
        texts.of_goal(targets_reached(comparison, corps, column.goal)), f"{page}{period}#goal-{column.goal}"
    )


def _cell(text: Text, url: str) -> str:
    """A figure with its interval in small behind it; a sign says in words what it means."""
    main, small, style, words = text
    if words:
        return f'<td class="{style}"><a href="{url}" title="{_escaped(words)}">{_escaped(main)}</a></td>'
    if small:
        return f'<td class="{style}"><a href="{url}">{main} <small>{small}</small></a></td>'
    return f'<td class="{style}"><a href="{url}">{main}</a></td>'


@lru_cache(maxsize=256)
def _escaped(words: str) -> str:
    """The few words and signs that stand in for numbers."""
    return str(escape(words))
