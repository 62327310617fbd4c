"""A first look at the bytes of a file: is it text, in which encoding, and what is its digest."""

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from legitimacy.imports.errors import FileRefusedError

BLOCK = 1 << 20
LONGEST_LINE = 1 << 20
UNUSED_IN_WINDOWS_1252 = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26}) + b"\x7f"
MAGIC = (
    (b"PK\x03\x04", gettext_noop("a spreadsheet or zip file")),
    (b"\xd0\xcf\x11\xe0", gettext_noop("an old spreadsheet or document")),
    (b"%PDF", gettext_noop("a PDF")),
    (b"\x89PNG", gettext_noop("an image")),
    (b"\xff\xd8\xff", gettext_noop("an image")),
    (b"GIF8", gettext_noop("an image")),
    (b"\x1f\x8b", gettext_noop("a compressed file")),
)


@dataclass(frozen=True, slots=True)
class Inspection:
    """`encoding` is a Python codec name; `digest` the SHA-256 of the bytes, in hex."""

    encoding: str
    digest: str


def file_inspect(path: Path) -> Inspection:
    """Read the file once, block by block. Raises FileRefusedError when it is absent, empty or no text."""
    digest, text = hashlib.sha256(), _TextCheck(path)
    for block in _blocks(path):
        digest.update(block)
        text.feed(block)
    return Inspection(text.encoding(), digest.hexdigest())


def _blocks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block
    except FileNotFoundError:
        raise FileRefusedError(path, _("there is no such file; check the name and the folder.")) from None
    except OSError as error:
        reason = _("the file cannot be opened (%(error)s).") % {"error": error.strerror}
        raise FileRefusedError(path, reason) from None


class _TextCheck:
    """Collects evidence block by block; refuses as soon as the bytes can be no text."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seen = self.marked = False
        self.utf8: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
        self.windows = True
        self.line = 0

    def feed(self, block: bytes) -> None:
        if not self.seen:
            self._first(block)
        if block.translate(None, CONTROLS) != block:
            self._refuse(_("this is no text but a binary file; save the table as CSV and import that."))
        self._measure_line(block)
        self.windows = self.windows and block.translate(None, UNUSED_IN_WINDOWS_1252) == block
        if self.utf8 is not None:
            try:
                self.utf8.decode(block)
            except UnicodeDecodeError:
                self.utf8 = None

    def encoding(self) -> str:
        if not self.seen:
            self._refuse(_("the file is empty; export the table again."))
        if self._ends_as_utf8():
            return "utf-8-sig" if self.marked else "utf-8"
        if not self.windows:
            self._refuse(_("the text is neither UTF-8 nor Windows-1252; save it as “CSV UTF-8”."))
        return "cp1252"

    def _first(self, block: bytes) -> None:
        for magic, what in MAGIC:
            if block.startswith(magic):
                self._refuse(_("this is %(what)s, not a table as text; save it as CSV.") % {"what": _(what)})
        if block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self._refuse(_("the text is in UTF-16 (“Unicode text”); save it as “CSV UTF-8”."))
        self.marked = block.startswith(codecs.BOM_UTF8)
        self.seen = bool(block.removeprefix(codecs.BOM_UTF8).strip())

    def _measure_line(self, block: bytes) -> None:
        last = max(block.rfind(b"\n"), block.rfind(b"\r"))
        self.line = self.line + len(block) if last < 0 else len(block) - last
        if self.line > LONGEST_LINE:
            self._refuse(_("a line is longer than a million characters, so this is no table; export it again."))

    def _ends_as_utf8(self) -> bool:
        if self.utf8 is None:
            return False
        try:
            self.utf8.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
        return True

    def _refuse(self, reason: str) -> None:
        raise FileRefusedError(self.path, reason)
