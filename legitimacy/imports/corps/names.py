"""Names of corps, municipalities and regions per language, where they differ from the official one."""

from typing import Any

from django.utils.translation import gettext as _

from legitimacy.imports.corps.base import NAMES, RegisterImporter
from legitimacy.imports.layouts import Field, Layout
from legitimacy.imports.pipeline import Applied
from legitimacy.imports.records import record_set
from legitimacy.imports.staging import Staged
from legitimacy.imports.tables import Row
from legitimacy.models import Subject

LAYOUT = Layout(
    "names",
    (Field("code", ("nis", "nis5", "zone_code", "corps")), *NAMES),
    one_of=tuple((field.name,) for field in NAMES),
)


class NameImporter(RegisterImporter):
    """A blank cell leaves the name in that language as it is."""

    @property
    def key_words(self) -> str:
        return _("code")

    def parse(self, row: Row) -> tuple[str, list[Any]]:
        subject = self.known.find(row, "code")
        names = self.names(row)
        if not names:
            row.reject("code", _("the row of “%(text)s” gives no name."), row.text("code"))
        return f"{subject.id:010d}", [subject.id, names]

    def apply(self, rows: list[Staged], applied: Applied) -> None:
        subjects = Subject.objects.in_bulk([row.payload[0] for row in rows])
        for subject_id, names in (row.payload for row in rows):
            applied.count(is_new=False, is_changed=record_set(subjects[subject_id], names))
