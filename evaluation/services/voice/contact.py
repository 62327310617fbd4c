"""The survey after a contact: opening a half-year, drawing who is asked, taking answers, closing.

Only codes go on the trail, and of answering nothing at all.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import ContactDraw, ContactRound
from evaluation.workflow.contact import (
    ABOUT_SELF,
    AGREEMENT,
    SPLITS,
    ContactState,
    closes_on,
    half_days,
    half_of,
    number,
    parameter,
    sentences_of,
)
from evaluation.workflow.contact_scoring import half_of_answers
from legitimacy.answers.services import (
    TokenError,
    answer_buffer,
    code_typed,
    survey_empty,
    token_redeem,
    token_survey,
    tokens_create,
)
from legitimacy.models import Corps, Register, User
from legitimacy.scorecards.services import stale_mark
from legitimacy.survey_pages import NO_ANSWER
from legitimacy.trail.services import event_append

SOURCE, CODE = "evaluation_contact", "PRV-02"
LARGEST_LIST, LONGEST_REFERENCE = 200_000, 60


class ContactFaultError(ValueError):
    """What cannot be done: `field` names the cell, empty for all of it; the text is a translated sentence."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(reason)


class AnswerError(ValueError):
    """Answers that cannot be taken. `reason`: code (it opens nothing), used, or empty when no question was touched."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Drawn:
    """References of the contacts that were drawn, and as many codes; nothing says which goes with which."""

    references: list[str]
    codes: list[str]


@transaction.atomic
def contact_open(*, corps: Corps, actor: User | None = None) -> ContactRound:
    """Open the half-year of today. ContactFaultError where it is open or over already."""
    today = timezone.localdate()
    half = half_of(today)
    one, is_new = ContactRound.objects.get_or_create(
        corps=corps,
        half=half,
        defaults={
            "opens_on": today,
            "closes_on": closes_on(half),
            "wording": parameter("wording", today),
            "origin": Register(corps.register).origin,
            "opened_by": actor,
        },
    )
    if not is_new:
        raise ContactFaultError("", _("The survey of this half-year was opened already."))
    _told(one, "contact_survey.opened", actor)
    return one


@transaction.atomic
def contact_draw(
    *, contact_round: ContactRound, kind: str, references: Sequence[str], size: int, actor: User | None = None
) -> Drawn:
    """Draw `size` contacts by lot from a list of their reference numbers, and make as many codes.

    Whoever hands the list in cannot choose: it is long, at most half of it is drawn, and chance decides. Neither the
    references nor the codes are kept, and they come back in orders that have nothing to do with each other.
    """
    one = ContactRound.objects.select_for_update().get(pk=contact_round.pk)
    today = timezone.localdate()
    if one.state != ContactState.OPEN or today > one.closes_on:
        raise ContactFaultError("", _("This half-year is closed."))
    listed = list(dict.fromkeys(text for each in references if (text := each.strip()[:LONGEST_REFERENCE])))
    least, most = number("listed_least", today), int(len(listed) * float(parameter("drawn_share", today)))
    if len(listed) < least:
        reason = _("The list holds %(count)d different numbers; at least %(least)d are needed, so that chance decides.")
        raise ContactFaultError("references", reason % {"count": len(listed), "least": least})
    if len(listed) > LARGEST_LIST:
        raise ContactFaultError("references", _("The list is too long."))
    if not 1 <= size <= most:
        reason = _("At most half of the list can be drawn: %(most)d.")
        raise ContactFaultError("size", reason % {"most": most})
    drawn = secrets.SystemRandom().sample(listed, size)
    ContactDraw.objects.create(
        contact_round=one, kind=kind, listed=len(listed), drawn=size, made_on=today, made_by=actor
    )
    ContactRound.objects.filter(pk=one.pk).update(invited=F("invited") + size)
    _told(one, "contact_survey.drawn", actor)
    return Drawn(drawn, tokens_create(survey=one.survey, number=size, expires_on=one.closes_on))


def round_of_code(code: str) -> ContactRound | None:
    """The running half-year to which a code belongs; None for one that is unknown or over. Two queries always.

    A used code is not told from others here: who noted which went to whom would see who answered.
    """
    rounds = ContactRound.objects.filter(state=ContactState.OPEN, closes_on__gte=timezone.localdate())
    running = {one.survey: one for one in rounds.select_related("corps")}
    return running.get(token_survey(surveys=running, code=code))


@transaction.atomic
def answer_take(*, code: str, given: Mapping[str, str], language: str) -> None:
    """Burn the code and let the answers wait for others, both or neither; of two at the same moment one wins.

    Only known answers are taken; "no answer" leaves nothing, like a question that was left alone. AnswerError says what
    is wrong, and then nothing happened.
    """
    found = round_of_code(code)
    # Waits for a closing under way, so that no answer comes in behind it and stays alone.
    running = ContactRound.objects.select_for_update().filter(state=ContactState.OPEN)
    if found is None or not running.filter(pk=found.pk).exists():
        raise AnswerError("code")
    points = {point for point, _words in AGREEMENT}
    allowed = {one.code: points for one in sentences_of(found.wording)}
    allowed |= {one.code: {choice for choice, _words in one.choices} for one in ABOUT_SELF}
    answers = {name: given[name] for name, choices in allowed.items() if given.get(name) in choices}
    if not answers and all(given.get(name) != NO_ANSWER for name in allowed):
        raise AnswerError("")
    if language in SPLITS["language"]:
        answers["language"] = language
    try:
        token_redeem(survey=found.survey, code=code_typed(code))
    except TokenError:
        raise AnswerError("used") from None
    answer_buffer(survey=found.survey, subject=found.corps, period=found.half, origin=found.origin, answers=answers)


@transaction.atomic
def contact_close(*, contact_round: ContactRound, actor: User | None = None) -> ContactRound:
    """Count the answers of a half-year once, freeze what may be told of them, and destroy answers and codes."""
    one: ContactRound = (
        ContactRound.objects.select_for_update(of=("self",)).select_related("corps").get(pk=contact_round.pk)
    )
    if one.state != ContactState.OPEN:
        return one
    result_freeze(one, survey_empty(survey=one.survey))
    one.save(update_fields=["state", "answered", "scored", "score", "deviation", "result"])
    stale_mark(source=SOURCE, subject_ids=[one.corps_id], indicators=(CODE,), event_date=half_days(one.half)[1])
    _told(one, "contact_survey.closed", actor)
    return one


def result_freeze(one: ContactRound, answers: Sequence[Mapping[str, object]]) -> None:
    """Set what a closed half-year keeps, without saving it."""
    half = half_of_answers(answers, one.wording, one.closes_on)
    one.state, one.answered = ContactState.CLOSED, min(half.answered, one.invited)
    one.scored, one.score, one.deviation, one.result = half.scored, half.score, half.deviation, half.result


def contacts_close_due(on: date | None = None) -> int:
    """Close every half-year whose last day of answering is over; how many."""
    due = list(ContactRound.objects.filter(state=ContactState.OPEN, closes_on__lt=on or timezone.localdate()))
    for one in due:
        contact_close(contact_round=one)
    return len(due)


def _told(one: ContactRound, verb: str, actor: User | None) -> None:
    event_append(verb=verb, actor=actor, object_type="contact_survey", object_id=one.pk, corps=one.corps.code)
