"""Reading the list to draw from: a file or pasted text, whatever wrote it."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from django.utils.translation import gettext as _

from audit.workflow.standards.codes import DATED, Frame
from audit.workflow.standards.drawing import LONGEST, MOST_ITEMS, FrameItem
from legitimacy.cells import RISKY
from legitimacy.imports.dates import date_read
from legitimacy.imports.errors import FileRefusedError, RowRejectedError
from legitimacy.imports.layouts import Field, Layout
from legitimacy.imports.tables import Row, table_open

LARGEST = 20 * 1024 * 1024
KEY = Field("reference", synonyms=("referentie", "référence", "reference_number", "referenz", "nummer", "number", "id"))
DAY = Field("date", synonyms=("datum", "on", "jour"))
TITLE = Field("title", synonyms=("titel", "titre", "onderwerp", "subject"), required=False)
CHANNEL = Field("channel", synonyms=("kanaal", "canal", "kanal"), required=False)
URL = Field("url", synonyms=("adres", "adresse", "link", "address"), required=False)
PAGE = Field("url", synonyms=URL.synonyms)
LAYOUTS = {
    Frame.COMMUNICATIONS: Layout("communications", (DAY, CHANNEL, Field("title", synonyms=TITLE.synonyms), URL)),
    Frame.PAGES: Layout("pages", (PAGE, TITLE)),
    Frame.QUERIES: Layout("queries", (KEY, DAY)),
    Frame.FILES: Layout("files", (KEY, DAY)),
}
"""Columns that are read of each kind of list; all others are left alone, so that no name comes in."""


class ListRefusedError(ValueError):
    """A list that cannot be read; the message is a sentence."""


def frame_read(*, kind: Frame, chunks: Iterable[bytes], name: str) -> list[FrameItem]:
    """The items of a list. ListRefusedError with what is wrong, and in which row."""
    with tempfile.TemporaryDirectory(prefix="frame-") as folder:
        path = Path(folder) / (Path(name).name[:100] or "list.csv")
        with path.open("wb") as file:
            file.writelines(chunks)
        try:
            return _items(path, kind)
        except FileRefusedError as error:
            raise ListRefusedError(error.reason[:1].upper() + error.reason[1:]) from None


def formula_like(items: Iterable[FrameItem]) -> int:
    """How many items have a text that a spreadsheet could take for a formula. They are kept as text."""
    return sum(any(text.startswith(RISKY) for text in (item.key, item.title, item.channel)) for item in items)


def _items(path: Path, kind: Frame) -> list[FrameItem]:
    table = table_open(path, [LAYOUTS[kind]])
    items: list[FrameItem] = []
    for row in table.rows():
        if len(items) == MOST_ITEMS:
            raise ListRefusedError(
                _("The list holds more than %(most)s items. Draw for fewer quarters.") % {"most": MOST_ITEMS}
            )
        try:
            items.append(_item(row, kind))
        except RowRejectedError as error:
            column = f"{error.column}: " if error.column else ""
            raise ListRefusedError(
                _("Row %(row)s: %(reason)s") % {"row": row.number, "reason": f"{column}{error.reason}"}
            ) from None
    return items


def _item(row: Row, kind: Frame) -> FrameItem:
    row.require_shape()
    on = date_read(row, "date") if kind in DATED else None
    title, url, channel = row.text("title"), row.text("url"), row.text("channel")[:60]
    if kind == Frame.PAGES:
        key = row.required("url")
    elif kind == Frame.COMMUNICATIONS:
        # What went out on several channels is as many communications.
        key = url or f"{row.required('date')} {channel} {row.required('title')}"
    else:
        key = row.required("reference")
    for field, text in (("reference", key), ("title", title), ("url", url)):
        if len(text) > LONGEST:
            _too_long(row, field)
    return FrameItem(key=key, on=on, channel=channel, title=title, url=url)


def _too_long(row: Row, field: str) -> NoReturn:
    row.reject(field, _("the text is longer than %(most)s characters.") % {"most": LONGEST})
