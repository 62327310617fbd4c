"""Rules of the house that a linter does not know."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("evaluation", "complaints", "professionalism", "diversity", "audit")
KINDS = {
    *("__init__", "apps", "urls", "views", "api", "admin", "tasks", "forms", "exports", "imports", "indicators"),
    *("datasets", "letters", "attention", "navigation", "retention", "services", "selectors", "models", "querysets"),
    *("rules", "workflow", "demo", "migrations", "management"),
}
TOP = {
    *("manage.py", "Makefile", "pyproject.toml", "requirements", "Dockerfile", "docker-compose.yml", "README.md"),
    *("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE", "publiccode.yml", ".env.example", ".editorconfig"),
    *("docs", "data", "locale", "templates", "static", "tests", "bench", "legitimacy", *APPS),
    *(".ci", ".gitignore", ".dockerignore", ".pre-commit-config.yaml"),
}
DRAWERS = {"utils", "helpers", "common", "misc"}


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "--", *patterns],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).exists()]


def test_the_top_level_holds_only_the_agreed_names() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= TOP


@pytest.mark.parametrize("app", APPS)
def test_every_app_has_only_the_agreed_kinds_of_file(app: str) -> None:
    found = {path.relative_to(ROOT / app).parts[0].removesuffix(".py") for path in tracked(f"{app}/*")}
    assert found <= KINDS


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    assert not [path for path in tracked("*.py") if path.stem in DRAWERS or DRAWERS & set(path.parts)]


def test_no_python_file_is_longer_than_it_can_be_read() -> None:
    exempt = {"migrations", "settings.py"}  # written by a tool; one file for all settings
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked("*.py")
        if not exempt & set(path.parts) and (lines := len(path.read_text(encoding="utf-8").splitlines())) > 320
    }
    assert not long


def test_nothing_minified_or_unfinished_is_committed() -> None:
    assert not tracked("*.min.js", "*.min.css")
    unfinished = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    here = Path(__file__)
    sources = [path for path in tracked("*.py", "*.js", "*.html") if path != here]
    assert not [str(path) for path in sources if unfinished.search(path.read_text(encoding="utf-8"))]


def test_only_settings_and_what_starts_them_read_the_environment() -> None:
    allowed = {"settings.py", "environment.py", "demo_env.py", "wsgi.py", "celery.py", "demo_serve.py", "serve.py"}
    reading = []
    for path in tracked("legitimacy/*.py", *(f"{app}/*.py" for app in APPS)):
        names = {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
        if names & {"environ", "getenv"} and path.name not in allowed:
            reading.append(path.name)
    assert not reading


def test_documents_link_to_files_that_exist() -> None:
    link = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
    broken = [
        f"{path.relative_to(ROOT)} -> {target}"
        for path in tracked("*.md")
        for target in link.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert not broken


def test_no_template_writes_the_key_of_a_row_as_a_number_for_readers() -> None:
    """A key over 999 would get a thousands separator, and its link would lead nowhere."""
    written = re.compile(r"\{\{\s*(?:[\w.]+\.)?pk\s*\}\}")
    found = {
        str(path.relative_to(ROOT)): written.findall(path.read_text(encoding="utf-8"))
        for path in tracked("templates/*.html")
        if "allauth" not in path.parts
    }
    assert {name: keys for name, keys in found.items() if keys} == {}
