"""What the importers of the register share."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from legitimacy.imports.layouts import Field
from legitimacy.imports.pipeline import Importer
from legitimacy.imports.records import statistic_set
from legitimacy.imports.subjects import KnownSubjects
from legitimacy.imports.tables import Row, Table
from legitimacy.models import AreaStatistic
from legitimacy.models.subjects import LANGUAGES

CODE = Field("code", ("corps", "corps_code", "zone", "zone_code", "korps", "politiezone"))
NAMES = tuple(Field(f"name_{language}", (f"naam_{language}", f"nom_{language}"), False) for language in LANGUAGES)
POPULATION = Field("population", (), False, True, r"(?:population|residents|inhabitants)_(?:19|20)\d\d")
LONGEST_NAME = 120
_YEAR = re.compile(r"(?:19|20)\d\d")


class RegisterImporter(Importer):
    """Base of the importers of the register. `source` is whom to credit for residents."""

    def __init__(self, table: Table, register: str, source: str) -> None:
        self.table, self.register, self.source = table, register, source
        self.known = KnownSubjects(register)
        self.touched: set[int] = set()

    def name(self, row: Row, field: str) -> str:
        text = row.text(field)
        return row.reject(field, _("“%(text)s” is too long."), text) if len(text) > LONGEST_NAME else text

    def names(self, row: Row) -> dict[str, str]:
        """The names per language that a row gives; a blank cell leaves the name as it is."""
        return {field.name: name for field in NAMES if (name := self.name(row, field.name))}

    def new_code(self, row: Row, field: str, form: re.Pattern[str], words: str, kind: str) -> str:
        """A code in the form that its kind has, which no other kind or register uses."""
        text = row.required(field)
        if not form.fullmatch(text.upper()):
            row.reject(field, words, text)
        subject = self.known.get(text)
        if subject is not None:
            self.known.require_register(row, field, text, subject)
            if subject.kind != kind:
                row.reject(field, _("“%(text)s” is already the code of something else."), text)
        return text.upper()

    def counted_on(self, field: str) -> date:
        """1 January of the year in the title of a column of residents."""
        year = _YEAR.search(self.table.title(field))
        return date(int(year[0]) if year else date.min.year, 1, 1)

    def population_set(self, subject_id: int, residents: Any) -> bool:
        """Store residents where the file gives them; return whether that changed something."""
        if residents is None:
            return False
        kind, day = AreaStatistic.Kind.POPULATION, self.counted_on("population")
        changed = statistic_set(subject_id, kind, day, float(residents), self.source)
        if changed:
            self.touched.add(subject_id)
        return changed
