"""areas_import FILE: residents, density, share over 65 and deprivation of corps, municipalities and regions."""

from typing import Any

from django.core.management.base import CommandParser

from legitimacy.imports.areas import areas_import
from legitimacy.imports.commands import ImportCommand


class Command(ImportCommand):
    help = "Import dated facts about areas: code, kind, date, value, and optionally source."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        self.register_argument(parser)
        parser.add_argument("--source", default="", help="whom to credit where a row does not say so")

    def handle(self, *args: Any, **options: Any) -> None:
        self.report(
            options,
            lambda: areas_import(
                path=options["file"],
                register=options["register"],
                source=options["source"],
                rejects_to=options["rejects"],
            ),
        )
