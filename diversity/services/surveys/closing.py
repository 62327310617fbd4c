"""Closing a round: count once, keep the counts, let everything else go."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from diversity.models import SurveyRound
from diversity.workflow.survey_scoring import Limits, points_of, result_of
from diversity.workflow.surveys import RoundState, items_of, number, share
from legitimacy.answers.services import survey_empty
from legitimacy.models import User
from legitimacy.scorecards.services import stale_mark
from legitimacy.trail.services import event_append

SOURCE = "diversity_survey"
RESPONSE, CLIMATE = CODES = ("DRV-10", "DRV-11")


def limits_on(day: date) -> Limits:
    return Limits(
        answered=number("answered_least", day),
        group=number("group_least", day),
        cell=number("cell_least", day),
        valid_share=share("valid_share", day),
        construct_share=share("construct_share", day),
    )


@transaction.atomic
def round_close(*, survey_round: SurveyRound, actor: User | None = None) -> SurveyRound:
    """Count the answers of an open round, those that still waited included, and freeze what may be told of them.

    Answers and tokens are destroyed in any case; where too few gave enough answers nothing was told of them. A
    questionnaire counts as valid with at least one sentence answered.
    """
    one: SurveyRound = SurveyRound.objects.locked(survey_round.pk)
    if one.state != RoundState.OPEN:
        return one
    result_freeze(one, survey_empty(survey=one.survey))
    one.save(update_fields=["state", "answered", "scored", "score", "deviation", "result"])
    stale_mark(source=SOURCE, subject_ids=[one.corps_id], indicators=CODES, event_date=one.year.start)
    event_append(
        verb="survey_round.closed", actor=actor, object_type="survey_round", object_id=one.pk, corps=one.corps.code
    )
    return one


def result_freeze(one: SurveyRound, answers: list[dict[str, str]]) -> None:
    """Set what a closed round keeps, without saving it."""
    items = items_of(one.wording)
    valid = int((points_of(answers, items) > 0).any(axis=1).sum())
    result = result_of(answers, items, limits_on(one.closes_on))
    one.state, one.answered = RoundState.CLOSED, min(valid, one.invited)
    if result is not None:
        total = result.climate[""]
        one.scored, one.score, one.deviation = total.n, total.value, total.deviation
        one.result = result.stored()


def rounds_close_due(on: date | None = None) -> int:
    """Close every open round whose last day is over; how many."""
    due = list(SurveyRound.objects.past(on or timezone.localdate()))
    for one in due:
        round_close(survey_round=one)
    return len(due)
