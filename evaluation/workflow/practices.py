"""Codes of practices, evidence and research, from `data/evaluation/practice.csv`, and the states of a practice."""

import re
from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from legitimacy.codes import CodeLists, Label

lists = CodeLists(settings.BASE_DIR / "data" / "evaluation" / "practice.csv")

SOUND = 3
"""From this rating on a practice counts as resting on sound evidence (EFF-11)."""
STUDIED = ("evaluation", "experiment")
"""Kinds of research that EFF-10 counts; a chair or a protocol alone is no result."""
TIES = ("chair", "protocol")
"""Kinds that stand on the page of their school."""
DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
DOI_PREFIX = re.compile(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("no longer advised")


class Written(models.TextChoices):
    """The language in which a corps or centre wrote its texts."""

    NL = "nl", _("Dutch")
    FR = "fr", _("French")
    DE = "de", _("German")
    EN = "en", _("English")


def label_of(name: str, code: object) -> str:
    return lists.label_of(name, str(code))


def offered(name: str, on: date) -> list[tuple[str, Label]]:
    return lists.offered(name, on)


def codes_of(name: str) -> tuple[str, ...]:
    return tuple(lists.lists[name])


def claim_in(text: str) -> str:
    """The first word of proof in a text, in any of its languages; empty where there is none."""
    plain = text.lower()
    for entry in lists.lists["claim"].values():
        for word in (entry.label.nl, entry.label.fr, entry.label.de, entry.label.en):
            if re.search(rf"\b{re.escape(word.lower())}", plain):
                return word
    return ""


def doi_plain(text: str) -> str:
    """A DOI without the address in front of it: `10.1000/182`."""
    return DOI_PREFIX.sub("", text.strip())
