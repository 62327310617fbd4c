"""Words that several packages show: of text that is no period, and of names that this product gave itself."""

import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

# Stored with figures in the words of the first to write them; names that others gave themselves stay as they are.
OWN_WORDS = {
    "Voorbeeldland, gesimuleerd": pgettext_lazy("source of figures", "Voorbeeldland, simulated"),
    "Flemish government open data": gettext_lazy("Flemish government open data"),
    "Training and selection register": gettext_lazy("Training and selection register"),
    "Register of practices and research": gettext_lazy("Register of practices and research"),
}


def name_told(name: str) -> str:
    """A source, credit or licence in the reader's language where its words are ours, else as its owner writes it."""
    return str(OWN_WORDS.get(name, name))


def no_period(text: str) -> str:
    """The sentence about text that is no period."""
    return _("%(text)s is no period: write a quarter such as 2025-Q4 or a year such as 2023.") % {"text": text[:20]}


def folded(text: str) -> str:
    """Text for comparing and sorting: no case, no accents, so that `liege` finds Liège on every database."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold().strip()
