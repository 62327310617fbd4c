"""The questions as pages and paper show them, with what was chosen so far."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from diversity.models import SurveyRound
from diversity.workflow.surveys import ABOUT_SELF, AGREEMENT, NO_ANSWER, items_of, number

Question = dict[str, Any]


def sentences_asked(survey_round: SurveyRound, given: Mapping[str, str]) -> list[Question]:
    return [_question(item.code, item.text, AGREEMENT, given) for item in items_of(survey_round.wording)]


def self_asked(given: Mapping[str, str]) -> list[Question]:
    return [_question(question.code, question.text, question.choices, given) for question in ABOUT_SELF]


def why_asked(survey_round: SurveyRound) -> str:
    """Why somebody is asked about themselves."""
    least = number("group_least", survey_round.opens_on)
    return _(
        "These three are asked to see whether groups feel differently. Only differences between groups of %(least)d or "
        "more are told, of one question at a time, and never numbers of people. You may leave them out."
    ) % {"least": least}


def _question(code: str, text: object, choices: tuple[tuple[str, object], ...], given: Mapping[str, str]) -> Question:
    options = [*choices, (NO_ANSWER, _("no answer"))]
    return {
        "code": code,
        "text": str(text),
        "options": [{"code": one, "words": str(words), "chosen": given.get(code) == one} for one, words in options],
    }
