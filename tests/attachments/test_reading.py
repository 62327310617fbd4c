"""What readers get: a copy that tells nothing but itself, or the very original; never something that was changed."""

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image

from legitimacy.attachments.errors import AttachmentClosedError, AttachmentDamagedError
from legitimacy.attachments.sealing import PART
from legitimacy.attachments.services import attachment_read, original_read
from legitimacy.models import Attachment
from tests.attachments.conftest import Add, files_in
from tests.attachments.files import LATITUDE, MP3, PDF, image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_copy_tells_neither_place_nor_camera(add: Add, kind: str) -> None:
    located = image(kind, located=True)
    with Image.open(io.BytesIO(located)) as before:
        assert before.getexif().get_ifd(0x8825)[2] == LATITUDE
    read = attachment_read(add(located))
    with Image.open(io.BytesIO(read)) as copy:
        assert not copy.getexif()
        assert copy.size == (60, 40)
    assert b"Claire" not in read


def test_a_copy_stands_upright(add: Add) -> None:
    with Image.open(io.BytesIO(attachment_read(add(image(orientation=6))))) as copy:
        assert copy.size == (40, 60)


def test_a_large_photo_is_read_smaller(add: Add) -> None:
    with Image.open(io.BytesIO(attachment_read(add(image(size=(6000, 3000)))))) as copy:
        assert copy.size == (4096, 2048)


def test_what_hides_behind_an_image_is_not_in_its_copy(add: Add) -> None:
    assert b"alert" not in attachment_read(add(image() + b"<script>alert(1)</script>"))


def test_the_original_comes_back_byte_for_byte(add: Add) -> None:
    located = image(located=True)
    attachment = add(located)
    assert original_read(attachment) == located
    assert attachment.digest == hashlib.sha256(located).hexdigest()


def test_a_file_of_several_parts_comes_back_whole(add: Add) -> None:
    content = MP3 + bytes(range(256)) * (3 * PART // 256)
    assert original_read(add(content)) == content


def test_sound_and_film_have_no_copy(add: Add) -> None:
    with pytest.raises(AttachmentClosedError):
        attachment_read(add(MP3, "call.mp3"))


def test_nothing_on_the_disk_can_be_read_without_the_key(add: Add, kept: Path) -> None:
    add(b"What the complainant wrote down.\n", "note.txt")
    assert len(files_in(kept)) == 2
    assert not [path for path in files_in(kept) if b"complainant" in path.read_bytes()]
    assert {path.stat().st_mode & 0o777 for path in files_in(kept)} == {0o600}


def sealed(kept: Path, attachment: Attachment) -> Path:
    return kept / attachment.sealed_path


def test_a_file_that_was_cut_short_is_not_read(add: Add, kept: Path) -> None:
    attachment = add(MP3 + b"\xff" * 3 * PART)
    lines = sealed(kept, attachment).read_bytes().splitlines(keepends=True)
    sealed(kept, attachment).write_bytes(b"".join(lines[:-1]))
    with pytest.raises(AttachmentDamagedError):
        original_read(attachment)


def test_a_file_whose_parts_were_swapped_is_not_read(add: Add, kept: Path) -> None:
    attachment = add(MP3 + b"\xff" * 3 * PART)
    lines = sealed(kept, attachment).read_bytes().splitlines(keepends=True)
    sealed(kept, attachment).write_bytes(b"".join([lines[1], lines[0], *lines[2:]]))
    with pytest.raises(AttachmentDamagedError):
        original_read(attachment)


def test_another_file_under_the_same_name_is_not_read(add: Add, kept: Path) -> None:
    attachment, other = add(PDF), add(b"Other evidence.\n")
    sealed(kept, attachment).write_bytes(sealed(kept, other).read_bytes())
    with pytest.raises(AttachmentDamagedError):
        original_read(attachment)


def test_a_file_whose_digest_was_changed_is_not_read(add: Add) -> None:
    attachment = add(PDF)
    attachment.digest = "0" * 64
    with pytest.raises(AttachmentDamagedError):
        original_read(attachment)


def test_a_missing_file_is_not_read(add: Add, kept: Path) -> None:
    attachment = add(PDF)
    sealed(kept, attachment).unlink()
    with pytest.raises(AttachmentDamagedError):
        original_read(attachment)
