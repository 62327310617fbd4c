"""Surveys among citizens as data: constructs, their items, groups, modes, minima, from files in `data/evaluation/`."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from legitimacy.codes import Label, day_read, label_read, rows_read

DATA = settings.BASE_DIR / "data" / "evaluation"
FAIR = "procedural"
LARGEST_EFFECT, LARGEST_ASKED, OLDEST = 50.0, 10_000_000, 1990
"""What a codebook may say: a design effect, people asked, a year."""
TRUST = "trust"
"""Trust on a scale of eleven points is a series of its own: it feeds no indicator."""


class Mode(models.TextChoices):
    WEB = "web", _("on the web")
    PAPER = "paper", _("on paper")
    PHONE = "phone", _("by telephone")
    VISIT = "visit", _("face to face")
    MIXED = "mixed", _("more than one way")


class Split(models.TextChoices):
    SEX = "sex", _("gender")
    AGE = "age", _("age")
    LANGUAGE = "language", _("language of the questionnaire")
    DISCRIMINATION = "discrimination", _("feels part of a group that is discriminated against")


IN_DRV_02 = (Split.AGE, Split.SEX, Split.LANGUAGE)
"""Discrimination is left out: it would select on the answer itself."""

GROUPS: dict[str, dict[str, object]] = {
    Split.SEX: {"f": _("women"), "m": _("men"), "x": _("other gender")},
    Split.AGE: {"15_34": _("15 to 34 years"), "35_up": _("35 years and older")},
    Split.LANGUAGE: {"nl": _("Dutch"), "fr": _("French"), "de": _("German"), "en": _("English"), "other": _("other")},
    Split.DISCRIMINATION: {"yes": _("says yes"), "no": _("says no")},
}


class Figure(models.TextChoices):
    """What a construct is told as: a mean score, or the share with one of the two best or worst answers."""

    MEAN = "mean"
    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Item:
    code: str
    construct: str
    label: Label


@dataclass(frozen=True, slots=True)
class Construct:
    """`valid_least`: so many items must have a valid answer. `indicator` is the code that it feeds, or empty."""

    code: str
    figure: str
    valid_least: int
    indicator: str
    label: Label
    items: tuple[Item, ...]


@cache
def items() -> dict[str, Item]:
    rows = rows_read(DATA / "survey_items.csv")
    return {row["code"]: Item(row["code"], row["construct"], label_read(row)) for row in rows}


@cache
def constructs() -> dict[str, Construct]:
    """By code, in the order in which they are shown."""
    return {
        row["code"]: Construct(
            row["code"], Figure(row["figure"]).value, int(row["valid_least"]), row["indicator"], label_read(row),
            tuple(item for item in items().values() if item.construct == row["code"]),
        )
        for row in rows_read(DATA / "survey_constructs.csv")
    }  # fmt: skip


@cache
def number(name: str, on: date) -> int:
    """The value of a parameter on a day, from `survey_parameters.csv`. LookupError when it has none."""
    for row in rows_read(DATA / "survey_parameters.csv"):
        last = day_read(row["valid_to"])
        if row["name"] == name and (day_read(row["valid_from"]) or date.min) <= on and (last is None or on <= last):
            return int(row["value"])
    raise LookupError(name)
