"""The demo's data never enters a database that may hold real cases."""

import socket

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from legitimacy.models import Corps, DeliveredFigure, Membership, Register, Role, Subject, User

pytestmark = pytest.mark.django_db


def test_an_installation_that_is_no_demo_is_refused(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="no demo"):
        call_command("demo_data")
    assert not Subject.objects.exists()


def test_a_demo_without_a_password_is_refused(settings: Settings) -> None:
    settings.DEMO, settings.DEMO_PASSWORD = True, ""
    with pytest.raises(CommandError, match="DEMO_PASSWORD"):
        call_command("demo_data")


def test_a_database_with_accounts_in_real_corps_is_refused(
    settings: Settings, katrien: User, belgian_corps: Corps
) -> None:
    settings.DEMO, settings.DEMO_PASSWORD = True, "a word of the demo"
    Membership.objects.create(user=katrien, role=Role.STAFF, register=Register.BELGIUM, corps=belgian_corps)
    with pytest.raises(CommandError, match="real corps"):
        call_command("demo_data")
    assert not DeliveredFigure.objects.exists()


def test_a_port_in_use_is_told_before_anything_is_prepared(settings: Settings) -> None:
    settings.DEMO = True
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is in use"):
            call_command("demo_serve", port=port)
