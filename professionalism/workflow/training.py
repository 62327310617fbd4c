"""Codes of training and selection, from `data/professionalism/training.csv`, and the fields that counts have."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from legitimacy.codes import CodeLists

lists = CodeLists(settings.BASE_DIR / "data" / "professionalism" / "training.csv")

COUNTED_THEMES = ("societal_problems", "problem_solving")
"""What the numerator of EFF-21 holds: the two themes of bullet 1g of the note."""
GPI48 = ("gpi48_psychosocial", "gpi48_physical", "gpi48_firearm", "gpi48_tactics")
"""The four modules of circular GPI 48 (facts B.4)."""
OF_STAFF = ("with_five_sessions", *GPI48, "passed_all_three", "passed_multicultural", "front_line")
OF_FRONT_LINE = ("with_language",)
COUNTS = ("staff", *OF_STAFF, *OF_FRONT_LINE)
"""Numbers of people in one count; all but `staff` may be missing, which is not zero."""
OF_SCHOOL = ("staff", "passed_all_three", "passed_multicultural")
"""Those that a school counts of the people who followed training there."""
YEARLY = ("with_five_sessions", *GPI48)
"""Counted over the calendar year, so only known on 31 December."""
LARGEST = 100_000


class ProgrammeKind(models.TextChoices):
    BASIC = "basic", _("basic training")
    PROMOTION = "promotion", _("promotion training")
    CONTINUED = "continued", _("continued training")


class LinkKind(models.TextChoices):
    QUALIFICATION = "qualification", _("recognised qualification")
    CREDITS = "credits", _("study credits (ECTS)")
    CHAIR = "chair", _("chair or joint research")


class Phase(models.TextChoices):
    SELECTION = "selection", _("selection")
    TRAINING = "training", _("during training")


class Sex(models.TextChoices):
    WOMAN = "f", _("women")
    MAN = "m", _("men")
    OTHER = "x", _("other or not said")


def codes_of(name: str, group: str = "") -> tuple[str, ...]:
    """Codes of a list, in its order; of one group only where named."""
    return tuple(code for code, entry in lists.lists[name].items() if not group or entry.extra["group"] == group)


def operational_grades() -> tuple[str, ...]:
    return codes_of("grade", "operational")


def note_competences() -> tuple[str, ...]:
    """The four competences that the note names."""
    return codes_of("competence", "note")


def choices_of(name: str, on: date) -> list[tuple[str, object]]:
    """Code and label of what a form offers on a day."""
    return [(code, label) for code, label in lists.offered(name, on)]


def label_of(name: str, code: str) -> str:
    return lists.label_of(name, code)
