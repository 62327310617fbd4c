"""`administrators_invite`: the first administrator of a register, or one more when no other can invite."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from legitimacy.accounts.services import invitation_create
from legitimacy.models import Register, Role


class Command(BaseCommand):
    help = "Invite an administrator of a whole register, and print the link that makes their account."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--register", choices=Register.values, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        offer = invitation_create(
            invited_by=None, email=options["email"], role=Role.ADMINISTRATOR, register=options["register"]
        )
        path = reverse("invitation_accept", kwargs={"code": offer.code})
        self.stdout.write(f"Hand this over in person; it works once, until {offer.invitation.expires_at:%Y-%m-%d}:")
        self.stdout.write(path)
