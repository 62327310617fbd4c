"""corps_import FILE: zones, municipalities, mergers, regions or names of a register, recognised by the columns."""

from typing import Any

from django.core.management.base import CommandParser

from legitimacy.imports.commands import ImportCommand
from legitimacy.imports.corps import register_import


class Command(ImportCommand):
    help = "Import a file of the register: zones, municipalities, mergers, regions or names."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        self.register_argument(parser)
        parser.add_argument("--source", help="whom to credit for residents (default for belgium: Statbel)")

    def handle(self, *args: Any, **options: Any) -> None:
        self.report(
            options,
            lambda: register_import(
                path=options["file"],
                register=options["register"],
                source=options["source"],
                rejects_to=options["rejects"],
            ),
        )
