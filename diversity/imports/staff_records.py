"""`records_import staff`: a personnel register (one row per officer), counts, or official counts of origin.

Rows are added up while they are read. Nothing of a row is staged, stored or repeated in a message; of a number of a
person a keyed digest is held in memory until the file ends, so that nobody counts twice.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from diversity.services.staffing import ReturnRefusedError, return_import
from diversity.workflow.cells import (
    CellFaultError,
    Cells,
    Count,
    age_read,
    band_of,
    code_read,
    part_read,
    places_of,
)
from diversity.workflow.staffing import FROM_OUTSIDE, LARGEST, LISTS, PARTS, SPLITS, Kind
from legitimacy.imports.corps_of_rows import CorpsFinder
from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.kinds import Folded, FoldFaultError, RecordField, RecordKind
from legitimacy.imports.numbers import NumberError, number_read
from legitimacy.imports.record_mappings import RecordMapping
from legitimacy.models import Corps, Delivery, Register

PERSON, COUNT = "person", "count"
CODED = ("part", "framework", "grade", "statute", "age", "mandate", "step", "sex", "group")
Key = tuple[int, str, str]


@dataclass(slots=True)
class _Sums:
    """What the rows of one corps, kind and day add up to."""

    corps: Corps
    rows: list[int] = field(default_factory=list)
    cells: Cells = field(default_factory=dict)
    seen: set[object] = field(default_factory=set)
    is_crossed: bool | None = None
    sources: tuple[str, str] = ("", "")


class StaffFolder:
    """Adds up rows of one corps, or of those that the rows name."""

    def __init__(self, corps: Corps | None, mapping: RecordMapping) -> None:
        self.mapping = mapping
        self.persons = mapping.one_row_per == PERSON
        self.finder = CorpsFinder(mapping.path, corps)
        self.sums: dict[Key, _Sums] = {}
        self.held: set[int] = set()
        self.holds_all = False
        self.people: dict[tuple[Key, bytes], bytes] = {}
        self.secret = secrets.token_bytes(32)
        self.delivery: dict[str, Delivery] = {}
        self.waiting = 0
        if self.persons and "group" in mapping.fields:
            raise FileRefusedError(
                mapping.path, _("origin is never read beside a person; it comes as official counts.")
            )

    def add(self, number: int, values: dict[str, str]) -> None:
        corps = self.finder.find(values["corps"])
        try:
            self._add(corps, number, values)
        except FoldFaultError:
            self.held.add(corps.pk)
            raise
        except CellFaultError as fault:
            self.held.add(corps.pk)
            raise FoldFaultError(fault.field, fault.reason) from None

    def unread(self) -> None:
        self.holds_all = True

    def store(self) -> Iterator[Folded]:
        for (_corps, kind, day), sums in self.sums.items():
            if self.holds_all or sums.corps.pk in self.held:
                reason = _(
                    "not counted: another row is wrong, and the counts of a corps are stored whole or not at all."
                )
                yield Folded(sums.rows, refused=reason)
                continue
            supplier, basis = sums.sources
            try:
                made = return_import(
                    corps=sums.corps, kind=kind, reference_date=date.fromisoformat(day), cells=sums.cells,
                    delivery=self._delivery(sums.corps), supplier=supplier, legal_basis=basis,
                    is_official=bool(supplier and basis),
                )  # fmt: skip
            except ReturnRefusedError as error:
                yield Folded(sums.rows, refused=error.reason)
                continue
            self.waiting += made is not None and made.state == "submitted"
            yield Folded(sums.rows, is_new=made is not None and made.version == 1, is_changed=made is not None)

    def notes(self) -> list[str]:
        if not self.waiting:
            return []
        sentence = ngettext(
            "%(count)d return waits for its chief of corps.",
            "%(count)d returns wait for their chiefs of corps.",
            self.waiting,
        )
        return [sentence % {"count": self.waiting}]

    def _add(self, corps: Corps, number: int, values: dict[str, str]) -> None:
        kind = values["kind"] or Kind.COMPOSITION.value
        if self.persons and kind in (Kind.DISABILITY, *FROM_OUTSIDE):
            raise FoldFaultError("kind", _("this is never read beside a person: hand in counts."))
        if kind in FROM_OUTSIDE and not (values["legal_basis"] and values["supplier"]):
            raise FoldFaultError(
                "legal_basis",
                _("origin needs its supplier and legal basis: name both under [defaults] of the mapping."),
            )
        key = (corps.pk, kind, values["reference_date"])
        told = self._told(kind, values)
        count = self._count(values)
        if self.persons and self._is_known(key, values):
            self.sums[key].rows.append(number)
            return
        places = places_of(kind, told, person=self.persons)
        sums = self.sums.setdefault(key, _Sums(corps, sources=(values["supplier"], values["legal_basis"])))
        if not self.persons:
            self._count_require(sums, tuple(places))
        sums.rows.append(number)
        for place in places:
            one = count if PARTS[kind][place.part].has_fte else Count(count.heads)
            sums.cells[place] = sums.cells[place] + one if place in sums.cells else one

    def _told(self, kind: str, values: dict[str, str]) -> dict[str, str]:
        told = {name: values[name] for name in CODED}
        if values["birth_date"] and not told["age"]:
            told["age"] = band_of(
                _years(date.fromisoformat(values["birth_date"]), date.fromisoformat(values["reference_date"]))
            )
        if self.persons and kind == Kind.COMPOSITION:
            read = {*self.mapping.fields, *(["age"] if "birth_date" in self.mapping.fields else [])}
            for name in SPLITS:
                if name in read and not told[name]:
                    raise FoldFaultError(name, _("the cell is empty."))
        return told

    def _count(self, values: dict[str, str]) -> Count:
        heads = _number("heads", values["heads"], whole=True)
        if heads is None and not self.persons:
            raise FoldFaultError("heads", _("the cell is empty."))
        if self.persons and heads not in (None, 1):
            raise FoldFaultError("heads", _("a row of a person counts one."))
        fte = _number("fte", values["fte"], whole=False)
        if fte is None and self.persons and "fte" not in self.mapping.fields:
            return Count(1)
        return Count(int(heads or 1) if self.persons else int(heads or 0), fte)

    def _is_known(self, key: Key, values: dict[str, str]) -> bool:
        """Whether this person was counted for the same corps and day already; nobody counts twice."""
        reference = values["reference"]
        if not reference:
            return False
        said = self._digest(repr(sorted(values.items())))
        known = self.people.setdefault((key, self._digest(reference.casefold())), said)
        if known != said:
            raise FoldFaultError("reference", _("another row has the same number and says something else."))
        return known is not said

    def _digest(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(), key=self.secret, digest_size=16).digest()

    def _count_require(self, sums: _Sums, places: tuple[object, ...]) -> None:
        if places in sums.seen:
            raise FoldFaultError("heads", _("counts the same group as a row above; keep one of them."))
        sums.seen.add(places)
        crossed = len(places) > 1
        if sums.is_crossed is not None and crossed != sums.is_crossed:
            raise FoldFaultError(
                "grade", _("some rows give one split, this one gives another number of them: people would count twice.")
            )
        sums.is_crossed = crossed

    def _delivery(self, corps: Corps) -> Delivery:
        """Where the counts come from; saved with the first that is new."""
        if corps.register not in self.delivery:
            self.delivery[corps.register] = Delivery(
                register=corps.register, source=self.mapping.source or self.mapping.path.stem,
                credit=self.mapping.credit, licence=self.mapping.licence, origin=Register(corps.register).origin,
            )  # fmt: skip
        return self.delivery[corps.register]


def _years(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _number(name: str, text: str, *, whole: bool) -> Decimal | None:
    if not text:
        return None
    try:
        number = number_read(text, decimal="", whole=whole)
    except NumberError:
        raise FoldFaultError(name, _("this is not a number that can be read in one way only.")) from None
    if not 0 <= number <= LARGEST:
        raise FoldFaultError(name, _("Write a number from 0 to %(most)d.") % {"most": LARGEST})
    return Decimal(repr(number)).quantize(Decimal("0.01"))


def _reading(list_name: str) -> Callable[[str], str]:
    return lambda text: code_read(list_name, text)


STAFF = RecordKind(
    key="staff",
    label=gettext_lazy("staff in counts"),
    record=PERSON,
    part=COUNT,
    names_corps="corps",
    folder=StaffFolder,
    of_groups=("group",),
    fields=(
        RecordField("reference_date", required=True, is_date=True),
        RecordField("corps", longest=120),
        RecordField("reference", longest=80),
        RecordField("kind", codes=lambda: Kind.values),
        RecordField("part", read=part_read),
        *(
            RecordField(name, read=_reading(name))
            for name in ("framework", "grade", "statute", "mandate", "step", "sex")
        ),
        RecordField("age", read=age_read),
        RecordField("birth_date", is_date=True),
        RecordField("group", codes=lambda: LISTS.lists["origin"]),
        RecordField("heads", longest=20),
        RecordField("fte", longest=20),
        RecordField("supplier", longest=120),
        RecordField("legal_basis", longest=300),
    ),
)
