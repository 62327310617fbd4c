"""The reports that the people of the demo find: planted once, and each one sound."""

from datetime import timedelta

import pytest
from django.utils import timezone

from legitimacy.demo import members, people
from legitimacy.models import Corps, Role, User
from professionalism.demo.force_planted import REPORTS, force_plant
from professionalism.models import ForceIncident
from professionalism.selectors.force_checking import faults_of
from professionalism.selectors.force_matching import same_incident
from professionalism.workflow.force import AWAITED, Status
from tests.people import person_make

pytestmark = pytest.mark.django_db


@pytest.fixture
def planted(demervallei: Corps) -> dict[str, ForceIncident]:
    for name, role in (("agent", Role.OFFICER), ("geweldtoets", Role.FORCE_REVIEWER)):
        person = person_make(name, (role, demervallei))
        User.objects.filter(pk=person.pk).update(email=f"{name}@{people.DOMAIN}")
    members.members_write()
    assert force_plant() == len(REPORTS)
    assert force_plant() == 0
    rows = ForceIncident.objects.select_related("corps")
    return {row.source_reference.removeprefix("VB-F-"): row for row in rows}


def test_what_was_handed_in_is_complete(planted: dict[str, ForceIncident]) -> None:
    for key, row in planted.items():
        assert bool(faults_of(row)) is (row.status == Status.DRAFT), key


def test_there_is_one_of_each_kind(planted: dict[str, ForceIncident]) -> None:
    today = timezone.localdate()
    late = ForceIncident.objects.filter(status__in=AWAITED, review_due_on__lt=today)
    assert list(late) == [planted["overdue"]]
    assert planted["new"].review_due_on == today - timedelta(days=1) + timedelta(days=14)
    assert planted["pair-2"].joined_to == planted["pair-1"]
    assert same_incident(planted["new"]) == [planted["same"]]
    assert planted["unjustified"].finding == "not"
    mine = ForceIncident.objects.reported_by_person(User.objects.get(username="agent"))
    assert {row.status for row in mine} == {Status.DRAFT, Status.SUBMITTED, Status.RETURNED}


def test_without_the_people_nothing_is_planted(demervallei: Corps) -> None:
    assert force_plant() == 0
