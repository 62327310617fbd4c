"""Texts that come from data in four languages."""

from collections.abc import Mapping

from django.utils.translation import get_language

LANGUAGES = ("nl", "fr", "de", "en")


def text_shown(text: Mapping[str, str]) -> str:
    """The reader's language, Dutch where there is none; empty for an empty text."""
    language = (get_language() or "nl")[:2]
    return text.get(language) or text.get("nl", "")
