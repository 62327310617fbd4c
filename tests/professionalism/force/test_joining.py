"""One incident reported by two officers: found, joined with a reason, counted once, parted again."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from legitimacy.models import Corps, Member, Role, StaleMark, User
from professionalism.models import ForceIncident
from professionalism.selectors.force_barring import bar_of
from professionalism.selectors.force_matching import group_of, same_incident
from professionalism.services.force_history import ForceRefusedError
from professionalism.services.force_joining import incident_part, incidents_join
from professionalism.services.force_reviewing import Review, incident_review, incident_void
from professionalism.workflow.force import Finding
from professionalism.workflow.force_wording import Bar
from tests.people import person_joins
from tests.professionalism.force.world import client_of, member_make, posted, report_make, url

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 12)
Make = Callable[..., ForceIncident]


@pytest.fixture
def by_bilal(bilal: User, demervallei: Corps, amber_member: Member, bilal_member: Member) -> Make:
    """A report of Bilal in which Amber took part too."""

    def make(**given: Any) -> ForceIncident:
        return report_make(bilal, demervallei, **{"day": DAY, "members": (amber_member,), **given})

    return make


@pytest.fixture
def first(amber: User, amber_member: Member, demervallei: Corps) -> ForceIncident:
    return report_make(amber, demervallei, day=DAY)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"happened_hour": 16}, True),
        ({"happened_hour": 12}, True),
        ({"happened_hour": 17}, False),
        ({"day": date(2026, 5, 13)}, False),
        ({"members": ()}, False),
        ({"members": (), "report_reference": "LE.12.1/2026"}, True),
        ({"is_training": True}, False),
    ],
)
def test_found_by_day_hour_and_officer_or_official_report(
    first: ForceIncident, by_bilal: Make, given: dict[str, Any], found: bool
) -> None:
    ForceIncident.objects.filter(pk=first.pk).update(report_reference="le.12.1/2026")
    first.refresh_from_db()
    second = by_bilal(**given)
    assert (first in same_incident(second)) is found
    assert (second in same_incident(first)) is found


@pytest.mark.parametrize(("hour", "day", "found"), [(0, 13, True), (1, 13, True), (2, 13, False), (0, 12, False)])
def test_found_across_midnight(
    amber: User, amber_member: Member, demervallei: Corps, by_bilal: Make, hour: int, day: int, found: bool
) -> None:
    late = report_make(amber, demervallei, day=DAY, happened_hour=23)
    early = by_bilal(day=date(2026, 5, day), happened_hour=hour)
    assert (late in same_incident(early)) is found
    assert (early in same_incident(late)) is found


def test_joined_reports_are_both_kept_and_count_once(first: ForceIncident, by_bilal: Make, gita: User) -> None:
    second = by_bilal()
    client = client_of(gita)
    page = client.get(url("force_report", second)).content.decode()
    assert f"{url('force_act', second, 'join')}?other={first.number}" in page
    sent = posted(second, other=first.number, note="The same chair.")
    assert client.post(url("force_act", second, "join"), sent | {"note": ""}).status_code == 422
    assert client.post(url("force_act", second, "join"), sent).status_code == 302
    second.refresh_from_db()
    assert second.joined_to == first
    assert list(ForceIncident.objects.counted()) == [first]
    assert same_incident(second) == []
    assert group_of(first) == [second]
    content = client.get(url("force_report", first)).content.decode()
    assert "The same chair." in content
    assert "The incident is counted once, by this report." in content


def test_the_reporter_joins_too_and_learns_the_number_only(first: ForceIncident, by_bilal: Make, bilal: User) -> None:
    second = by_bilal()
    client = client_of(bilal)
    page = client.get(url("force_report", second)).content.decode()
    assert first.number in page
    assert url("force_report", first) + '"' not in page
    client.post(url("force_act", second, "join"), posted(second, other=first.number, note="Same call."))
    assert ForceIncident.objects.get(pk=second.pk).joined_to == first


def test_the_one_handed_in_first_is_the_head_whoever_joins(first: ForceIncident, by_bilal: Make, gita: User) -> None:
    second, third = by_bilal(), by_bilal()
    assert incidents_join(incident=third, other=second, actor=gita, reason="Same.") == second
    assert incidents_join(incident=first, other=third, actor=gita, reason="Same.") == first
    heads = dict(ForceIncident.objects.values_list("pk", "joined_to"))
    assert heads == {first.pk: None, second.pk: first.pk, third.pk: first.pk}


def test_parting_is_undoing_and_a_group_goes_on_without_its_head(
    first: ForceIncident, by_bilal: Make, gita: User
) -> None:
    second, third = by_bilal(), by_bilal()
    incidents_join(incident=second, other=first, actor=gita, reason="Same.")
    incidents_join(incident=third, other=first, actor=gita, reason="Same.")
    with pytest.raises(ForceRefusedError):
        incident_part(incident=first, actor=gita, reason=" ")
    incident_part(incident=first, actor=gita, reason="Another street.")
    heads = dict(ForceIncident.objects.values_list("pk", "joined_to"))
    assert heads == {first.pk: None, second.pk: None, third.pk: second.pk}
    incident_part(incident=third, actor=gita, reason="Another street.")
    assert ForceIncident.objects.counted().count() == 3
    with pytest.raises(ForceRefusedError):
        incident_part(incident=third, actor=gita, reason="Again.")


def test_a_void_head_leaves_the_incident_counted(first: ForceIncident, by_bilal: Make, gita: User, pina: User) -> None:
    second = by_bilal()
    incidents_join(incident=second, other=first, actor=gita, reason="Same.")
    incident_void(incident=first, actor=pina, note="Written twice.")
    assert list(ForceIncident.objects.counted()) == [second]


def test_what_is_not_one_incident_is_not_joined(
    first: ForceIncident, by_bilal: Make, gita: User, heidekant: Corps
) -> None:
    later = by_bilal(happened_hour=20)
    with pytest.raises(ForceRefusedError):
        incidents_join(incident=later, other=first, actor=gita, reason="Same.")
    answer = client_of(gita).post(
        url("force_act", later, "join"), posted(later, other=first.number, note="Same chair.")
    )
    assert answer.status_code == 422
    assert ForceIncident.objects.filter(joined_to=None).count() == 2


def test_who_took_part_by_a_joined_report_does_not_review(
    first: ForceIncident, by_bilal: Make, demervallei: Corps, pina: User, gita: User
) -> None:
    second = by_bilal()
    second.officers.create(order=3, member=member_make(demervallei, "77", account=gita))
    assert client_of(gita).get(url("force_act", first, "review")).status_code == 200
    incidents_join(incident=first, other=second, actor=pina, reason="The same fight.")
    first.refresh_from_db()
    assert bar_of(gita, first) == Bar.TOOK_PART
    assert client_of(gita).get(url("force_act", first, "review")).status_code == 403


def test_who_left_the_corps_joins_nothing_there(
    first: ForceIncident, by_bilal: Make, amber: User, heidekant: Corps
) -> None:
    second = by_bilal()
    amber.memberships.all().delete()
    person_joins(amber, Role.OFFICER, heidekant)
    sent = posted(first, other=second.number, note="The same fight.")
    assert client_of(amber).post(url("force_act", first, "join"), sent).status_code == 403
    assert group_of(ForceIncident.objects.get(pk=first.pk)) == []


def test_joining_marks_the_follow_up_that_it_changes(first: ForceIncident, by_bilal: Make, gita: User) -> None:
    second = by_bilal()
    reviewed = {"status": "reviewed", "finding": "not", "reviewed_on": date(2026, 5, 20)}
    ForceIncident.objects.filter(pk=second.pk).update(**reviewed)
    StaleMark.objects.all().delete()
    incidents_join(incident=first, other=second, actor=gita, reason="The same fight.")
    assert "2026-Q4" in set(StaleMark.objects.filter(indicator="LEG-08").values_list("period", flat=True))


def test_a_reviewed_report_is_joined_by_a_reviewer_only_and_its_finding_is_counted(
    first: ForceIncident, by_bilal: Make, bilal: User, gita: User
) -> None:
    second = by_bilal()
    incident_review(incident=second, actor=gita, review=Review(Finding.NOT, "Not needed."))
    with override("en"), pytest.raises(ForceRefusedError, match="only a reviewer who took no part"):
        incidents_join(incident=second, other=first, actor=bilal, reason="Same.")
    assert ForceIncident.objects.counted().count() == 2
    second.refresh_from_db()
    assert incidents_join(incident=first, other=second, actor=gita, reason="Same.") == second
    assert [row.finding for row in ForceIncident.objects.counted()] == ["not"]
    # Nor does who took part part it again.
    first.refresh_from_db()
    with override("en"), pytest.raises(ForceRefusedError, match="only a reviewer who took no part may part"):
        incident_part(incident=first, actor=bilal, reason="Another fight.")
    address = url("force_act", first, "part")
    assert address not in client_of(bilal).get(url("force_report", second)).content.decode()
    assert address in client_of(gita).get(url("force_report", first)).content.decode()
    incident_part(incident=first, actor=gita, reason="Another fight.")
    assert ForceIncident.objects.counted().count() == 2


def test_a_graver_finding_given_after_the_join_is_the_one_counted(
    first: ForceIncident, by_bilal: Make, gita: User
) -> None:
    second = by_bilal()
    incidents_join(incident=second, other=first, actor=gita, reason="Same.")
    incident_review(incident=ForceIncident.objects.get(pk=second.pk), actor=gita, review=Review(Finding.NOT, "No."))
    assert list(ForceIncident.objects.counted()) == [second]
    assert ForceIncident.objects.get(pk=first.pk).joined_to == second
