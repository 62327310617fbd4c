"""Dated facts about areas: residents, density, share over 65, deprivation, and whom a corps could recruit."""

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from legitimacy.imports.dates import date_read
from legitimacy.imports.layouts import Field, Layout
from legitimacy.imports.pipeline import Applied, Importer, file_import
from legitimacy.imports.recounts import corps_of_areas, corps_recount
from legitimacy.imports.staging import Staged
from legitimacy.imports.subjects import KnownSubjects
from legitimacy.imports.summary import Summary
from legitimacy.imports.tables import Row, Table, table_open
from legitimacy.imports.values.layout import CODE_SYNONYMS
from legitimacy.models import AreaStatistic, Register
from legitimacy.trail.services import event_append

LAYOUT = Layout(
    "areas",
    (
        Field("code", CODE_SYNONYMS),
        Field("kind", ("statistic", "soort", "genre")),
        Field("date", ("datum", "day", "year", "jaar", "année")),
        Field("value", ("waarde", "valeur", "wert"), True, True),
        Field("source", ("bron",), False),
    ),
)
KINDS = AreaStatistic.Kind
PEOPLE = frozenset(kind for kind in KINDS if kind == KINDS.POPULATION or kind.startswith(("working_", "young_")))
"""Kinds that count people, so that `1.234` can only be 1,234."""


class AreaImporter(Importer):
    """`source` is whom to credit where a row does not say so itself."""

    def __init__(self, table: Table, register: str, source: str) -> None:
        self.table, self.source = table, source
        self.known = KnownSubjects(register)
        self.touched: set[int] = set()

    @property
    def key_words(self) -> str:
        return _("code, kind and date")

    def parse(self, row: Row) -> tuple[str, list[Any]]:
        kind = row.required("kind").lower()
        if kind not in KINDS:
            row.reject("kind", _("“%(text)s” is no kind; write one of: ") + ", ".join(KINDS.values) + ".", kind)
        subject = self.known.find(row, "code")
        day = date_read(row, "date").isoformat()
        source = row.text("source") or self.source
        if len(source) > 200:
            row.reject("source", _("“%(text)s” is too long."), source)
        return f"{subject.id:010d} {kind} {day}", [subject.id, kind, day, self._value(row, kind), source]

    def apply(self, rows: list[Staged], applied: Applied) -> None:
        found = self._found(rows)
        changed: list[AreaStatistic] = []
        for subject_id, kind, day, value, source in (row.payload for row in rows):
            current = found.get((subject_id, kind, day))
            is_changed = current != (value, source)
            applied.count(is_new=current is None, is_changed=is_changed)
            if is_changed:
                on = date.fromisoformat(day)
                changed.append(AreaStatistic(subject_id=subject_id, kind=kind, date=on, value=value, source=source))
                self.touched.add(subject_id)
        AreaStatistic.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["subject", "kind", "date"],
            update_fields=["value", "source"],
        )

    def finish(self) -> None:
        """Figures of municipalities are weighted by these facts: what rests on them is counted again."""
        corps_recount(corps_of_areas(self.touched))

    def _found(self, rows: list[Staged]) -> dict[tuple[int, str, str], tuple[float, str]]:
        stored = AreaStatistic.objects.filter(subject__gte=rows[0].payload[0], subject__lte=rows[-1].payload[0])
        facts = stored.values_list("subject_id", "kind", "date", "value", "source").iterator()
        return {(pk, kind, day.isoformat()): (value, source) for pk, kind, day, value, source in facts}

    def _value(self, row: Row, kind: str) -> float:
        row.required("value")
        value = row.whole_or_none("value") if kind in PEOPLE else row.number_or_none("value")
        if value is None or (value < 0 and kind != KINDS.DEPRIVATION):
            row.reject("value", _("“%(text)s” is below zero."), row.text("value"))
        if kind == KINDS.SHARE_OVER_65 and value > 1:
            row.reject("value", _("“%(text)s” is no share: write 19 percent as 0.19."), row.text("value"))
        return float(value)


def areas_import(
    *, path: Path, register: str = Register.BELGIUM, source: str = "", rejects_to: Path | None = None
) -> Summary:
    """Apply a file of facts about corps, municipalities or regions. Raises FileRefusedError; then nothing changes."""
    table = table_open(path, (LAYOUT,))
    with transaction.atomic():
        summary = file_import(AreaImporter(table, register, source), rejects_to=rejects_to)
        if summary.is_change:
            event_append(verb="areas.imported", object_type="register", object_id=register)
    return summary
