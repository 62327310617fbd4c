"""The annual national report: what was delivered, and how the corps lie, without a rank and without a name."""

from collections.abc import Mapping, Sequence

import numpy as np
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.exports.charts import LONGEST_FIGURE, Spread, end_text, goalposts_of, spread_chart
from audit.exports.comparison import cards_read
from audit.exports.figures import (
    definitions_table,
    facts_of,
    mark_of,
    notes_of,
    snapshot_of,
)
from legitimacy import numbers
from legitimacy.disclosure.frameworks import framework_rows_of
from legitimacy.disclosure.visible import VisibleScorecard
from legitimacy.exports.documents import Cell, Column, Document, NothingToReportError, Table, Type
from legitimacy.indicators.definitions import State
from legitimacy.indicators.funnel import MINIMUM_CORPS
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, FrameworkItem, Register
from legitimacy.standings import PILLARS

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
MINIMUM_TAILS = 2 * MINIMUM_CORPS
"""Corps with a figure from which on the outer tenths are marked too."""


def national_document(
    *, corps: Sequence[Corps], period: str, audience: str, as_read_by: str, own: frozenset[int] = frozenset()
) -> Document:
    """Delivery and spread of every indicator over the corps of one register.

    A spread is given from 10 corps with a figure on, so that no single one shows. NothingToReportError without
    scorecards.
    """
    cards = cards_read(corps=corps, period=period, audience=audience, own=own)
    if not cards:
        raise NothingToReportError(period)
    register = corps[0].register
    framework = framework_rows_of(cards[0].framework)
    codes = sorted({figure.indicator for card in cards for figure in card.items})
    return Document(
        kind="national",
        title=_("National report, %(period)s") % {"period": numbers.period_text(period)},
        language=get_language() or "nl",
        origin=Register(register).origin,
        mark=mark_of(register),
        snapshot=snapshot_of(cards),
        lead=[
            _("%(count)s corps have a scorecard. Half of the corps lie between the quarter and three-quarter marks.")
            % {"count": len(cards)}
        ],
        facts=facts_of(cards, register, period, as_read_by),
        tables=[_pillars(cards), _indicators(cards, codes, framework.items), definitions_table(codes, framework.items)],
        main="indicators",
        notes=notes_of(register),
    )


SPREAD = (
    *(("corps", Type.COUNT), ("with_figure", Type.COUNT), ("not_delivered", Type.COUNT), ("too_few", Type.COUNT)),
    *(("suppressed", Type.COUNT), ("quarter", Type.NUMBER), ("median", Type.NUMBER), ("three_quarters", Type.NUMBER)),
    *(("tenth", Type.NUMBER), ("nine_tenths", Type.NUMBER)),
)


def _columns(first: str) -> list[Column]:
    titles = {
        "corps": _("Corps"),
        "with_figure": _("With a figure"),
        "not_delivered": _("Not delivered"),
        "too_few": _("Too few cases"),
        "suppressed": _("Too small to show"),
        "quarter": _("Quarter mark"),
        "median": _("Median of the corps"),
        "three_quarters": _("Three-quarter mark"),
        "tenth": _("Tenth mark"),
        "nine_tenths": _("Nine-tenths mark"),
    }
    head = [Column("code", _("Code")), Column("name", first)]
    return [*head, *(Column(key, titles[key], kind) for key, kind in SPREAD)]


def _spread(known: Sequence[float]) -> list[float | None]:
    """Tenth, quarter, median, three quarters, nine tenths; None where so few corps have one that a single one shows."""
    if len(known) < MINIMUM_CORPS:
        return [None] * len(QUANTILES)
    marks: list[float | None] = [float(mark) for mark in np.quantile(known, QUANTILES)]
    return marks if len(known) >= MINIMUM_TAILS else [None, *marks[1:-1], None]


def _in_order(marks: Sequence[float | None]) -> list[float | None]:
    """The marks as the columns of the table hold them: the outer ones last."""
    return [*marks[1:-1], marks[0], marks[-1]]


def _indicators(cards: Sequence[VisibleScorecard], codes: Sequence[str], items: Mapping[str, FrameworkItem]) -> Table:
    rows: list[list[Cell]] = []
    words: list[list[str]] = []
    spreads: dict[str, list[Spread]] = {pillar: [] for pillar in PILLARS}
    for code in codes:
        found = [figure for card in cards for figure in card.items if figure.indicator == code]
        known = [figure.value for figure in found if figure.is_shown and figure.value is not None]
        states = [figure.state for figure in found]
        hidden = sum(figure.state == State.OK and not figure.is_shown for figure in found)
        marks = _spread(known)
        name, unit = str(indicators.get(code).name), indicators.get(code).unit
        missing = states.count(State.NOT_DELIVERED)
        if (ends := goalposts_of(items.get(code))) is not None:
            median = "" if marks[2] is None else numbers.value_text(marks[2], unit)
            median = median if len(median) <= LONGEST_FIGURE else numbers.bare_text(marks[2] or 0.0, unit)
            told = (median, end_text(ends[0], unit), end_text(ends[1], unit))
            spread = Spread(label=f"{code} {name}", marks=marks, ends=ends, words=told)
            spreads[indicators.get(code).pillar].append(spread)
        rows.append(
            [code, name, len(found), len(known), missing, states.count(State.TOO_FEW), hidden, *_in_order(marks)]
        )
        words.append(
            [
                f"{name} ({code})",
                f"{len(known)}/{len(found)}",
                *("" if mark is None else numbers.value_text(mark, unit) for mark in marks),
            ]
        )
    return Table(
        key="indicators",
        title=_("Indicators"),
        about=_("The marks are left out under %(count)s corps with a figure.") % {"count": MINIMUM_CORPS}
        + " "
        + _(
            "In the charts each line goes from floor (left) to target (right): the dot is the median, the broad bar "
            "half of the corps, the thin line eight in ten."
        ),
        charts=[chart for pillar, name in PILLARS.items() for chart in spread_chart(str(name), spreads[pillar])],
        columns=_columns(_("Indicator")),
        rows=rows,
        word_columns=[
            *(_("Indicator"), _("Corps with a figure"), _("Tenth mark"), _("Quarter mark")),
            *(_("Median of the corps"), _("Three-quarter mark"), _("Nine-tenths mark")),
        ],
        words=words,
    )


def _pillars(cards: Sequence[VisibleScorecard]) -> Table:
    rows: list[list[Cell]] = []
    words: list[list[str]] = []
    spreads = []
    for pillar, name in PILLARS.items():
        parts = [card.parts[pillar] for card in cards if pillar in card.parts]
        known = [part.score for part in parts if part.is_shown and part.score is not None]
        hidden = sum(part.visibility != "shown" for part in parts)
        marks = _spread(known)
        missing = len(parts) - len(known) - hidden
        median = "" if marks[2] is None else numbers.score_text(marks[2])
        spreads.append(Spread(label=str(name), marks=marks, ends=(0.0, 100.0), words=(median, "0", "100")))
        rows.append([pillar, str(name), len(parts), len(known), missing, 0, hidden, *_in_order(marks)])
        words.append(
            [
                str(name),
                f"{len(known)}/{len(parts)}",
                *("" if mark is None else numbers.score_text(mark) for mark in marks),
            ]
        )
    return Table(
        key="pillars",
        title=_("Pillars"),
        charts=spread_chart(_("Scores of the pillars"), spreads),
        columns=_columns(_("Pillar")),
        rows=rows,
        word_columns=[
            *(_("Pillar"), _("Corps with a score"), _("Tenth mark"), _("Quarter mark")),
            *(_("Median of the corps"), _("Three-quarter mark"), _("Nine-tenths mark")),
        ],
        words=words,
    )
