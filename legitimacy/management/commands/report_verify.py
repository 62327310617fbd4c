"""`report_verify`: does a report still say what it said when it was made?"""

from pathlib import Path
from typing import Any

import orjson
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from legitimacy.exports.documents import tables_checksum
from legitimacy.exports.workbooks import NotAWorkbookError, workbook_check


class Command(BaseCommand):
    help = "Computes the checksum of a report (XLSX or JSON) again and compares it with the one it states."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        stated, found = self._sums(options["file"])
        if stated != found:
            raise CommandError(
                _("The file was changed: it states %(stated)s, its cells give %(found)s.")
                % {"stated": stated, "found": found}
            )
        self.stdout.write(_("Unchanged. Checksum %(sum)s.") % {"sum": found})

    def _sums(self, path: Path) -> tuple[str, str]:
        try:
            if path.suffix == ".json":
                content = orjson.loads(path.read_bytes())
                tables = [(t["key"], [c["key"] for c in t["columns"]], t["rows"]) for t in content["tables"]]
                return str(content["checksum"]), tables_checksum(tables)
            return workbook_check(path)
        except (OSError, KeyError, TypeError, ValueError, NotAWorkbookError) as fault:
            raise CommandError(_("%(file)s is no report in XLSX or JSON of this product.") % {"file": path}) from fault
