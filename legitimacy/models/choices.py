"""Django choices made from the core's enums, so that a word is written once."""

from enum import StrEnum


def choices(enum: type[StrEnum]) -> list[tuple[str, str]]:
    """(value, value) pairs: the label a reader sees is a translated word, chosen by the page."""
    return [(member.value, member.value) for member in enum]
