"""What one release froze, for the files that are made of it: figures, scores and tables as the public may read them."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from legitimacy.disclosure.rows import part_rows, publication_stream
from legitimacy.disclosure.visible import VisiblePart, VisibleValue
from legitimacy.models import PartPublication, Publication, Release, SubjectKind, TablePublication
from legitimacy.models.disclosure import Audience, public_releases


def released_values(release: Release) -> Iterator[VisibleValue]:
    """The figures of corps in a release, by corps, indicator and period. 1 query."""
    found = Publication.objects.filter(
        release=release, audience=Audience.PUBLIC, value__subject__kind=SubjectKind.CORPS
    )
    return publication_stream(found.order_by("value__subject__code", "value__indicator", "value__period"))


def released_parts(release: Release) -> Iterator[VisiblePart]:
    """The scores of a release, by corps, period and key. 1 query."""
    found = PartPublication.objects.filter(release=release, audience=Audience.PUBLIC)
    return iter(part_rows(found.order_by("corps__code", "period", "key", "framework__code")))


class TableNumber(NamedTuple):
    """A cell of a table family: `number` is a count, None where it is hidden; an empty row or column is a sum."""

    family: str
    subject: str
    kind: str
    period: str
    part: str
    row: str
    column: str
    number: int | None


def released_numbers(release: Release, family: str) -> Iterator[TableNumber]:
    """The numbers of a table family in a release. 1 query."""
    found = TablePublication.objects.filter(release=release, family=family)
    columns = ("family", "subject__code", "subject__kind", "period", "part", "row", "column", "count")
    ordered = found.order_by("subject__kind", "subject__code", "period", "part", "row", "column")
    return (TableNumber(*row) for row in ordered.values_list(*columns).iterator(chunk_size=2000))


def tables_query(**filters: object) -> QuerySet[TablePublication]:
    """Numbers of tables that everybody may read: of a subject, family and year those of the newest release alone.

    A withdrawn release stands back for the one before it.
    """
    public = TablePublication.objects.filter(**public_releases("release__"))
    beside = public.filter(subject=OuterRef("subject"), family=OuterRef("family"), period=OuterRef("period"))
    newer = beside.filter(
        Q(release__approved_at__gt=OuterRef("release__approved_at"))
        | Q(release__approved_at=OuterRef("release__approved_at"), release__gt=OuterRef("release"))
    )
    return public.filter(~Exists(newer), **filters)
