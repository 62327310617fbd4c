"""Codes of staff counts, from `data/diversity/codes.csv`, and what each kind of return holds.

A return splits each sex or group by one thing at a time (its parts): grade, or statute, or age, never all at once. In a
small corps a count over all of them together would be a record about one person.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from legitimacy.codes import CodeLists

LISTS = CodeLists(settings.BASE_DIR / "data" / "diversity" / "codes.csv")

LARGEST = 100_000
"""Most heads of one count: more than the whole integrated police."""


class Kind(models.TextChoices):
    """What a return is about. Origin and disability stand apart: who may hand them over, and why, differs."""

    COMPOSITION = "composition", _("staff on a day")
    MOVEMENTS = "movements", _("who joined, left and rose in a year")
    DISABILITY = "disability", _("declared disability on a day")
    ORIGIN = "origin", _("origin of staff on a day")
    RECRUITS_ORIGIN = "recruits_origin", _("origin of recruits in a year")


class State(models.TextChoices):
    """Draft -> submitted -> validated or returned; a newer validated version replaces an older one."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("waits for the chief of corps")
    RETURNED = "returned", _("sent back for correction")
    VALIDATED = "validated", _("validated")
    REPLACED = "replaced", _("replaced by a newer version")


class Source(models.TextChoices):
    FORM = "form", _("form")
    PASTED = "pasted", _("pasted table")
    FILE = "file", _("uploaded file")
    IMPORT = "import", _("import with a mapping")
    OFFICIAL = "official", _("official statistics")


class Step(models.TextChoices):
    """What happens to a return. Who did one of `PREPARING` does not validate it."""

    STARTED = "started", _("begun")
    CHANGED = "changed", _("changed")
    SUBMITTED = "submitted", _("submitted")
    IMPORTED = "imported", _("imported")
    RETURNED = "returned", _("sent back")
    VALIDATED = "validated", _("validated")
    REPLACED = "replaced", _("replaced by a newer version")


PREPARING = (Step.STARTED, Step.CHANGED, Step.SUBMITTED, Step.IMPORTED)


class Part(models.TextChoices):
    """By what a count is split. `keys` of each come from the list named in `PARTS`."""

    GRADE = "grade", _("grade")
    STATUTE = "statute", _("statute")
    AGE = "age", _("age")
    MANDATE = "mandate", _("mandate")
    JOINED = "joined", _("joined, by grade")
    LEFT = "left", _("left, by grade")
    CANDIDATES = "candidates", _("candidates for a higher grade")
    PROMOTED = "promoted", _("promoted to a higher grade")
    DECLARED = "declared", _("with a recognised disability, declared by themselves")
    ASKED = "asked", _("all staff who could declare")
    STAFF = "staff", _("staff by origin")
    RECRUITS = "recruits", _("recruits by origin")


@dataclass(frozen=True, slots=True)
class PartRule:
    """`keys` and `groups` name code lists, empty where a part is not split so; `by_framework`: operational and civilian
    apart; `has_fte`: full-time equivalents beside heads.
    """

    keys: str = ""
    groups: str = "sex"
    by_framework: bool = True
    has_fte: bool = False


PARTS: dict[str, dict[str, PartRule]] = {
    Kind.COMPOSITION: {
        Part.GRADE: PartRule(keys="grade", has_fte=True),
        Part.STATUTE: PartRule(keys="statute", has_fte=True),
        Part.AGE: PartRule(keys="age", has_fte=True),
        Part.MANDATE: PartRule(keys="mandate"),
    },
    Kind.MOVEMENTS: {
        Part.JOINED: PartRule(keys="grade"),
        Part.LEFT: PartRule(keys="grade"),
        Part.CANDIDATES: PartRule(keys="step"),
        Part.PROMOTED: PartRule(keys="step"),
    },
    # Neither sex nor grade beside a declaration about health.
    Kind.DISABILITY: {Part.DECLARED: PartRule(groups="", has_fte=True), Part.ASKED: PartRule(groups="", has_fte=True)},
    Kind.ORIGIN: {Part.STAFF: PartRule(groups="origin", by_framework=False)},
    Kind.RECRUITS_ORIGIN: {Part.RECRUITS: PartRule(groups="origin", by_framework=False)},
}
"""The parts of each kind of return."""

OF_A_YEAR = (Kind.MOVEMENTS, Kind.RECRUITS_ORIGIN)
"""Kinds that count a calendar year; their reference date is its 31 December."""
FROM_OUTSIDE = (Kind.ORIGIN, Kind.RECRUITS_ORIGIN)
"""Kinds that come as official aggregates with a legal basis, and never from a personnel service."""
LEADING = ("officer",)
"""Grades that DRV-05 counts, beside mandates held by others (methods, docs/methods/diversity.md)."""

PROTECTED = (Kind.DISABILITY, *FROM_OUTSIDE)
"""Kinds of which nobody sees a count from 1 to 4, not even who handed it over."""
BY_HAND = (Kind.COMPOSITION, Kind.MOVEMENTS, Kind.DISABILITY)
"""Kinds that a personnel service enters on the pages."""
OPEN = (State.DRAFT, State.SUBMITTED, State.RETURNED)
WRITABLE = (State.DRAFT, State.RETURNED)


FRAMEWORKS = ("operational", "civilian")
SEXES = ("f", "m", "x")
SPLITS = (Part.GRADE, Part.STATUTE, Part.AGE)
"""Splits of the staff on a day; each counts the same people."""
FAMILY, FRAMEWORK = "staff", "framework"
"""The family of published staff tables, and the part of it that a corps has too: sex by framework."""
FLOWS = (Part.JOINED, Part.LEFT)
"""Who came and who went in a year, as published: sex by framework."""
ORIGINS = ("belgian", "foreign_background", "non_belgian")
TABLES = {
    FRAMEWORK: _("operational and civilian"),
    **{part.value: part.label for part in SPLITS},
    Part.JOINED.value: _("who came in the year"),
    Part.LEFT.value: _("who left in the year"),
    Part.DECLARED.value: _("disability, declared by themselves"),
    Part.STAFF.value: _("origin, from official totals"),
}
"""What is published, and its name; codes as in `Part`."""
