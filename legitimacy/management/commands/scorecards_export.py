"""`scorecards_export`: the scorecards of one register and period to a file."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.exports.comparison import comparison_document
from audit.exports.reading import reader_words
from legitimacy.exports.reports import WRITERS
from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.models import Corps, Register
from legitimacy.opendata.exports import FORMATS, Export, NothingToExportError, export_read, export_write
from legitimacy.wording import no_period

REPORTS = ("xlsx", "pdf")
AUDIENCES = ("public", "corps", "auditor")


class Command(BaseCommand):
    help = "Writes the scorecards of one register and period, as one audience may read them, to a file."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--period", required=True, help="such as 2025-Q4 or 2023")
        parser.add_argument("--format", required=True, choices=(*FORMATS, *REPORTS), dest="file_format")
        parser.add_argument("--out", required=True, type=Path)
        parser.add_argument("--register", default=Register.EXAMPLE, choices=Register.values)
        parser.add_argument("--audience", default="public", choices=AUDIENCES)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            period = str(Period.parse(options["period"]))
            export = export_read(register=options["register"], period=period, audience=options["audience"])
            self._write(options["out"], self._content(export, options["file_format"]))
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

    def _content(self, export: Export, file_format: str) -> bytes:
        if file_format in FORMATS:
            return export_write(export, file_format)
        codes = [card.corps_code for card in export.cards]
        document = comparison_document(
            corps=list(Corps.objects.filter(register=export.register, code__in=codes)),
            period=export.period,
            audience=export.audience,
            as_read_by=reader_words(export.audience),
        )
        return WRITERS[file_format](document)

    def _write(self, out: Path, content: bytes) -> None:
        try:
            out.write_bytes(content)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be written: %(reason)s.") % {"file": out, "reason": error.strerror}
            ) from error
