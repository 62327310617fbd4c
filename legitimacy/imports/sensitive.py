"""Columns that no mapping may read: what they hold about people is kept nowhere, not even in a free text.

Source: the special categories of article 9 of the General Data Protection Regulation, and the national number.
"""

import itertools
import re
import unicodedata

WORDS = frozenset(
    {
        *("race", "races", "racial", "raciale", "ras", "rasse", "afkomst", "herkomst", "herkunft", "abstammung"),
        *("nationality", "nationaliteit", "nationalite", "nationalitat", "staatsangehorigkeit", "staatsburgerschap"),
        *("religion", "religious", "religie", "godsdienst", "geloof", "glaube", "konfession", "levensbeschouwing"),
        *("sexual", "seksuele", "sexuelle", "geaardheid"),
        *("health", "gezondheid", "sante", "gesundheit", "disability", "handicap", "behinderung", "diagnosis"),
        *("politics", "politieke", "politique", "politische", "vakbond", "syndicat", "gewerkschaft"),
        *("genetic", "genetische", "genetique", "biometric", "biometrische", "biometrique"),
        *("rijksregisternummer", "insz", "niss", "nrn"),
    }
)
STARTS = ("ethni", "etni", "rijksregister")
PAIRS = (
    *(("trade", "union"), ("national", "number"), ("national", "register"), ("registre", "national")),
    *(("skin", "colour"), ("skin", "color")),
)


def is_sensitive(title: str) -> bool:
    """Whether a title of a column says that it holds such a thing, in one of the four languages or as a code name."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title)
    plain = unicodedata.normalize("NFKD", spaced)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    words = re.findall(r"[a-z]+", letters)
    named = any(word in WORDS or word.startswith(STARTS) for word in words)
    return named or any(pair in PAIRS for pair in itertools.pairwise(words))
