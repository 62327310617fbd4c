"""Loading a framework: checked whole, then immutable; later files may only fill translations."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.framework.checks import item_faults, structure_faults
from legitimacy.imports.framework.content import content_digest
from legitimacy.imports.framework.layout import BASIS, FACETS, ITEMS
from legitimacy.imports.framework.reading import (
    Fault,
    FrameworkFaultsError,
    basis_read,
    facet_read,
    item_read,
    rows_read,
    twice,
)
from legitimacy.imports.pipeline import Applied
from legitimacy.imports.records import record_set
from legitimacy.imports.summary import Summary
from legitimacy.imports.tables import table_open
from legitimacy.indicators.periods import Period
from legitimacy.models import Framework, FrameworkFacet, FrameworkItem
from legitimacy.trail.services import event_append

CODE = "2026.1"
VALID_FROM = "2021"
PASSPORT_ONLY = ("owner", "feed")


@dataclass(frozen=True, slots=True)
class Files:
    """Rows of the files of one framework, checked."""

    items: list[dict[str, Any]]
    facets: list[dict[str, Any]]
    basis: list[tuple[str, dict[str, str]]]

    @property
    def digest(self) -> str:
        """SHA-256 over items and facets in the order of their codes; translations do not count."""
        return content_digest(self.items, self.facets)

    @property
    def rows(self) -> int:
        return len(self.items) + len(self.facets) + len(self.basis)


@transaction.atomic
def framework_import(
    *, path: Path, facets: Path, basis: Path | None = None, code: str = CODE, valid_from: str = VALID_FROM
) -> Summary:
    """Load a framework and put it in force from `valid_from` on, or fill translations of one that is there.

    Raises FrameworkFaultsError with one sentence per fault, and FileRefusedError when the code is in use for a
    framework that says something else: one that was signed never changes.
    """
    Period.parse(valid_from)
    files = _files_read(code, path, facets, basis)
    applied = Applied()
    framework = Framework.objects.filter(code=code).first()
    if framework is None:
        framework = _framework_create(code, valid_from, files)
        applied.added = len(files.items) + len(files.facets)
    elif framework.digest != files.digest:
        raise FileRefusedError(path, _("framework %(code)s is there and never changes; use --code.") % {"code": code})
    else:
        applied.unchanged = len(files.items) + len(files.facets)
    _basis_fill(framework, files, applied)
    if applied.is_change:
        event_append(verb="framework.imported", object_type="framework", object_id=code)
    return Summary(read=files.rows, added=applied.added, updated=applied.updated, unchanged=applied.unchanged)


def _files_read(code: str, path: Path, facets_path: Path, basis_path: Path | None) -> Files:
    faults: list[Fault] = []
    items = rows_read(table_open(path, (ITEMS,)), item_read, faults)
    facets = rows_read(table_open(facets_path, (FACETS,)), facet_read, faults)
    basis = rows_read(table_open(basis_path, (BASIS,)), basis_read, faults) if basis_path else []
    known = {item["indicator"] for _number, item in items}
    faults += (fault for number, item in items for fault in item_faults(number, item))
    faults += twice((number, item["indicator"]) for number, item in items)
    faults += twice((number, f"{facet['pillar']}.{facet['code']}") for number, facet in facets)
    faults += twice((number, indicator) for number, (indicator, _texts) in basis)
    faults += (
        Fault(number, indicator, _("a translation for an indicator that is not in the framework."))
        for number, (indicator, _texts) in basis
        if indicator not in known
    )
    files = Files([item for _n, item in items], [facet for _n, facet in facets], [text for _n, text in basis])
    if not faults:
        faults += structure_faults(code, files.items, files.facets)
    if faults:
        raise FrameworkFaultsError(path, faults)
    return files


def _framework_create(code: str, valid_from: str, files: Files) -> Framework:
    framework = Framework.objects.create(code=code, valid_from=valid_from, digest=files.digest)
    FrameworkFacet.objects.bulk_create(FrameworkFacet(framework=framework, **facet) for facet in files.facets)
    FrameworkItem.objects.bulk_create(
        FrameworkItem(framework=framework, **{name: item[name] for name in item if name not in PASSPORT_ONLY})
        for item in files.items
    )
    framework.status = Framework.Status.IN_FORCE
    framework.save(update_fields=["status"])
    return framework


def _basis_fill(framework: Framework, files: Files, applied: Applied) -> None:
    items = {item.indicator: item for item in framework.items.all()}
    for indicator, texts in files.basis:
        applied.count(is_new=False, is_changed=record_set(items[indicator], texts))
