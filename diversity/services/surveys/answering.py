"""Taking the answers of one slip. Nothing of it goes on the trail or into a log, and no row tells when it came."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from diversity.models import SurveyRound
from diversity.workflow.surveys import ABOUT_SELF, POINTS, items_of
from legitimacy.answers.services import TokenError, answer_buffer, code_typed, token_redeem, token_survey
from legitimacy.survey_pages import NO_ANSWER


class AnswerError(ValueError):
    """Answers that cannot be taken. `reason`: code (it opens nothing), used, or empty when no question was touched."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def round_of_code(code: str, *, within: SurveyRound | None = None) -> SurveyRound | None:
    """The running round to which a code belongs; None for one that is unknown or over. Two queries always.

    A used code is not told from others here: who noted which slip went to whom would see who answered.
    """
    today = timezone.localdate()
    rounds = SurveyRound.objects.running(today).select_related("corps")
    running = {one.survey: one for one in (rounds if within is None else rounds.filter(pk=within.pk))}
    return running.get(token_survey(surveys=running, code=code))


@transaction.atomic
def answer_take(*, code: str, given: Mapping[str, str], within: SurveyRound | None = None) -> None:
    """Burn the code and let the answers wait for others, both or neither; of two at the same moment one wins.

    Only known answers are taken; "no answer" leaves nothing, like a question that was left alone. `within` limits it to
    one round. AnswerError says what is wrong, and then nothing happened.
    """
    survey_round = round_of_code(code, within=within)
    if survey_round is None:
        raise AnswerError("code")
    # Waits for a closing under way, so that no answer comes in behind it and stays alone.
    running = SurveyRound.objects.running(timezone.localdate()).select_for_update(of=("self",))
    if not running.filter(pk=survey_round.pk).exists():
        raise AnswerError("code")
    touched, answers = _known(survey_round, given)
    if not touched:
        raise AnswerError("")
    try:
        token_redeem(survey=survey_round.survey, code=code_typed(code))
    except TokenError:
        raise AnswerError("used") from None
    answer_buffer(
        survey=survey_round.survey,
        subject=survey_round.corps,
        period=survey_round.wave,
        origin=survey_round.origin,
        answers=answers,
    )


def _known(survey_round: SurveyRound, given: Mapping[str, str]) -> tuple[bool, dict[str, str]]:
    """Whether any question was answered, be it with "no answer"; and the answers that say something."""
    points = {str(point) for point in range(1, POINTS + 1)}
    allowed = {item.code: points for item in items_of(survey_round.wording)}
    allowed |= {question.code: {code for code, _words in question.choices} for question in ABOUT_SELF}
    answers = {code: given[code] for code, choices in allowed.items() if given.get(code) in choices}
    return bool(answers) or any(given.get(code) == NO_ANSWER for code in allowed), answers
