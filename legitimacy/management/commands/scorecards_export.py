"""`scorecards_export`: the scorecards of one register and period to a file."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.models import Register
from legitimacy.opendata.exports import FORMATS, NothingToExportError, export_read, export_write

LATER = ("xlsx", "pdf")
AUDIENCES = ("public", "corps", "auditor")


class Command(BaseCommand):
    help = "Writes the scorecards of one register and period, as one audience may read them, to a file."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--period", required=True, help="such as 2025-Q4 or 2023")
        parser.add_argument("--format", required=True, choices=(*FORMATS, *LATER), dest="file_format")
        parser.add_argument("--out", required=True, type=Path)
        parser.add_argument("--register", default=Register.EXAMPLE, choices=Register.values)
        parser.add_argument("--audience", default="public", choices=AUDIENCES)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file_format"] in LATER:
            raise CommandError("Spreadsheets and reports in PDF come with the audit module; choose csv or json.")
        try:
            period = str(Period.parse(options["period"]))
            export = export_read(register=options["register"], period=period, audience=options["audience"])
            self._write(options["out"], export_write(export, options["file_format"]))
        except (PeriodError, NothingToExportError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(export.cards)} scorecards written to {options['out']}.")

    def _write(self, out: Path, content: bytes) -> None:
        try:
            out.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
