"""With a scanner, nobody reads a file before its verdict, however long the scanner is away."""

import os
import socket
import socketserver
import struct
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from kombu.exceptions import OperationalError

from legitimacy.attachments import tasks
from legitimacy.attachments.errors import AttachmentClosedError
from legitimacy.attachments.scanner import NoVerdictError, ScannerUnavailableError, is_infected
from legitimacy.attachments.scanning import orphans_sweep, quarantine_sweep
from legitimacy.attachments.selectors import is_unscanned
from legitimacy.attachments.services import attachment_read, original_read
from legitimacy.models import Attachment, TrailEvent
from tests.attachments.conftest import Add, files_in
from tests.attachments.files import EICAR, PDF

pytestmark = pytest.mark.django_db


class Clamd(socketserver.ThreadingTCPServer):
    """Answers as clamd does: FOUND for the test virus, OK for the rest; `mood` says what goes wrong."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.mood = "well"
        self.url = f"tcp://127.0.0.1:{self.server_address[1]}"


class Session(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        mood = self.server.mood  # type: ignore[attr-defined]
        assert self._exactly(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack(">I", self._exactly(4))[0]:
            content += self._exactly(length)
        if mood == "late":
            time.sleep(1)
        if mood == "silent":
            return
        if mood == "limit":
            self.request.sendall(b"INSTREAM size limit exceeded. ERROR\0")
            return
        self.request.sendall(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0")

    def _exactly(self, length: int) -> bytes:
        read = b""
        while len(read) < length:
            read += self.request.recv(length - len(read))
        return read


@pytest.fixture
def clamd(settings: LazySettings) -> Iterator[Clamd]:
    with Clamd() as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        settings.CLAMD_URL = server.url
        yield server
        server.shutdown()


def test_the_scanner_tells_clean_from_infected(clamd: Clamd) -> None:
    assert is_infected(clamd.url, [b"a" * 100_000, b"b"]) is False
    assert is_infected(clamd.url, [EICAR]) is True


def test_a_scanner_that_is_late_gives_no_verdict(clamd: Clamd) -> None:
    clamd.mood = "late"
    with pytest.raises(ScannerUnavailableError):
        is_infected(clamd.url, [b"a"], timeout=0.1)


def test_a_scanner_that_hangs_up_gives_no_verdict(clamd: Clamd) -> None:
    clamd.mood = "silent"
    with pytest.raises(ScannerUnavailableError):
        is_infected(clamd.url, [b"a"])


def test_a_scanner_that_refuses_a_file_gives_no_verdict(clamd: Clamd) -> None:
    clamd.mood = "limit"
    with pytest.raises(NoVerdictError):
        is_infected(clamd.url, [b"a"])


def test_a_scanner_is_reached_over_a_socket_of_this_machine(tmp_path: Path) -> None:
    with pytest.raises(ScannerUnavailableError):
        is_infected(f"unix://{tmp_path}/clamd.ctl", [b"a"])
    path = str(tmp_path / "clamd.ctl")
    with socketserver.UnixStreamServer(path, type("S", (Session,), {})) as server:
        server.mood = "well"  # type: ignore[attr-defined]
        threading.Thread(target=server.handle_request, daemon=True).start()
        assert is_infected(f"unix://{path}", [EICAR]) is True


def test_a_file_waits_in_quarantine_while_the_scanner_is_down(add: Add, settings: LazySettings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.CLAMD_URL = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    attachment = add(PDF)
    assert quarantine_sweep() == 0
    attachment.refresh_from_db()
    assert attachment.state == Attachment.State.QUARANTINE
    for read in (attachment_read, original_read):
        with pytest.raises(AttachmentClosedError):
            read(attachment)


def test_the_sweep_gives_verdicts_when_the_scanner_is_back(add: Add, clamd: Clamd) -> None:
    clean, infected = add(PDF), add(PDF + EICAR)
    assert tasks.quarantine_sweep_task() == 2
    clean.refresh_from_db()
    infected.refresh_from_db()
    assert attachment_read(clean) == PDF
    assert not is_unscanned(clean)
    assert infected.state == Attachment.State.INFECTED
    for read in (attachment_read, original_read):
        with pytest.raises(AttachmentClosedError):
            read(infected)
    assert set(TrailEvent.objects.filter(verb="attachment.scanned").values_list("reason", flat=True)) == {
        "clean",
        "infected",
    }


def test_a_file_without_a_verdict_does_not_hold_up_the_others(add: Add, clamd: Clamd, kept: Path) -> None:
    damaged, clean = add(PDF), add(PDF)
    (kept / damaged.sealed_path).write_bytes(b"broken")
    assert quarantine_sweep() == 1
    clean.refresh_from_db()
    assert clean.state == Attachment.State.CLEAN


def test_a_new_file_is_scanned_at_once_by_its_key_alone(
    add: Add,
    clamd: Clamd,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(tasks.attachment_scan_task, "delay", lambda *given: asked.append(given))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        attachment = add(PDF)
    assert asked == [(str(attachment.pk),)]
    assert tasks.attachment_scan_task(str(attachment.pk)) is True
    assert tasks.attachment_scan_task(str(attachment.pk)) is False


def test_a_file_is_taken_while_the_queue_is_down(
    add: Add,
    clamd: Clamd,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    def down(*given: object) -> None:
        raise OperationalError("no queue")

    monkeypatch.setattr(tasks.attachment_scan_task, "delay", down)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        attachment = add(PDF)
    assert quarantine_sweep() == 1
    attachment.refresh_from_db()
    assert attachment.state == Attachment.State.CLEAN


def test_without_a_scanner_a_file_is_open_and_says_that_it_was_not_scanned(add: Add) -> None:
    attachment = add(PDF)
    assert attachment_read(attachment) == PDF
    assert is_unscanned(attachment)


def test_files_that_no_row_names_are_removed_a_day_later(add: Add, kept: Path) -> None:
    attachment = add(PDF)
    for name in ("left.sealed", "left.copy", ".left.part"):
        (kept / attachment.sealed_path).with_name(name).write_bytes(b"x")
    assert orphans_sweep() == 0
    old = time.time() - timedelta(days=2).total_seconds()
    for path in files_in(kept):
        os.utime(path, (old, old))
    assert orphans_sweep() == 3
    assert len(files_in(kept)) == 2
