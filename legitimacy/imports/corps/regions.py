"""The country, regions and provinces: code, kind, parent, name and names per language."""

import re
from typing import Any

from django.utils.translation import gettext as _

from legitimacy.imports.corps.base import NAMES, RegisterImporter
from legitimacy.imports.layouts import Field, Layout
from legitimacy.imports.pipeline import Applied
from legitimacy.imports.records import record_set
from legitimacy.imports.staging import Staged
from legitimacy.imports.tables import Row
from legitimacy.models import Region, SubjectKind

LAYOUT = Layout("regions", (Field("code"), Field("kind"), Field("parent"), Field("name"), *NAMES))
KINDS = (SubjectKind.NATION, SubjectKind.REGION, SubjectKind.PROVINCE)
_CODE = re.compile(r"[A-Z0-9-]{2,12}")


class RegionImporter(RegisterImporter):
    """Parents come before their children: in the file, or in the register already."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._above: set[str] = set()

    @property
    def key_words(self) -> str:
        return _("code")

    def parse(self, row: Row) -> tuple[str, list[Any]]:
        kind = row.required("kind").lower()
        if kind not in KINDS:
            row.reject("kind", _("“%(text)s” is no nation, region or province."), kind)
        code = self.new_code(row, "code", _CODE, _("“%(text)s” is no code of 2 to 12 letters and digits."), kind)
        parent = row.text("parent").upper()
        if parent and parent not in self._above:
            self.known.find(row, "parent", KINDS)
        self._above.add(code)
        depth = KINDS.index(SubjectKind(kind))
        return f"{depth} {code}", [code, kind, parent, {"name": self.name(row, "name"), **self.names(row)}]

    def apply(self, rows: list[Staged], applied: Applied) -> None:
        regions = {region.code: region for region in Region.objects.filter(register=self.register)}
        for code, kind, parent, names in (row.payload for row in rows):
            is_new = code not in regions
            region = regions.setdefault(code, Region(code=code, register=self.register, kind=kind))
            values = {"parent_id": regions[parent].pk if parent else None, **names}
            applied.count(is_new=is_new, is_changed=record_set(region, values))
