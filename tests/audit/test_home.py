"""The first page of the audit body."""

import pytest
from django.test import Client

from legitimacy.models import Register, Role
from tests.people import person_make

pytestmark = pytest.mark.django_db


def test_an_auditor_sees_where_everything_stands(client: Client) -> None:
    client.force_login(person_make("auditor", (Role.AUDITOR, Register.EXAMPLE)))
    page = client.get("/en/audit/")
    assert page.status_code == 200
    assert "Compare corps fairly" in page.content.decode()
    assert page["Cache-Control"] == "no-store"
