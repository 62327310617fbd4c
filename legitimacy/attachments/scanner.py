"""A virus scanner behind its socket: clamd's INSTREAM, nothing more."""

import socket
import struct
from collections.abc import Iterable
from urllib.parse import urlsplit

TIMEOUT = 20
LONGEST_ANSWER = 4096


class ScannerUnavailableError(RuntimeError):
    """The scanner cannot be reached or does not answer in time."""


class NoVerdictError(RuntimeError):
    """The scanner answered neither clean nor found: the file is larger than it takes, or it has trouble of its own."""


def is_infected(url: str, parts: Iterable[bytes], *, timeout: float = TIMEOUT) -> bool:
    """Whether the scanner at `tcp://host:port` or `unix:///path` finds something."""
    try:
        with _connect(url, timeout) as connection:
            connection.sendall(b"zINSTREAM\0")
            for part in parts:
                if part:
                    connection.sendall(struct.pack(">I", len(part)) + part)
            connection.sendall(struct.pack(">I", 0))
            answer = _answer(connection)
    except OSError as error:
        raise ScannerUnavailableError(str(error)) from error
    if not answer:
        raise ScannerUnavailableError("The scanner hung up.")
    if answer == "stream: OK":
        return False
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return True
    raise NoVerdictError


def _connect(url: str, timeout: float) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(timeout)
        try:
            connection.connect(parts.path)
        except OSError:
            connection.close()
            raise
        return connection
    return socket.create_connection((parts.hostname or "localhost", parts.port or 3310), timeout=timeout)


def _answer(connection: socket.socket) -> str:
    read = b""
    while not read.endswith(b"\0") and len(read) < LONGEST_ANSWER:
        more = connection.recv(LONGEST_ANSWER)
        if not more:
            break
        read += more
    return read.rstrip(b"\0\n").decode("utf-8", errors="replace")
