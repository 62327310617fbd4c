"""Practices, uses, ratings and projects for tests, in one line each."""

from datetime import date
from typing import Any

from evaluation.models import EvidenceRating, Practice, PracticeUse, ResearchProject
from legitimacy.models import Corps, Register

TEXTS = {"problem": "Burenruzie.", "done": "Wij praten.", "theory": "Wie gehoord wordt, bedaart."}


def practice_make(corps: Corps, code: str, **given: Any) -> Practice:
    usual: dict[str, Any] = {
        "register": corps.register, "title": f"Praktijk {code}", "corps": corps, "kind": "mediation",
        "functionality": "community", "status": "published", "published_on": date(2020, 1, 1),
        "origin": Register(corps.register).origin, **TEXTS,
    }  # fmt: skip
    return Practice.objects.create(code=code, **usual | given)


def used(practice: Practice, corps: Corps, since: str, until: str | None = None) -> PracticeUse:
    return PracticeUse.objects.create(
        practice=practice, corps=corps, since=since, until=until, origin=practice.origin
    )  # fmt: skip


def rated(practice: Practice, level: int, on: str) -> EvidenceRating:
    return EvidenceRating.objects.create(practice=practice, level=level, rated_on=on, summary="Gelezen.")


def project_make(*corps: Corps, register: str = Register.EXAMPLE, **given: Any) -> ResearchProject:
    usual: dict[str, Any] = {
        "register": register, "title": "Onderzoek", "kind": "evaluation", "university": "Universiteit",
        "begins_on": "2019-01-01", "origin": Register(register).origin,
    }  # fmt: skip
    project = ResearchProject.objects.create(**usual | given)
    project.corps.set(corps)
    return project
