"""How each process starts, in containers, in CI and in the demo alike: `python -m legitimacy.serve web|worker|beat`.

`web` brings the database, the published standards and the static files up to date first, so that a healthy web process
means a ready database.
"""

import os
import subprocess
import sys
import tempfile

MANAGE = [sys.executable, "manage.py"]
CELERY = [sys.executable, "-m", "celery", "--app", "legitimacy"]
# Plotly's example data, right-to-left sheets and unminified twins are never asked for.
NOT_COLLECTED = ("datasets", "templates", "widgetbundle.js", "*.rtl.*", "bootstrap-*", "bootstrap.esm.*")


def collect_command() -> list[str]:
    ignored = [part for pattern in NOT_COLLECTED for part in ("--ignore", pattern)]
    return [*MANAGE, "collectstatic", "--no-input", "--verbosity", "0", *ignored]


def migrate_command() -> list[str]:
    return [*MANAGE, "migrate", "--no-input", "--verbosity", "0"]


def standards_command() -> list[str]:
    """Publish the standards that are shipped and were not yet: what is published once never changes."""
    return [*MANAGE, "standards_publish"]


def web_command(*, host: str = "0.0.0.0", port: int = 8000, workers: int = 2) -> list[str]:  # noqa: S104  a container
    return [
        *(sys.executable, "-m", "gunicorn", "legitimacy.wsgi"),
        *("--bind", f"{host}:{port}", "--worker-class", "gthread", "--workers", str(workers), "--threads", "8"),
        *("--preload", "--max-requests", "5000", "--max-requests-jitter", "500", "--log-level", "warning"),
        "--no-control-socket",
    ]


def worker_command(*, beat: bool = False, concurrency: int = 2) -> list[str]:
    """A worker; with `beat` the clock runs inside it, for an installation on one machine."""
    clock = ["--beat"] if beat else []
    return [*CELERY, "worker", "--loglevel", "WARNING", "--concurrency", str(concurrency), *clock]


def beat_command() -> list[str]:
    return [*CELERY, "beat", "--loglevel", "WARNING"]


def main(role: str) -> None:
    """Become the process of `role`; does not return."""
    if role == "web":
        for command in (migrate_command(), standards_command(), collect_command()):
            subprocess.run(command, check=True)  # noqa: S603  our own commands
        # One folder for the counts of all web processes, fresh at every start.
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="metrics-")
        command = web_command()
    elif role == "worker":
        command = worker_command()
    elif role == "beat":
        command = beat_command()
    else:
        raise SystemExit(f"There is no process {role!r}: say web, worker or beat.")
    os.execv(command[0], command)  # noqa: S606  no shell wanted


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
