"""What a part of a run recounts: some subjects and indicators, or all of them."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Scope:
    """None means all; the empty set means none."""

    subjects: frozenset[int] | None = None
    indicators: frozenset[str] | None = None

    @classmethod
    def read(cls, stored: dict[str, Any] | None) -> "Scope":
        """The scope that a RunPart stores; an empty field is everything."""
        stored = stored or {}
        subjects, indicators = stored.get("subjects"), stored.get("indicators")
        return cls(
            None if subjects is None else frozenset(subjects), None if indicators is None else frozenset(indicators)
        )

    def stored(self) -> dict[str, Any] | None:
        if self == EVERYTHING:
            return None
        return {
            "subjects": None if self.subjects is None else sorted(self.subjects),
            "indicators": None if self.indicators is None else sorted(self.indicators),
        }

    def covers(self, other: "Scope") -> bool:
        return self | other == self

    def __or__(self, other: "Scope") -> "Scope":
        """A scope that holds both; it may hold pairs that neither did, which is harmless."""
        subjects = None if self.subjects is None or other.subjects is None else self.subjects | other.subjects
        indicators = None if self.indicators is None or other.indicators is None else self.indicators | other.indicators
        return Scope(subjects, indicators)


EVERYTHING = Scope()
