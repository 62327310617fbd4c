"""`manage.py check --deploy` finds nothing in an environment like production.

That environment is `tests.env.PRODUCTION`: keys of its own, ALLOWED_HOSTS, PostgreSQL, Redis and a mail server.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.env import PRODUCTION

ROOT = Path(__file__).resolve().parents[2]


def without_browser_flag(environment: dict[str, str]) -> dict[str, str]:
    """The environment without the flag that browser tests set for this whole process."""
    return {name: value for name, value in environment.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}


def test_deploy_check_is_clean(tmp_path: Path) -> None:
    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=without_browser_flag(dict(os.environ)) | PRODUCTION | {"VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (checked.returncode, checked.stderr) == (0, "")
