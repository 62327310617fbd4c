"""records_import KIND FILE --mapping MAP.toml: records of any register, read by a mapping."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from legitimacy.imports.commands import ImportCommand
from legitimacy.imports.record_files import records_import
from legitimacy.imports.record_mappings import record_mapping_read
from legitimacy.imports.summary import Summary


class Command(ImportCommand):
    help = "Import records such as complaints from any register: a mapping says how it writes them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", metavar="KIND", help="what the records are, such as complaints")
        super().add_arguments(parser)
        parser.add_argument("--mapping", type=Path, metavar="MAP.toml", required=True, help="how the file writes them")
        parser.add_argument("--dry-run", action="store_true", help="do all of it and keep nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        def apply() -> Summary:
            return records_import(
                path=options["file"],
                mapping=record_mapping_read(options["mapping"], options["kind"]),
                dry_run=options["dry_run"],
                rejects_to=options["rejects"],
            ).summary

        self.report(options, apply)
