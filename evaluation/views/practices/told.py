"""Practices and their evidence in words, for pages and files."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evaluation.models import EvidenceRating, Practice
from evaluation.workflow.practices import Status, Written, label_of

STEPS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A step of the scale in words; `steps` says for each of the five whether it was reached."""

    level: int | None
    text: str
    steps: tuple[bool, ...]


def evidence_told(level: int | None) -> Evidence:
    if level is None:
        return Evidence(None, _("no rating yet"), (False,) * 5)
    return Evidence(level, label_of("maryland", level), tuple(step <= level for step in STEPS))


def practice_told(practice: Any) -> dict[str, Any]:
    """One line of the register; `level` was read with the practice."""
    return {
        "practice": practice,
        "kind": label_of("kind", practice.kind),
        "functionality": label_of("functionality", practice.functionality),
        "evidence": evidence_told(practice.level),
        "retired": practice.status == Status.RETIRED,
    }


def rating_told(rating: EvidenceRating) -> dict[str, Any]:
    """With its dimensions in words. Dimensions and sources were read with it."""
    return {
        "rating": rating,
        "evidence": evidence_told(rating.level),
        "dimensions": [
            (label_of("emmie", each.dimension), label_of("emmie_score", each.score), each.score, each.text)
            for each in rating.dimensions.all()
        ],
        "sources": list(rating.sources.all()),
    }


def language_note(language: str) -> str:
    """A sentence for who reads a text in another language than the page; empty where it is the same."""
    if language == (get_language() or "nl")[:2]:
        return ""
    return _("This text is written in %(language)s.") % {"language": str(Written(language).label)}


def chosen(request: HttpRequest, name: str, known: Iterable[str]) -> str:
    """What the address asks for, where it is known; else nothing."""
    asked = request.GET.get(name, "")
    return asked if asked in known else ""


def texts_of(practice: Practice) -> list[tuple[str, str]]:
    """The headings of a practice with their texts; those that were left empty are left out."""
    told = (
        (_("Which problem"), practice.problem),
        (_("What is done"), practice.done),
        (_("Why it should work"), practice.theory),
        (_("What it costs"), practice.cost),
        (_("What the corps saw"), practice.results),
    )
    return [(title, text) for title, text in told if text]
