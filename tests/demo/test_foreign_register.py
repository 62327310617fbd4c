"""The demo's foreign test register: real rows from elsewhere, labelled, and never beside Belgian corps."""

import pytest
from django.test import Client

from complaints.models import Complaint
from legitimacy.demo.services import foreign_load
from legitimacy.models import Corps, Register
from professionalism.models import ForceIncident
from tests.complaints.importing import demo_on

__all__ = ["demo_on"]
pytestmark = pytest.mark.django_db


def test_it_is_loaded_once_and_labelled_wherever_it_is_shown(client: Client, demo_on: None) -> None:
    said: list[str] = []
    foreign_load(said.append)
    foreign_load(said.append)
    assert (len(said), Complaint.objects.count(), ForceIncident.objects.count()) == (1, 4_977, 2_231)
    assert set(ForceIncident.objects.values_list("origin", "register")) == {("test", "foreign_test")}
    assert set(Complaint.objects.values_list("origin", "register")) == {("test", "foreign_test")}
    assert Corps.objects.get(code="NOPD").register == Register.FOREIGN_TEST
    assert "Buitenlands testregister" in client.get("/nl/corps/NOPD/").content.decode()
    for register in (Register.BELGIUM, Register.EXAMPLE):
        assert "New Orleans" not in client.get(f"/nl/corps/?register={register}").content.decode()
