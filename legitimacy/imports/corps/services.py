"""Applying one file of the register."""

from pathlib import Path

from django.db import transaction

from legitimacy.imports.corps import mergers, municipalities, names, regions, zones
from legitimacy.imports.corps.base import RegisterImporter
from legitimacy.imports.pipeline import file_import
from legitimacy.imports.recounts import corps_of_areas, corps_recount
from legitimacy.imports.regions import REGIONS
from legitimacy.imports.summary import Summary
from legitimacy.imports.tables import table_open
from legitimacy.models import Register
from legitimacy.trail.services import event_append

IMPORTERS: dict[str, type[RegisterImporter]] = {
    zones.LAYOUT.name: zones.ZoneImporter,
    municipalities.LAYOUT.name: municipalities.MunicipalityImporter,
    mergers.LAYOUT.name: mergers.MergerImporter,
    regions.LAYOUT.name: regions.RegionImporter,
    names.LAYOUT.name: names.NameImporter,
}
LAYOUTS = (zones.LAYOUT, municipalities.LAYOUT, mergers.LAYOUT, regions.LAYOUT, names.LAYOUT)


@transaction.atomic
def register_import(
    *, path: Path, register: str = Register.BELGIUM, source: str | None = None, rejects_to: Path | None = None
) -> Summary:
    """Apply a file of zones, municipalities, mergers, regions or names, recognised by its columns.

    `source` is whom to credit for residents (Statbel for the Belgian register). Zones of the Belgian register bring
    the regions and provinces that the product ships. Raises FileRefusedError; then nothing is changed.
    """
    table = table_open(path, LAYOUTS)
    if register == Register.BELGIUM and table.layout is zones.LAYOUT:
        file_import(regions.RegionImporter(table_open(REGIONS, (regions.LAYOUT,)), register, ""))
    credit = source if source is not None else "Statbel" if register == Register.BELGIUM else ""
    importer = IMPORTERS[table.layout.name](table, register, credit)
    summary = file_import(importer, rejects_to=rejects_to)
    corps_recount(corps_of_areas(importer.touched))
    if summary.is_change:
        event_append(verb="register.imported", object_type="register", object_id=register, reason=table.layout.name)
    return summary
