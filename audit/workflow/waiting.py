"""What waits for somebody on the first page of the audit body."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that waits for the reader: a sentence, where to do it, and by when where a date is set."""

    what: str
    url: str
    by_when: date | None = None
