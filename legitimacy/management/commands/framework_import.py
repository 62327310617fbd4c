"""framework_import ITEMS: load a framework, checked against the passports and against itself."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from legitimacy.imports.commands import ImportCommand
from legitimacy.imports.framework import framework_import
from legitimacy.imports.framework.services import CODE, VALID_FROM
from legitimacy.indicators.periods import PeriodError
from legitimacy.wording import no_period


class Command(ImportCommand):
    help = "Load a framework and its facets. One that is in force never changes; translations may be filled later."

    def add_arguments(self, parser: CommandParser) -> None:
        self.file_arguments(parser)
        parser.add_argument("--facets", type=Path, help="default: beside the items, ending in _facets.csv")
        parser.add_argument("--basis", type=Path, help="translations (code, nl, fr, de); default: basis.csv beside it")
        parser.add_argument("--code", default=CODE, help="version of the framework")
        parser.add_argument("--valid-from", default=VALID_FROM, help="first period that it judges")

    def handle(self, *args: Any, **options: Any) -> None:
        items: Path = options["file"]
        beside = items.with_name("basis.csv")
        try:
            self.report(
                options,
                lambda: framework_import(
                    path=items,
                    facets=options["facets"] or items.with_name(f"{items.stem}_facets.csv"),
                    basis=options["basis"] or (beside if beside.exists() else None),
                    code=options["code"],
                    valid_from=options["valid_from"],
                ),
            )
        except PeriodError as error:
            raise CommandError(no_period(error.text)) from None
