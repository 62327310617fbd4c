"""An installation of its own, with a database, a queue and workers that are real processes and can be killed."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2

from tests.env import TESTING

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120


class Installation:
    """`folder` holds its queue, and its database where tests run on SQLite. No `redis_url` means a queue of files."""

    def __init__(self, folder: Path, redis_url: str) -> None:
        self.folder = folder
        given = os.environ["DATABASE_URL"]
        self._server = "" if given.startswith("sqlite") else given
        self._name = f"killed_{os.getpid()}_{'redis' if redis_url else 'files'}"
        url = f"sqlite:///{folder}/monitor.sqlite3"
        if self._server:
            self._on_server(f"DROP DATABASE IF EXISTS {self._name}")
            self._on_server(f"CREATE DATABASE {self._name}")
            url = urlsplit(self._server)._replace(path=f"/{self._name}").geturl()
        self.url = url
        self.environment = os.environ | TESTING | {
            "DEMO": "1", "DATABASE_URL": url, "REDIS_URL": redis_url, "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "legitimacy.settings",
        }  # fmt: skip
        self.run(sys.executable, "manage.py", "migrate", "--verbosity", "0")

    def run(self, *command: str) -> str:
        """Standard output of a command that must succeed."""
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def compute_again(self, period: str) -> dict[str, Any]:
        lines = self.run(sys.executable, "manage.py", "scorecards_compute", "--period", period, "--json").splitlines()
        summary: dict[str, Any] = json.loads(lines[-1])
        return summary

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of a statement on the database of the installation, committed."""
        connection: Any = (
            psycopg2.connect(self.url) if self._server else sqlite3.connect(self.url.removeprefix("sqlite:///"))
        )
        try:
            cursor = connection.cursor()
            cursor.execute(sql)
            rows: list[tuple[Any, ...]] = cursor.fetchall() if cursor.description else []
            connection.commit()
        finally:
            connection.close()
        return rows

    @contextmanager
    def worker(self, app: str, *options: str) -> Iterator[subprocess.Popen[bytes]]:
        """A worker in a process group of its own, ended with the block."""
        command = [sys.executable, "-m", "celery", "--app", app, "worker", "--concurrency", "1", *options]
        with (self.folder / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, start_new_session=True, stdout=log, stderr=log
            )
        try:
            yield process
        finally:
            kill(process)

    def wait_until(self, what: str, reached: Callable[[], bool]) -> None:
        ends = time.monotonic() + PATIENCE_SECONDS
        while not reached():
            assert time.monotonic() < ends, f"{what} did not happen; {(self.folder / 'worker.log').read_text()[-3000:]}"
            time.sleep(0.2)

    def remove(self) -> None:
        if self._server:
            self._on_server(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")

    def _on_server(self, statement: str) -> None:
        connection = psycopg2.connect(self._server)
        connection.autocommit = True
        try:
            connection.cursor().execute(statement)
        finally:
            connection.close()


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End a worker and its children at once, as a crash of the machine would."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
