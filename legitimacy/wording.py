"""Words that several packages show: of text that is no period, and of names that this product gave itself."""

import unicodedata

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

# Stored with figures in the words of the first to write them; names that others gave themselves stay as they are.
OWN_WORDS = {
    "Voorbeeldland, gesimuleerd": pgettext_lazy("source of figures", "Voorbeeldland, simulated"),
    "Flemish government open data": gettext_lazy("Flemish government open data"),
    "Accounts of the chief of corps": gettext_lazy("Accounts of the chief of corps"),
    "Audit body": gettext_lazy("Audit body"),
    "Audit register": gettext_lazy("Audit register"),
    "Complaint register": gettext_lazy("Complaint register"),
    "Contact survey of the corps": gettext_lazy("Contact survey of the corps"),
    "Counts handed over by the corps": gettext_lazy("Counts handed over by the corps"),
    "Disciplinary register": gettext_lazy("Disciplinary register"),
    "Diversity records of the corps": gettext_lazy("Diversity records of the corps"),
    "Force register": gettext_lazy("Force register"),
    "Improvement actions of the corps": gettext_lazy("Improvement actions of the corps"),
    "Inclusion survey of the corps": gettext_lazy("Inclusion survey of the corps"),
    "Official aggregates by origin": gettext_lazy("Official aggregates by origin"),
    "Operational counts of the corps": gettext_lazy("Operational counts of the corps"),
    "Plans and evaluations of the corps": gettext_lazy("Plans and evaluations of the corps"),
    "Register of force and early signals": gettext_lazy("Register of force and early signals"),
    "Register of practices and research": gettext_lazy("Register of practices and research"),
    "Releases of open data": gettext_lazy("Releases of open data"),
    "Staff counts validated by the corps": gettext_lazy("Staff counts validated by the corps"),
    "Training and selection register": gettext_lazy("Training and selection register"),
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
