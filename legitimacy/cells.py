"""Cells of tables that we write: exact, and nothing that a spreadsheet could mistake for a formula."""

from datetime import date, datetime

RISKY = ("=", "+", "-", "@", "\t", "\r")
EXACT = 2**53


def cell_safe(cell: object) -> object:
    """A cell as machines read it: empty for None, ISO dates, 1 and 0 for yes and no, exact numbers with a point.

    Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection).
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT:
        return int(cell)
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RISKY) else cell
