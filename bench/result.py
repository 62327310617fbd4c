"""What a benchmark reports: a ratio of two times measured beside each other, and the bound it must stay under."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """One claim and what was measured. `ratio` and `bound` are pure numbers; it passes at or below the bound."""

    claim: str
    ratio: float
    bound: float
    detail: str = ""

    @property
    def passed(self) -> bool:
        return self.ratio <= self.bound

    def row(self) -> str:
        """The claim as one row of the table that `make bench` prints."""
        verdict = "pass" if self.passed else "FAIL"
        return f"| {self.claim} | {self.ratio:.2f} | {self.bound:.2f} | {verdict} | {self.detail} |"
