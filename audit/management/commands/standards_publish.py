"""standards_publish: publish the standards of `data/audit/standards/`, once for each version."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.services.standards.errors import StandardError
from audit.services.standards.publishing import standards_publish
from audit.workflow.standards.files import StandardFileError
from legitimacy.models import Register


class Command(BaseCommand):
    help = "Publish the standards that are shipped. A published version never changes; running it again adds nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--register", choices=Register.values, default=Register.BELGIUM.value)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            published = standards_publish(register=options["register"])
        except (StandardError, StandardFileError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{published} standards published in the register {options['register']}.")
