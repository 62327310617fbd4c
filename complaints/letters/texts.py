"""Texts of letters as files in four languages, and how they are filled."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

FOLDER = settings.BASE_DIR / "data" / "complaints" / "letters"
NAME = re.compile(r"\{([a-z_]+)\}")
TO_WRITE = re.compile(r"\[[^\]\n]{1,60}\]")


@dataclass(frozen=True, slots=True)
class Filled:
    """A letter as it reads. `left_out` are names that have no value, so that their paragraphs are missing;
    `to_write` what a handler must still write.
    """

    subject: str
    text: str
    left_out: tuple[str, ...]
    to_write: tuple[str, ...]


@cache
def source(code: str, language: str) -> tuple[str, str]:
    """Subject and body as they stand in the file."""
    subject, _, body = (FOLDER / f"{code}.{language}.txt").read_text(encoding="utf-8").partition("\n")
    return subject.strip(), body.strip()


@cache
def words(language: str) -> dict[str, Any]:
    """The words of one language that values are made of."""
    found: dict[str, Any] = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))[language]
    return found


def fill(code: str, language: str, values: Mapping[str, str]) -> Filled:
    """The letter with its values. What people wrote is never looked at for names again. KeyError for a name that
    nobody knows.
    """
    subject, body = source(code, language)
    left_out: list[str] = []
    paragraphs = []
    for paragraph in body.split("\n\n"):
        empty = [name for name in NAME.findall(paragraph) if not values[name]]
        if empty:
            left_out += empty
        else:
            paragraphs.append(_filled(paragraph, values))
    return Filled(
        _filled(subject, values),
        "\n\n".join(paragraphs),
        tuple(dict.fromkeys(left_out)),
        tuple(dict.fromkeys(TO_WRITE.findall(body))),
    )


def still_to_write(code: str, language: str, text: str) -> list[str]:
    """What of the template's `[...]` stands in a text that is about to be sent."""
    return [mark for mark in dict.fromkeys(TO_WRITE.findall(source(code, language)[1])) if mark in text]


def names_in(code: str, language: str) -> set[str]:
    return set(NAME.findall("\n".join(source(code, language))))


def _filled(text: str, values: Mapping[str, str]) -> str:
    return NAME.sub(lambda match: values[match.group(1)], text)
