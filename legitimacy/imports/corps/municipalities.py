"""Municipalities: NIS code, names, the zone they belong to, residents.

In the file of the register, `name_nl` holds the official name in the municipality's own language and `name_fr` the
other one. Which language that is follows from the zone, so Mouscron and Amel come out right too.
"""

import re
from typing import Any

from django.utils.translation import gettext as _

from legitimacy.imports.corps.base import POPULATION, RegisterImporter
from legitimacy.imports.layouts import Field, Layout
from legitimacy.imports.pipeline import Applied
from legitimacy.imports.records import record_set
from legitimacy.imports.staging import Staged
from legitimacy.imports.tables import Row
from legitimacy.models import Corps, Municipality, SubjectKind

LAYOUT = Layout(
    "municipalities",
    (
        Field("nis", ("nis5", "nis_code", "niscode", "refnis", "code_ins", "ins")),
        Field("name_nl", ("name", "naam", "naam_nl", "nom")),
        Field("name_fr", ("nom_fr",), False),
        Field("zone_code", ("zone", "corps", "corps_code", "politiezone")),
        POPULATION,
    ),
)
_NIS = re.compile(r"[1-9]\d{4}")


def municipality_names(languages: str, own: str, other: str) -> dict[str, str]:
    """Columns of names that two names of a municipality fill, by the languages of its zone.

    In a French-language zone the second name may be Dutch (Moeskroen) or German (Weismes): a file of names says which.
    """
    if not other or other == own:
        return {"name": own}
    if languages == "nl":
        return {"name": own, "name_nl": own, "name_fr": other}
    if languages == "de":
        return {"name": own, "name_de": own, "name_fr": other}
    if languages == "nl fr":
        return {"name": f"{own} / {other}", "name_nl": own, "name_fr": other}
    return {"name": own, "name_fr": own}


class MunicipalityImporter(RegisterImporter):
    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._languages = dict(Corps.objects.filter(register=self.register).values_list("pk", "languages"))

    @property
    def key_words(self) -> str:
        return _("NIS code")

    def parse(self, row: Row) -> tuple[str, list[Any]]:
        code = self.new_code(row, "nis", _NIS, _("“%(text)s” is no NIS code: five digits."), SubjectKind.MUNICIPALITY)
        row.required("name_nl")
        zone = self.known.find(row, "zone_code", (SubjectKind.CORPS,))
        own, other = self.name(row, "name_nl"), self.name(row, "name_fr")
        values = {"corps_id": zone.id, **municipality_names(self._languages[zone.id], own, other)}
        return code, [code, values, row.whole_or_none("population")]

    def apply(self, rows: list[Staged], applied: Applied) -> None:
        codes = [row.key for row in rows]
        found = {place.code: place for place in Municipality.objects.filter(register=self.register, code__in=codes)}
        for code, values, residents in (row.payload for row in rows):
            place = found.get(code) or Municipality(code=code, register=self.register, kind=SubjectKind.MUNICIPALITY)
            if place.corps_id != values["corps_id"]:
                self.touched |= {pk for pk in (place.corps_id, values["corps_id"]) if pk}
            is_changed = record_set(place, values)
            is_changed |= self.population_set(place.pk, residents)
            applied.count(is_new=code not in found, is_changed=is_changed)
