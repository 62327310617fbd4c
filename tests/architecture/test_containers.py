"""The container files are accepted by Compose and start what CI starts."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from legitimacy import serve

ROOT = Path(__file__).resolve().parents[2]


def compose_config(folder: Path, *extra: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(ROOT / "docker-compose.yml", folder)
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    (folder / ".env").write_text(example + "\n".join(extra) + "\n", encoding="utf-8")
    return subprocess.run(["docker-compose", "config"], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def compose() -> None:
    if not shutil.which("docker-compose"):
        if os.environ.get("CI") == "true":
            pytest.fail("docker-compose is not installed; .ci/run installs it.")
        pytest.skip("docker-compose is not installed here.")


@pytest.mark.usefixtures("compose")
def test_compose_accepts_the_file(tmp_path: Path) -> None:
    outcome = compose_config(tmp_path, "POSTGRES_PASSWORD=anything")
    assert outcome.returncode == 0, outcome.stderr
    assert all(f"\n  {service}:" in outcome.stdout for service in ("web", "worker", "beat", "database", "redis"))


@pytest.mark.usefixtures("compose")
def test_compose_asks_for_the_database_password(tmp_path: Path) -> None:
    assert "set POSTGRES_PASSWORD in .env" in compose_config(tmp_path).stderr


@pytest.mark.parametrize("role", ["web", "worker", "beat"])
def test_each_role_of_the_compose_file_is_a_process_we_start(role: str) -> None:
    assert f"command: [python, -m, legitimacy.serve, {role}]" in (ROOT / "docker-compose.yml").read_text("utf-8")
    assert callable(getattr(serve, f"{role}_command"))


def test_web_publishes_the_standards_before_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: ran.append(command[2]))
    monkeypatch.setattr(os, "execv", lambda *given: ran.append(given[1][2]))
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "")
    serve.main("web")
    assert ran == ["migrate", "standards_publish", "collectstatic", "gunicorn"]


def test_no_secret_stands_in_the_compose_file() -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    passwords = [line.split(":", 1)[1].strip() for line in text.splitlines() if "_PASSWORD: " in line]
    assert passwords
    assert all(value.startswith("${") for value in passwords)
