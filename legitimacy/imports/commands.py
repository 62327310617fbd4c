"""What the import commands share: their options, and how the summary is told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.summary import Summary
from legitimacy.models import Register


class ImportCommand(BaseCommand):
    """A command that applies one file and tells what became of every row."""

    def add_arguments(self, parser: CommandParser) -> None:
        self.file_arguments(parser)
        parser.add_argument("--rejects", type=Path, metavar="OUT.csv", help="write every rejected row to this file")

    def file_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV file; encoding, separator and decimal mark are found out")
        parser.add_argument("--json", action="store_true", help="print the summary as one line, the last one")

    def register_argument(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--register", choices=Register.values, default=Register.BELGIUM, help="register that all codes belong to"
        )

    def report(self, options: dict[str, Any], apply: Callable[[], Summary]) -> None:
        """Run an import and print its summary. A refused file ends the command with its sentence."""
        try:
            summary = apply()
        except FileRefusedError as error:
            raise CommandError(str(error)) from None
        if options["json"]:
            self.stdout.write(summary.as_json())
        else:
            self.stdout.write("\n".join(summary_lines(summary)))


def summary_lines(summary: Summary) -> list[str]:
    """The counts as a table, and the most frequent reasons for rejecting."""
    counts = (
        (_("read"), summary.read),
        (_("added"), summary.added),
        (_("updated"), summary.updated),
        (_("unchanged"), summary.unchanged),
        (_("merged"), summary.merged),
        (_("rejected"), summary.rejected),
    )
    lines = [f"{word:<12}{count:>10}" for word, count in counts]
    for group in summary.groups:
        column = f"{group.column}: " if group.column else ""
        where = ngettext("row %(row)d", "%(count)d rows, the first is row %(row)d", group.count) % {
            "count": group.count,
            "row": group.first_row,
        }
        lines.append(f"  {column}{group.reason} ({where})")
    lines += [f"  {note}" for note in summary.notes]
    for title, counts_of in summary.tallies.items():
        told = ", ".join(f"{text or '-'} {count}" for text, count in counts_of.items())
        lines.append(f"  {title}: {told}")
    return lines
