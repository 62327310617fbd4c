"""Publishing a release: its figures become public and each dataset is frozen as files, in one transaction."""

import csv
import gzip
import hashlib
import io
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from legitimacy.access import standing_of
from legitimacy.disclosure.services import release_approve, release_propose
from legitimacy.disclosure.services.releases import ReleaseError
from legitimacy.exports.datasets import Dataset, Row, datasets
from legitimacy.models import Edition, EditionFile, Register, Release, ReleaseNote, ReleaseWithdrawal, Role, User
from legitimacy.opendata.selectors.editions import KEPT_COMPRESSED, file_read
from legitimacy.opendata.services.describing import LICENCE, MAIN, descriptor_make
from legitimacy.opendata.services.stale import stale_for_release
from legitimacy.opendata.services.writing import csv_bytes, jsonl_bytes, xlsx_bytes
from legitimacy.trail.services import event_append


@transaction.atomic
def release_propose_noted(*, code: str, register: str, periods: Sequence[str], note: str, actor: User) -> Release:
    """As `release_propose`, with a note for readers where there is one."""
    release = release_propose(code=code, register=register, periods=periods, actor=actor)
    if note:
        ReleaseNote.objects.create(release=release, text=note)
    return release


@transaction.atomic
def release_approve_published(*, release: Release, actor: User) -> Release:
    """As `release_approve`; what it publishes is frozen as files in the same transaction."""
    approved = release_approve(release=release, actor=actor)
    if approved.status == Release.Status.APPROVED:
        editions_freeze(approved)
        stale_for_release(approved)
    return approved


@transaction.atomic
def editions_freeze(release: Release) -> list[Edition]:
    """An edition of every dataset that has rows in an approved release. What is frozen already stays as it is."""
    Release.objects.select_for_update().get(pk=release.pk)
    there = set(Edition.objects.filter(release=release).values_list("dataset", flat=True))
    made = []
    for dataset in datasets:
        rows = [] if dataset.key in there else list(dataset.rows(release))
        if rows:
            made.append(_freeze(release, dataset, rows))
    return made


def _freeze(release: Release, dataset: Dataset, rows: Sequence[Row]) -> Edition:
    earlier = Edition.objects.filter(dataset=dataset.key, register=release.register).order_by("-number").first()
    content = {"csv": csv_bytes(dataset, rows), "jsonl": jsonl_bytes(dataset, rows)}
    descriptor = descriptor_make(dataset)
    content["xlsx"] = xlsx_bytes(dataset, rows, _about(release, descriptor), release.approved_at)
    edition = Edition.objects.create(
        release=release,
        dataset=dataset.key,
        register=release.register,
        number=earlier.number + 1 if earlier else 1,
        rows=len(rows),
        descriptor=descriptor,
        changes=_changes(dataset, content["csv"], earlier) if earlier else {},
    )
    EditionFile.objects.bulk_create(
        EditionFile(
            edition=edition,
            format=name,
            content=gzip.compress(data, mtime=0) if name in KEPT_COMPRESSED else data,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
        )
        for name, data in content.items()
    )
    return edition


def _about(release: Release, descriptor: dict[str, Any]) -> dict[str, str]:
    with override(MAIN):
        return {
            "title": descriptor["title"],
            "description": descriptor["description"],
            "register": f"{release.register} ({Register(release.register).origin})",
            "release": release.code,
            "licence": f"{LICENCE['title']}, {LICENCE['path']}",
            **{f"limit {number}": one[MAIN] for number, one in enumerate(descriptor["knownLimits"], start=1)},
            **{field["name"]: field["description"] for field in descriptor["schema"]["fields"]},
        }


def _changes(dataset: Dataset, content: bytes, earlier: Edition) -> dict[str, int]:
    before = _by_key(dataset, file_read(earlier.files.get(format="csv")))
    now = _by_key(dataset, content)
    return {
        "added": len(now.keys() - before.keys()),
        "removed": len(before.keys() - now.keys()),
        "changed": sum(now[key] != before[key] for key in now.keys() & before.keys()),
    }


def _by_key(dataset: Dataset, content: bytes) -> dict[tuple[str, ...], dict[str, str]]:
    rows = csv.DictReader(io.StringIO(content.decode()))
    return {tuple(row.get(name, "") for name in dataset.keys): row for row in rows}


@transaction.atomic
def release_withdraw(*, release: Release, reason: str, actor: User) -> ReleaseWithdrawal:
    """Take a published release away at once; its addresses tell why. One steward is enough, as time may count.

    ReleaseError for an actor who is no data steward of the register, a release that is not public, or no reason.
    """
    locked = Release.objects.select_for_update().get(pk=release.pk)
    if not standing_of(actor).over(Role.DATA_STEWARD, locked.register):
        raise ReleaseError(locked.code, _("Only a data steward of this register withdraws releases."))
    if locked.status != Release.Status.APPROVED or ReleaseWithdrawal.objects.filter(release=locked).exists():
        raise ReleaseError(locked.code, _("This release is not public."))
    if not reason.strip():
        raise ReleaseError(locked.code, _("Say why the release is withdrawn: everybody who comes for it reads that."))
    withdrawal = ReleaseWithdrawal.objects.create(release=locked, reason=reason.strip(), by=actor)
    stale_for_release(locked)
    event_append(
        verb="release.withdrawn",
        actor=actor,
        role=Role.DATA_STEWARD,
        object_type="release",
        object_id=locked.code,
    )
    return withdrawal
