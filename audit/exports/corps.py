"""The report on one corps: two pages to give account with, and an annex with every figure."""

from collections.abc import Mapping, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.exports.charts import FEWEST_POINTS, history_words, pillar_charts, trend_charts
from audit.exports.figures import (
    FIGURE_COLUMNS,
    SCORE_COLUMNS,
    bar_of,
    columns_of,
    corps_and_code,
    definitions_table,
    facts_of,
    figure_cells,
    figure_words,
    interval_words,
    mark_of,
    notes_of,
    part_name,
    part_words,
    score_cells,
    score_words,
    snapshot_of,
    target_words,
)
from legitimacy import numbers
from legitimacy.disclosure.frameworks import framework_rows_of
from legitimacy.disclosure.selectors import replies_read, scorecard_get, values_history
from legitimacy.disclosure.visible import VisibleScorecard, VisibleValue
from legitimacy.exports.documents import Cell, Document, NothingToReportError, Table
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, FrameworkItem, Reply

MOST_POINTS = 16
TREND_COLUMNS = ("code", "name", "unit", "figure_period", "state", "visibility", "value", "lower", "upper")


def corps_document(*, corps: Corps, period: str, audience: str, as_read_by: str) -> Document:
    """Scores, figures with their intervals and replies, definitions. NothingToReportError without a scorecard."""
    card = scorecard_get(audience=audience, corps=corps, period=period)
    if card is None:
        raise NothingToReportError(corps.code)
    framework = framework_rows_of(card.framework)
    replies = replies_read(card.items)
    figures = sorted(card.items, key=lambda one: one.indicator)
    histories = _histories(corps, period, audience)
    return Document(
        kind="corps",
        title=_("%(corps)s, %(period)s") % {"corps": corps_and_code(corps), "period": numbers.period_text(period)},
        language=get_language() or "nl",
        origin=card.origin,
        mark=mark_of(corps.register),
        snapshot=snapshot_of([card]),
        lead=[
            _("%(delivered)s of %(due)s indicators that were due are delivered.")
            % {"delivered": card.delivered, "due": card.due}
        ],
        facts=[(_("Corps"), corps_and_code(corps)), *facts_of([card], corps.register, period, as_read_by)],
        tables=[
            _scores(card, framework.facets),
            Table(
                key="figures",
                title=_("Figures"),
                about=_(
                    "In the charts each figure stands on its own way from floor (left) to target (right); the broad "
                    "line is its 95 % interval. What lies far beyond stands at the edge."
                ),
                charts=pillar_charts(figures, framework.items),
                columns=columns_of(FIGURE_COLUMNS),
                rows=[figure_cells(one, replies) for one in figures],
                word_columns=[_("Indicator"), _("Figure"), _("Interval"), _("Target"), _("Score")],
                words=[
                    [
                        f"{indicators.get(one.indicator).name} ({one.indicator})",
                        figure_words(one),
                        interval_words(one),
                        target_words(framework.items.get(one.indicator)),
                        score_words(one),
                    ]
                    for one in figures
                ],
                bars=[bar_of(one.score, one.score_lower, one.score_upper) for one in figures],
            ),
            _trends(histories, framework.items),
            _replies(card, replies),
            definitions_table([one.indicator for one in figures], framework.items),
        ],
        main="figures",
        notes=notes_of(corps.register),
    )


def _scores(card: VisibleScorecard, facets: tuple[object, ...]) -> Table:
    keys = sorted(card.parts, key=lambda key: (key == "overall", key))
    parts = [card.parts[key] for key in keys]
    words = [part_words(part) for part in parts]
    return Table(
        key="scores",
        title=_("Pillars"),
        columns=columns_of(SCORE_COLUMNS),
        rows=[score_cells(part) for part in parts],
        word_columns=[_("Part"), _("Score"), _("Range"), _("Delivered")],
        words=[
            [part_name(part.key, facets), score, between, numbers.share_text(part.coverage)]  # type: ignore[arg-type]
            for part, (score, between) in zip(parts, words, strict=True)
        ],
        bars=[bar_of(part.score, part.lower, part.upper) if part.is_shown else None for part in parts],
    )


def _histories(corps: Corps, period: str, audience: str) -> dict[str, list[VisibleValue]]:
    """Figures of each indicator up to the period, the oldest first, where enough of them may be shown. One query."""
    end = Period.parse(period).end
    found: dict[str, list[VisibleValue]] = {}
    for figure in values_history(audience=audience, subject=corps):
        if figure.indicator in indicators and Period.parse(figure.period).end <= end:
            found.setdefault(figure.indicator, []).append(figure)
    newest = {code: figures[-MOST_POINTS:] for code, figures in sorted(found.items())}
    return {code: figures for code, figures in newest.items() if sum(one.is_shown for one in figures) >= FEWEST_POINTS}


def _trends(histories: Mapping[str, Sequence[VisibleValue]], items: Mapping[str, FrameworkItem]) -> Table:
    return Table(
        key="trends",
        title=_("Through time"),
        about=_("Dashes are the target, upright lines 95 % intervals. The line has a gap where a figure is missing."),
        columns=columns_of(TREND_COLUMNS),
        rows=[_trend_cells(one) for history in histories.values() for one in history],
        word_columns=[_("Indicator"), _("Figures")],
        words=[[f"{indicators.get(code).name} ({code})", history_words(one)] for code, one in histories.items()],
        charts=trend_charts(histories, items),
    )


def _trend_cells(figure: VisibleValue) -> list[Cell]:
    """The period always stands there, as here it tells the points apart."""
    cells = dict(zip(FIGURE_COLUMNS, figure_cells(figure, {}), strict=True))
    return [(cells | {"figure_period": figure.period})[key] for key in TREND_COLUMNS]


def _replies(card: VisibleScorecard, replies: dict[int, list[Reply]]) -> Table:
    """Replies travel with the exact figure that they answer."""
    found = [(figure, reply) for figure in card.items for reply in replies.get(figure.value_id or 0, [])]
    rows = [[figure.indicator, figure.value_id, reply.written_at.isoformat(), reply.text] for figure, reply in found]
    return Table(
        key="replies",
        title=_("Replies of the corps"),
        columns=columns_of(("code", "value", "as_of", "reply")),
        rows=rows,
        word_columns=[_("Indicator"), _("Figure"), _("Reply")],
        words=[
            [str(indicators.get(figure.indicator).name), figure_words(figure), reply.text] for figure, reply in found
        ],
    )
