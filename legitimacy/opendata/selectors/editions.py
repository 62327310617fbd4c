"""Releases as files: which there are, what one holds, and how it is cited."""

import gzip
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from legitimacy.models import Edition, EditionFile, Release, ReleaseWithdrawal
from legitimacy.models.disclosure import public_releases

KEPT_COMPRESSED = ("csv", "jsonl")


def editions_public() -> QuerySet[Edition]:
    """Editions that readers may have, newest first, with their release and what is told of their files; 2 queries."""
    found = Edition.objects.filter(**public_releases("release__")).select_related("release", "release__note")
    return found.prefetch_related(_files()).order_by("dataset", "register", "-number")


def releases_public() -> QuerySet[Release]:
    """Public releases with their editions; 3 queries."""
    editions = Edition.objects.prefetch_related(_files()).order_by("dataset")
    return Release.objects.filter(**public_releases()).prefetch_related(Prefetch("editions", queryset=editions))


def _files() -> "Prefetch[str, QuerySet[EditionFile], str]":
    """Without their bytes."""
    return Prefetch("files", queryset=EditionFile.objects.defer("content").order_by("format"))


def edition_get(release: str, dataset: str) -> Edition | None:
    """One edition, also of a withdrawn release: the caller tells which it is."""
    found = Edition.objects.filter(release__code=release, dataset=dataset)
    return found.select_related("release", "release__note", "release__withdrawal").prefetch_related(_files()).first()


def file_get(release: str, dataset: str, file_format: str) -> EditionFile | None:
    """One file with its bytes, its edition and its release; 1 query."""
    found = EditionFile.objects.filter(edition__release__code=release, edition__dataset=dataset, format=file_format)
    return found.select_related("edition__release").first()


def file_read(file: EditionFile) -> bytes:
    """The bytes as they are sent."""
    content = bytes(file.content)
    return gzip.decompress(content) if file.format in KEPT_COMPRESSED else content


def withdrawal_of(release: str) -> ReleaseWithdrawal | None:
    return ReleaseWithdrawal.objects.filter(release__code=release).select_related("release").first()


@dataclass(frozen=True, slots=True)
class Shelf:
    """The editions of one dataset in one register, newest first."""

    dataset: str
    register: str
    editions: Sequence[Edition]

    @property
    def newest(self) -> Edition:
        return self.editions[0]


def shelves() -> list[Shelf]:
    """Every dataset and register of which there is an edition: real figures first. 2 queries."""
    found: dict[tuple[str, str], list[Edition]] = defaultdict(list)
    for edition in editions_public():
        found[edition.dataset, edition.register].append(edition)
    return [Shelf(*place, editions) for place, editions in sorted(found.items(), key=lambda item: item[0])]


def is_withdrawn(release: Release) -> bool:
    return ReleaseWithdrawal.objects.filter(release=release).exists()
