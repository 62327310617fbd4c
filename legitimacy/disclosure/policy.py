"""Who may see how small a count: minima per disclosure class and audience, kept as data with their source.

Source of the rules: Hundepool and others, Statistical Disclosure Control (2012), on threshold rules for frequency
tables; the numbers and where each comes from: `data/disclosure/*.csv`, explained in docs/privacy.md.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from legitimacy.indicators.definitions import Counted, Disclosure, Feed, Kind, Window
from legitimacy.indicators.registry import indicators
from legitimacy.models import FrameworkItem
from legitimacy.models.disclosure import Audience

FOLDER: Path = settings.BASE_DIR / "data" / "disclosure"
IMPORTED_FEEDS = frozenset({Feed.OFFICIAL_IMPORT, Feed.SURVEY_IMPORT})
PEOPLE = frozenset({Counted.PERSON, Counted.CASE, Counted.RESPONDENT})


@dataclass(frozen=True, slots=True)
class Minimum:
    """Smallest count and smallest denominator that may be shown; 0 means that the rule does not apply."""

    count: int
    denominator: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What disclosure needs to know of one indicator: what is counted, and how the framework scores it."""

    indicator: str
    disclosure: Disclosure
    counted: Counted
    kind: Kind
    window: Window
    feed: Feed | None
    valid_months: int = 1
    public_denominator: int | None = None
    floor: float | None = None
    target: float | None = None
    facet: str = ""
    weight: float = 0.0

    @property
    def counts_people(self) -> bool:
        """Persons, cases about persons, respondents: small counts of these are protected, counts of things are not."""
        return self.counted in PEOPLE

    @property
    def published_elsewhere(self) -> bool:
        """Official statistics and surveys reach us as they were published; those about staff do not."""
        return self.feed in IMPORTED_FEEDS and self.disclosure is not Disclosure.DIVERSITY


def measures_read(items: Mapping[str, FrameworkItem]) -> dict[str, Measure]:
    """Every registered indicator, judged by `items` (one framework, by indicator)."""
    return {code: _measure(code, items.get(code)) for code in {*indicators.keys(), *items}}


def _measure(code: str, item: FrameworkItem | None) -> Measure:
    """An indicator without a passport counts people and is of the strictest class: better hidden than leaked."""
    passport = indicators.get(code) if code in indicators else None
    return Measure(
        indicator=code,
        disclosure=_strictest(passport.disclosure if passport else Disclosure.DIVERSITY, item),
        counted=passport.counted if passport else Counted.PERSON,
        kind=passport.kind if passport else Kind.PROPORTION,
        window=passport.window if passport else Window.ROLLING_12_MONTHS,
        feed=passport.feed if passport else None,
        valid_months=passport.valid_months if passport else 1,
        public_denominator=item.public_min_denominator if item else None,
        floor=item.floor if item else None,
        target=item.target if item else None,
        facet=f"{code[:3]}.{item.facet}" if item else "",
        weight=item.weight if item else 0.0,
    )


def _strictest(registered: Disclosure, item: FrameworkItem | None) -> Disclosure:
    order = list(Disclosure)
    framed = Disclosure(item.disclosure_class) if item else registered
    return max(registered, framed, key=order.index)


def minimum_for(measure: Measure, audience: str) -> Minimum:
    """Minima that `audience` is held to for this indicator.

    Counts of things have no minimum. The framework's public minimum of the denominator is also the researcher's.
    """
    base = _minima()[measure.disclosure, audience]
    count = _exceptions().get((measure.indicator, audience), base.count)
    denominator = base.denominator
    if audience in (Audience.PUBLIC, Audience.RESEARCHER) and measure.public_denominator is not None:
        denominator = measure.public_denominator
    return Minimum(count if measure.counts_people else 0, denominator)


def minimum_of_class(disclosure: Disclosure, audience: str) -> Minimum:
    """Minima of a whole class, for counts of people that are no indicator."""
    return _minima()[disclosure, audience]


def minima_for(measures: Mapping[str, Measure], audience: str) -> dict[str, Minimum]:
    """`minimum_for` of every indicator."""
    return {code: minimum_for(measure, audience) for code, measure in measures.items()}


@cache
def _minima() -> dict[tuple[Disclosure, str], Minimum]:
    return {
        (Disclosure(row["disclosure_class"]), row["audience"]): Minimum(
            int(row["minimum_count"]), int(row["minimum_denominator"])
        )
        for row in _rows("minima.csv")
    }


@cache
def _exceptions() -> dict[tuple[str, str], int]:
    return {(row["indicator"], row["audience"]): int(row["minimum_count"]) for row in _rows("exceptions.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
