"""Mergers: which corps went, wholly or in part, into which other.

Where the file does not state the day (`on`), the merger is dated to 1 January after the year of its residents, which is
the latest day it can have been: the successor's own first day then stays unknown.
"""

import re
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from legitimacy.imports.corps.base import RegisterImporter
from legitimacy.imports.dates import date_read
from legitimacy.imports.layouts import Field, Layout
from legitimacy.imports.pipeline import Applied
from legitimacy.imports.records import record_set
from legitimacy.imports.staging import Staged
from legitimacy.imports.tables import Row
from legitimacy.models import Corps, CorpsLink, SubjectKind

LAYOUT = Layout(
    "mergers",
    (
        Field("predecessor_code", ("predecessor",)),
        Field("predecessor_name", (), False),
        Field("successor_code", ("successor",)),
        Field("residents", (), True, True, r"(?:population|residents)_(?:19|20)\d\d_in_successor"),
        Field("on", ("date", "merged_on", "datum"), False),
    ),
)
_CODE = re.compile(r"[A-Z0-9]{4}")


class MergerImporter(RegisterImporter):
    """Predecessors that the register does not know yet are added as corps that have ended."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._split: set[int] = set()

    @property
    def key_words(self) -> str:
        return _("predecessor and successor")

    def parse(self, row: Row) -> tuple[str, list[Any]]:
        words = _("“%(text)s” is no corps code: four letters or digits.")
        code = self.new_code(row, "predecessor_code", _CODE, words, SubjectKind.CORPS)
        successor = self.known.find(row, "successor_code", (SubjectKind.CORPS,))
        if row.text("successor_code").upper() == code:
            row.reject("successor_code", _("“%(text)s” cannot succeed itself."), code)
        row.required("residents")
        residents = row.whole_or_none("residents")
        if not residents:
            row.reject("residents", _("a merger without residents moves nothing; give a number above zero."))
        name = self.name(row, "predecessor_name") or code
        return f"{code} {successor.id}", [code, name, successor.id, residents, *self._day(row)]

    def apply(self, rows: list[Staged], applied: Applied) -> None:
        for code, name, successor_id, residents, on, is_stated in (row.payload for row in rows):
            day, successor = date.fromisoformat(on), Corps.objects.get(pk=successor_id)
            predecessor = self._predecessor(code, name, successor, day)
            if is_stated:
                record_set(predecessor, {"valid_to": day - timedelta(days=1)})
                record_set(successor, {"valid_from": day})
            link = CorpsLink.objects.filter(predecessor=predecessor, successor=successor).first()
            record = link or CorpsLink(predecessor=predecessor, successor=successor)
            is_changed = record_set(record, {"residents": residents, "on": day})
            if is_changed:
                self.touched |= {predecessor.pk, successor.pk}
                self._split.add(predecessor.pk)
            applied.count(is_new=link is None, is_changed=is_changed)

    def finish(self) -> None:
        """A predecessor's residents are shared out over its successors."""
        for links in (CorpsLink.objects.filter(predecessor=pk, residents__isnull=False) for pk in self._split):
            total = links.aggregate(total=Sum("residents"))["total"]
            for link in links:
                record_set(link, {"share": (link.residents or 0) / total})

    def _predecessor(self, code: str, name: str, successor: Corps, day: date) -> Corps:
        found = Corps.objects.filter(code=code).first()
        if found and found.valid_to:
            return found
        corps = found or Corps(code=code, name=name, register=self.register, kind=SubjectKind.CORPS)
        values: dict[str, Any] = {"valid_to": day - timedelta(days=1)}
        if found is None:
            values |= {
                "region_id": successor.region_id,
                "province_id": successor.province_id,
                "languages": successor.languages,
            }
        record_set(corps, values)
        return corps

    def _day(self, row: Row) -> tuple[str, bool]:
        if row.text("on"):
            return date_read(row, "on").isoformat(), True
        return date(self.counted_on("residents").year + 1, 1, 1).isoformat(), False
