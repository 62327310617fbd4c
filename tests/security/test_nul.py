"""A NUL sign in an address or a list is no page, and never a fault of the site."""

import base64

import pytest
from django.test import Client

from complaints.services.throttling import proof_holds
from legitimacy.models import Corps, Role
from tests.people import person_make

pytestmark = pytest.mark.django_db
PATHS = (
    "complaints/about/%00/",
    "complaints/figures/%00/",
    "complaints/figures/%00/flow.csv",
    "complaints/K%00/letters/",
    "complaints/K%00/evidence/",
    "complaints/K%00/redaction/",
    "corps/%00/",
)


@pytest.fixture
def browser(demervallei: Corps) -> Client:
    client = Client()
    client.force_login(person_make("Ilse", (Role.COMPLAINTS_OFFICER, demervallei)))
    return client


@pytest.mark.parametrize("path", PATHS)
def test_a_path_with_a_nul_sign_is_no_page(browser: Client, path: str) -> None:
    assert browser.get(f"/en/{path}").status_code == 404


@pytest.mark.parametrize("path", ["complaints/figures/?corps=%00", "complaints/files/?view=%00"])
def test_a_query_with_a_nul_sign_asks_for_nothing(browser: Client, path: str) -> None:
    assert browser.get(f"/en/{path}").status_code == 200


@pytest.mark.parametrize("page", ["propose", "answer"])
def test_a_number_with_a_nul_sign_is_no_file(browser: Client, page: str) -> None:
    assert browser.post(f"/en/complaints/disposals/{page}/", {"number": "K\x00"}).status_code == 404


def test_a_proof_nested_without_end_is_no_proof() -> None:
    assert not proof_holds(base64.b64encode(b"[" * 200_000).decode(), "a")
