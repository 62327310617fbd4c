"""Incidents of an officer beside those of peers with the same work, by exposure (methods, parts 4 and 9).

Peers are the other members of one corps with the same group and measure of exposure in one quarter. The officer is left
out of what they are compared with: one who stands out would hide behind the spread that they make themself. A count
never leaves here without its exposure and margin. Worked by hand in docs/methods/signals.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from django.db.models import Count
from django.db.models.functions import Coalesce

from legitimacy.indicators.funnel import expected_false_alarms, ratio_funnel
from legitimacy.indicators.intervals import FloatArray, rate_interval
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps
from professionalism.models import ForceOfficer, OfficerExposure
from professionalism.workflow.force import HANDED_IN
from professionalism.workflow.signal_rules import Kind, SignalRule, signal_rules

PER = 100
"""Rates are incidents in so many shifts or interventions."""


class Untested(StrEnum):
    """Why a group was not tested."""

    FEW_PEERS = "few_peers"
    NO_INCIDENT = "no_incident"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One officer beside the others of one group. `rate`, `lower` and `upper` are incidents per 100, with a 95 %
    margin; `expected` is what the others' rate gives for this exposure, `tau2` how much the others differ beyond
    chance, `tail` the chance of at least so many incidents in an officer like them.
    """

    member: int
    count: int
    exposure: int
    expected: float
    tau2: float
    tail: float
    rate: float
    lower: float
    upper: float
    is_above: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupReading:
    """One group of peers in one quarter. `untested` is empty where it was tested; `set_aside` counts those with too
    little exposure.
    """

    quarter: str
    group: str
    measure: str
    peers: int
    set_aside: int
    exposure: int
    incidents: int
    untested: str = ""
    compared: list[Compared] = field(default_factory=list)

    def measures_of(self, one: Compared) -> dict[str, Any]:
        """The numbers that a signal keeps: the officer's own, and those of the others together."""
        exposure = self.exposure - one.exposure
        return {
            "quarter": self.quarter,
            "group": self.group,
            "measure": self.measure,
            "count": one.count,
            "exposure": one.exposure,
            "rate": round(one.rate, 2),
            "lower": round(one.lower, 2),
            "upper": round(one.upper, 2),
            "peers": self.peers - 1,
            "peers_exposure": exposure,
            "peers_rate": round(PER * (self.incidents - one.count) / exposure, 2),
        }


@dataclass(frozen=True, slots=True)
class Chance:
    """How many officers were tested, how many signals chance alone would give at most, and how many there were."""

    tests: int
    by_chance: float
    seen: int


def peers_rule() -> SignalRule:
    return next(rule for rule in signal_rules() if rule.kind is Kind.PEERS)


def groups_read(corps: Corps, quarters: Iterable[Period], rule: SignalRule) -> list[GroupReading]:
    """Every group of peers with known exposure, by quarter and group. One query, and one for each quarter."""
    wanted = list(quarters)
    rows = OfficerExposure.objects.filter(member__corps=corps, quarter__in=[str(quarter) for quarter in wanted])
    groups: dict[tuple[str, str, str], dict[int, int]] = {}
    for quarter, group, measure, member, count in rows.order_by("quarter", "group", "measure").values_list(
        "quarter", "group", "measure", "member_id", "count"
    ):
        groups.setdefault((quarter, group, measure), {})[member] = count
    incidents = {str(quarter): incidents_of(corps, quarter) for quarter in wanted}
    return [group_read(key, exposures, incidents[key[0]], rule.parameters) for key, exposures in groups.items()]


def incidents_of(corps: Corps, quarter: Period) -> dict[int, int]:
    """Incidents in which each member took part: handed in, no practice, one for several reports on the same facts."""
    parts = ForceOfficer.objects.filter(
        member__corps=corps,
        incident__status__in=HANDED_IN,
        incident__is_training=False,
        incident__happened_on__range=(quarter.start, quarter.end),
    )
    heads = parts.annotate(head=Coalesce("incident__joined_to", "incident_id")).order_by()
    return dict(heads.values_list("member_id").annotate(n=Count("head", distinct=True)))


def group_read(
    key: tuple[str, str, str], exposures: Mapping[int, int], incidents: Mapping[int, int], given: Mapping[str, Any]
) -> GroupReading:
    """The comparison of one group: each officer needs as many others as `least_peers`. Officers with less than the
    least exposure are set aside and are nobody's peers.
    """
    members = sorted(member for member, count in exposures.items() if count >= given["least_exposure"])
    exposure = np.array([exposures[member] for member in members], dtype=float)
    observed = np.array([incidents.get(member, 0) for member in members], dtype=float)
    known: dict[str, Any] = {
        "quarter": key[0],
        "group": key[1],
        "measure": key[2],
        "peers": len(members),
        "set_aside": len(exposures) - len(members),
        "exposure": int(exposure.sum()),
        "incidents": int(observed.sum()),
    }
    if len(members) <= given["least_peers"]:
        return GroupReading(**known, untested=Untested.FEW_PEERS)
    if not observed.sum():
        return GroupReading(**known, untested=Untested.NO_INCIDENT)
    margin = rate_interval(observed, exposure / PER)
    lower, upper = np.asarray(margin.lower), np.asarray(margin.upper)
    compared = []
    for place, member in enumerate(members):
        others = np.arange(len(members)) != place
        expected, tau2, tail = tail_of(observed[place], exposure[place], observed[others], exposure[others])
        one = Compared(
            member=member,
            count=int(observed[place]),
            exposure=int(exposure[place]),
            expected=expected,
            tau2=tau2,
            tail=tail,
            rate=PER * float(observed[place]) / float(exposure[place]),
            lower=float(lower[place]),
            upper=float(upper[place]),
            is_above=tail < upper_tail(given["level"]) and observed[place] >= given["least_incidents"],
        )
        compared.append(one)
    return GroupReading(**known, compared=compared)


def tail_of(count: float, exposed: float, observed: FloatArray, exposure: FloatArray) -> tuple[float, float, float]:
    """Expected incidents, tau2 of the others, and the chance of `count` or more.

    Incidents of an officer like the others are negative binomial around the expected number m: the Poisson chance, the
    lasting differences between officers (tau2 of the others' funnel) and what is not known about the others' rate
    (1 / their incidents). Size r = 1 / (exp(tau2) - 1 + 1 / incidents); P(X >= count) = I(m / (r + m); count, r).
    Half an incident stands for none among the others (Jeffreys), so that a rate of 0 makes nobody infinitely unusual.
    Source: Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202, for tau2; Gelman et al., Bayesian Data Analysis
    (3rd ed., 2013), 2.6, for the predictive distribution.
    """
    from scipy.special import betainc

    incidents = float(observed.sum()) or 0.5
    rate = incidents / float(exposure.sum())
    tau2 = ratio_funnel(observed, exposure * rate).tau2 if observed.sum() else 0.0
    expected = exposed * rate
    size = 1 / (float(np.expm1(tau2)) + 1 / incidents)
    tail = float(betainc(count, size, expected / (size + expected))) if count > 0 else 1.0
    return float(expected), float(tau2), tail


def upper_tail(level: float) -> float:
    """Share of officers who pass the upper limit of a two-sided level by chance, at most."""
    return (1 - level) / 2


def chance_of(readings: Iterable[GroupReading], rule: SignalRule) -> Chance:
    """Tests times the upper tail of the level: half of what a two-sided test gives by chance, and at most that, as
    incidents are whole numbers.
    """
    tested = [one for reading in readings for one in reading.compared]
    by_chance = expected_false_alarms(len(tested), rule.parameters["level"]) / 2
    return Chance(len(tested), by_chance, sum(one.is_above for one in tested))


def quarters_ended(today: Any, number: int) -> list[Period]:
    """The last `number` quarters that are over, oldest first."""
    quarter, found = Period.containing(today).previous, []
    for _each in range(number):
        found.append(quarter)
        quarter = quarter.previous
    return found[::-1]
