"""The report on several corps: every figure of each, and paper for the scores of the pillars side by side."""

from collections.abc import Mapping, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.exports.charts import corps_charts
from audit.exports.figures import (
    FIGURE_COLUMNS,
    SCORE_COLUMNS,
    columns_of,
    definitions_table,
    facts_of,
    figure_cells,
    figure_words,
    interval_words,
    mark_of,
    notes_of,
    part_words,
    score_cells,
    snapshot_of,
)
from legitimacy import numbers
from legitimacy.disclosure.frameworks import framework_rows_of
from legitimacy.disclosure.selectors import replies_read, scorecards_list
from legitimacy.disclosure.visible import VisibleScorecard, VisibleValue
from legitimacy.exports.documents import Document, NothingToReportError, Table
from legitimacy.exports.drawings import Chart
from legitimacy.indicators.registry import indicators as registry
from legitimacy.models import Corps, FrameworkItem, Register
from legitimacy.models.disclosure import Audience
from legitimacy.standings import PILLARS


def comparison_document(
    *,
    corps: Sequence[Corps],
    period: str,
    audience: str,
    as_read_by: str,
    own: frozenset[int] = frozenset(),
    indicators: Sequence[str] = (),
) -> Document:
    """Corps in the order of their names, never of their scores.

    `own` are the corps that this reader reads as the public does, as an auditor once belonged to them. `indicators`
    restricts the figures. NothingToReportError when no corps has a scorecard. About 14 queries.
    """
    cards = cards_read(corps=corps, period=period, audience=audience, own=own)
    if not cards:
        raise NothingToReportError(period)
    register = corps[0].register
    names = {one.pk: one for one in corps}
    ordered = sorted(cards, key=lambda card: names[card.corps_id].display_name.casefold())
    replies = replies_read(figure for card in ordered for figure in card.items)
    framework = framework_rows_of(ordered[0].framework)
    codes = sorted(
        {figure.indicator for card in ordered for figure in card.items if _wanted(figure.indicator, indicators)}
    )
    head = ("corps", "corps_name")
    return Document(
        kind="comparison",
        title=_("Comparison of %(count)s corps, %(period)s")
        % {"count": len(ordered), "period": numbers.period_text(period)},
        language=get_language() or "nl",
        origin=Register(register).origin,
        mark=mark_of(register),
        snapshot=snapshot_of(ordered),
        lead=[_("In the order of their names: nothing is ranked. Differences within the margins can be chance.")],
        facts=facts_of(ordered, register, period, as_read_by),
        tables=[
            _scores(ordered, names),
            Table(
                key="figures",
                title=_("Figures"),
                columns=columns_of((*head, *FIGURE_COLUMNS)),
                rows=[
                    [card.corps_code, names[card.corps_id].display_name, *figure_cells(figure, replies)]
                    for card in ordered
                    for figure in sorted(card.items, key=lambda one: one.indicator)
                    if _wanted(figure.indicator, indicators)
                ],
                about=_(
                    "In the charts dashes are the target. Where the lines of two corps overlap, chance may explain it."
                ),
                charts=_charts(ordered, names, indicators, codes, framework.items),
                word_columns=[_("Corps"), _("Indicator"), _("Figure"), _("Interval")],
                words=_words(ordered, names, indicators),
            ),
            definitions_table(codes, framework.items),
        ],
        main="figures",
        notes=notes_of(register),
    )


def cards_read(*, corps: Sequence[Corps], period: str, audience: str, own: frozenset[int]) -> list[VisibleScorecard]:
    """Scorecards of the corps as this reader reads each."""
    if not corps:
        return []
    register, ids = corps[0].register, [one.pk for one in corps]
    inside = [pk for pk in ids if pk not in own]
    outside = [pk for pk in ids if pk in own]
    cards = scorecards_list(audience=audience, register=register, period=period, corps_ids=inside) if inside else []
    if outside:
        cards += scorecards_list(audience=Audience.PUBLIC, register=register, period=period, corps_ids=outside)
    return cards


def _wanted(code: str, chosen: Sequence[str]) -> bool:
    return not chosen or code in chosen


def _fits_paper(cards: Sequence[VisibleScorecard], chosen: Sequence[str]) -> bool:
    """Only a few indicators or a few corps are readable on paper; the other files hold everything."""
    return len(cards) <= 8 or len(chosen) == 1


def _charts(
    cards: Sequence[VisibleScorecard],
    names: dict[int, Corps],
    chosen: Sequence[str],
    codes: Sequence[str],
    items: Mapping[str, FrameworkItem],
) -> list[Chart]:
    if not _fits_paper(cards, chosen):
        return []
    figures: dict[str, list[tuple[str, VisibleValue]]] = {code: [] for code in codes}
    for card in cards:
        for figure in card.items:
            if figure.indicator in figures:
                figures[figure.indicator].append((names[card.corps_id].display_name, figure))
    return corps_charts(figures, items)


def _words(cards: Sequence[VisibleScorecard], names: dict[int, Corps], chosen: Sequence[str]) -> list[list[str]]:
    if not _fits_paper(cards, chosen):
        return []
    return [
        [
            names[card.corps_id].display_name,
            f"{registry.get(figure.indicator).name} ({figure.indicator})",
            figure_words(figure),
            interval_words(figure),
        ]
        for card in cards
        for figure in sorted(card.items, key=lambda one: one.indicator)
        if _wanted(figure.indicator, chosen)
    ]


def _scores(cards: Sequence[VisibleScorecard], names: dict[int, Corps]) -> Table:
    words = []
    for card in cards:
        row = [names[card.corps_id].display_name]
        for pillar in PILLARS:
            part = card.parts.get(pillar)
            score, between = part_words(part) if part is not None else ("", "")
            row.append(f"{score} ({between})" if between else score)
        words.append(row)
    return Table(
        key="scores",
        title=_("Pillars"),
        columns=columns_of(("corps", "corps_name", *SCORE_COLUMNS)),
        rows=[
            [card.corps_code, names[card.corps_id].display_name, *score_cells(card.parts[key])]
            for card in cards
            for key in sorted(card.parts, key=lambda key: (key == "overall", key))
        ],
        word_columns=[_("Corps"), *(str(name) for name in PILLARS.values())],
        words=words,
    )
