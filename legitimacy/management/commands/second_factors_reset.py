"""`second_factors_reset`: for somebody who lost their second factor and their recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from legitimacy.accounts.services import second_factors_reset
from legitimacy.models import User


class Command(BaseCommand):
    help = "Take all second factors of a person away; at the next sign-in they set up a new one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError("No account has this address.")
        self.stdout.write(f"{second_factors_reset(user=user)} second factors taken away.")
