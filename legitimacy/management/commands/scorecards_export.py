"""`scorecards_export`: the scorecards of one register and period to a file."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.models import Register
from legitimacy.opendata.exports import FORMATS, NothingToExportError, export_read, export_write
from legitimacy.wording import no_period

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
            raise CommandError(_("Spreadsheets and reports in PDF come with the audit module; choose csv or json."))
        try:
            period = str(Period.parse(options["period"]))
            export = export_read(register=options["register"], period=period, audience=options["audience"])
            self._write(options["out"], export_write(export, options["file_format"]))
        except PeriodError as error:
            raise CommandError(no_period(error.text)) from None
        except NothingToExportError as error:
            raise CommandError(str(error)) from error
        count = len(export.cards)
        words = {"count": count, "file": options["out"]}
        self.stdout.write(
            ngettext("%(count)d scorecard written to %(file)s.", "%(count)d scorecards written to %(file)s.", count)
            % words
        )

    def _write(self, out: Path, content: bytes) -> None:
        try:
            out.write_bytes(content)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be written: %(reason)s.") % {"file": out, "reason": error.strerror}
            ) from error
