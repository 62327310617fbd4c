"""`retention_apply`: removes what is past its time, by the registered rules."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from legitimacy.trail.retention import retention_apply, retention_rules
from legitimacy.trail.verification import TrailBrokenError


class Command(BaseCommand):
    help = "Remove what is past its time. With --dry-run, only count it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count, and remove nothing")

    def handle(self, *args: object, **options: object) -> None:
        for rule in retention_rules:
            if options["dry_run"]:
                self.stdout.write(f"{rule.name}: {rule.count()} {rule.what} would be removed.")
                continue
            try:
                removed = retention_apply(rule)
            except TrailBrokenError as broken:
                raise CommandError(f"{rule.name}: nothing removed. {broken}") from broken
            self.stdout.write(f"{rule.name}: {removed} {rule.what} removed.")
