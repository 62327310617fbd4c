"""What the environment must hold before anything starts, and what is said when it does not."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from legitimacy.checks import is_not_secret
from legitimacy.demo_env import demo_settings
from tests.env import PRODUCTION, TESTING

ROOT = Path(__file__).resolve().parents[2]


def start(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    """Run a Python process in the repository with this environment and no other."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "static").mkdir()
        kept = {"PATH": os.environ["PATH"], "VAR_DIR": folder}
        return subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=kept | environment, capture_output=True, text=True, timeout=120
        )


def refusal(changed: dict[str, str], *command: str) -> str:
    ended = start(PRODUCTION | changed, *(command or ("-c", "import legitimacy.wsgi")))
    assert ended.returncode == 3
    assert "Traceback" not in ended.stderr
    return ended.stderr


DEMO = demo_settings()
MISSING = {
    "SECRET_KEY": "SECRET_KEY is not set. Set SECRET_KEY to at least 50",
    "FIELD_KEYS": "FIELD_KEYS is not set. Set FIELD_KEYS to a Fernet key.",
    "LOOKUP_KEY": "LOOKUP_KEY is not set. Set LOOKUP_KEY to at least 32",
    "TRAIL_KEY": "TRAIL_KEY is not set. Set TRAIL_KEY to at least 32",
    "ALLOWED_HOSTS": "ALLOWED_HOSTS is not set. Set ALLOWED_HOSTS to the host names",
    "DATABASE_URL": "SQLite is not for real cases. Set DATABASE_URL to postgres://",
    "EMAIL_URL": "EMAIL_URL is not set, so that invitations would be printed in the logs. Set EMAIL_URL to smtp",
}
MALFORMED = {
    "DATABASE_URL=nonsense": "DATABASE_URL cannot be read. Set DATABASE_URL to postgres://",
    "REDIS_URL=host:6379": "REDIS_URL cannot be read. Set REDIS_URL to redis://",
    "EMAIL_URL=nonsense": "EMAIL_URL cannot be read. Set EMAIL_URL to smtp",
    "CLAMD_URL=nonsense": "CLAMD_URL cannot be read. Set CLAMD_URL to tcp://",
    "TRAIL_RETENTION_YEARS=ten": "TRAIL_RETENTION_YEARS cannot be read. Set TRAIL_RETENTION_YEARS to a whole number.",
    "LOG_LEVEL=loud": "LOG_LEVEL cannot be read. Set LOG_LEVEL to DEBUG, INFO, WARNING or ERROR.",
    "BEHIND_PROXY=perhaps": "BEHIND_PROXY cannot be read. Set BEHIND_PROXY to 1 or 0.",
    "SECRET_KEY=short": "SECRET_KEY is too short.",
    f"FIELD_KEYS={PRODUCTION['FIELD_KEYS']},abc": "Key 2 of FIELD_KEYS is not a Fernet key.",
    f"TRAIL_KEY={PRODUCTION['LOOKUP_KEY']}": "Two keys have the same value.",
    "OIDC_SERVER_URL=https://sso.example": "OIDC_CLIENT_ID is not set. Set OIDC_CLIENT_ID",
}
MALFORMED_TOO = {
    "DATABASE_URL=postgres://user@host:port/name": "DATABASE_URL cannot be read.",
    "REDIS_URL=redis://host:port/0": "REDIS_URL cannot be read.",
    "EMAIL_URL=smtp://host:port": "EMAIL_URL cannot be read.",
    "TRAIL_RETENTION_YEARS=0": "TRAIL_RETENTION_YEARS is less than a year.",
    "DEMO=1": "DEMO is on with keys that are not a demo's.",
}
OF_A_DEMO = {
    f"SECRET_KEY={DEMO['SECRET_KEY']}": "SECRET_KEY holds a key of a demo or a test.",
    f"FIELD_KEYS={DEMO['FIELD_KEYS']}": "FIELD_KEYS holds a key of a demo or a test.",
    f"TRAIL_KEY={TESTING['TRAIL_KEY']}": "TRAIL_KEY holds a key of a demo or a test.",
    "DATABASE_URL=mysql://user@host/name": "DATABASE_URL cannot be read.",
}


@pytest.mark.parametrize("cases", [MISSING, MALFORMED, MALFORMED_TOO, OF_A_DEMO])
def test_web_process_refuses_with_a_sentence_for_each_problem(cases: dict[str, str]) -> None:
    told = refusal({name: value for name, _, value in (case.partition("=") for case in cases)})
    assert [sentence for sentence in cases.values() if sentence not in told] == []


def test_a_problem_is_told_alone() -> None:
    assert len(refusal({"LOOKUP_KEY": ""}).splitlines()) == 1


@pytest.mark.parametrize(
    "command",
    [
        ("manage.py", "migrate"),
        ("manage.py", "scorecards_compute"),
        ("-m", "celery", "--app", "legitimacy", "worker"),
        ("-m", "celery", "--app", "legitimacy", "beat"),
    ],
)
def test_commands_worker_and_beat_refuse_alike(command: tuple[str, ...]) -> None:
    assert refusal({"SECRET_KEY": ""}, *command).startswith("SECRET_KEY is not set.")


def test_web_server_ends_instead_of_trying_again() -> None:
    gunicorn = ("-m", "gunicorn", "legitimacy.wsgi", "--bind", "127.0.0.1:0", "--no-control-socket")
    assert "SECRET_KEY is not set." in refusal({"SECRET_KEY": ""}, *gunicorn)


@pytest.mark.parametrize("environment", [TESTING, PRODUCTION, DEMO], ids=["testing", "production", "demo"])
def test_good_environments_start(environment: dict[str, str]) -> None:
    ended = start(environment, "-c", "import legitimacy.wsgi")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_files_can_be_collected_without_any_key() -> None:
    assert start({}, "manage.py", "collectstatic", "--dry-run", "--no-input", "--verbosity", "0").returncode == 0


def test_demo_keys_are_known_whatever_their_form() -> None:
    keys = demo_settings()
    assert all(is_not_secret(keys[name]) for name in ("SECRET_KEY", "FIELD_KEYS", "LOOKUP_KEY", "TRAIL_KEY"))
    assert not any(is_not_secret(PRODUCTION[name]) for name in ("SECRET_KEY", "FIELD_KEYS", "LOOKUP_KEY"))


def test_the_environment_wins_over_the_demo_file(tmp_path: Path) -> None:
    (tmp_path / "demo.env").write_text("DEMO='1'\nLOOKUP_KEY='demo-from-the-file'\n")
    show = "from django.conf import settings; print(settings.LOOKUP_KEY, settings.DEMO)"
    environment = {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "legitimacy.settings", "DEMO": "0"}
    assert start(environment, "-c", show).stdout == "demo-from-the-file False\n"
