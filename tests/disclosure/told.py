"""What the pages that somebody collected tell, as numbers and hidden places by key, from every format alike.

Every format becomes rows of named cells first, and one reader takes what it knows from a row. A new file or list with
the same names of columns is read without a change here.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from openpyxl import load_workbook

from tests.disclosure.collector import Page

Key = tuple[str, str, str, str]
"""Subject, what (an indicator, `staff:PART:ROW:SEX`, `DATASET:TABLE:CODE` or `score:PART`), period, side."""
Row = Mapping[str, Any]
SIDES = ("numerator", "denominator", "value")
HIDDEN = ("suppressed", "band")
SEX = {"Women": "f", "Men": "m", "Other or unknown": "x", "All": "all"}
STAFF_ELSEWHERE = ("joined", "left", "declared", "staff")
"""Tables that nobody handed over in this world: tests/diversity/test_table_flows.py attacks them."""
GROUPS = {"Operational framework": "operational", "All together": "all"}
STATES = {"measured": "ok", "too small to show": "suppressed", "not delivered": "not_delivered"}
QUARTER = re.compile(r"(\d)\w\w quarter of (\d{4})|Q(\d) (\d{4})")
CORPS = re.compile(r"\bV\d{3}\b")
PERCENT = re.compile(r"(-?\d+(?:\.\d+)?)\s?%")


@dataclass(frozen=True, slots=True)
class Told:
    """`low` and `high`: what the number lies between, equal for an exact one; None where it is not told (`state`)."""

    key: Key
    state: str
    low: float | None
    high: float | None
    channel: str


def told_by(pages: Iterable[Page]) -> Iterator[Told]:
    for page in pages:
        for row in rows_of(page):
            yield from told_in(row, page)


def rows_of(page: Page) -> Iterator[dict[str, Any]]:
    """The rows of a page or file, whatever its format; a page also gives the points of its charts."""
    if page.kind == "text/csv":
        yield from csv.DictReader(io.StringIO(page.text.removeprefix("\ufeff")))
    elif page.kind == "application/jsonl":
        yield from (json.loads(line) for line in page.text.splitlines())
    elif page.kind.endswith("spreadsheetml.sheet"):
        for sheet in load_workbook(io.BytesIO(page.content), read_only=True).worksheets:
            head, *body = list(sheet.iter_rows(values_only=True)) or [()]
            yield from (dict(zip(map(str, head), row, strict=False)) for row in body)
    elif page.kind == "application/json":
        document = json.loads(page.text)
        yield from _chart_points(document, page) if isinstance(document.get("data"), list) else _nested(document, {})
    elif page.kind == "text/html":
        reader = Tables()
        reader.feed(page.text)
        for head, body in _told_apart(reader.tables):
            yield from (_named(dict(zip(head, cells, strict=False)), page) for cells in body)
        for script in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page.text, flags=re.DOTALL):
            figure = json.loads(script)
            if isinstance(figure, dict) and isinstance(figure.get("data"), list):
                yield from _chart_points(figure, page)


def _told_apart(tables: Iterable[Any]) -> Iterator[Any]:
    """Of tables by sex the first one: the others say the same groups in the same words; files tell them apart."""
    seen = False
    for head, body in tables:
        is_by_sex = {"Women", "Men"} <= set(head)
        if not (is_by_sex and seen):
            yield head, body
        seen |= is_by_sex


def _nested(node: Any, around: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every object of a JSON document as a row that inherits the plain members of the objects around it."""
    if isinstance(node, list):
        for one in node:
            yield from _nested(one, around)
    elif isinstance(node, dict):
        plain = {key: value for key, value in node.items() if not isinstance(value, (dict, list))}
        whose = {key: value for key, value in around.items() if key in ("corps", "register", "period", "framework")}
        if {"indicator", "key", "part", "level", "state", "code"} & plain.keys():
            yield whose | plain
        for key, value in node.items():
            inherited = whose | plain
            if isinstance(value, dict) and {"state", "visibility"} & value.keys():
                yield from _nested({"code": key} | value, inherited)
            else:
                yield from _nested(value, inherited)


class Tables(HTMLParser):
    """The tables of a page: the last row of heads, and the cells of each row as text."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[tuple[list[str], list[list[str]]]] = []
        self._cell: list[str] | None = None
        self._row: list[str] = []
        self._in_head = False
        self._mute = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append(([], []))
        elif tag == "thead":
            self._in_head = True
        elif tag == "tr":
            self._row = []
        elif tag in ("td", "th"):
            self._cell = []
        elif tag in ("svg", "title"):
            self._mute += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "thead":
            self._in_head = False
        elif tag in ("td", "th") and self._cell is not None:
            self._row.append(" ".join("".join(self._cell).split()))
            self._cell = None
        elif tag == "tr" and self.tables and self._row:
            head, body = self.tables[-1]
            if self._in_head:
                head[:] = self._row
            else:
                body.append(self._row)
        elif tag in ("svg", "title"):
            self._mute -= 1

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._mute:
            self._cell.append(data)


def _named(row: dict[str, Any], page: Page) -> dict[str, Any]:
    """A row of a page under the names that files use; what the address says is added."""
    found = {key: value for key, value in row.items() if key}
    texts = [str(value) for value in row.values()]
    if {"Women", "Men"} <= row.keys():
        group = texts[0] if texts else ""
        return {"staff_group": GROUPS.get(group, group), "area": page.kwargs.get("code"), **found}
    corps = CORPS.search(str(row.get("Corps", "")))
    named = {"corps": page.kwargs.get("code") if corps is None else corps.group()}
    named["indicator"] = page.kwargs.get("indicator") or page.query.get("indicator")
    named["period"] = period_in(str(row.get("Period", ""))) or page.query.get("period", "")
    if "Figure" in row or "Value" in row:
        named["share"] = str(row.get("Figure", row.get("Value", "")))
    if " of " in str(row.get("Cases", "")):
        named["numerator"], named["denominator"] = str(row["Cases"]).split(" of ")
    named |= {side.lower(): row[side] for side in ("Numerator", "Denominator") if side in row}
    if "State" in row:
        named["state"] = STATES.get(str(row["State"]), "")
    return {name: value for name, value in named.items() if value} | found


def _chart_points(figure: Mapping[str, Any], page: Page) -> Iterator[dict[str, Any]]:
    """Points that name a corps or a period and a share, from what a chart writes beside them."""
    ticks = figure.get("layout", {}).get("xaxis", {}).get("ticktext") or ()
    for trace in figure["data"]:
        texts = trace.get("text") if isinstance(trace.get("text"), list) else []
        drawn = trace.get("y") or trace.get("z") or []
        for place, text in enumerate(texts):
            corps = CORPS.search(str(text))
            period = period_in(str(text)) or (period_in(str(ticks[place])) if len(ticks) == len(texts) else "")
            share = PERCENT.search(str(text))
            number = drawn[place] if place < len(drawn) else None
            yield {
                "corps": corps.group() if corps else page.kwargs.get("code"),
                "indicator": page.kwargs.get("indicator") or page.query.get("indicator"),
                "period": period or page.query.get("period", ""),
                "share": share.group() if share else "",
                "value": number if trace.get("type") == "scatter" and period and isinstance(number, float) else None,
                "state": "suppressed" if "too small to show" in str(text) else "",
            }


def period_in(text: str) -> str:
    found = QUARTER.search(text)
    if found is None:
        return ""
    quarter, year = found.group(1) or found.group(3), found.group(2) or found.group(4)
    return f"{year}-Q{quarter}"


def told_in(row: Row, page: Page) -> Iterator[Told]:
    """What one row tells, by the names of its cells."""
    channel = f"{page.name} {page.kind}"
    if {"count_from", "count_to"} <= row.keys():
        dataset = page.kwargs.get("dataset", "")
        key = ("example", f"{dataset}:{row['table']}:{row['code']}", str(row["year"]), "count")
        yield Told(key, "band", number(row["count_from"]), number(row["count_to"]), channel)
    elif "staff_group" in row and str(page.query.get("year", "")):
        for title, sex in SEX.items():
            yield from _staff_cell(row, page, str(row["staff_group"]), title, sex, channel)
    elif row.get("part") in STAFF_ELSEWHERE:
        return
    elif {"part", "row", "heads"} <= row.keys():
        key = _staff(row["area"], row["part"], row["row"], row["column"], str(row["year"]))
        yield exact(key, str(row["state"]), row["heads"], channel)
    elif {"family", "level", "part", "row", "column"} <= row.keys():
        group, sex = ("all" if row[side] in ("total", "", None) else row[side] for side in ("row", "column"))
        key = _staff(row["subject"], row["part"], group, sex, str(row.get("year") or row.get("period")))
        yield exact(key, str(row["state"]), row["count"], channel)
    else:
        yield from _figure(row, channel)


def _staff(area: Any, part: Any, group: Any, sex: Any, year: str) -> Key:
    return str(area), f"staff:{part}:{group}:{sex}", year, "count"


def _staff_cell(row: Row, page: Page, group: str, title: str, sex: str, channel: str) -> Iterator[Told]:
    """Of the page only the first table, whose groups are known by their words."""
    if group in ("operational",):
        text = str(row[title])
        state = {"c": "suppressed", "m": "not_delivered"}.get(text, "ok")
        key = _staff(page.kwargs["code"], "framework", group, sex, page.query["year"])
        yield exact(key, state, text if state == "ok" else None, channel)


def _figure(row: Row, channel: str) -> Iterator[Told]:
    corps, period = row.get("corps"), row.get("figure_period") or row.get("period")
    state = str(row.get("state") or "")
    if row.get("visibility") in HIDDEN and state in ("ok", ""):
        state = str(row["visibility"])
    level = str(row.get("level") or "")
    part = row.get("part") or (row.get("key") or row.get("code") if level in ("overall", "pillar", "facet") else None)
    indicator = row.get("indicator") or (row.get("code") if level == "indicator" else None)
    if not corps or not period:
        return
    if part:
        low, high = (number(row.get(side)) for side in ("lower", "upper"))
        score = number(row.get("score"))
        band = state == "band" or row.get("visibility") == "band"
        ends = (low, high) if band else (score, score)
        yield Told(
            (str(corps), f"score:{part}", str(row["period"]), "score"), "band" if band else state, *ends, channel
        )
    elif indicator:
        place = str(corps), str(indicator), str(period)
        if state:
            yield Told((*place, "state"), state, None, None, channel)
        for side in SIDES:
            told = number(row.get(side))
            if told is not None:
                yield Told((*place, side), "ok", told, told, channel)
        share = PERCENT.search(str(row.get("share") or ""))
        if share:
            half = 0.5 / 10 ** len(share.group(1).partition(".")[2])
            told = float(share.group(1))
            yield Told((*place, "value"), "ok", (told - half) / 100, (told + half) / 100, channel)


def exact(key: Key, state: str, count: Any, channel: str) -> Told:
    told = number(count)
    return Told(key, state, told, told, channel)


def number(cell: Any) -> float | None:
    """A cell as a number: nothing for an empty one and for words, such as c and m."""
    if cell is None or isinstance(cell, bool):
        return None
    try:
        return float(str(cell).replace(",", ""))
    except ValueError:
        return None
