"""Tables that several reports share: scores, figures and what the figures mean."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from legitimacy import numbers
from legitimacy.charts.measured import state_words
from legitimacy.disclosure.visible import VisiblePart, VisibleScorecard, VisibleValue
from legitimacy.exports.documents import Bar, Cell, Column, Table, Type
from legitimacy.exports.scorecards import figure_row, part_row, reply_text
from legitimacy.indicators.definitions import Visibility
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, FrameworkFacet, FrameworkItem, Register, Reply
from legitimacy.standings import MEASURED_BY, PILLARS, STANDINGS, WINDOWS, Standing

Replies = Mapping[int, Sequence[Reply]]


def mark_of(register: str) -> str:
    """What stands on every page of a report whose figures are not real."""
    if register == Register.EXAMPLE:
        return _("Voorbeeldland: fictional corps with simulated figures.")
    if register == Register.FOREIGN_TEST:
        return _("Foreign test register: real records from elsewhere, only to prove that imports work.")
    return ""


def facts_of(cards: Sequence[VisibleScorecard], register: str, period: str, audience: str) -> list[tuple[str, str]]:
    """What a file must say of itself: register, period, framework, snapshot, release, seed, reader."""
    releases = sorted({card.release for card in cards if card.release})
    runs = sorted({card.run_id for card in cards})
    return [
        (_("Register"), str(Register(register).label)),
        (_("Period"), numbers.period_text(period)),
        (_("Framework"), ", ".join(sorted({card.framework for card in cards}))),
        (
            _("Snapshot"),
            _("computed on %(moment)s, run %(runs)s")
            % {"moment": numbers.moment_text(snapshot_of(cards)), "runs": ", ".join(map(str, runs))},
        ),
        *([(_("Release"), ", ".join(releases))] if releases else []),
        (_("Seed of the draws"), _("made of period, framework, indicator and corps")),
        (_("As read by"), audience),
    ]


def snapshot_of(cards: Iterable[VisibleScorecard]) -> datetime:
    """When the newest of the scorecards was computed: the same snapshot gives the same file."""
    return max(card.computed_at for card in cards)


def notes_of(register: str) -> list[str]:
    """The method in a few sentences."""
    return [
        *([mark_of(register)] if mark_of(register) else []),
        _(
            "A figure has a 95 % interval where it comes from a sample or counts; scores have a 5-95 % range from "
            "2,000 seeded draws."
        ),
        _("c: too small to show. m: not delivered. Neither is a zero."),
        _(
            "Scores lie between a fixed floor (0) and target (100) of the framework; a corps's score never moves "
            "because another's did."
        ),
        _("Differences within the margins can be chance. Nothing is ranked."),
    ]


SCORE_COLUMNS = (
    *("level", "code", "state", "visibility", "score", "score_lower", "score_upper", "bound_low", "bound_high"),
    *("coverage", "verified"),
)
FIGURE_COLUMNS = (
    *("code", "name", "unit", "state", "visibility", "reason"),
    *("value", "lower", "upper", "numerator", "denominator", "n"),
    *("score", "score_lower", "score_upper", "effective_weight", "coverage", "figure_period", "window", "back_cast"),
    *("source", "as_of", "run", "revision", "reply"),
)
SHARES = frozenset({"coverage", "verified", "effective_weight"})
TEXTS = frozenset(
    {
        *("level", "code", "name", "unit", "state", "visibility", "reason", "figure_period", "window", "back_cast"),
        *("source", "as_of", "reply", "corps", "corps_name"),
    }
)


def columns_of(keys: Iterable[str]) -> list[Column]:
    return [Column(key, _title(key), _type(key)) for key in keys]


def _type(key: str) -> Type:
    if key in TEXTS:
        return Type.TEXT
    return Type.SHARE if key in SHARES else Type.NUMBER


def _title(key: str) -> str:
    return {
        "corps": _("Code of the corps"),
        "corps_name": _("Corps"),
        "level": _("Level"),
        "code": _("Code"),
        "name": _("Indicator"),
        "unit": _("Unit"),
        "state": _("State"),
        "visibility": _("Visibility"),
        "reason": _("Reason"),
        "value": _("Figure"),
        "lower": _("Lower limit (95 %)"),
        "upper": _("Upper limit (95 %)"),
        "numerator": _("Numerator"),
        "denominator": _("Denominator"),
        "n": _("Sample size"),
        "score": _("Score"),
        "score_lower": _("Score, 5 %"),
        "score_upper": _("Score, 95 %"),
        "bound_low": _("Missing counted as 0"),
        "bound_high": _("Missing counted as 100"),
        "effective_weight": _("Effective weight"),
        "coverage": _("Coverage"),
        "verified": _("Measured externally or audited"),
        "figure_period": _("Figure of"),
        "window": _("Window"),
        "back_cast": _("Summed from merged corps"),
        "source": _("Source"),
        "as_of": _("As of"),
        "run": _("Run"),
        "revision": _("Revision"),
        "reply": _("Reply"),
    }[key]


def cell_of(value: object) -> Cell:
    """A cell that every kind of file can hold."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, (str, int, float)):
        # Codes of enums are plain texts in a file.
        return str(value) if isinstance(value, str) else value
    return value.isoformat() if isinstance(value, datetime) else str(value)


def score_cells(part: VisiblePart) -> list[Cell]:
    row = part_row(part)
    return [cell_of(row.get(key)) for key in SCORE_COLUMNS]


def figure_cells(figure: VisibleValue, replies: Replies) -> list[Cell]:
    row = figure_row(figure) | {
        "unit": indicators.get(figure.indicator).unit,
        "reply": reply_text(replies.get(figure.value_id or 0, [])),
    }
    return [cell_of(row.get(key)) for key in FIGURE_COLUMNS]


def figure_words(figure: VisibleValue) -> str:
    """The figure as a reader writes it, or the word for why there is none."""
    if figure.is_shown and figure.value is not None:
        return numbers.value_text(figure.value, indicators.get(figure.indicator).unit)
    return state_words(figure)


def interval_words(figure: VisibleValue) -> str:
    if not figure.is_shown:
        return ""
    return numbers.interval_text(figure.lower, figure.upper, indicators.get(figure.indicator).unit)


def part_words(part: VisiblePart) -> tuple[str, str]:
    """Score and range of a pillar, facet or the whole."""
    if part.visibility == Visibility.BAND and part.lower is not None and part.upper is not None:
        return _("between %(low)s and %(high)s") % {"low": f"{part.lower:g}", "high": f"{part.upper:g}"}, ""
    if part.visibility != Visibility.SHOWN:
        return str(STANDINGS[Standing.SUPPRESSED]), ""
    if part.score is None:
        return _("too little delivered"), ""
    return numbers.score_text(part.score), _range(part.lower, part.upper)


def _range(lower: float | None, upper: float | None) -> str:
    if lower is None or upper is None:
        return ""
    return f"{numbers.score_text(lower)}\u2013{numbers.score_text(upper)}"


def score_words(figure: VisibleValue) -> str:
    if figure.score is None:
        return ""
    between = _range(figure.score_lower, figure.score_upper)
    return f"{numbers.score_text(figure.score)} ({between})" if between else numbers.score_text(figure.score)


def bar_of(score: float | None, lower: float | None, upper: float | None) -> Bar | None:
    return None if score is None else Bar(score, lower, upper)


def part_name(key: str, facets: Iterable[FrameworkFacet]) -> str:
    if key == "overall":
        return _("Overall score")
    pillar, _dot, facet = key.partition(".")
    if not facet:
        return str(PILLARS[pillar])
    return next((str(one) for one in facets if one.pillar == pillar and one.code == facet), facet)


def target_words(item: FrameworkItem | None) -> str:
    if item is None or item.target is None:
        return ""
    return numbers.goalpost_text(item.target, indicators.get(item.indicator).unit)


def definitions_table(codes: Iterable[str], items: Mapping[str, FrameworkItem]) -> Table:
    """What every indicator of the report means, and how the framework judges it."""
    keys = {
        "code": _("Code"),
        "name": _("Indicator"),
        "pillar": _("Pillar"),
        "question": _("Question"),
        "numerator": _("Numerator"),
        "denominator": _("Denominator"),
        "unit": _("Unit"),
        "window": _("Window"),
        "measured_by": _("Measured by"),
        "direction": _("Direction"),
        "floor": _("Floor"),
        "target": _("Target"),
        "method": _("Method"),
        "caution": _("Caution"),
    }
    rows: list[list[Cell]] = []
    for code in codes:
        one, item = indicators.get(code), items.get(code)
        rows.append(
            [
                code,
                str(one.name),
                str(PILLARS[one.pillar]),
                str(one.question),
                str(one.numerator_label),
                str(one.denominator_label),
                one.unit,
                str(WINDOWS[one.window]),
                str(MEASURED_BY[one.measured_by]),
                str(one.direction),
                item.floor if item else None,
                item.target if item else None,
                str(one.method),
                str(one.caution),
            ]
        )
    numeric = {"floor", "target"}
    return Table(
        key="definitions",
        title=_("What the indicators mean"),
        columns=[Column(key, title, Type.NUMBER if key in numeric else Type.TEXT) for key, title in keys.items()],
        rows=rows,
    )


def corps_and_code(corps: Corps) -> str:
    return f"{corps.display_name} ({corps.code})"
