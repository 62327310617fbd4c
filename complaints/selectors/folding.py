"""Texts as searches compare them."""

import unicodedata


def fold(text: str) -> str:
    """Small letters without accents, so that a search for "geweldig" finds "Gewéldig"."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
