"""Records of one app that name records of another: each shows no more of the other than its own rules allow.

Apps that do not know each other register here how their records are found. What is asked is always asked for a reader.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from legitimacy.access import Person
from legitimacy.indicators.registry import Registry


@dataclass(frozen=True, slots=True)
class LinkedRecord:
    """One record that the reader may see: its number, and where it is read."""

    number: str
    url: str


def _none(_person: Person, _kind: str, _number: str) -> Sequence[LinkedRecord]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """`label` names one record. `url_for` gives the address of a record by its number, empty where there is none or the
    reader may not see it: the two look alike. `naming` gives the reader's records that name one of another kind.
    """

    key: str
    label: object
    url_for: Callable[[Person, str], str]
    naming: Callable[[Person, str, str], Sequence[LinkedRecord]] = _none


record_kinds: Registry[RecordKind] = Registry("kind of record", key=lambda kind: kind.key)


def url_of_record(person: Person, kind: str, number: str) -> str:
    """Where the reader may read the record; empty where they may not, or no app keeps such records."""
    if not number or kind not in record_kinds:
        return ""
    return record_kinds.get(kind).url_for(person, number)


def records_naming(person: Person, kind: str, number: str) -> list[tuple[RecordKind, LinkedRecord]]:
    """Records of other apps that name this one, as far as the reader may see them."""
    return [(each, record) for each in record_kinds if each.key != kind for record in each.naming(person, kind, number)]
