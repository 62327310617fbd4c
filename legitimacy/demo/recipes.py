"""How each indicator's figures are simulated: which records it counts, and how the level of a corps shows in them.

Where the framework has a floor and a target, a level of 0 gives the floor and 100 the target. Context indicators have
neither: they vary around `rate`, an order of magnitude without meaning.

Indicators that a package counts from its own records are not here: it simulates the records (legitimacy.simulations).
"""

from dataclasses import dataclass
from math import inf

from legitimacy.indicators.definitions import Window

SECURITY_SURVEY = (2018, 2021, 2024)
CITY_SURVEY = (2020, 2023)
YEARS = (2019, 2020, 2021, 2022, 2023, 2024, 2025)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """`of` is the stream in the denominator; `exposure` 4 turns residents into resident-years of one quarter.

    The numerator is the stream `hits` where given, else drawn from `of` (rounded without chance for a stock). `shift`
    (score points) and `spread` (a factor) move all corps, and draw them nearer to one another.
    """

    code: str
    of: str
    hits: str = ""
    rate: float | None = None
    exposure: float = 1.0
    spread: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A survey wave. `answers` are respondents for each 1,000 residents, never fewer than `least`, where it sees to it.

    With a `deviation` (standard deviation between respondents) the figure is a mean score, else a share.
    """

    code: str
    waves: tuple[int, ...]
    answers: float
    deviation: float = 0.0
    least: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure delivered as a value with its 95 % limits, for the window that ends with its period.

    n is the stream `of` over the window, times `per_case`. The standard error of the value is error / sqrt(n), with
    `relative` that of its logarithm. `least` and `most` are the ends of the scale.
    """

    code: str
    of: str
    error: float
    relative: bool = False
    per_case: float = 1.0
    least: float = 0.0
    most: float = inf
    waves: tuple[int, ...] = ()


COUNTS = (
    Count(code="EFF-18", of="residents", hits="offences", exposure=4.0),
    Count(code="EFF-19", of="urgent_calls"),
    Count(code="EFF-20", of="offences", rate=0.40),
    Count(code="LEG-15", of="official_reports"),
    Count(code="DRV-16", of="residents"),
)

SURVEYS = (
    Survey(code="EFF-15", waves=SECURITY_SURVEY, answers=4.0),
    Survey(code="EFF-16", waves=SECURITY_SURVEY, answers=10.0, deviation=19.0),
    Survey(code="EFF-17", waves=CITY_SURVEY, answers=9.0, least=400),
    Survey(code="LEG-14", waves=SECURITY_SURVEY, answers=10.0, deviation=20.0),
    Survey(code="DRV-01", waves=SECURITY_SURVEY, answers=9.0),
    Survey(code="PRV-01", waves=SECURITY_SURVEY, answers=9.0, deviation=21.0),
    Survey(code="PRV-03", waves=CITY_SURVEY, answers=9.0, least=400),
)

MEASURES = (
    Measure(code="DRV-02", of="residents", error=34.0, per_case=0.0025, waves=SECURITY_SURVEY),
    Measure(code="DRV-15", of="urgent_calls", error=90.0, per_case=0.4),
)

# Stocks: a year shows their last day; of everything else it shows the sum.
STOCKS = frozenset({"one", "staff"})
# How many quarters before the first scorecard (2021-Q1) a window needs.
QUARTERS_BEFORE = {Window.ROLLING_36_MONTHS: 11, Window.ROLLING_12_MONTHS: 3}
