"""Actions, their predicates, and what a denial leaves behind."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from legitimacy import access
from legitimacy.access import AccessDeniedError, Predicate, allow, can, denial_append, require
from legitimacy.indicators.registry import Registry, RegistryError
from legitimacy.models import Corps, Role, TrailEvent, User


@pytest.fixture
def predicates(monkeypatch: pytest.MonkeyPatch) -> Registry[Predicate]:
    registry: Registry[Predicate] = Registry("access predicate", key=lambda predicate: predicate.name)
    registry.register(
        Predicate("note.write", lambda user, corps: access.standing_of(user).has(Role.CHIEF_OF_CORPS, corps=corps)),
        Predicate("note.list", lambda user, _: user.is_authenticated, needs_object=False),
    )
    monkeypatch.setattr(access, "predicates", registry)
    return registry


def test_predicate_decides_by_person_and_object(
    predicates: Registry[Predicate], katrien: User, demervallei: Corps, heidekant: Corps
) -> None:
    assert can(katrien, "note.write", demervallei)
    assert not can(katrien, "note.write", heidekant)


def test_missing_object_denies(predicates: Registry[Predicate], katrien: User) -> None:
    assert not can(katrien, "note.write")
    assert can(katrien, "note.list")


def test_unknown_action_is_an_error_and_not_a_yes(predicates: Registry[Predicate], katrien: User) -> None:
    with pytest.raises(RegistryError, match=r"no access predicate 'note\.burn'"):
        can(katrien, "note.burn")


def test_two_predicates_of_one_name_stop_the_start(predicates: Registry[Predicate]) -> None:
    with pytest.raises(RegistryError, match="registered twice"):
        predicates.register(Predicate("note.list", lambda *_: True))


def test_denial_names_the_object_and_its_corps(
    predicates: Registry[Predicate], rf: RequestFactory, katrien: User, heidekant: Corps
) -> None:
    request = rf.get("/")
    request.user = katrien
    with pytest.raises(AccessDeniedError) as denied:
        require(request, "note.write", heidekant)
    denial_append(request, denied.value)
    event = TrailEvent.objects.get()
    assert (event.verb, event.actor_id, event.corps, event.reason) == (
        "access.denied",
        katrien.pk,
        "V018",
        "note.write",
    )


def test_visitors_leave_no_denial(
    predicates: Registry[Predicate], rf: RequestFactory, nobody: AnonymousUser, heidekant: Corps
) -> None:
    request = rf.get("/")
    request.user = nobody
    denial_append(request, AccessDeniedError("note.write", heidekant))
    assert not TrailEvent.objects.exists()


def test_decorated_view_asks_before_it_answers(
    predicates: Registry[Predicate], rf: RequestFactory, katrien: User, heidekant: Corps, demervallei: Corps
) -> None:
    @allow("note.write", find=lambda _, code: Corps.objects.get(code=code))
    def write(request: object, code: str) -> HttpResponse:
        return HttpResponse(code)

    request = rf.get("/")
    request.user = katrien
    assert write(request, code="V017").content == b"V017"
    with pytest.raises(AccessDeniedError):
        write(request, code="V018")
