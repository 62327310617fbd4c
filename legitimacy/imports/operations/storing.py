"""Storing checked counts: one way in for files and forms."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from legitimacy.imports.operations.checking import Count, Key
from legitimacy.imports.operations.uses import count_uses
from legitimacy.imports.pipeline import Applied
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Delivery, OperationalCount, Register
from legitimacy.models.marks import stale_marks_add


def counts_standing(corps_id: int, months: Iterable[date]) -> dict[Key, Count]:
    """What stands in the quarters of these months."""
    quarters = {Period.containing(month) for month in months}
    if not quarters:
        return {}
    span = (min(quarters).start, max(quarters).end)
    rows = OperationalCount.objects.filter(corps=corps_id, month__range=span)
    found = (Count(*cells) for cells in rows.values_list("kind", "category", "month", "months", "count"))
    return {count.key: count for count in found}


@transaction.atomic
def counts_store(
    *, corps: Corps, counts: Sequence[Count], applied: Applied, delivery: Delivery | None = None
) -> list[Count]:
    """Store checked counts of one corps, mark what must be counted again, and return those new or different."""
    stood = counts_standing(corps.pk, {count.month for count in counts})
    changed = [count for count in counts if stood.get(count.key) != count]
    for count in counts:
        applied.count(is_new=count.key not in stood, is_changed=stood.get(count.key) != count)
    if not changed:
        return changed
    if delivery is not None and delivery.pk is None:
        delivery.save()
    began = dict(
        OperationalCount.objects.filter(corps=corps).order_by().values_list("kind").annotate(first=Min("month"))
    )
    rows = [
        OperationalCount(
            corps=corps, kind=each.kind, category=each.category, month=each.month, months=each.months,
            count=each.count, origin=Register(corps.register).origin, delivery=delivery,
        )
        for each in changed
    ]  # fmt: skip
    OperationalCount.objects.bulk_create(
        rows,
        batch_size=1_000,
        update_conflicts=True,
        unique_fields=["corps", "kind", "category", "month"],
        update_fields=["count", "months", "origin", "delivery"],
    )
    _mark(corps.pk, changed, began)
    for use in count_uses:
        months = {count.month for count in changed if count.kind in use.kinds}
        if use.stored is not None and months:
            use.stored(corps, months)
    return changed


def _mark(corps_id: int, changed: Sequence[Count], began: Mapping[str, date]) -> None:
    """Mark the quarters in which the counts stand; every later one too where a corps handed over none before."""
    quarters: dict[str, set[Period]] = defaultdict(set)
    now = Period.containing(timezone.localdate())
    for count in changed:
        quarter = Period.containing(count.month)
        quarters[count.kind].add(quarter)
        while (count.kind not in began or count.month < began[count.kind]) and quarter < now:
            quarter = quarter.next
            quarters[count.kind].add(quarter)
    for use in count_uses:
        touched = sorted({quarter for kind in use.kinds for quarter in quarters.get(kind, ())})
        figures = [(corps_id, code, str(quarter)) for quarter in touched for code in use.codes]
        stale_marks_add(source=use.source, figures=figures)
