"""Lines that somebody pastes or hands in as a file: cut into cells, whatever stands between them."""

import csv
from collections.abc import Iterable

from django.utils.translation import gettext as _

MOST_ROWS = 5_000


def cells_read(lines: Iterable[str], error: type[ValueError]) -> list[list[str]]:
    """The cells of each line that is not empty, stripped. `error` with a sentence where they are no table."""
    given = [line for line in lines if line.strip()]
    if len(given) > MOST_ROWS:
        raise error(_("These are more than %(most)s lines: send them in parts.") % {"most": MOST_ROWS})
    mark = ";" if any(";" in line for line in given) else ("\t" if any("\t" in line for line in given) else ",")
    try:
        return [[cell.strip() for cell in cells] for cells in csv.reader(given, delimiter=mark)]
    except csv.Error as fault:
        raise error(_("These lines cannot be read as a table. Save the sheet as CSV.")) from fault
