"""Local police zones and the federal police: code, name, province, region, languages, residents."""

import re
from typing import Any

from django.utils.translation import gettext as _

from legitimacy.imports.corps.base import CODE, NAMES, POPULATION, RegisterImporter
from legitimacy.imports.layouts import Field, Layout
from legitimacy.imports.pipeline import Applied
from legitimacy.imports.records import record_set
from legitimacy.imports.regions import label_normalised, region_labels
from legitimacy.imports.staging import Staged
from legitimacy.imports.tables import Row
from legitimacy.models import Corps, Region, Register, SubjectKind
from legitimacy.models.subjects import LANGUAGES

LAYOUT = Layout(
    "zones",
    (
        CODE,
        Field("name", ("naam", "nom")),
        Field("province", ("provincie",)),
        Field("region", ("gewest", "région")),
        Field("languages", ("language", "talen", "langues")),
        Field("type", (), False),
        POPULATION,
        *NAMES,
    ),
)
_CODE = re.compile(r"[A-Z0-9]{4}")


class ZoneImporter(RegisterImporter):
    """Regions and provinces are found by code or by name in any language."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        regions = Region.objects.filter(register=self.register)
        self._regions = {region.code: region for region in regions}
        self._labels = dict(region_labels()) if self.register == Register.BELGIUM else {}
        for region in regions:
            for name in (region.code, region.name, *(getattr(region, f"name_{language}") for language in LANGUAGES)):
                self._labels.setdefault(label_normalised(name), region.code)

    @property
    def key_words(self) -> str:
        return _("code")

    def parse(self, row: Row) -> tuple[str, list[Any]]:
        words = _("“%(text)s” is no corps code: four letters or digits.")
        code = self.new_code(row, "code", _CODE, words, SubjectKind.CORPS)
        row.required("name")
        province, region = self._place(row, "province"), self._place(row, "region")
        values = {
            "name": self.name(row, "name"),
            "type": self._type(row),
            "languages": self._languages(row),
            "province_id": province.pk if province and province.kind == SubjectKind.PROVINCE else None,
            "region_id": region.pk if region else None,
            **self.names(row),
        }
        return code, [code, values, row.whole_or_none("population")]

    def apply(self, rows: list[Staged], applied: Applied) -> None:
        codes = [row.key for row in rows]
        found = {corps.code: corps for corps in Corps.objects.filter(register=self.register, code__in=codes)}
        for code, values, residents in (row.payload for row in rows):
            corps = found.get(code) or Corps(code=code, register=self.register, kind=SubjectKind.CORPS)
            is_changed = record_set(corps, values)
            is_changed |= self.population_set(corps.pk, residents)
            applied.count(is_new=code not in found, is_changed=is_changed)

    def _place(self, row: Row, field: str) -> Region | None:
        """Brussels lies in no province: there the column holds its region."""
        text = row.text(field)
        if not text:
            return None
        region = self._regions.get(self._labels.get(label_normalised(text), ""))
        return region or row.reject(field, _("“%(text)s” is no region or province of this register."), text)

    def _type(self, row: Row) -> str:
        text = row.text("type").lower() or Corps.Type.LOCAL
        return text if text in Corps.Type else row.reject("type", _("“%(text)s” is neither local nor federal."), text)

    def _languages(self, row: Row) -> str:
        text = row.required("languages").lower()
        languages = re.split(r"[\s,;/+]+", text)
        if not set(languages) <= set(LANGUAGES):
            row.reject("languages", _("“%(text)s” names an unknown language; write nl, fr, de or en."), text)
        return " ".join(languages)
