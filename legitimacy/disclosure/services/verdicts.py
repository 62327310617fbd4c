"""Storing the decisions about figures."""

from collections.abc import Collection, Iterable, Mapping

from legitimacy.disclosure.cells import SHOWN, Cell, Verdict
from legitimacy.disclosure.policy import Measure
from legitimacy.disclosure.reading import Table, current_in
from legitimacy.disclosure.windows import is_stock_of_staff
from legitimacy.indicators.definitions import Visibility
from legitimacy.models import Publication, Release
from legitimacy.models.disclosure import Audience, public_releases
from legitimacy.models.inserting import rows_insert

BATCH = 2000
COLUMNS = ("value_id", "audience", "visibility", "reason", "release_id")


def verdicts_store(audience: Audience, decided: Mapping[int, Verdict], tables: Collection[Table]) -> int:
    """Write the decisions for an audience inside that differ from the stored ones; return how many those were."""
    current = current_in(tables).values("pk")
    stored = Publication.objects.filter(audience=audience, release=None, value__in=current)
    known = {
        value_id: (pk, (visibility, reason))
        for value_id, pk, visibility, reason in stored.values_list("value_id", "pk", "visibility", "reason")
    }
    fresh = [
        value_id
        for value_id, verdict in decided.items()
        if value_id not in known or known[value_id][1] != (verdict.visibility, verdict.reason)
    ]
    replaced = [known[value_id][0] for value_id in fresh if value_id in known]
    for start in range(0, len(replaced), BATCH):
        Publication.objects.filter(pk__in=replaced[start : start + BATCH]).delete()
    verdicts_insert(decided, fresh, audience=audience)
    return len(fresh)


def verdicts_insert(
    decided: Mapping[int, Verdict], value_ids: Iterable[int], *, audience: Audience, release: Release | None = None
) -> None:
    release_id = release.pk if release else None
    rows = (
        (value_id, str(audience), str(decided[value_id].visibility), decided[value_id].reason, release_id)
        for value_id in value_ids
    )
    rows_insert(Publication, COLUMNS, rows)


def stocks_public(cells: Iterable[Cell], measures: Mapping[str, Measure]) -> frozenset[int]:
    """Ids of the stocks of staff among these figures that the public reads. One query, none without such stocks."""
    stocks = [cell.value_id for cell in cells if is_stock_of_staff(measures[cell.indicator])]
    if not stocks:
        return frozenset()
    shown = Publication.objects.filter(
        audience=Audience.PUBLIC, visibility=Visibility.SHOWN, value__in=stocks, **public_releases("release__")
    )
    return frozenset(shown.values_list("value_id", flat=True))


def stocks_open(
    cells: Mapping[int, Cell], decided: Mapping[int, Verdict], measures: Mapping[str, Measure], released: Iterable[int]
) -> None:
    """Let researchers read the stocks of staff that the public reads from now on."""
    ids = [one for one in released if decided[one].is_shown and is_stock_of_staff(measures[cells[one].indicator])]
    inside = Publication.objects.filter(audience=Audience.RESEARCHER, release=None, value__in=ids)
    hidden = list(inside.exclude(visibility=Visibility.SHOWN).values_list("value_id", flat=True))
    inside.filter(value__in=hidden).delete()
    verdicts_insert(dict.fromkeys(hidden, SHOWN), hidden, audience=Audience.RESEARCHER)
