"""What a step needs, and what speaks against it without forbidding it: terms that are own knowledge stop nobody.

A concern asks whoever acts to confirm; that they went on all the same stands in the history.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from professionalism.models import DisciplinaryCase
from professionalism.workflow.discipline import Level, Need, Step
from professionalism.workflow.discipline_clock import History, limit_of, terms_of

SENTENCES: Mapping[Need, object] = {
    Need.CHARGE: gettext_lazy("Write the charge first: the officer must know exactly what it is about."),
    Need.HEAVY: gettext_lazy("A proposal is for heavy cases. In a light case the authority decides at once."),
    Need.LIGHT: gettext_lazy("In a heavy case a proposal comes first."),
}


class CaseNeedError(ValueError):
    """A step was tried without something it needs. The text is a sentence for the page."""

    def __init__(self, need: Need) -> None:
        self.need = need
        super().__init__(str(SENTENCES[need]))


class CaseConcernError(ValueError):
    """Something speaks against a step, and it was not confirmed. The text is a sentence for the page."""

    def __init__(self, concerns: "Sequence[Concern]") -> None:
        self.concerns = concerns
        super().__init__(" ".join(one.sentence for one in concerns))


@dataclass(frozen=True, slots=True)
class Concern:
    """`code` stands in the history of whoever goes on all the same."""

    code: str
    sentence: str


def missing(case: DisciplinaryCase, step: Step) -> Need | None:
    """The first thing that is missing, None when all is there."""
    there = {
        Need.CHARGE: bool((case.charge or "").strip()),
        Need.HEAVY: case.level == Level.HEAVY,
        Need.LIGHT: case.level == Level.LIGHT,
    }
    return next((need for need in step.needs if not there[need]), None)


def concerns_of(case: DisciplinaryCase, step: Step, history: History, on: date) -> list[Concern]:
    """What speaks against taking a step on a day."""
    terms = {term.rule.code: term for term in terms_of(history, on)}
    found = []
    if step.name == "introduce":
        limit = limit_of(history, on)
        if limit is not None and limit.last_day is not None and on > limit.last_day:
            sentence = _("By this register the six-month limit ended on %(day)s. A report after it may be void.")
            found.append(Concern("limit_over", sentence % {"day": date_format(limit.last_day)}))
    defence = terms.get("defence")
    until = defence.due_on if defence and defence.ended_on is None else None
    if step.name in ("decide", "propose") and until and on <= until:
        sentence = _("The officer may still hand in a written defence until %(day)s.")
        found.append(Concern("defence_open", sentence % {"day": date_format(until)}))
    asked = terms.get("reconsider")
    if asked and asked.ended_on is None and asked.due_on:
        if step.name == "decide_final" and on <= asked.due_on:
            sentence = _("The officer may still ask the disciplinary council to reconsider until %(day)s.")
            found.append(Concern("reconsider_open", sentence % {"day": date_format(asked.due_on)}))
        if step.name == "reconsider" and on > asked.due_on:
            sentence = _("The term for this request ended on %(day)s. The council decides whether it still counts.")
            found.append(Concern("reconsider_late", sentence % {"day": date_format(asked.due_on)}))
    appeal = terms.get("appeal")
    if step.name == "appeal" and appeal and appeal.due_on and on > appeal.due_on:
        sentence = _("The term for an appeal ended on %(day)s. The Council of State decides whether it still counts.")
        found.append(Concern("appeal_late", sentence % {"day": date_format(appeal.due_on)}))
    return found
