"""Names of files as readers see them: any script and emoji, but no path and nothing that deceives the eye."""

import unicodedata
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

LONGEST_STEM = 100
JOINERS = "\u200c\u200d"
"""Needed inside emoji and some scripts; every other invisible sign goes, those that turn the direction with them."""


def name_clean(name: str, extensions: tuple[str, ...]) -> str:
    """The last part of a name without invisible signs, ending as its bytes say: `extensions` are allowed, the first is
    given where it has another one.
    """
    path = PurePosixPath(name_shown(name) or "-")
    suffix = path.suffix.casefold().removeprefix(".")
    known = suffix in extensions
    # A name that says another kind keeps that in sight: photo.exe becomes photo.exe.jpg.
    stem = (path.stem if known else path.name).strip(". -")[:LONGEST_STEM].strip(JOINERS)
    return f"{stem or _('file')}.{suffix if known else extensions[0]}"


def name_shown(name: str) -> str:
    """The last part of a name without invisible signs, for a sentence about a file that was not taken."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    return " ".join("".join(_shown(letter) for letter in last).split()).strip(". ")[: LONGEST_STEM * 2]


def _shown(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in ("Zl", "Zp", "Zs") or letter in "\t\n\r":
        return " "
    return "" if category.startswith("C") and letter not in JOINERS else letter
