"""The examples for researchers run as they stand in the documentation, against a server that answers."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.live_server_helper import LiveServer

from legitimacy.models import Corps, Framework, User
from legitimacy.opendata.services.editions import release_approve_published, release_propose_noted
from tests.disclosure.conftest import PERIOD, decide
from tests.disclosure.world import run_make, shares_make

PROGRAMS = {"python": sys.executable, "r": shutil.which("Rscript")}
MADE = {"python": "leg-13.html", "r": "Rplots.pdf"}


@pytest.fixture
def released(
    live_server: LiveServer, framework: Framework, demervallei: Corps, heidekant: Corps, stewards: tuple[User, User]
) -> LiveServer:
    run = run_make(PERIOD)
    for corps, count in ((demervallei, 180), (heidekant, 190)):
        shares_make(run, corps, {"LEG-13": (count, 200), "EFF-09": (3, 113)})
    decide(run, framework, demervallei, heidekant)
    release = release_propose_noted(code="first", register="example", periods=[PERIOD], note="", actor=stewards[0])
    for steward in stewards:
        release = release_approve_published(release=release, actor=steward)
    return live_server


@pytest.mark.slow
@pytest.mark.parametrize("language", sorted(PROGRAMS))
def test_the_example_runs_and_draws(language: str, released: LiveServer, tmp_path: Path) -> None:
    program = PROGRAMS[language]
    if program is None:
        pytest.skip("needs R with jsonlite")
    text = (settings.BASE_DIR / "docs" / "users" / "researcher.md").read_text("utf-8")
    (code,) = re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)
    script = tmp_path / f"example.{language}"
    script.write_text(code, encoding="utf-8")
    done = subprocess.run(
        [program, str(script)],
        cwd=tmp_path, env=os.environ | {"SITE": released.url}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "suppressed" in done.stdout
    assert (tmp_path / MADE[language]).stat().st_size > 1000
