"""People by name, and the corps they belong to. Each has exactly the roles the docstring says."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from legitimacy.models import Corps, Membership, Register, Role, SubjectKind, User

PASSWORD = "the river runs past the station"


def corps_make(code: str, name: str, register: str = Register.EXAMPLE) -> Corps:
    return Corps.objects.create(code=code, name=name, register=register, kind=SubjectKind.CORPS)


def person_make(name: str, *memberships: tuple[str, Corps | str], body: str = "") -> User:
    """A person with a role in a corps, or over a register where the second of the pair is its name; for a body."""
    email = f"{name.lower()}@example.org"
    user = User.objects.create_user(username=name.lower(), email=email, password=PASSWORD, first_name=name)
    for role, place in memberships:
        person_joins(user, role, place, body=body)
    return user


def person_joins(user: User, role: str, place: Corps | str, body: str = "", **validity: date) -> Membership:
    corps = place if isinstance(place, Corps) else None
    register = place.register if isinstance(place, Corps) else place
    return Membership.objects.create(user=user, role=role, corps=corps, register=register, body=body, **validity)


@pytest.fixture
def demervallei(db: None) -> Corps:
    """Example corps V017, to which Katrien and Bart belong."""
    return corps_make("V017", "Demervallei")


@pytest.fixture
def heidekant(db: None) -> Corps:
    """Another example corps, V018, which Tom leads."""
    return corps_make("V018", "Heidekant")


@pytest.fixture
def belgian_corps(db: None) -> Corps:
    """A corps of the Belgian register. It carries no figures."""
    return corps_make("9901", "Zone 9901", Register.BELGIUM)


@pytest.fixture
def katrien(demervallei: Corps) -> User:
    """Chief of corps of Demervallei."""
    return person_make("Katrien", (Role.CHIEF_OF_CORPS, demervallei))


@pytest.fixture
def tom(heidekant: Corps) -> User:
    """Chief of corps of Heidekant."""
    return person_make("Tom", (Role.CHIEF_OF_CORPS, heidekant))


@pytest.fixture
def bart(demervallei: Corps) -> User:
    """Staff of Demervallei."""
    return person_make("Bart", (Role.STAFF, demervallei))


@pytest.fixture
def amina(db: None) -> User:
    """Auditor over the example register."""
    return person_make("Amina", (Role.AUDITOR, Register.EXAMPLE))


@pytest.fixture
def steward1(db: None) -> User:
    """Data steward over the example register."""
    return person_make("Sofie", (Role.DATA_STEWARD, Register.EXAMPLE))


@pytest.fixture
def steward2(db: None) -> User:
    """A second data steward over the example register, as releases take two."""
    return person_make("Wim", (Role.DATA_STEWARD, Register.EXAMPLE))


@pytest.fixture
def els(db: None) -> User:
    """Administrator of accounts over the example register."""
    return person_make("Els", (Role.ADMINISTRATOR, Register.EXAMPLE))


@pytest.fixture
def outsider(db: None) -> User:
    """Has an account and no role."""
    return person_make("Otto")


@pytest.fixture
def nobody() -> AnonymousUser:
    """A visitor who did not sign in."""
    return AnonymousUser()
