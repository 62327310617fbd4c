"""From stored rows to what may be read: the one place where numbers are taken out of a figure or a score."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Case, Exists, FilteredRelation, OuterRef, Q, QuerySet, Value, When

from legitimacy.disclosure.cells import UNDECIDED
from legitimacy.disclosure.visible import VisiblePart, VisibleValue
from legitimacy.indicators.definitions import State, Visibility
from legitimacy.models import IndicatorValue, PartPublication, Publication
from legitimacy.models.disclosure import Audience, public_releases

WORDS = (
    *("pk", "subject_id", "subject__code", "indicator", "period", "window", "state", "coverage", "back_cast"),
    *("origin", "source", "as_of", "run_id", "revision"),
)
NUMBERS = ("value", "lower", "upper", "numerator", "denominator", "n")
DECISION = ("visibility", "reason")
Row = tuple[Any, ...]
"""A figure as it is stored, by `WORDS`, `NUMBERS` and `DECISION`. It never leaves this package: see `visible_value`."""
VALUE_ID, SUBJECT, INDICATOR = (WORDS.index(name) for name in ("pk", "subject_id", "indicator"))
PART_WORDS = (
    *("corps_id", "corps__code", "framework__code", "framework__valid_from"),
    *("period", "key", "level", "visibility", "coverage", "verified"),
)
HIDDEN = (None,) * len(NUMBERS)
PART_NUMBERS = (
    *("score", "lower", "upper", "bound_low", "bound_high"),
    *("rank", "rank_low", "rank_high", "group_size"),
)


class Score(NamedTuple):
    """Score of one figure on one scorecard, 0-100, with its 5-95 % range."""

    score: float | None = None
    lower: float | None = None
    upper: float | None = None


NO_SCORE = Score()


def inside_values(audience: str) -> QuerySet[IndicatorValue]:
    """The figures in force, with the decision for an audience inside beside each (none yet: not shown)."""
    decision = Q(publications__audience=audience, publications__release__isnull=True)
    return IndicatorValue.objects.filter(current__isnull=False).alias(
        decision=FilteredRelation("publications", condition=decision)
    )


def inside_rows(values: QuerySet[Any]) -> list[VisibleValue]:
    return [visible_value(row) for row in values.values_list(*WORDS, *NUMBERS, *_decided("decision__"))]


def inside_standing(values: QuerySet[Any], scorecard_ids: Sequence[int]) -> Iterator[tuple[Row, Score]]:
    """The rows of these figures, each with its score on one of the scorecards: `NO_SCORE` where it has none.

    One query. PostgreSQL gives the one that stands (see `standing_order`) of each subject and indicator alone: figures
    of one indicator are all of quarters or all of years, so that their periods stand in the order of their texts.
    Elsewhere the one that stands comes last.
    """
    values = values.alias(scored=FilteredRelation("scores", condition=Q(scores__scorecard__in=scorecard_ids)))
    silent = Case(When(state=State.NOT_DELIVERED, then=Value(1)), default=Value(0))
    if connection.features.can_distinct_on_fields:
        values = values.order_by("subject_id", "indicator", silent, "-period").distinct("subject_id", "indicator")
    else:
        values = values.order_by("subject_id", "indicator", silent.desc(), "period")
    scores = [f"scored__{name}" for name in Score._fields]
    for row in values.values_list(*WORDS, *NUMBERS, *_decided("decision__"), *scores):
        yield row[:-3], Score._make(row[-3:])


def public_publications() -> QuerySet[Publication]:
    """Of each figure the decision of the newest approved release that holds its subject, indicator and period.

    Newer decisions are looked for from the figure: its key leads straight to them, the audience's index does not.
    """
    approved = {"audience": Audience.PUBLIC, **public_releases("release__")}
    newer = IndicatorValue.objects.filter(
        subject=OuterRef("value__subject"),
        indicator=OuterRef("value__indicator"),
        period=OuterRef("value__period"),
        publications__release__approved_at__gt=OuterRef("release__approved_at"),
        **public_releases("publications__release__"),
    )
    return Publication.objects.filter(~Exists(newer), **approved)


def inside_publications(audience: str) -> QuerySet[Publication]:
    """The decisions for an audience inside about the figures in force."""
    return Publication.objects.filter(audience=audience, release=None, value__current__isnull=False)


def publication_rows(publications: QuerySet[Any]) -> list[VisibleValue]:
    return [visible_value(row) for row in publications.values_list(*_published(), *DECISION)]


def publication_stream(publications: QuerySet[Any]) -> Iterator[VisibleValue]:
    """The same one after another, whatever their number: a few thousand at a time are in memory."""
    rows = publications.values_list(*_published(), *DECISION)
    return (visible_value(row) for row in rows.iterator(chunk_size=2000))


def released_rows(condition: Q) -> list[VisibleValue]:
    """The figures that `condition` (from a decision) names, each by the newest approved release that holds it.

    One query. The newest is picked here: asking the database for it, row by row, took a hundred times as long.
    """
    approved = Publication.objects.filter(condition, audience=Audience.PUBLIC, **public_releases("release__"))
    found = publication_rows(approved.order_by("release__approved_at", "pk"))
    return list({(value.subject_id, value.indicator, value.period): value for value in found}.values())


def publication_rows_by_release(publications: QuerySet[Publication]) -> Iterator[tuple[int, Row]]:
    """The row of each figure, with the id of its release."""
    for release_id, *row in publications.values_list("release_id", *_published(), *DECISION):
        yield release_id, tuple(row)


def _decided(way: str) -> list[str]:
    return [f"{way}{name}" for name in DECISION]


def _published() -> list[str]:
    return [f"value__{name}" for name in (*WORDS, *NUMBERS)]


def visible_value(row: Row, effective_weight: float = 0.0, score: Score = NO_SCORE) -> VisibleValue:
    """A figure with its numbers and score only where it was measured and may be shown. No decision means not shown.

    Written out field by field: a comparison of a country makes thirteen thousand of them.
    """
    value_id, subject_id, corps_code, indicator, period, window, state, coverage, back_cast = row[:9]
    origin, source, as_of, run_id, revision = row[9:14]
    visibility, reason = row[20:]
    if not visibility:
        visibility, reason = Visibility.SUPPRESSED.value, UNDECIDED
    numbers: Sequence[float | None] = row[14:20]
    if visibility != Visibility.SHOWN.value or state != State.OK.value:
        numbers, score = HIDDEN, NO_SCORE
    value, lower, upper, numerator, denominator, n = numbers
    return VisibleValue(
        subject_id=subject_id,
        corps_code=corps_code,
        indicator=indicator,
        period=period,
        window=window,
        state=state,
        visibility=visibility,
        reason=reason,
        value=value,
        lower=lower,
        upper=upper,
        numerator=numerator,
        denominator=denominator,
        n=n,
        coverage=coverage,
        back_cast=back_cast,
        origin=origin,
        source=source,
        as_of=as_of,
        run_id=run_id,
        revision=revision,
        value_id=value_id,
        score=score[0],
        score_lower=score[1],
        score_upper=score[2],
        effective_weight=effective_weight,
    )


def part_rows(parts: QuerySet[PartPublication]) -> Iterable[VisiblePart]:
    """Parts as they were frozen; `suppressed` carries no number even if one were stored."""
    for row in parts.values(*PART_WORDS, *PART_NUMBERS):
        yield visible_part(row)


def visible_part(row: Mapping[str, Any]) -> VisiblePart:
    readable: tuple[str, ...] = PART_NUMBERS
    if row["visibility"] != Visibility.SHOWN:
        readable = ("lower", "upper") if row["visibility"] == Visibility.BAND else ()
    return VisiblePart(
        corps_code=row["corps__code"],
        framework=row["framework__code"],
        framework_from=row["framework__valid_from"],
        **{name: row[name] for name in PART_WORDS if "__" not in name},
        **{name: row[name] for name in readable},
    )
