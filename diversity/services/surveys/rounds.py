"""Planning a round and opening it."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from diversity.models import SurveyRound
from diversity.selectors.surveys import opening_needs
from diversity.services.surveys.faults import FaultError
from diversity.workflow.surveys import RoundState, number, parameter
from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.models import Register, User
from legitimacy.trail.services import event_append

LARGEST = 100_000
FIELDS = ("wave", "opens_on", "closes_on", "invited", "assessment", "assessed_on", "advice", "advised_on")


@transaction.atomic
def round_save(*, survey_round: SurveyRound, values: dict[str, Any], actor: User | None) -> SurveyRound:
    """Plan a round of `survey_round.corps`, or change one that is still planned; its own FIELDS only.

    FaultError names the field. The newest wording is taken, and stays once the round is open.
    """
    today, is_new = timezone.localdate(), survey_round.pk is None
    if not is_new and _locked(survey_round).state != RoundState.PLANNED:
        raise FaultError("", _("This round has opened: it cannot be changed any more."))
    for name in FIELDS:
        setattr(survey_round, name, values[name])
    _check(survey_round, today)
    survey_round.wording = parameter("wording", today)
    survey_round.origin = Register(survey_round.corps.register).origin
    if is_new:
        survey_round.created_by = actor
    try:
        with transaction.atomic():
            survey_round.save()
    except IntegrityError:
        raise FaultError("wave", _("There is a round of this year or quarter already.")) from None
    _record("survey_round.planned" if is_new else "survey_round.changed", survey_round, actor)
    return survey_round


@transaction.atomic
def round_open(*, survey_round: SurveyRound, actor: User | None) -> None:
    """Let answers in until the last day. FaultError while something is missing."""
    locked = _locked(survey_round)
    needs = opening_needs(locked)
    if needs:
        raise FaultError("", needs[0])
    locked.state, locked.opened_by = RoundState.OPEN, actor
    try:
        with transaction.atomic():
            locked.save(update_fields=["state", "opened_by"])
    except IntegrityError:
        raise FaultError("", _("Another round of this corps is open.")) from None
    _record("survey_round.opened", locked, actor)


@transaction.atomic
def round_remove(*, survey_round: SurveyRound, actor: User | None) -> None:
    """Take away a round that was planned by mistake. FaultError once it has opened."""
    locked = _locked(survey_round)
    if locked.state != RoundState.PLANNED:
        raise FaultError("", _("This round has opened: it cannot be changed any more."))
    _record("survey_round.removed", locked, actor)
    locked.delete()


def _locked(survey_round: SurveyRound) -> SurveyRound:
    locked: SurveyRound = SurveyRound.objects.locked(survey_round.pk)
    return locked


def _check(one: SurveyRound, today: date) -> None:
    try:
        wave = Period.parse(one.wave)
    except PeriodError:
        raise FaultError("wave", _("Write a year or a quarter, such as 2026 or 2026-Q4.")) from None
    if not wave.start <= one.opens_on <= wave.end:
        raise FaultError("opens_on", _("The first day must lie in the year or quarter of the round."))
    longest = number("longest_weeks", today)
    if one.closes_on <= one.opens_on:
        raise FaultError("closes_on", _("The last day must come after the first."))
    if one.closes_on < today:
        raise FaultError("closes_on", _("The last day is over. Give today or a later day."))
    if one.closes_on > one.opens_on + timedelta(weeks=longest):
        raise FaultError("closes_on", _("A round lasts at most %(weeks)d weeks.") % {"weeks": longest})
    if not 1 <= one.invited <= LARGEST:
        raise FaultError("invited", _("Write a whole number from 1 to %(most)d.") % {"most": LARGEST})
    for text, day in (("assessment", "assessed_on"), ("advice", "advised_on")):
        given = getattr(one, day)
        if given is not None and given > today:
            raise FaultError(day, _("This day has not come yet. Give today or an earlier day."))
        if bool(getattr(one, text).strip()) != (given is not None):
            raise FaultError(day if given is None else text, _("Give both the reference and its day."))


def _record(verb: str, one: SurveyRound, actor: User | None) -> None:
    event_append(verb=verb, actor=actor, object_type="survey_round", object_id=one.pk, corps=one.corps.code)
