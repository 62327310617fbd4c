"""The example: closed cases behind the figures, and five in Demervallei for Pina, Wout and Amber."""

import pytest

from legitimacy.demo.levels import example_make
from legitimacy.demo.members import members_write
from legitimacy.demo.people import accounts_write
from legitimacy.demo.register import register_write
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Member, Subject, SubjectKind, User
from legitimacy.work_pages import Waiting
from professionalism.demo.signals import SIGNALS
from professionalism.indicators.counting.signals import signals_compute
from professionalism.models import ForceFollowUp, ForceIncident, Signal, SignalCase
from professionalism.selectors.signals.waiting import own_waiting, signals_waiting
from professionalism.services.signals.finding import Found, signals_find
from professionalism.workflow.signals import Stage

pytestmark = pytest.mark.django_db
SOURCES = ("member_event", "quarter", "colleague_report")


def person(name: str) -> User:
    return User.objects.get(username=name)


def waiting_for(found: list[Waiting]) -> list[str]:
    return [one.what for one in found]


def findings_make(number: int) -> None:
    """Findings of excessive force in a corps, for the simulator to follow up."""
    corps = Corps.objects.get(code="V001")
    for place in range(number):
        ForceIncident.objects.create(
            register=corps.register, origin="simulated", corps=corps, status="reviewed", finding="not",
            happened_on=Period(2024, 1).start, reviewed_on=Period(2024, 1 + place % 4).start,
        )  # fmt: skip


def test_the_example_has_cases_and_people_find_theirs() -> None:
    register_write()
    accounts_write()
    members_write()
    findings_make(40)
    example = example_make()
    written = SIGNALS.simulate(example)
    assert 500 < written < 6_000
    assert SIGNALS.simulate(example) == 0
    assert not SignalCase.objects.filter(corps__code="V038").exists()
    assert 20 < ForceFollowUp.objects.count() <= 40
    assert SignalCase.objects.filter(emptied_on=None, member=None).count() == 0

    assert SIGNALS.plant() == 5
    assert SIGNALS.plant() == 0
    corps = Corps.objects.get(code="V017")
    planted = SignalCase.objects.filter(
        corps=corps, signals__source__in=("member_event", "quarter", "colleague_report")
    )
    stages = sorted(planted.distinct().values_list("stage", flat=True))
    assert stages == sorted([Stage.OPENED, Stage.INFORMED, Stage.INFORMED, Stage.FOLLOWED, Stage.CLOSED])
    assert signals_find(corps=corps) == Found()  # the night changes nothing about them
    assert Signal.objects.get(rule="above_peers").member == Member.objects.get(pseudonym="INTD7V")
    assert len(own_waiting(person("agent"))) == 1
    assert len(waiting_for(signals_waiting(person("professionele-normen")))) >= 4
    assert len(waiting_for(signals_waiting(person("welzijn")))) == 2
    assert not SignalCase.objects.visible_to(person("korpschef")).exists()

    frame = signals_compute(Period(2025, 4), None, None)
    nation = Subject.objects.get(register="example", kind=SubjectKind.NATION)
    row = frame[(frame["subject_id"] == nation.pk) & (frame["indicator"] == "LEG-12")].iloc[0]
    assert row["denominator"] > 200
    assert 0.5 < row["value"] < 0.99
