"""What an indicator is: the passport that every page, score, export and API speaks of.

A passport says what is measured and how. What is *enough* (floor, target, weight, minima) is the framework's
business and lives in data, so that a new framework needs no new code.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Pillar(StrEnum):
    """The four pillars of a legitimate police, in the order of the note."""

    EFFICIENCY = "EFF"
    LEGALITY = "LEG"
    DISTRIBUTIVE = "DRV"
    PROCEDURAL = "PRV"


class Kind(StrEnum):
    PROPORTION = "proportion"
    COUNT_RATE = "count_rate"
    MEDIAN_DAYS = "median_days"
    MEAN_SCORE = "mean_score"
    RATIO = "ratio"
    CHECKLIST = "checklist"
    BOOLEAN = "boolean"


class Direction(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"
    CONTEXT = "context"


class Window(StrEnum):
    """The stretch of time, ending with the period, over which records are counted."""

    QUARTER = "quarter"
    ROLLING_12_MONTHS = "rolling_12_months"
    ROLLING_36_MONTHS = "rolling_36_months"
    YEAR = "year"
    SNAPSHOT = "snapshot"
    SURVEY_WAVE = "survey_wave"


class State(StrEnum):
    """State of a measurement. Missing is a state, never zero. `suppressed` is not among them: see Visibility."""

    OK = "ok"
    NOT_DUE = "not_due"
    NOT_DELIVERED = "not_delivered"
    NOT_APPLICABLE = "not_applicable"
    TOO_FEW = "too_few"
    REJECTED = "rejected"


class Visibility(StrEnum):
    """What one audience may see of one value; decided by `legitimacy.disclosure`, nowhere else."""

    SHOWN = "shown"
    SUPPRESSED = "suppressed"
    BAND = "band"


class Origin(StrEnum):
    REAL = "real"
    SIMULATED = "simulated"
    TEST = "test"


class MeasuredBy(StrEnum):
    SELF = "self"
    EXTERNAL = "external"
    AUDITED = "audited"


class Subject(StrEnum):
    """Whom a value speaks about by default."""

    CORPS = "corps"
    REGION = "region"
    NATIONAL = "national"
    SCHOOL = "school"


class Disclosure(StrEnum):
    """Disclosure class: how small a count each audience may see."""

    ORDINARY = "ordinary"
    SENSITIVE = "sensitive"
    DIVERSITY = "diversity"


class Feed(StrEnum):
    """How figures arrive."""

    RECORDS = "records"
    SURVEY_IMPORT = "survey_import"
    OFFICIAL_IMPORT = "official_import"
    ASSESSMENT = "assessment"


class Counted(StrEnum):
    """What one unit of the numerator is. Small counts of people and cases are protected; things are not."""

    PERSON = "person"
    CASE = "case"
    RESPONDENT = "respondent"
    THING = "thing"


CODE = re.compile(r"^(EFF|LEG|DRV|PRV)-\d{2}$")


class DefinitionError(ValueError):
    """A passport that cannot be right; the message says which field and why."""

    def __init__(self, code: str, reason: str) -> None:
        self.code, self.reason = code, reason
        super().__init__(f"Indicator {code}: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """Passport of one indicator.

    Texts (`name`, `question`, `numerator_label`, `denominator_label`, `method`, `caution`) are English msgids or
    lazy translations of them; anything whose `str()` is the text in the reader's language.

    `per` is the multiplier of a rate: value = numerator / denominator * per (10_000 for "per 10,000 residents").
    Shares are stored 0-1, scores 0-100, medians in days. `sampled` is False for complete counts, booleans and
    checklists: they have no sampling interval and get no random draws (methods, part 4).
    `missing` says what it means that nothing was delivered, where that is another thing than for most indicators.
    `shared_draw` names a group of indicators counted on the same records, which share one uniform per draw.
    """

    code: str
    name: object
    question: object
    numerator_label: object
    denominator_label: object
    method: object
    caution: object
    owner: str
    goals: tuple[int, ...]
    note_bullets: tuple[str, ...]
    kind: Kind
    direction: Direction
    unit: str
    window: Window
    valid_months: int
    measured_by: MeasuredBy
    disclosure: Disclosure
    feed: Feed
    counted: Counted
    subject: Subject = Subject.CORPS
    per: float = 1.0
    sampled: bool = True
    shared_draw: str = ""
    lower_bound: float | None = 0.0
    upper_bound: float | None = None
    missing: object = ""

    def __post_init__(self) -> None:
        if not CODE.match(self.code):
            raise DefinitionError(self.code, "code must be a pillar and two digits, such as EFF-06")
        if not self.goals or not set(self.goals) <= {1, 2, 3}:
            raise DefinitionError(self.code, "goals must name at least one of 1, 2, 3")
        if self.per <= 0:
            raise DefinitionError(self.code, "per must be above zero")
        if self.valid_months < 1:
            raise DefinitionError(self.code, "valid_months must be at least 1")
        for field in ("name", "question", "numerator_label", "denominator_label", "method", "caution"):
            text = getattr(self, field)
            if text is None or (isinstance(text, str) and not text):  # a lazy text must not be translated this early
                raise DefinitionError(self.code, f"{field} is empty")

    @property
    def pillar(self) -> Pillar:
        return Pillar(self.code[:3])

    @property
    def is_context(self) -> bool:
        """Context indicators weigh nothing and are never ranked, coloured or tied to money."""
        return self.direction is Direction.CONTEXT

    @property
    def is_share(self) -> bool:
        return self.kind is Kind.PROPORTION
