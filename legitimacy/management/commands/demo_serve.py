"""`make demo`: prepares the embedded database when needed, then runs web and worker until it is told to stop."""

import logging
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from legitimacy.demo import links
from legitimacy.serve import NOT_COLLECTED, web_command, worker_command

PATIENCE_SECONDS = 60
STOP_SECONDS = 6


def newest(*folders: Path) -> float:
    """Time of the newest file below the folders, 0 when there is none."""
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return max((path.stat().st_mtime for path in files), default=0.0)


class Command(BaseCommand):
    help = "Runs the demo: prepares its database once, starts web and worker, stops both together."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("demo_serve runs with DEMO=1 only; start it with `make demo`.")
        self._claim(options["port"])
        # The terminal tells what to do; the processes tell the rest to a file.
        logging.disable(logging.WARNING)
        self._prepare()
        self._run(options["port"])

    def _claim(self, port: int) -> None:
        """Before anything is prepared: another demo on this port would answer for ours."""
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                raise CommandError(
                    f"Port {port} is in use; choose another one, such as PORT=8123 make demo."
                ) from error

    def _prepare(self) -> None:
        plan = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
        if plan:
            self._say("Preparing the database ...")
            call_command("migrate", interactive=False, verbosity=0)
        stamp = settings.STATIC_ROOT / "staticfiles.json"
        sources = (settings.BASE_DIR / "static", settings.BASE_DIR / "data" / "maps")
        if not stamp.exists() or stamp.stat().st_mtime < newest(*sources):
            self._say("Collecting static files ...")
            call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=list(NOT_COLLECTED))
        call_command("demo_data")

    def _run(self, port: int) -> None:
        commands = [web_command(host="127.0.0.1", port=port, workers=1), worker_command(beat=True, concurrency=1)]
        log = settings.VAR_DIR / "demo.log"
        # Children stay in this process group, so that a signal to the group reaches them too.
        with log.open("ab") as file:
            children = [
                subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=file, stderr=file)  # noqa: S603
                for command in commands
            ]
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        status = 0
        try:
            self._wait_for(port, children)
            self._say(links.announcement(port))
            while all(child.poll() is None for child in children):
                time.sleep(0.5)
            status = 1
            self.stderr.write(f"A process of the demo ended by itself, see {log}; the other is stopped too.")
        except KeyboardInterrupt:
            self._say("Stopping ...")
        finally:
            self._stop(children)
        sys.exit(status)

    def _wait_for(self, port: int, children: list[subprocess.Popen[bytes]]) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and children[0].poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                    return
            except OSError:
                time.sleep(0.2)
        raise CommandError(f"Nothing answers on port {port}; {settings.VAR_DIR / 'demo.log'} says why.")

    def _stop(self, children: list[subprocess.Popen[bytes]]) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        # A worker told to quit leaves its part of a run; the next start takes it over.
        for child, how in zip(children, (signal.SIGTERM, signal.SIGQUIT), strict=True):
            child.send_signal(how)
        deadline = time.monotonic() + STOP_SECONDS
        for child in children:
            try:
                child.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
