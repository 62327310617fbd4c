"""The survey after a contact as data: its sentences in four languages, by version, and its parameters.

Every question may stay without an answer. Nothing asks for origin, belief or health.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.workflow.wave_scoring import Scale
from evaluation.workflow.waves import DATA, GROUPS, Construct, Figure, Item, Split
from legitimacy.codes import Label, day_read, label_read, rows_read

INDEX = "treatment"
POINTS = Scale(1, 5)
"""Answers are 1 (disagree) to 5 (agree)."""
AGREEMENT = (
    ("5", gettext_lazy("I agree")),
    ("4", gettext_lazy("I rather agree")),
    ("3", gettext_lazy("neither")),
    ("2", gettext_lazy("I rather disagree")),
    ("1", gettext_lazy("I disagree")),
)


class ContactState(models.TextChoices):
    OPEN = "open", gettext_lazy("open")
    CLOSED = "closed", gettext_lazy("closed")


class ContactKind(models.TextChoices):
    INTERVENTION = "intervention", gettext_lazy("an intervention or a check")
    REPORT = "report", gettext_lazy("a report or statement")
    COMPLAINT = "complaint", gettext_lazy("a complaint about the police")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to agree with; `in_index` ones make the treatment index (PRV-02)."""

    code: str
    in_index: bool
    text: Label


@dataclass(frozen=True, slots=True)
class SelfQuestion:
    code: str
    text: object
    choices: tuple[tuple[str, object], ...]


WOMAN, MAN, OTHER = gettext_lazy("woman"), gettext_lazy("man"), gettext_lazy("other")
ABOUT_SELF = (
    SelfQuestion("sex", gettext_lazy("What is your gender?"), (("f", WOMAN), ("m", MAN), ("x", OTHER))),
    SelfQuestion(
        "age",
        gettext_lazy("How old are you?"),
        (("15_34", gettext_lazy("younger than 35")), ("35_up", gettext_lazy("35 or older"))),
    ),
    SelfQuestion(
        "discrimination",
        gettext_lazy("Do you belong to a group that is discriminated against in this country?"),
        (("yes", gettext_lazy("Yes, I think so")), ("no", gettext_lazy("No"))),
    ),
)
SPLITS: dict[str, dict[str, object]] = {split: GROUPS[split] for split in Split.values}


@cache
def _sentences() -> dict[str, tuple[Sentence, ...]]:
    versions: dict[str, list[Sentence]] = {}
    for row in rows_read(DATA / "contact.csv"):
        versions.setdefault(row["version"], []).append(Sentence(row["code"], row["in_index"] == "yes", label_read(row)))
    return {version: tuple(found) for version, found in versions.items()}


def sentences_of(version: str) -> tuple[Sentence, ...]:
    """The sentences of a version, in the order in which they are asked. KeyError for a version that never was."""
    return _sentences()[version]


def constructs_of(version: str, on: date) -> tuple[Construct, ...]:
    """What is scored of a version: the index, then each sentence alone."""
    asked = sentences_of(version)
    items = tuple(Item(one.code, INDEX, one.text) for one in asked if one.in_index)
    index = Construct(INDEX, Figure.MEAN.value, number("valid_least", on), "PRV-02", items[0].label, items)
    alone = (
        Construct(one.code, Figure.MEAN.value, 1, "", one.text, (Item(one.code, one.code, one.text),)) for one in asked
    )
    return (index, *alone)


@cache
def parameter(name: str, on: date) -> str:
    """The value of a parameter on a day, from `contact_parameters.csv`. LookupError when it has none."""
    for row in rows_read(DATA / "contact_parameters.csv"):
        last = day_read(row["valid_to"])
        if row["name"] == name and (day_read(row["valid_from"]) or date.min) <= on and (last is None or on <= last):
            return row["value"]
    raise LookupError(name)


def number(name: str, on: date) -> int:
    return int(parameter(name, on))


def half_of(day: date) -> str:
    """The half-year of a day, such as 2026-H1."""
    return f"{day.year}-H{1 if day.month <= 6 else 2}"


def half_days(half: str) -> tuple[date, date]:
    """First and last day of a half-year."""
    year, second = int(half[:4]), half.endswith("2")
    return (date(year, 7, 1), date(year, 12, 31)) if second else (date(year, 1, 1), date(year, 6, 30))


def closes_on(half: str) -> date:
    """The last day on which an invitation of a half-year can be answered."""
    last = half_days(half)[1]
    return last + timedelta(days=number("grace_days", last))


def half_words(half: str) -> str:
    """A half-year in the reader's words."""
    words = {"year": half[:4]}
    return _("second half of %(year)s") % words if half.endswith("2") else _("first half of %(year)s") % words
