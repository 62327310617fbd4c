"""demo_data: fills a demo's database; does nothing where it is filled."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legitimacy.demo.services import DemoRefusedError, demo_prepare


class Command(BaseCommand):
    help = "Load the real Belgian figures and the fictional example, compute and release them. For demos only."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            demo_prepare(self.stdout.write)
        except DemoRefusedError as error:
            raise CommandError(str(error)) from None
