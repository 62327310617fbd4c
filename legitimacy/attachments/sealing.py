"""Files on disk, encrypted in parts, so that memory stays flat and a change or a cut is noticed.

A sealed file has one Fernet token a line, under the keys of FIELD_KEYS. Each token holds the id of the file, the number
of the part, whether it is the last, and up to 256 KB: parts cannot be swapped, repeated, left out or taken from another
file. A new key reseals part by part.
"""

import os
import struct
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.fernet import InvalidToken
from django.conf import settings

from legitimacy.attachments.errors import AttachmentDamagedError
from legitimacy.models.fields import field_cipher

PART = 256 * 1024
HEADER = struct.Struct(">16sQ?")


def folder() -> Path:
    return Path(settings.ATTACHMENTS_DIR)


def seal(file_id: uuid.UUID, stream: BinaryIO, relative: str) -> None:
    """Write a stream from where it stands, whole or not at all. OSError when the disk cannot take it."""
    cipher = field_cipher()

    def lines() -> Iterator[bytes]:
        number, part = 0, stream.read(PART)
        while True:
            following = stream.read(PART) if part else b""
            yield cipher.encrypt(HEADER.pack(file_id.bytes, number, not following) + part)
            if not following:
                return
            number, part = number + 1, following

    _lines_write(folder() / relative, lines())


def unseal(file_id: uuid.UUID, relative: str) -> Iterator[bytes]:
    """The parts in the clear. AttachmentDamagedError where the file is not what was sealed."""
    cipher = field_cipher()
    expected, ended = 0, False
    try:
        with (folder() / relative).open("rb") as lines:
            for line in lines:
                plain = cipher.decrypt(line.rstrip(b"\n"))
                owner, number, is_last = HEADER.unpack_from(plain)
                if ended or owner != file_id.bytes or number != expected:
                    raise AttachmentDamagedError
                expected, ended = number + 1, is_last
                yield plain[HEADER.size :]
    except (FileNotFoundError, InvalidToken, struct.error) as error:
        raise AttachmentDamagedError from error
    if not ended:
        raise AttachmentDamagedError


def reseal(relative: str) -> None:
    """The same file under the first of FIELD_KEYS."""
    cipher = field_cipher()
    path = folder() / relative
    try:
        with path.open("rb") as lines:
            _lines_write(path, (cipher.rotate(line.rstrip(b"\n")) for line in lines))
    except (FileNotFoundError, InvalidToken) as error:
        raise AttachmentDamagedError from error


def remove(relative: str) -> None:
    if relative:
        (folder() / relative).unlink(missing_ok=True)


def _lines_write(path: Path, lines: Iterable[bytes]) -> None:
    """Beside its place first, then moved there: a reader never meets half a file, and a failure leaves none."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for line in lines:
                out.write(line + b"\n")
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
