"""Querysets that are put into SQL once give what the queryset itself gives."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from legitimacy.models import Corps, Membership, Region, Role, User
from legitimacy.models.prepared import Prepared, asked
from tests.people import corps_make

pytestmark = pytest.mark.django_db

BY_CODE = Prepared(lambda: Corps.objects.filter(code=asked("code")).select_related("region", "province"))
BY_USER = Prepared(lambda: Membership.objects.filter(user=asked("user")).select_related("corps").order_by("pk"))


def test_objects_are_those_of_the_queryset_with_what_they_point_to() -> None:
    corps = corps_make("V201", "Prepared")
    corps.region = Region.objects.create(code="R9", register=corps.register, kind="region", name="Region")
    corps.save()
    corps_make("V202", "Another")
    with CaptureQueriesContext(connection) as captured:
        (found,) = BY_CODE.rows(code="V201")
        assert found.region == corps.region
        assert found.province is None
    assert len(captured) == 1
    fields = [field.attname for field in Corps._meta.concrete_fields]
    plain = Corps.objects.get(code="V201")
    assert [getattr(found, name) for name in fields] == [getattr(plain, name) for name in fields]
    assert not found._state.adding


def test_marks_stand_for_values_of_any_type_and_each_call_gives_its_own() -> None:
    corps = corps_make("V203", "Members")
    people = [User.objects.create(username=name, email=f"{name}@example.org") for name in ("a", "b")]
    for person in people:
        Membership.objects.create(user=person, corps=corps, role=Role.COUNCIL_MEMBER, valid_from=date(2020, 1, 1))
    for person in people:
        (membership,) = BY_USER.rows(user=person.pk)
        assert membership.user_id == person.pk
        assert membership.corps == corps


def test_nothing_found_is_an_empty_list_and_hostile_text_is_a_value() -> None:
    assert BY_CODE.rows(code="' OR 1=1 --") == []
    assert BY_CODE.rows(code="code?") == []


def test_a_mark_must_be_given() -> None:
    with pytest.raises(KeyError):
        BY_CODE.rows()
