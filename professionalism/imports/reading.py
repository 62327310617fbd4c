"""From the texts of a record to whole numbers."""

from django.utils.translation import gettext as _

from professionalism.services.training import FaultError


def number_read(field: str, text: str) -> int | None:
    """A whole number; None for an empty cell. FaultError for anything else."""
    plain = text.replace("\u00a0", "").strip()
    if not plain:
        return None
    if not plain.removeprefix("-").isdecimal() or len(plain) > 9:
        raise FaultError(field, _("“%(text)s” is no whole number.") % {"text": text[:40]})
    return int(plain)


def number_require(field: str, text: str) -> int:
    number = number_read(field, text)
    if number is None:
        raise FaultError(field, _("the cell is empty."))
    return number
