"""An address that only takes a form says so to whoever opens it by itself."""

import pytest
from django.test import Client
from django.urls import reverse

from legitimacy.models import Corps, User


@pytest.mark.django_db
def test_an_address_of_a_form_is_no_blank_page(client: Client, demervallei: Corps, katrien: User) -> None:
    client.force_login(katrien)
    answer = client.get(reverse("policy_calendar_end"))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Op dit adres staat op zich niets" in answer.content.decode()
