"""Writing scorecards: in place, since they follow from values, and then what each audience may see of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from django.db import models
from django.utils import timezone

from legitimacy.disclosure.services import publications_decide
from legitimacy.models import IndicatorScore, Run, Scorecard, ScorePart
from legitimacy.models.inserting import rows_insert
from legitimacy.scorecards.scoring import Scores
from legitimacy.scorecards.services.peers import peers_freeze
from legitimacy.scorecards.sources import plain_cells

BATCH = 2_000
CARD = ["origin", "delivered", "due", "compensation_loss", "draws", "run", "computed_at"]
PART = [
    *("level", "score", "lower", "upper", "bound_low", "bound_high", "coverage", "verified"),
    *("rank", "rank_low", "rank_high", "group_size"),
]
ITEM = ["value_id", "score", "unclipped", "lower", "upper", "effective_weight"]


def scorecards_write(*, run: Run, scores: Sequence[Scores]) -> list[Scorecard]:
    """Write the scorecards of a period, by each framework that judges it, and decide what may be seen of them.

    Belongs in the transaction that ends the run. Without a framework there is nothing to write.
    """
    cards = [card for each in scores for card in _judged_write(run, each)]
    if scores:
        publications_decide(run=run, scorecards=cards)
    return cards


def _judged_write(run: Run, scores: Scores) -> list[Scorecard]:
    cards = _cards_write(run, scores)
    ids = {card.corps_id: card.pk for card in cards}
    _parts_write(ids, scores.parts)
    _items_write(ids, scores.items)
    peers_freeze(framework=scores.framework)
    return cards


def _cards_write(run: Run, scores: Scores) -> list[Scorecard]:
    """Scorecards of corps that no longer get one are taken away."""
    stale = Scorecard.objects.filter(period=str(scores.period), framework=scores.framework)
    if scores.registers is not None:
        stale = stale.filter(corps__register__in=scores.registers)
    gone = set(stale.values_list("corps_id", flat=True)) - set(scores.cards.index)
    if gone:
        stale.filter(corps_id__in=gone).delete()
    shared = {
        "period": str(scores.period), "framework": scores.framework, "run": run, "draws": scores.draws,
        "computed_at": timezone.now(),
    }  # fmt: skip
    return Scorecard.objects.bulk_create(
        [Scorecard(corps_id=row.pop("subject_id"), **shared, **row) for row in plain_rows(scores.cards.reset_index())],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["corps", "period", "framework"],
        update_fields=CARD,
    )


def _parts_write(cards: Mapping[int, int], parts: pd.DataFrame) -> None:
    _upsert(ScorePart, cards, parts, PART, key="key")


def _items_write(cards: Mapping[int, int], items: pd.DataFrame) -> None:
    standing = {(cards[corps], code) for corps, code in zip(items["subject_id"], items["indicator"], strict=True)}
    stored = IndicatorScore.objects.filter(scorecard__in=cards.values()).values_list("pk", "scorecard_id", "indicator")
    gone = [pk for pk, card, code in stored if (card, code) not in standing]
    if gone:
        IndicatorScore.objects.filter(pk__in=gone).delete()
    _upsert(IndicatorScore, cards, items, ITEM, key="indicator")


def _upsert(
    model: type[models.Model], cards: Mapping[int, int], frame: pd.DataFrame, columns: Sequence[str], *, key: str
) -> None:
    rows = frame.assign(scorecard_id=frame["subject_id"].map(cards))[["scorecard_id", key, *columns]]
    rows_insert(model, list(rows.columns), plain_cells(rows), unique=("scorecard_id", key))


def plain_rows(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of `frame` as Django takes them: Python's own types, None for NaN."""
    plain = frame.astype(object)
    for row in plain.where(plain.notna(), None).to_dict("records"):
        yield {str(name): value for name, value in row.items()}
