"""From stored rows to what may be read: the one place where numbers are taken out of a figure or a score."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet

from legitimacy.disclosure.cells import UNDECIDED
from legitimacy.disclosure.visible import VisiblePart, VisibleValue
from legitimacy.indicators.definitions import State, Visibility
from legitimacy.models import IndicatorValue, PartPublication, Publication, Release
from legitimacy.models.disclosure import Audience

WORDS = (
    *("pk", "subject_id", "subject__code", "indicator", "period", "window", "state", "coverage", "back_cast"),
    *("origin", "source", "as_of", "run_id", "revision"),
)
NUMBERS = ("value", "lower", "upper", "numerator", "denominator", "n")
PART_WORDS = (
    *("corps_id", "corps__code", "framework__code", "framework__valid_from"),
    *("period", "key", "level", "visibility", "coverage", "verified"),
)
PART_NUMBERS = (
    *("score", "lower", "upper", "bound_low", "bound_high"),
    *("rank", "rank_low", "rank_high", "group_size"),
)


def inside_values(audience: str) -> QuerySet[IndicatorValue]:
    """The figures in force, with the decision for an audience inside beside each (none yet: not shown)."""
    decision = Q(publications__audience=audience, publications__release__isnull=True)
    return IndicatorValue.objects.filter(current__isnull=False).alias(
        decision=FilteredRelation("publications", condition=decision)
    )


def inside_rows(values: QuerySet[Any]) -> list[VisibleValue]:
    fields = (*WORDS, *NUMBERS, "decision__visibility", "decision__reason")
    return [visible_value(dict(zip(fields, row, strict=True)), "decision__") for row in values.values_list(*fields)]


def public_publications() -> QuerySet[Publication]:
    """Of each figure the decision of the newest approved release that holds its subject, indicator and period.

    Newer decisions are looked for from the figure: its key leads straight to them, the audience's index does not.
    """
    approved = {"audience": Audience.PUBLIC, "release__status": Release.Status.APPROVED}
    newer = IndicatorValue.objects.filter(
        subject=OuterRef("value__subject"),
        indicator=OuterRef("value__indicator"),
        period=OuterRef("value__period"),
        publications__release__status=Release.Status.APPROVED,
        publications__release__approved_at__gt=OuterRef("release__approved_at"),
    )
    return Publication.objects.filter(~Exists(newer), **approved)


def inside_publications(audience: str) -> QuerySet[Publication]:
    """The decisions for an audience inside about the figures in force."""
    return Publication.objects.filter(audience=audience, release=None, value__current__isnull=False)


def publication_rows(publications: QuerySet[Any]) -> list[VisibleValue]:
    fields = (*(f"value__{name}" for name in (*WORDS, *NUMBERS)), "visibility", "reason")
    names = (*WORDS, *NUMBERS, "visibility", "reason")
    return [visible_value(dict(zip(names, row, strict=True)), "") for row in publications.values_list(*fields)]


def released_rows(condition: Q) -> list[VisibleValue]:
    """The figures that `condition` (from a decision) names, each by the newest approved release that holds it.

    One query. The newest is picked here: asking the database for it, row by row, took a hundred times as long.
    """
    approved = Publication.objects.filter(condition, audience=Audience.PUBLIC, release__status=Release.Status.APPROVED)
    found = publication_rows(approved.order_by("release__approved_at", "pk"))
    return list({(value.subject_id, value.indicator, value.period): value for value in found}.values())


def publication_rows_by_release(publications: QuerySet[Publication]) -> list[tuple[int, VisibleValue]]:
    """As `publication_rows`, each with the id of its release."""
    fields = ("release_id", *(f"value__{name}" for name in (*WORDS, *NUMBERS)), "visibility", "reason")
    names = (*WORDS, *NUMBERS, "visibility", "reason")
    return [
        (release_id, visible_value(dict(zip(names, row, strict=True)), ""))
        for release_id, *row in publications.values_list(*fields)
    ]


def visible_value(row: Mapping[str, Any], decision: str) -> VisibleValue:
    """A figure with its numbers only where it was measured and may be shown. No decision means not shown."""
    visibility = row[f"{decision}visibility"] or Visibility.SUPPRESSED
    reason = row[f"{decision}reason"] if row[f"{decision}visibility"] else UNDECIDED
    shown = visibility == Visibility.SHOWN and row["state"] == State.OK
    return VisibleValue(
        value_id=row["pk"],
        corps_code=row["subject__code"],
        visibility=str(visibility),
        reason=reason,
        **{name: row[name] for name in WORDS if name not in ("pk", "subject__code")},
        **({name: row[name] for name in NUMBERS} if shown else {}),
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
