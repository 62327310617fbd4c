"""What an output may hold in its hands: figures with everything that this audience may not see already taken out.

Shares are 0-1, scores 0-100, medians in days. Where `visibility` is not `shown`, or `state` is not `ok`, every number
of the measurement is None; the words say why.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibleValue:
    """One figure. `period` is the period that the figure belongs to, which may be earlier than its scorecard's.

    Scores stand on scorecards only; in histories, maps and queries they are None and `effective_weight` is 0.
    """

    subject_id: int
    corps_code: str
    indicator: str
    period: str
    window: str
    state: str
    visibility: str
    reason: str = ""
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    n: float | None = None
    coverage: float = 0.0
    back_cast: bool = False
    origin: str = ""
    source: str = ""
    as_of: datetime | None = None
    run_id: int | None = None
    revision: int = 0
    value_id: int | None = None
    score: float | None = None
    score_lower: float | None = None
    score_upper: float | None = None
    effective_weight: float = 0.0

    @property
    def is_shown(self) -> bool:
        """There is a number, and this audience may read it."""
        return self.state == "ok" and self.visibility == "shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisiblePart:
    """A facet (`EFF.results`), a pillar (`EFF`) or the overall score.

    Shown: `score` with its 5-95 % range `lower` to `upper`; a score of None means that too little was delivered.
    Band: only `lower` and `upper`, half-open. Suppressed: nothing. `coverage` and `verified` are shares 0-1.
    `framework_from` is the first period that its framework judges.
    """

    corps_id: int
    corps_code: str
    period: str
    key: str
    level: str
    visibility: str
    score: float | None = None
    lower: float | None = None
    upper: float | None = None
    coverage: float = 0.0
    verified: float = 0.0
    framework: str = ""
    framework_from: str = ""
    bound_low: float | None = None
    bound_high: float | None = None
    rank: int | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    group_size: int | None = None

    @property
    def is_shown(self) -> bool:
        return self.visibility == "shown" and self.score is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibleScorecard:
    """One corps in one period, as one audience may read it. `release` is the code of the release, for the public."""

    corps_id: int
    corps_code: str
    period: str
    framework: str
    origin: str
    delivered: int
    due: int
    parts: dict[str, VisiblePart]
    items: list[VisibleValue]
    compensation_loss: float | None
    computed_at: datetime
    run_id: int
    release: str = ""
