"""values_import FILE: official statistics and survey results, per corps, municipality, region or school."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from legitimacy.imports.commands import ImportCommand
from legitimacy.imports.values import figures_import


class Command(ImportCommand):
    help = "Import figures: code, indicator, period, and numerator and denominator, or value or percent."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        self.register_argument(parser)
        parser.add_argument("--source", default="", help="name of the source (default: the mapping's or the file's)")
        parser.add_argument("--credit", default="", help="how the source asks to be quoted")
        parser.add_argument("--licence", default="", help="licence of the figures")
        parser.add_argument("--mapping", type=Path, metavar="MAP.toml", help="how the source writes indicators")

    def handle(self, *args: Any, **options: Any) -> None:
        self.report(
            options,
            lambda: figures_import(
                path=options["file"],
                register=options["register"],
                source=options["source"],
                credit=options["credit"],
                licence=options["licence"],
                mapping=options["mapping"],
                rejects_to=options["rejects"],
            ),
        )
