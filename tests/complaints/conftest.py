"""People and files for tests of complaints. A file goes through `complaint_register`, as every file does."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from complaints.models import Complaint
from complaints.services.assigning import complaint_assign
from complaints.services.intake import IdentityIntake, Intake, complaint_register
from complaints.services.steps import complaint_step
from complaints.workflow.states import Status
from legitimacy.models import Corps, Register, Role, User
from tests.people import person_make

Make = Callable[..., Complaint]
At = Callable[..., Complaint]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def ilse(demervallei: Corps) -> User:
    """Handles complaints in Demervallei."""
    return person_make("Ilse", (Role.COMPLAINTS_OFFICER, demervallei))


@pytest.fixture
def ivo(demervallei: Corps) -> User:
    """A second complaints officer in Demervallei."""
    return person_make("Ivo", (Role.COMPLAINTS_OFFICER, demervallei))


@pytest.fixture
def heidi(heidekant: Corps) -> User:
    """Handles complaints in another corps."""
    return person_make("Heidi", (Role.COMPLAINTS_OFFICER, heidekant))


@pytest.fixture
def hanne() -> User:
    """Handles files at Committee P."""
    return person_make("Hanne", (Role.INDEPENDENT_HANDLER, Register.EXAMPLE), body="committee_p")


@pytest.fixture
def intake_of(demervallei: Corps) -> Callable[..., Intake]:
    def make(**given: Any) -> Intake:
        usual: dict[str, Any] = {
            "register": demervallei.register,
            "origin": "simulated",
            "corps": demervallei,
            "story": "They would not listen to me at the desk.",
            "categories": ("H3",),
            "identity": IdentityIntake(name="Claire Citoyen", email="claire@example.org"),
            "intake_key": "",
        }
        return Intake(**usual | given)

    return make


@pytest.fixture
def complaint_of(intake_of: Callable[..., Intake], ilse: User, hanne: User) -> Make:
    """A registered file, with handlers at the corps and at Committee P."""

    def make(**given: Any) -> Complaint:
        return complaint_register(intake_of(**given)).complaint

    return make


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A browser of somebody who signed in."""

    def make(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return make


BEFORE = {
    Status.RECEIVED: (),
    Status.ACKNOWLEDGED: ("acknowledge",),
    Status.ADMISSIBILITY: ("acknowledge", "assess"),
    Status.INQUIRY: ("acknowledge", "assess", "inquire"),
}


@pytest.fixture
def at(complaint_of: Make, ilse: User) -> At:
    """A file that Ilse handles, in a state."""

    def make(status: Status = Status.INQUIRY, **given: Any) -> Complaint:
        file = complaint_of(**{"intake_key": "k" * 43} | given)
        complaint_assign(complaint=file, handler=ilse, actor=ilse, note="only one", accept_ties=True)
        for step in BEFORE[status]:
            complaint_step(complaint=file, step=step, actor=ilse)
        file.refresh_from_db()
        return file

    return make
