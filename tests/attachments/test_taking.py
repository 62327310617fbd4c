"""What is taken and what is refused, by its bytes; a refusal is a sentence and leaves nothing behind."""

import io
import os
import tracemalloc
from pathlib import Path

import pytest
from django.conf import LazySettings

from legitimacy.attachments import sealing
from legitimacy.attachments.errors import AttachmentRefusedError
from legitimacy.attachments.names import name_clean
from legitimacy.attachments.selectors import attachments_of
from legitimacy.attachments.services import attachment_add, attachment_delete
from legitimacy.models import Attachment
from tests.attachments.conftest import Add, files_in
from tests.attachments.files import MP3, PDF, SVG, archive, image

MACROS = archive(**{"[Content_Types].xml": b"<Types/>", "word/vbaProject.bin": b"macro"})


class Endless(io.RawIOBase):
    """A stream that would never end: who reads it all never comes back."""

    def __init__(self) -> None:
        self.given = 0

    def seek(self, offset: int, whence: int = 0) -> int:
        self.given = 0
        return 0

    def read(self, size: int = -1) -> bytes:
        assert size > 0
        self.given += size
        return b"\xff" * size


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (image(), "image/jpeg"),
        (image("PNG"), "image/png"),
        (image("WEBP"), "image/webp"),
        (PDF, "application/pdf"),
        ("Zij zei: « très bien ».\r\n".encode(), "text/plain"),
        ("Notitie uit een oud toestel: één".encode("cp1252"), "text/plain"),
        (MP3, "audio/mpeg"),
    ],
)
def test_files_of_the_short_list_are_taken_whatever_their_name_says(add: Add, content: bytes, media_type: str) -> None:
    assert add(content, "thing.exe").media_type == media_type


@pytest.mark.parametrize(
    "content",
    [
        SVG,
        b"<?xml version='1.0'?>" + SVG,
        b"\xef\xbb\xbf  <!DOCTYPE html><script>alert(1)</script>",
        b"A letter\n<script src=//evil.example></script>",
        archive(inner=archive(inner=archive(bomb=b"0" * 100))),
        MACROS,
        b"MZ\x90\x00" + b"\x00" * 100,
        b"\x7fELF" + b"\x00" * 100,
        b"#!/bin/sh\nrm -rf /\n",
        b"GIF89a" + b"\x00" * 40,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        b"\x00" * 100,
        b"x" * (2 * 1024 * 1024 + 1),
    ],
    ids=["svg", "xml svg", "html", "script", "zips", "macros", "exe", "elf", "shell", "gif", "doc", "zeros", "text"],
)
def test_everything_else_is_refused(add: Add, kept: Path, content: bytes) -> None:
    with pytest.raises(AttachmentRefusedError) as refused:
        add(content, "innocent.jpg")
    assert refused.value.reason == "kind"
    assert not files_in(kept)
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("front", [image(), PDF, image("PNG"), b"Just a text\n"], ids=["jpeg", "pdf", "png", "text"])
def test_a_file_that_is_two_kinds_at_once_is_refused(add: Add, front: bytes) -> None:
    with pytest.raises(AttachmentRefusedError) as refused:
        add(front + archive(program=b"x"), "photo.jpg")
    assert refused.value.reason == "kind"


def test_an_empty_file_is_refused(add: Add) -> None:
    with pytest.raises(AttachmentRefusedError) as refused:
        add(b"")
    assert refused.value.reason == "empty"


def test_a_broken_image_is_refused(add: Add, kept: Path) -> None:
    with pytest.raises(AttachmentRefusedError) as refused:
        add(image()[:200])
    assert refused.value.reason == "image"
    assert not files_in(kept)


def test_an_image_of_too_many_points_is_refused_before_it_is_unpacked(add: Add, settings: LazySettings) -> None:
    bomb = image("PNG", (9000, 6000))
    assert len(bomb) < 500_000
    tracemalloc.start()
    with pytest.raises(AttachmentRefusedError) as refused:
        add(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.value.reason == "image"
    assert peak < 10_000_000


@pytest.mark.django_db
def test_reading_stops_where_a_file_is_too_large() -> None:
    stream = Endless()
    with pytest.raises(AttachmentRefusedError) as refused:
        attachment_add(owner_type="test", owner_id=1, name="a.mp4", stream=stream)  # type: ignore[arg-type]  # raw
    assert refused.value.reason == "too_large"
    assert stream.given < 21 * 1024 * 1024


@pytest.mark.django_db
def test_memory_stays_flat_while_a_large_file_is_taken(tmp_path: Path) -> None:
    large = tmp_path / "long.mp3"
    large.write_bytes(MP3 + b"\xff\xfb\x90\x00" * (4 * 1024 * 1024))
    tracemalloc.start()
    with large.open("rb") as stream:
        attachment_add(owner_type="test", owner_id=1, name="long.mp3", stream=stream)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000


def test_a_record_takes_so_many_files_and_no_more(add: Add, kept: Path, settings: LazySettings) -> None:
    settings.ATTACHMENTS_MOST = 2
    add(PDF), add(PDF)
    with pytest.raises(AttachmentRefusedError) as refused:
        add(PDF)
    assert refused.value.reason == "too_many"
    assert len(files_in(kept)) == 4
    assert add(PDF, owner_id=2)


def test_a_record_takes_so_much_and_no_more(add: Add, settings: LazySettings) -> None:
    settings.ATTACHMENTS_LARGEST = len(PDF) * 2
    add(PDF), add(PDF)
    with pytest.raises(AttachmentRefusedError) as refused:
        add(PDF)
    assert refused.value.reason == "too_many"


def test_a_full_disk_leaves_nothing_half_written(add: Add, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AttachmentRefusedError) as refused:
        add(PDF)
    assert refused.value.reason == "storage"
    assert not files_in(kept)
    assert not Attachment.objects.exists()


def test_a_disk_that_fills_up_after_the_original_leaves_nothing(
    add: Add, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal = sealing.seal

    def only_once(file_id: object, stream: object, relative: str) -> None:
        if relative.endswith(".copy"):
            raise OSError(28, "No space left on device")
        seal(file_id, stream, relative)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr("legitimacy.attachments.services.seal", only_once)
    with pytest.raises(AttachmentRefusedError):
        add(PDF)
    assert not files_in(kept)


@pytest.mark.django_db(transaction=True)
def test_a_deleted_file_is_gone_from_the_disk(add: Add, kept: Path) -> None:
    attachment_delete(add(PDF))
    assert not files_in(kept)
    assert not attachments_of("test", 1)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\claire\\Desktop\\foto.JPG", "foto.jpg"),
        ("invoice\u202egpj.exe", "invoicegpj.exe.jpg"),
        ("a\x00b\x1b[31m.jpg", "ab[31m.jpg"),
        ("👩‍👧 strand.jpeg", "👩‍👧 strand.jpeg"),
        ("صورة من الشارع.jpg", "صورة من الشارع.jpg"),
        ("", "file.jpg"),
        ("..", "file.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("a" * 500 + ".jpg", "a" * 100 + ".jpg"),
        ("two\r\nlines\u2028more.jpg", "two lines more.jpg"),
    ],
)
def test_a_name_is_only_a_name(given: str, shown: str) -> None:
    assert name_clean(given, ("jpg", "jpeg")) == shown
