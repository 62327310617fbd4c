"""The inclusion survey as data: its questions in four languages, by version, and the parameters of a round.

Every question may stay without an answer. Nothing asks for origin or disability: beside other answers they would single
people out (facts D.4).
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from legitimacy.codes import Label, day_read, label_read, rows_read

DATA = settings.BASE_DIR / "data" / "diversity"
POINTS = 5
"""Answers are 1 (disagree) to 5 (agree)."""


class RoundState(models.TextChoices):
    PLANNED = "planned", _("planned")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class Construct(models.TextChoices):
    RESPECT = "respect", _("Respect")
    VOICE = "voice", _("Having a say")
    FAIR_CHANCES = "fair_chances", _("Fair chances")
    SAFE_TO_REPORT = "safe_to_report", _("Safe to report")


AGREEMENT = (
    ("5", _("I agree")),
    ("4", _("I rather agree")),
    ("3", _("neither")),
    ("2", _("I rather disagree")),
    ("1", _("I disagree")),
)


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence to agree with. `is_reversed`: agreeing tells of a worse climate."""

    code: str
    construct: str
    is_reversed: bool
    text: Label


@dataclass(frozen=True, slots=True)
class SelfQuestion:
    """One question about the respondent, in groups so coarse that nobody stands alone in a corps."""

    code: str
    text: object
    choices: tuple[tuple[str, object], ...]


ABOUT_SELF = (
    SelfQuestion("sex", _("What is your gender?"), (("f", _("woman")), ("m", _("man")), ("x", _("other")))),
    SelfQuestion(
        "framework",
        _("In which framework do you work?"),
        (("operational", _("operational framework")), ("civilian", _("administrative and logistic framework (CALog)"))),
    ),
    SelfQuestion(
        "age",
        _("How old are you?"),
        (("under_35", _("younger than 35")), ("35_49", _("35 to 49")), ("50_up", _("50 or older"))),
    ),
)


@cache
def _items() -> dict[str, tuple[Item, ...]]:
    versions: dict[str, list[Item]] = {}
    for row in rows_read(DATA / "inclusion.csv"):
        item = Item(row["code"], Construct(row["construct"]).value, row["reversed"] == "yes", label_read(row))
        versions.setdefault(row["version"], []).append(item)
    return {version: tuple(items) for version, items in versions.items()}


def items_of(version: str) -> tuple[Item, ...]:
    """The sentences of a version, in the order in which they are asked. KeyError for a version that never was."""
    return _items()[version]


@cache
def parameter(name: str, on: date) -> str:
    """The value of a parameter on a day, from `survey_parameters.csv`. LookupError when it has none."""
    for row in rows_read(DATA / "survey_parameters.csv"):
        last = day_read(row["valid_to"])
        if row["name"] == name and (day_read(row["valid_from"]) or date.min) <= on and (last is None or on <= last):
            return row["value"]
    raise LookupError(name)


def number(name: str, on: date) -> int:
    return int(parameter(name, on))


def share(name: str, on: date) -> float:
    return float(parameter(name, on))
