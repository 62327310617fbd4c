"""Links from one record to another of which the pages belong to a package that need not be known.

A package registers how to find the page behind a reference. Who may not see that page gets no link, and learns nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from legitimacy.access import Person
from legitimacy.indicators.registry import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLink:
    """`find` takes the reader and a reference, and answers the address of the page; empty where there is none."""

    kind: str
    find: Callable[[Person, str], str]


record_links: Registry[RecordLink] = Registry("record link", key=lambda link: link.kind)


def record_url(user: Person, kind: str, reference: str) -> str:
    """The address of a record for this reader; empty where nobody registered its kind, or it is not theirs to see."""
    return record_links.get(kind).find(user, reference) if reference and kind in record_links else ""
