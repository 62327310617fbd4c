"""How far ranks rest on the choices of whoever made the framework (methods, part 14).

Not chance in the figures (that is `uncertainty`), but the builder's own choices: where the goalposts stand, how much
each part weighs, how pillars are put together, which indicators take part, what stands in for a missing one.

Source: Saisana, Saltelli and Tarantola (2005), Uncertainty and sensitivity analysis techniques as tools for the quality
assessment of composite indicators, JRSS A 168, 307-323; OECD/JRC Handbook (2008), step 7.
"""

from legitimacy.indicators.robustness.board import RUNS_AT_A_TIME
from legitimacy.indicators.robustness.choices import AGGREGATION, ALONE, DROPPED, GOALPOSTS, MISSING, WEIGHTS
from legitimacy.indicators.robustness.ranking import RUNS, Robustness, robustness

__all__ = [
    "AGGREGATION",
    "ALONE",
    "DROPPED",
    "GOALPOSTS",
    "MISSING",
    "RUNS",
    "RUNS_AT_A_TIME",
    "WEIGHTS",
    "Robustness",
    "robustness",
]
