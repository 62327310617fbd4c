"""Incidents of an officer beside those of peers with the same work, by exposure (methods, parts 4 and 9).

Peers are members of one corps with the same group and measure of exposure in one quarter. A count never leaves here
without its exposure and margin. Worked by hand in docs/methods/signals.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from django.db.models import Count
from django.db.models.functions import Coalesce

from legitimacy.indicators.funnel import expected_false_alarms, ratio_funnel
from legitimacy.indicators.intervals import normal_quantile, rate_interval
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
    """One officer in one group. `rate`, `lower` and `upper` are incidents per 100, with a 95 % margin."""

    member: int
    count: int
    exposure: int
    expected: float
    z: float
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
    rate: float
    phi: float = 1.0
    untested: str = ""
    compared: list[Compared] = field(default_factory=list)

    def measures_of(self, one: Compared) -> dict[str, Any]:
        """The numbers that a signal keeps."""
        return {
            "quarter": self.quarter,
            "group": self.group,
            "measure": self.measure,
            "count": one.count,
            "exposure": one.exposure,
            "rate": round(one.rate, 2),
            "lower": round(one.lower, 2),
            "upper": round(one.upper, 2),
            "peers": self.peers,
            "peers_exposure": self.exposure,
            "peers_rate": round(self.rate, 2),
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
    """The comparison of one group. Officers with less than the least exposure are set aside and are nobody's peers."""
    members = sorted(member for member, count in exposures.items() if count >= given["least_exposure"])
    exposure = np.array([exposures[member] for member in members], dtype=float)
    observed = np.array([incidents.get(member, 0) for member in members], dtype=float)
    total = float(exposure.sum())
    known: dict[str, Any] = {
        "quarter": key[0],
        "group": key[1],
        "measure": key[2],
        "peers": len(members),
        "set_aside": len(exposures) - len(members),
        "exposure": int(total),
        "rate": PER * float(observed.sum()) / total if total else 0.0,
    }
    if len(members) < given["least_peers"]:
        return GroupReading(**known, untested=Untested.FEW_PEERS)
    if not observed.sum():
        return GroupReading(**known, untested=Untested.NO_INCIDENT)
    expected = exposure * observed.sum() / total
    funnel = ratio_funnel(observed, expected)
    margin = rate_interval(observed, exposure / PER)
    lower, upper = np.asarray(margin.lower), np.asarray(margin.upper)
    limit = normal_quantile(given["level"])
    compared = [
        Compared(
            member=member,
            count=int(observed[place]),
            exposure=int(exposure[place]),
            expected=float(expected[place]),
            z=float(funnel.z_adjusted[place]),
            rate=PER * float(observed[place]) / float(exposure[place]),
            lower=float(lower[place]),
            upper=float(upper[place]),
            is_above=bool(funnel.z_adjusted[place] > limit and observed[place] >= given["least_incidents"]),
        )
        for place, member in enumerate(members)
    ]
    return GroupReading(**known, phi=funnel.phi, compared=compared)


def chance_of(readings: Iterable[GroupReading], rule: SignalRule) -> Chance:
    """Tests times the upper tail of the level: half of what a two-sided test gives by chance."""
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
