"""Who would handle a complaint, said before somebody decides how to be reached."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.workflow.codes import bodies
from complaints.workflow.routing import CORPS, Facts, route
from legitimacy.deadlines.rules import rule_set_on

REASONS = {
    "possible_offence": _("It may be about a crime."),
    "chief_of_corps": _("It is about the chief of the corps."),
    "serious_force": _("It is about force, and somebody was injured."),
    "discrimination": _("It is about discrimination."),
    "integrity": _("It is about the integrity of somebody of the police."),
    "federal": _("It is about the federal police."),
    "unknown_corps": _("Nobody knows yet which police it was."),
}


@dataclass(frozen=True, slots=True)
class Handling:
    """`body` in the reader's words; `told` are bodies that are told of it; `first_days` until the first message."""

    body: str
    is_corps: bool
    reason: Any
    told: list[str]
    first_days: int


def handling_of(facts: Facts) -> Handling:
    chosen = route(facts)
    told = [str(bodies()[body].label) for body in chosen.notify if body in bodies()]
    label = str(bodies()[chosen.body].label)
    return Handling(label, chosen.body == CORPS, REASONS.get(chosen.rule, ""), told, terms_now()["acknowledge"])


def terms_now() -> dict[str, int]:
    """Days of the terms that citizens are told of; `longest` is the decision with its extension."""
    rules = rule_set_on("complaints", timezone.localdate())
    decide = rules.rule("decide")
    return {
        "acknowledge": rules.rule("acknowledge").amount,
        "decide": decide.amount,
        "longest": decide.amount + decide.extendable_by,
        "inform": rules.rule("inform").amount,
    }
