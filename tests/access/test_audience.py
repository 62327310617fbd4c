"""Which audience a person is, of which corps."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from legitimacy.access import audience_for, corps_visible
from legitimacy.models import Corps, CorpsLink, Register, Role, User
from legitimacy.models.disclosure import Audience
from tests.people import PASSWORD, corps_make, person_joins, person_make


def test_chief_reads_own_corps_and_not_another(katrien: User, demervallei: Corps, heidekant: Corps) -> None:
    assert audience_for(katrien, demervallei) == Audience.CORPS
    assert audience_for(katrien, heidekant) == Audience.PUBLIC


@pytest.mark.parametrize("role", [Role.STAFF, Role.HR_OFFICER, Role.COMPLAINTS_OFFICER, Role.AUTHORITY])
def test_other_roles_of_a_corps_read_what_the_public_reads(role: str, demervallei: Corps) -> None:
    assert audience_for(person_make("Rik", (role, demervallei)), demervallei) == Audience.PUBLIC


def test_auditor_reads_the_register_and_no_other(amina: User, demervallei: Corps, belgian_corps: Corps) -> None:
    assert audience_for(amina, demervallei) == Audience.AUDITOR
    assert audience_for(amina, belgian_corps) == Audience.PUBLIC


def test_auditor_who_once_belonged_to_a_corps_never_audits_it(
    amina: User, demervallei: Corps, heidekant: Corps
) -> None:
    last_year = localdate() - timedelta(days=400)
    person_joins(amina, Role.STAFF, demervallei, valid_from=last_year, valid_to=last_year)
    assert audience_for(amina, demervallei) == Audience.PUBLIC
    assert audience_for(amina, heidekant) == Audience.AUDITOR
    assert set(corps_visible(amina)) == {heidekant}


def test_a_merger_does_not_end_an_auditors_conflict(amina: User, demervallei: Corps, heidekant: Corps) -> None:
    person_joins(amina, Role.STAFF, demervallei)
    merged = corps_make("V099", "Samen")
    CorpsLink.objects.create(predecessor=demervallei, successor=heidekant, on=localdate())
    CorpsLink.objects.create(predecessor=heidekant, successor=merged, on=localdate())
    assert audience_for(amina, merged) == Audience.PUBLIC


def test_membership_counts_on_its_last_day_and_not_after(demervallei: Corps) -> None:
    rita = person_make("Rita", (Role.CHIEF_OF_CORPS, demervallei))
    rita.memberships.update(valid_from=localdate(), valid_to=localdate())
    assert audience_for(User.objects.get(pk=rita.pk), demervallei) == Audience.CORPS
    yesterday = localdate() - timedelta(days=1)
    rita.memberships.update(valid_from=yesterday, valid_to=yesterday)
    assert audience_for(User.objects.get(pk=rita.pk), demervallei) == Audience.PUBLIC


def test_membership_of_tomorrow_opens_nothing_today(demervallei: Corps) -> None:
    rita = person_make("Rita", (Role.CHIEF_OF_CORPS, demervallei))
    rita.memberships.update(valid_from=localdate() + timedelta(days=1))
    assert audience_for(rita, demervallei) == Audience.PUBLIC


def test_researcher_reads_the_richer_tables_of_the_register(demervallei: Corps, belgian_corps: Corps) -> None:
    nora = person_make("Nora", (Role.RESEARCHER, Register.EXAMPLE))
    assert audience_for(nora, demervallei) == Audience.RESEARCHER
    assert audience_for(nora, belgian_corps) == Audience.PUBLIC


def test_superuser_and_visitor_and_outsider_are_public(
    demervallei: Corps, outsider: User, nobody: AnonymousUser
) -> None:
    root = User.objects.create_superuser("root", "root@example.org", PASSWORD)
    assert {audience_for(person, demervallei) for person in (root, outsider, nobody)} == {Audience.PUBLIC}
    assert not corps_visible(root).exists()


def test_inactive_person_keeps_no_access(katrien: User, demervallei: Corps) -> None:
    katrien.is_active = False
    assert audience_for(katrien, demervallei) == Audience.PUBLIC


def test_corps_visible_is_own_corps_for_a_chief(katrien: User, demervallei: Corps, heidekant: Corps) -> None:
    assert list(corps_visible(katrien)) == [demervallei]


def test_memberships_are_read_once(
    katrien: User, demervallei: Corps, heidekant: Corps, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        audience_for(katrien, demervallei)
        audience_for(katrien, heidekant)
