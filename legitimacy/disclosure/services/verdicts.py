"""Storing the decisions about figures."""

from collections.abc import Collection, Iterable, Mapping

from legitimacy.disclosure.cells import Verdict
from legitimacy.disclosure.reading import Table, current_in
from legitimacy.models import Publication, Release
from legitimacy.models.disclosure import Audience
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
