"""Comparison with peers, against a computation by hand and what chance gives."""

from math import comb, log, sqrt

import numpy as np
import pytest
from django.utils import timezone

from legitimacy.members import member_register
from legitimacy.models import Corps, Member
from professionalism.models import OfficerExposure, Signal
from professionalism.selectors.signals.peers import (
    GroupReading,
    Untested,
    chance_of,
    group_read,
    groups_read,
    peers_rule,
    quarters_ended,
)
from professionalism.services.signals.finding import signals_find
from tests.professionalism.signals.conftest import incident_make

KEY = ("2026-Q3", "interventie", "shifts")
COUNTED = ((52, 1), (55, 9), (48, 1), (57, 0), (50, 2), (61, 1), (46, 0), (53, 1), (58, 1), (49, 1), (54, 0))
SHIFTS = {member: shifts for member, (shifts, _) in enumerate(COUNTED)}
INCIDENTS = {member: count for member, (_, count) in enumerate(COUNTED)}


def reading_of(shifts: dict[int, int], incidents: dict[int, int]) -> GroupReading:
    return group_read(KEY, shifts, incidents, peers_rule().parameters)


def test_the_table_of_the_method_worked_by_hand() -> None:
    """docs/methods/signals.md: 8 incidents in 528 shifts of the ten others give 0.83 for 55 shifts, and no spread
    beyond chance; nine or more then come about once in a hundred thousand officers.
    """
    reading = reading_of(SHIFTS, INCIDENTS)
    second = reading.compared[1]
    assert (reading.peers, reading.exposure, second.count) == (11, 583, 9)
    mean, size = 55 * 8 / 528, 8
    others = [
        log((count or 0.5) / (shifts * 8 / 528)) * sqrt(shifts * 8 / 528)
        for member, (shifts, count) in enumerate(COUNTED)
        if member != 1
    ]
    assert sum(z * z for z in others) / 10 < 9 / 10  # less spread than chance gives: tau2 is 0
    chance = [comb(size + k - 1, k) * (size / (size + mean)) ** size * (mean / (size + mean)) ** k for k in range(9)]
    assert second.tau2 == 0.0
    assert second.expected == pytest.approx(mean)
    assert second.tail == pytest.approx(1 - sum(chance), rel=1e-6)
    # Garwood's exact limits of 9 events: 4.115 and 17.085.
    assert (second.rate, second.lower, second.upper) == pytest.approx((16.364, 7.483, 31.063), abs=0.002)
    assert [one.member for one in reading.compared if one.is_above] == [1]


def test_where_officers_differ_for_good_a_high_count_is_less_unusual() -> None:
    """The others' spread on the log scale: tau2 widens the distribution of who is like them."""
    spread = dict(enumerate((20, 45, 2, 30, 1, 25, 3, 28, 2, 22, 1)))
    even = dict.fromkeys(range(11), 13) | {1: 45}
    wide, narrow = reading_of(SHIFTS, spread).compared[1], reading_of(SHIFTS, even).compared[1]
    assert (wide.count, narrow.count) == (45, 45)
    assert wide.tau2 > 0.5 > narrow.tau2
    assert narrow.is_above
    assert not wide.is_above


def test_who_does_as_the_others_or_has_few_incidents_stands_out_for_nothing() -> None:
    assert not any(one.is_above for one in reading_of(SHIFTS, {**dict.fromkeys(range(11), 2), 4: 0}).compared)
    two = reading_of(SHIFTS, {1: 2})
    assert two.compared[1].count == 2
    assert not two.compared[1].is_above


def test_incidents_where_the_others_have_none_stand_out() -> None:
    reading = reading_of(SHIFTS, {1: 8})
    assert [one.member for one in reading.compared if one.is_above] == [1]
    assert reading.compared[0].tail == 1.0


def test_too_few_peers_too_little_exposure_or_no_incident_is_said_and_not_tested() -> None:
    ten = {member: SHIFTS[member] for member in range(10)}
    assert reading_of(ten, INCIDENTS).untested == Untested.FEW_PEERS
    short = reading_of({**SHIFTS, 1: 19}, INCIDENTS)
    assert (short.untested, short.peers, short.set_aside) == (Untested.FEW_PEERS, 10, 1)
    assert reading_of(SHIFTS, {}).untested == Untested.NO_INCIDENT


def test_chance_gives_tests_times_the_upper_tail() -> None:
    chance = chance_of([reading_of(SHIFTS, INCIDENTS)] * 4, peers_rule())
    assert (chance.tests, chance.seen) == (44, 4)
    assert chance.by_chance == pytest.approx(44 * 0.001)


def test_in_many_equal_officers_the_rule_flags_no_more_than_chance() -> None:
    """4,000 officers in groups of twenty with one true rate: at most the stated share stands out, and some do."""
    rng = np.random.default_rng(7)
    shifts = dict.fromkeys(range(20), 50)
    flagged = 0
    for _group in range(200):
        drawn = dict(enumerate(map(int, rng.poisson(3.0, 20))))
        flagged += sum(one.is_above for one in reading_of(shifts, drawn).compared)
    assert 0 <= flagged <= 8  # expected at most 4; nine or more has a chance of 2 in 100


@pytest.fixture
def team(demervallei: Corps) -> list[Member]:
    """Eleven members with the same work and exposure in the last quarter."""
    quarter = str(quarters_ended(timezone.localdate(), 1)[0])
    members = [member_register(corps=demervallei, number=f"T{place}") for place in range(11)]
    for place, member in enumerate(members):
        OfficerExposure.objects.create(
            member=member, quarter=quarter, group="interventie", measure="shifts", count=SHIFTS[place],
            origin="simulated",
        )  # fmt: skip
    return members


def test_incidents_of_the_quarter_are_counted_once_for_several_reports(demervallei: Corps, team: list[Member]) -> None:
    quarter = quarters_ended(timezone.localdate(), 1)[0]
    head = incident_make(demervallei, team[0], team[1], happened_on=quarter.start)
    incident_make(demervallei, team[0], happened_on=quarter.start, joined_to=head)
    incident_make(demervallei, team[0], happened_on=quarter.previous.end)
    incident_make(demervallei, team[0], happened_on=quarter.start, is_training=True)
    reading = groups_read(demervallei, [quarter], peers_rule())[0]
    assert [one.count for one in reading.compared][:3] == [1, 1, 0]


def test_a_signal_keeps_count_exposure_and_margin_together(demervallei: Corps, team: list[Member]) -> None:
    quarter = quarters_ended(timezone.localdate(), 1)[0]
    for place, member in enumerate(team):
        for _each in range(25 if place == 1 else 1):
            incident_make(demervallei, member, happened_on=quarter.start)
    signals_find(corps=demervallei)
    signal = Signal.objects.get()
    assert (signal.member, signal.rule, signal.reference) == (team[1], "above_peers", str(quarter))
    assert signal.measures["count"] == 25
    assert signal.measures["exposure"] == 55
    assert signal.measures["lower"] < signal.measures["rate"] < signal.measures["upper"]
    assert (signal.measures["peers"], signal.measures["peers_exposure"]) == (10, 528)


def test_officers_of_other_work_or_another_corps_are_no_peers(
    demervallei: Corps, heidekant: Corps, team: list[Member]
) -> None:
    OfficerExposure.objects.filter(member__in=team[9:]).update(group="verkeer")
    there = member_register(corps=heidekant, number="X")
    quarter = quarters_ended(timezone.localdate(), 1)[0]
    OfficerExposure.objects.create(
        member=there, quarter=str(quarter), group="interventie", measure="shifts", count=50, origin="simulated"
    )
    readings = groups_read(demervallei, [quarter], peers_rule())
    assert [(one.group, one.peers, one.untested) for one in readings] == [
        ("interventie", 9, Untested.FEW_PEERS),
        ("verkeer", 2, Untested.FEW_PEERS),
    ]
