"""Which files are taken, decided by their bytes: the name and what a browser says count for nothing.

A short list on purpose. Office files, archives, web pages and drawings with script can hold programs; who has one is
asked for a PDF. To take one more kind, add it here with a way to read it safely.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

import filetype
from django.utils.translation import gettext as _

from legitimacy.attachments.errors import AttachmentRefusedError

HEAD = 8192
TAIL = 66_000
LARGEST_TEXT = 2 * 1024 * 1024
ZIP_END = b"PK\x05\x06"
MARKUP = re.compile(r"<\s*(?:!doctype|html|svg|script|\?xml|iframe|body)|^\s*(?:%!|#!|MZ)", re.IGNORECASE)


class Copy(StrEnum):
    """How the copy for reading is made. ORIGINAL: there is none, opening the original takes a reason."""

    IMAGE = "image"
    SAME = "same"
    ORIGINAL = "original"


@dataclass(frozen=True, slots=True)
class Kind:
    media_type: str
    extensions: tuple[str, ...]
    copy: Copy


KINDS = {
    kind.media_type: kind
    for kind in (
        Kind("image/jpeg", ("jpg", "jpeg"), Copy.IMAGE),
        Kind("image/png", ("png",), Copy.IMAGE),
        Kind("image/webp", ("webp",), Copy.IMAGE),
        Kind("image/heic", ("heic", "heif"), Copy.ORIGINAL),
        Kind("application/pdf", ("pdf",), Copy.SAME),
        Kind("text/plain", ("txt",), Copy.SAME),
        Kind("audio/mpeg", ("mp3",), Copy.ORIGINAL),
        Kind("audio/mp4", ("m4a",), Copy.ORIGINAL),
        Kind("audio/x-wav", ("wav",), Copy.ORIGINAL),
        Kind("audio/ogg", ("ogg", "oga", "opus"), Copy.ORIGINAL),
        Kind("video/mp4", ("mp4", "m4v"), Copy.ORIGINAL),
        Kind("video/quicktime", ("mov",), Copy.ORIGINAL),
        Kind("video/webm", ("webm",), Copy.ORIGINAL),
        Kind("video/3gpp", ("3gp",), Copy.ORIGINAL),
    )
}
ACCEPT = ",".join(f".{extension}" for kind in KINDS.values() for extension in kind.extensions)
"""For the `accept` attribute of a file field."""


def kind_of(stream: BinaryIO) -> Kind:
    """The kind of a seekable stream, from its bytes alone. AttachmentRefusedError for any other."""
    stream.seek(0)
    head = stream.read(HEAD)
    guessed = filetype.guess(head)
    kind = KINDS.get(guessed.mime) if guessed else _text(stream)
    if kind is None:
        raise AttachmentRefusedError(
            "kind",
            _("This kind of file cannot be taken. Save it as PDF, photo (JPEG or PNG), sound, video or plain text."),
        )
    _one_kind_only(stream)
    return kind


def _text(stream: BinaryIO) -> Kind | None:
    """Plain text: readable, without control signs and without markup that a program could take for a page."""
    stream.seek(0)
    read = stream.read(LARGEST_TEXT + 1)
    if len(read) > LARGEST_TEXT:
        return None
    text = text_decode(read)
    if text is None or MARKUP.search(text):
        return None
    return KINDS["text/plain"]


def text_decode(read: bytes) -> str | None:
    """The text in UTF-8 or Windows-1252; None where it is neither, or holds control signs."""
    try:
        text = read.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = read.decode("cp1252")
        except UnicodeDecodeError:
            return None
    return None if re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text) else text


def _one_kind_only(stream: BinaryIO) -> None:
    """No kind of the list is an archive: one that ends like an archive is two kinds at once."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - TAIL))
    if ZIP_END in stream.read(TAIL):
        raise AttachmentRefusedError(
            "kind", _("This file is two kinds of file at once and cannot be taken. Save it anew as PDF or photo.")
        )
