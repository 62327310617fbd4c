"""Applying one file with figures."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.mappings import value_mapping_for, value_mapping_read
from legitimacy.imports.pipeline import file_import
from legitimacy.imports.summary import Summary
from legitimacy.imports.tables import table_open
from legitimacy.imports.values.importer import FigureImporter
from legitimacy.imports.values.layout import LAYOUT
from legitimacy.models import Delivery, Register
from legitimacy.trail.services import event_append


def figures_import(
    *,
    path: Path,
    register: str = Register.BELGIUM,
    source: str = "",
    credit: str = "",
    licence: str = "",
    mapping: Path | None = None,
    rejects_to: Path | None = None,
) -> Summary:
    """Apply a file of figures for corps, municipalities, regions or schools of one register.

    `source` (what it is called), `credit` (how to quote it) and `licence` come from the mapping where they are empty;
    without either, the file's name is the source. The origin of the figures follows from the register. Raises
    FileRefusedError; then nothing is changed.
    """
    table = table_open(path, (LAYOUT,))
    known = value_mapping_read(mapping) if mapping else value_mapping_for(table.header)
    delivery = Delivery(
        source=source or known.source or path.name,
        credit=credit or known.credit,
        licence=licence or known.licence,
        register=register,
        origin=Register(register).origin,
        digest=table.digest,
    )
    _require_length(path, delivery)
    importer = FigureImporter(table, delivery, known)
    with transaction.atomic():
        summary = file_import(importer, rejects_to=rejects_to)
        if summary.is_change:
            event_append(verb="figures.imported", object_type="delivery", object_id=delivery.pk, reason=register)
    return summary


def _require_length(path: Path, delivery: Delivery) -> None:
    for name in ("source", "credit", "licence"):
        most = int(getattr(Delivery._meta.get_field(name), "max_length", 0))
        if len(getattr(delivery, name)) > most:
            reason = _("the %(name)s is longer than %(most)d characters; shorten it.")
            raise FileRefusedError(path, reason % {"name": name, "most": most})
