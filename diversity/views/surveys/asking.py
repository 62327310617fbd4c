"""The questions as pages and paper show them, with what was chosen so far."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from diversity.models import SurveyRound
from diversity.workflow.surveys import ABOUT_SELF, AGREEMENT, items_of, number
from legitimacy.survey_pages import question_asked

Question = dict[str, Any]


def sentences_asked(survey_round: SurveyRound, given: Mapping[str, str]) -> list[Question]:
    return [question_asked(item.code, item.text, AGREEMENT, given) for item in items_of(survey_round.wording)]


def self_asked(given: Mapping[str, str]) -> list[Question]:
    return [question_asked(question.code, question.text, question.choices, given) for question in ABOUT_SELF]


def why_asked(survey_round: SurveyRound) -> str:
    """Why somebody is asked about themselves."""
    least = number("group_least", survey_round.opens_on)
    return _(
        "These three are asked to see whether groups feel differently. Only differences between groups of %(least)d or "
        "more are told, of one question at a time, and never numbers of people. You may leave them out."
    ) % {"least": least}
