"""Which register this installation takes complaints for, and which corps a complaint may be about."""

import unicodedata

from django.conf import settings

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Municipality, Register

NAMES = ("name", "name_nl", "name_fr", "name_de", "name_en")
SHORTEST_PART = 3


def register_here() -> tuple[Register, Origin]:
    """A demo takes complaints about fictional corps only and marks them as simulated; elsewhere everything is real."""
    if settings.DEMO:
        return Register.EXAMPLE, Origin.SIMULATED
    return Register.BELGIUM, Origin.REAL


def corps_choices() -> list[Corps]:
    """Corps of this installation's register that exist now, by name."""
    register, _ = register_here()
    return list(Corps.objects.filter(register=register, valid_to=None).order_by("name"))


def corps_code(text: str) -> str:
    """The code, when it is one of a corps that a complaint may be about; else empty."""
    return text if any(corps.code == text for corps in corps_choices()) else ""


def federal_corps() -> Corps | None:
    """The federal police of this register, where it has one."""
    return next((corps for corps in corps_choices() if corps.type == Corps.Type.FEDERAL), None)


def folded(text: str) -> str:
    """Text for comparing: no case, no accents, a hyphen is a blank."""
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.replace("-", " ").casefold().split())


def _named() -> dict[str, set[int]]:
    """Local corps by every name of their municipalities and of themselves, and by their code. Two queries."""
    register, _ = register_here()
    here = {"register": register, "valid_to": None, "type": Corps.Type.LOCAL}
    corps = Corps.objects.filter(**here).values_list("pk", "code", *NAMES)
    inside = {f"corps__{name}": value for name, value in here.items()}
    places = Municipality.objects.filter(**inside).values_list("corps_id", "code", *NAMES)
    found: dict[str, set[int]] = {}
    for corps_id, *names in (*corps, *places):
        for name in names:
            for part in (name, *name.split(" / ")):
                if part:
                    found.setdefault(folded(part), set()).add(corps_id)
    return found


def corps_named(text: str) -> list[Corps]:
    """Local corps that a municipality or corps of this name, in any language, points to; else those that hold it."""
    wanted, named = folded(text), _named()
    ids = named.get(wanted) or named.get(wanted.removeprefix("pz "), set())
    if not ids and len(wanted) >= SHORTEST_PART:
        ids = set().union(*(corps for name, corps in named.items() if wanted in name))
    return sorted(Corps.objects.filter(pk__in=ids), key=lambda corps: folded(corps.display_name))


def municipality_named(corps: Corps | None, *texts: str) -> str:
    """The municipality of this corps that one of the texts names, as the register writes it; empty when none does.

    Nothing of a text itself comes out, so that no word that somebody typed goes where only the municipality may.
    """
    if corps is None:
        return ""
    for municipality in Municipality.objects.filter(corps=corps).order_by("pk"):
        names = {part for name in NAMES for part in str(getattr(municipality, name)).split(" / ") if part}
        if any(f" {folded(name)} " in f" {_words(text)} " for text in texts for name in names):
            return str(municipality.name)
    return ""


def _words(text: str) -> str:
    """Folded words with one blank between them, whatever stood there."""
    return " ".join("".join(sign if sign.isalnum() or sign == "'" else " " for sign in folded(text)).split())


def place_names() -> list[str]:
    """Names to choose from while typing: municipalities where the register has them, else corps."""
    register, _ = register_here()
    kept = Municipality.objects.filter(corps__register=register, corps__valid_to=None).values_list(*NAMES)
    names = {part for row in kept for name in row for part in name.split(" / ") if part}
    return sorted(names or {corps.display_name for corps in corps_choices()}, key=folded)
