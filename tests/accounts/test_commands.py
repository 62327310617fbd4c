"""What an administrator of the machine can do for accounts."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import CommandError, call_command
from django.test import Client

from legitimacy.accounts.rules import administers
from legitimacy.models import Register, TrailEvent, User


def said(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_first_administrator_comes_in_by_a_printed_link(client: Client) -> None:
    link = said("administrators_invite", "you@example.org", "--register", "belgium").splitlines()[-1]
    client.post(link, {"first_name": "Jo", "last_name": "Maes", "password": "twelve letters and more"})
    jo = User.objects.get(email="you@example.org")
    assert administers(jo, Register.BELGIUM, None)
    assert not administers(jo, Register.EXAMPLE, None)


def test_lost_second_factor_is_taken_away_on_the_trail(katrien: User) -> None:
    TOTP.activate(katrien, generate_totp_secret())
    assert said("second_factors_reset", "Katrien@example.org").startswith("1 second factors")
    assert not Authenticator.objects.exists()
    assert TrailEvent.objects.filter(verb="second_factor.reset", object_id=katrien.pk).exists()


@pytest.mark.django_db
def test_unknown_address_is_said() -> None:
    with pytest.raises(CommandError, match="No account"):
        call_command("second_factors_reset", "nobody@example.org")
