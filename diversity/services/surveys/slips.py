"""Slips with codes: made once, handed out at random, and replaced within a limit that is counted."""

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from diversity.models import SlipBatch, SurveyRound
from diversity.selectors.surveys import replacements_left
from diversity.services.surveys.faults import FaultError
from diversity.workflow.surveys import RoundState
from legitimacy.answers.services import tokens_create
from legitimacy.models import User
from legitimacy.trail.services import event_append


@transaction.atomic
def slips_issue(*, survey_round: SurveyRound, actor: User | None, lost: int = 0) -> list[str]:
    """Make the codes of everybody invited, once; or, with `lost`, of that many lost slips. They are shown now only.

    Codes of lost slips stay good, since nobody knows which they were: the number of replacements is limited and told,
    and the response never counts more answers than people invited. FaultError for a second first batch, too many
    replacements, or a round that is not open.
    """
    one: SurveyRound = SurveyRound.objects.locked(survey_round.pk)
    today = timezone.localdate()
    if one.state != RoundState.OPEN or one.closes_on < today:
        raise FaultError("", _("Slips are made while the round is open."))
    made = SlipBatch.objects.filter(survey_round=one).aggregate(made=Sum("size"))["made"] or 0
    if not lost and made:
        raise FaultError("", _("The slips were made already. Lost slips can be replaced."))
    most = replacements_left(one)
    if lost and not 0 < lost <= most:
        raise FaultError("lost", _("No more than %(most)d slips can still be replaced.") % {"most": most})
    size = lost or one.invited
    SlipBatch.objects.create(survey_round=one, size=size, is_replacement=bool(lost), made_on=today, made_by=actor)
    event_append(
        verb="survey_slips.replaced" if lost else "survey_slips.made",
        actor=actor,
        object_type="survey_round",
        object_id=one.pk,
        corps=one.corps.code,
    )
    return tokens_create(survey=one.survey, number=size, expires_on=one.closes_on)
