"""Two to eight corps side by side, with a statement about each difference."""

import math
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.selectors.compare.chosen import FEWEST, Chosen, codes_asked, corps_chosen, register_of
from audit.selectors.compare.columns import Column, columns_of, unit_of
from audit.selectors.compare.pairs import Pair, Tally, Verdict, parts_pair, tally_of, values_pair
from audit.selectors.compare.reader import reader_of
from audit.selectors.compare.reading import Comparison, comparison_read
from audit.selectors.compare.selection import Measure, Selection, View, selection_read
from audit.views.compare.cells import CellTexts, Text
from audit.views.compare.matrix import indicator_url, report_url
from legitimacy import numbers
from legitimacy.charts.micro import IntervalMark, interval_marks
from legitimacy.models import Corps
from legitimacy.models.disclosure import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class SideCell:
    """The figure of one corps, where it lies on the axis of its row, and what may be said of it beside the first."""

    text: Text
    mark: IntervalMark | None
    url: str
    verdict: str
    statement: str


@dataclass(frozen=True, slots=True)
class SideRow:
    column: Column
    unit: str
    url: str
    cells: list[SideCell]
    pairs: list[Pair]


@dataclass(frozen=True, slots=True)
class SideGroup:
    """The rows under one band."""

    name: str
    tone: str
    rows: list[SideRow]


@require_safe
def compare_corps(request: HttpRequest) -> HttpResponse:
    """`codes` in one list or several; the register is that of the first, unless the address names one."""
    reader = reader_of(request.user)
    codes = codes_asked(request.GET.getlist("codes"))
    query = request.GET.dict()
    if not query.get("register"):
        query["register"] = register_of(codes)
    selection = selection_read(query, reader)
    chosen = corps_chosen(codes, selection)
    enough = len(chosen.corps) >= FEWEST
    comparison = comparison_read(selection, reader, chosen.corps if enough else ())
    groups = groups_of(comparison, chosen, selection) if enough and not comparison.is_empty else []
    context: dict[str, Any] = {
        "register": selection.register,
        "selection": selection,
        "period_text": numbers.period_text(selection.period) if selection.period else "",
        "chosen": chosen,
        "heads": [(one, corps_url(one, selection), one.pk in reader.own) for one in chosen.corps],
        "chosen_codes": {one.code for one in chosen.corps},
        "faults": [*selection.faults, *chosen.faults],
        "remark": _("None of these corps has figures for %(period)s: choose another period.")
        % {"period": numbers.period_text(selection.period)}
        if enough and selection.period and not groups
        else "",
        "groups": groups,
        "tally": tally_text(tally_of([pair for group in groups for row in group.rows for pair in row.pairs])),
        "is_inside": reader.audience_of_register(selection.register) != Audience.PUBLIC,
        "matrix_url": f"{reverse('compare')}?{selection.query()}",
        "share_url": share_url(chosen, selection),
        "report_url": report_url(request, selection, chosen.corps) if enough else "",
    }
    return render(request, "audit/compare/corps.html", context)


def corps_url(corps: Corps, selection: Selection) -> str:
    period = f"?period={selection.period}" if selection.period else ""
    return f"{reverse('corps_scorecard', kwargs={'code': corps.code})}{period}"


def share_url(chosen: Chosen, selection: Selection) -> str:
    return f"{reverse('compare_corps')}?register={selection.register}&period={selection.period}&codes={chosen.codes}"


def groups_of(comparison: Comparison, chosen: Chosen, selection: Selection) -> list[SideGroup]:
    """The scores of the pillars first, then every indicator under its pillar. The whole is left out: it hides most."""
    texts = CellTexts(Measure.VALUE)
    parts = [
        one for one in columns_of(replace(selection, view=View.PILLARS), comparison) if one.tone and "." not in one.key
    ]
    scores = SideGroup(
        _("Scores of the pillars"), "", [_part_row(one, comparison, chosen, selection, texts) for one in parts]
    )
    groups = [scores]
    for column in columns_of(replace(selection, view=View.INDICATORS), comparison):
        if not groups[1:] or groups[-1].name != column.band:
            groups.append(SideGroup(column.band, column.tone, []))
        groups[-1].rows.append(_value_row(column, comparison, chosen, selection, texts))
    return groups


def _part_row(
    column: Column, comparison: Comparison, chosen: Chosen, selection: Selection, texts: CellTexts
) -> SideRow:
    parts = [comparison.part(one.code, column.key) for one in chosen.corps]
    marks = interval_marks([(part.score, part.lower, part.upper) if part else (None, None, None) for part in parts])
    pairs = [parts_pair(part, parts[0]) for part in parts[1:]]
    cells = [
        _cell(texts.of_part(part), mark, corps_url(one, selection), pair, "score")
        for one, part, mark, pair in zip(chosen.corps, parts, marks, [None, *pairs], strict=True)
    ]
    named = Column(key=column.key, name=column.band, band="", tone=column.tone, unit="score")
    return SideRow(named, _("score 0 to 100"), "", cells, pairs)


def _value_row(
    column: Column, comparison: Comparison, chosen: Chosen, selection: Selection, texts: CellTexts
) -> SideRow:
    passport = column.passport
    values = [comparison.figures.get(one.code, {}).get(column.key) for one in chosen.corps]
    marks = interval_marks([(one.value, one.lower, one.upper) if one else (None, None, None) for one in values])
    pairs = [values_pair(passport, one, values[0]) for one in values[1:]] if passport else []
    text = texts.of_value(column)
    query = f"?period={selection.period}"
    cells = [
        _cell(
            text(value),
            mark,
            reverse("corps_indicator", kwargs={"code": one.code, "indicator": column.key}) + query,
            pair,
            column.unit,
        )
        for one, value, mark, pair in zip(chosen.corps, values, marks, [None, *pairs], strict=True)
    ]
    return SideRow(column, unit_of(column), indicator_url(column.key, selection), cells, pairs)


def _cell(text: Text, mark: IntervalMark | None, url: str, pair: Pair | None, unit: str) -> SideCell:
    return SideCell(
        text=text,
        mark=mark,
        url=url,
        verdict=pair.verdict.value if pair else "",
        statement=statement_of(pair, unit) if pair else "",
    )


def statement_of(pair: Pair, unit: str) -> str:
    """`different: +8.1 pp (2.0 to 14.1)`; the sign says which of the two is higher, not which is better."""
    words = {
        Verdict.DIFFERENT: _("different"),
        Verdict.EQUAL: _("equal"),
        Verdict.ALIKE: _("not distinguishable"),
        Verdict.UNKNOWN: _("no statement"),
    }[pair.verdict]
    if pair.verdict is not Verdict.DIFFERENT or pair.difference is None:
        return words
    if pair.is_ratio:
        times = _("%(number)s times") % {"number": numbers.number_text(pair.difference, 1)}
        return f"{words}: {times}{_margin(pair, 'ratio')}"
    if unit == "yes/no":
        return words
    return f"{words}: {numbers.change_text(pair.difference, unit)}{_margin(pair, unit)}"


def _margin(pair: Pair, unit: str) -> str:
    if not pair.by_chance or pair.lower is None or pair.upper is None:
        return ""
    if not (math.isfinite(pair.lower) and math.isfinite(pair.upper)):
        return ""
    low, high = numbers.bare_text(pair.lower, unit), numbers.bare_text(pair.upper, unit)
    return " " + _("(%(low)s to %(high)s)") % {"low": low, "high": high}


def tally_text(tally: Tally) -> str:
    """What a reader must know before they read anything into a single difference."""
    if not tally.compared:
        return ""
    return _(
        "%(different)s of %(compared)s statements with chance in them say “different”. Among equal corps about "
        "%(by_chance)s would say so by chance alone."
    ) % {
        "different": numbers.number_text(tally.different),
        "compared": numbers.number_text(tally.compared),
        "by_chance": numbers.number_text(tally.by_chance),
    }
