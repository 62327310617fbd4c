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

NAMES = frozenset({"name", "naam", "nom", "names", "namen", "noms"})
"""Titles that are one of these words alone: a column `module name` names no person."""
PERSONS = frozenset(
    {
        *("firstname", "lastname", "surname", "forename", "fullname", "voornaam", "achternaam", "familienaam"),
        *("prenom", "vorname", "nachname", "familienname", "candidate", "kandidaat", "candidat", "kandidat"),
        *("stamnummer", "personeelsnummer", "matricule", "matrikelnummer", "personalnummer", "badge", "badgenummer"),
        *("birth", "birthdate", "geboortedatum", "naissance", "geburtsdatum", "email", "employee", "personeelslid"),
        *("rijksregisternummer", "insz", "niss", "nrn", "nissnummer"),
    }
)
PERSON_PAIRS = (
    *(("first", "name"), ("last", "name"), ("full", "name"), ("family", "name"), ("nom", "famille"), ("e", "mail")),
    *(("national", "number"), ("national", "register"), ("registre", "national"), ("service", "number")),
    *(("nom", "complet"), ("officer", "name"), ("naam", "voornaam"), ("nom", "prenom"), ("candidate", "number")),
)


def words_of(title: str) -> list[str]:
    """The words of a title, without capitals and accents."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title)
    plain = unicodedata.normalize("NFKD", spaced)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    return re.findall(r"[a-z]+", letters)


def names_people(title: str) -> bool:
    """Whether a title says that each row is one person: a name, a date of birth, a number of a person."""
    words = words_of(title)
    alone = len(words) == 1 and words[0] in NAMES
    return alone or not PERSONS.isdisjoint(words) or any(pair in PERSON_PAIRS for pair in itertools.pairwise(words))


def is_sensitive(title: str) -> bool:
    """Whether a title of a column says that it holds such a thing, in one of the four languages or as a code name."""
    words = words_of(title)
    named = any(word in WORDS or word.startswith(STARTS) for word in words)
    return named or any(pair in PAIRS for pair in itertools.pairwise(words))
