"""`make test`: finds the services that answer, says what cannot run without them, and runs pytest.

With `CI=true` or `REQUIRE_SERVICES=1` a missing service or browser is a failure, and all tests that touch a database
run a second time on SQLite with the embedded queue, but for the long browser journeys (a short one is marked
`embedded`) and the suites named below.
"""

import os
import shutil
import socket
import subprocess
import sys
from urllib.parse import urlsplit

DEFAULTS = {"DATABASE_URL": "postgres://postgres@127.0.0.1:5432/postgres", "REDIS_URL": "redis://127.0.0.1:6379/0"}
WITHOUT_DATABASE = ("tests/indicators", "tests/references", "tests/architecture", "tests/charts", "tests/exports")
"""Pure arithmetic and rules of the source: a second run on another database would say nothing new."""
OPENED_ANYHOW = (
    *("tests/audit", "tests/complaints", "tests/disclosure", "tests/diversity", "tests/evaluation"),
    *("tests/opendata", "tests/professionalism", "tests/access/test_every_work_url.py"),
)
"""Long suites whose pages the walk of tests/access opens on both databases (the longest walks on the first alone), and
the demo tests fill on both.
"""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def answers(url: str) -> bool:
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 0), timeout=2):
            return True
    except OSError:
        return False


def services_found() -> tuple[dict[str, str], list[str]]:
    """(environment of the services that answer, sentences about what is missing)."""
    found: dict[str, str] = {}
    missing: list[str] = []
    for variable, default in DEFAULTS.items():
        url = os.environ.get(variable) or default
        if url.startswith("sqlite") or answers(url):
            found[variable] = url
        else:
            missing.append(f"{variable}: nothing answers; tests that need this service do not run.")
    if not any(shutil.which(name) for name in BROWSERS):
        missing.append("Chromium: not installed; browser journeys do not run.")
    return found, missing


def pytest_run(title: str, services: dict[str, str], *arguments: str) -> int:
    print(f"\n== {title}", flush=True)
    # Tests of one file stay together: some share a live server, a worker or a queue.
    arguments = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", *arguments)
    environment = {key: value for key, value in os.environ.items() if key not in DEFAULTS} | services
    return subprocess.call([sys.executable, "-m", "pytest", *arguments, *sys.argv[1:]], env=environment)


def main() -> int:
    required = os.environ.get("CI") == "true" or os.environ.get("REQUIRE_SERVICES") == "1"
    services, missing = services_found()
    for sentence in missing:
        print(sentence, flush=True)
    if missing and required:
        print("Services are required here (CI or REQUIRE_SERVICES): start them and run again.")
        return 1
    on_postgres = "DATABASE_URL" in services and not services["DATABASE_URL"].startswith("sqlite")
    journeys = [] if not any("Chromium" in sentence for sentence in missing) else ["-m", "not journey"]
    failed = pytest_run("PostgreSQL and Redis" if on_postgres else "SQLite", services, *journeys)
    if required:
        once = [f"--ignore={folder}" for folder in (*WITHOUT_DATABASE, *OPENED_ANYHOW)]
        failed |= pytest_run("SQLite, embedded queue", {}, "-m", "not journey or embedded", *once)
    return failed


if __name__ == "__main__":
    sys.exit(main())
