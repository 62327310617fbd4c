"""Are all texts translated? Collects msgids from a copy of the sources and compares them with locale/."""

import re
import shutil
import subprocess
import sys
import tempfile
from calendar import day_abbr, day_name, month_abbr, month_name
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("nl", "fr", "de", "en")
# French sets these apart by a space that must not break the line.
FRENCH_SPACE = re.compile(r" [;:?!»]|« ")
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sd]|\{\w*\}")


def texts_collected() -> polib.POFile:
    """Every msgid that the code and templates name now."""
    if not shutil.which("xgettext"):
        raise SystemExit("gettext is not installed: install it to check translations (Debian: apt install gettext).")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "--", "*.py", "*.html", "*.txt"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    with tempfile.TemporaryDirectory() as folder:
        for name in listed:
            if not name.startswith(("tests/", "requirements/")) and (ROOT / name).exists():
                target = Path(folder) / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, target)
        (Path(folder) / "locale").mkdir()
        subprocess.run(
            [sys.executable, "-m", "django", "makemessages", "-l", "nl", "--keep-pot", "--no-location", "-v", "0"],
            cwd=folder,
            check=True,
            capture_output=True,
        )
        return polib.pofile((Path(folder) / "locale" / "django.pot").read_text(encoding="utf-8"))


def catalogue_path(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def entry_fault(entry: polib.POEntry, language: str) -> str:
    """What is wrong with one translation; empty when it is right."""
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.fuzzy or not all(texts):
        return "is not translated"
    allowed = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
    if any(not set(PLACEHOLDER.findall(text)) <= allowed for text in texts):
        return "uses a placeholder that the source text lacks"
    if not entry.msgid_plural and set(PLACEHOLDER.findall(entry.msgstr)) != allowed:
        return "lost a placeholder"
    if language == "fr" and any(FRENCH_SPACE.search(text) for text in texts):
        return "has an ordinary space beside ; : ? ! « or »: write a no-break space (U+00A0)"
    return ""


def language_faults(language: str, wanted: polib.POFile) -> list[str]:
    path = catalogue_path(language)
    if not path.exists():
        return [f"locale/{language}: there is no catalogue."]
    catalogue = polib.pofile(path.read_text(encoding="utf-8"))
    by_id = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    found = []
    for entry in wanted:
        translated = by_id.get((entry.msgctxt, entry.msgid))
        fault = entry_fault(translated, language) if translated else "is missing: run `make messages`"
        if fault:
            found.append(f"locale/{language}: {entry.msgid[:70]!r} {fault}.")
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != catalogue.to_binary():
        found.append(f"locale/{language}: django.mo is not compiled from django.po: run `make messages`.")
    return found


DAYS = {name for names in (month_name, month_abbr, day_name, day_abbr) for name in names if name}
"""Django translates these in every date: a text of ours that is spelled like one would take its place."""


def faults() -> list[str]:
    wanted = texts_collected()
    taken = [f"{entry.msgid!r} is a word of dates: write it otherwise." for entry in wanted if entry.msgid in DAYS]
    return taken + [fault for language in LANGUAGES for fault in language_faults(language, wanted)]
