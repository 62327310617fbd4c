"""A file between its preview and the word to go on: sealed on disk, for one person, for two hours."""

import json
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from legitimacy.attachments import sealing
from legitimacy.attachments.errors import AttachmentDamagedError
from legitimacy.models import User

FOLDER = "imports"
KEPT_SECONDS = 2 * 60 * 60
PARTS = ("about", "table", "rejects")


@dataclass(frozen=True, slots=True)
class Upload:
    """`mapping` is the text of the mapping; `corps` the key of the corps chosen, 0 where the mapping names it."""

    user: int
    name: str
    mapping_name: str
    mapping: str
    corps: int = 0


def upload_keep(*, upload: Upload, table: BinaryIO, rejects: bytes) -> str:
    """Seal an upload and its rejects; returns the token by which its owner finds it again."""
    _old_forget()
    file_id = uuid.uuid4()
    about = json.dumps(asdict(upload)).encode()
    for part, stream in zip(PARTS, (BytesIO(about), table, BytesIO(rejects)), strict=True):
        sealing.seal(file_id, stream, _place(file_id, part))
    return file_id.hex


def upload_find(token: str, user: User) -> Upload | None:
    """The upload of this person under a token; None when there is none, it is another's or it is too old."""
    about = _read(token, "about")
    if about is None:
        return None
    upload = Upload(**json.loads(about))
    return upload if upload.user == user.pk else None


def upload_rejects(token: str) -> bytes:
    return _read(token, "rejects") or b""


@contextmanager
def upload_opened(token: str, name: str) -> Iterator[Path]:
    """The table as a file under its own name, for as long as the block lasts."""
    file_id = uuid.UUID(hex=token)
    with folder_of(name) as path:
        with path.open("wb") as file:
            for part in sealing.unseal(file_id, _place(file_id, "table")):
                file.write(part)
        yield path


def upload_forget(token: str) -> None:
    file_id = uuid.UUID(hex=token)
    for part in PARTS:
        (sealing.folder() / _place(file_id, part)).unlink(missing_ok=True)


@contextmanager
def folder_of(name: str) -> Iterator[Path]:
    """A path with this name in a folder that goes when the block ends."""
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        yield Path(folder) / (Path(name).name[:100] or "file")


def _read(token: str, part: str) -> bytes | None:
    try:
        file_id = uuid.UUID(hex=token)
    except ValueError:
        return None
    path = sealing.folder() / _place(file_id, part)
    if not path.exists() or path.stat().st_mtime < time.time() - KEPT_SECONDS:
        return None
    try:
        return b"".join(sealing.unseal(file_id, _place(file_id, part)))
    except AttachmentDamagedError:
        return None


def _place(file_id: uuid.UUID, part: str) -> str:
    return f"{FOLDER}/{file_id.hex}.{part}"


def _old_forget() -> None:
    """Uploads that nobody came back for."""
    folder = sealing.folder() / FOLDER
    for path in folder.glob("*") if folder.is_dir() else ():
        if path.stat().st_mtime < time.time() - KEPT_SECONDS:
            path.unlink(missing_ok=True)
