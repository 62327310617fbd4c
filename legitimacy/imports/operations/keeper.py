"""Storing the counts of a file: those of each corps and month are checked together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.kinds import Record, Refusal
from legitimacy.imports.operations.checking import Count, CountRefusedError, Key, clashes_find, count_check
from legitimacy.imports.operations.storing import counts_standing, counts_store
from legitimacy.imports.organisations import register_require
from legitimacy.imports.pipeline import Applied
from legitimacy.imports.record_mappings import RecordMapping
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Delivery, Register


class CountKeeper:
    """Counts of one corps, or of those that the rows name: all of one register."""

    def __init__(self, corps: Corps | None, mapping: RecordMapping) -> None:
        self.corps, self.mapping = corps, mapping
        self.today = timezone.localdate()
        self.register = ""
        self.known: dict[str, Corps | None] = {}
        self.stored: dict[int, dict[Key, Count]] = defaultdict(dict)
        self.delivery: Delivery | None = None

    def store(self, records: Sequence[Record], applied: Applied) -> Iterator[Refusal]:
        by_corps: dict[Corps, dict[Key, tuple[Record, Count]]] = defaultdict(dict)
        for record in records:
            try:
                corps, count = self._corps(record), count_from(record)
                count_check(count, corps, self.today)
            except CountRefusedError as error:
                yield Refusal(record, error.field, error.reason)
            else:
                by_corps[corps][count.key] = (record, count)
        for corps, rows in by_corps.items():
            stood = counts_standing(corps.pk, {count.month for _record, count in rows.values()})
            clashes = clashes_find({key: count for key, (_record, count) in rows.items()}, stood)
            yield from (Refusal(rows[key][0], "count", reason) for key, reason in clashes.items())
            taken = [count for key, (_record, count) in rows.items() if key not in clashes]
            if taken:
                counts_store(corps=corps, counts=taken, applied=applied, delivery=self._delivery(corps))
                self.stored[corps.pk] |= {count.key: count for count in taken}

    def finish(self) -> list[str]:
        """What stands must still go together: a whole may come after its part, thousands of rows later."""
        for corps_id, counts in self.stored.items():
            clashes = clashes_find(counts, counts_standing(corps_id, {count.month for count in counts.values()}))
            for clash in clashes.values():
                raise FileRefusedError(self.mapping.path, clash)
        return []

    def _corps(self, record: Record) -> Corps:
        """The corps of a row; the register of the first holds for the file."""
        code = record.values["corps"]
        if not code and self.corps is not None:
            return self.corps
        if code not in self.known:
            self.known[code] = Corps.objects.filter(code=code).first()
        corps = self.known[code]
        if corps is None:
            raise CountRefusedError("corps", _("there is no corps with this code."))
        if self.corps is not None and corps != self.corps:
            raise CountRefusedError("corps", _("this is another corps than the mapping names."))
        if not self.register:
            register_require(self.mapping.path, corps)
            self.register = corps.register
            self._lock()
        if corps.register != self.register:
            raise CountRefusedError("corps", _("this corps belongs to another register than the first of the file."))
        return corps

    def _lock(self) -> None:
        """Two files of one register wait for each other: parts and wholes that come in at once would pass unseen."""
        if self.corps is None:
            rows = Corps.objects.filter(register=self.register).order_by("pk")
            list(rows.select_for_update(of=("self",), no_key=True))

    def _delivery(self, corps: Corps) -> Delivery:
        """Where the counts come from; saved with the first that is new."""
        if self.delivery is None:
            self.delivery = Delivery(
                register=corps.register,
                source=self.mapping.source or self.mapping.path.stem,
                credit=self.mapping.credit,
                licence=self.mapping.licence,
                origin=Register(corps.register).origin,
            )
        return self.delivery


def count_from(record: Record) -> Count:
    """The count of a record; its period is a month or a quarter."""
    text = record.values["period"]
    whole = "Q" in text
    try:
        month = Period.parse(text).start if whole else date(int(text[:4]), int(text[5:]), 1)
    except ValueError:
        raise CountRefusedError("period", _("this is too long ago; counts begin in 2000.")) from None
    return Count(
        record.values["kind"], record.values["category"], month, 3 if whole else 1, int(record.values["count"])
    )
