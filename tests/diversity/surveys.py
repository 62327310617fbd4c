"""Rounds of the inclusion survey for tests, with slips and answers."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from diversity.models import SurveyRound
from diversity.services.surveys import answer_take, slips_issue
from diversity.workflow.surveys import RoundState, items_of, parameter
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps

APPROVED = {"assessment": "DPIA-7", "assessed_on": date(2020, 1, 2), "advice": "DPO-3", "advised_on": date(2020, 2, 3)}


def values_of(**given: Any) -> dict[str, Any]:
    """What the form of a round gives."""
    today = timezone.localdate()
    usual = {
        "wave": str(Period.containing(today)),
        "opens_on": today,
        "closes_on": min(today + timedelta(days=14), date(2100, 1, 1)),
        "invited": 40,
        **APPROVED,
    }
    return usual | given


def round_make(corps: Corps, *, state: str = RoundState.OPEN, **given: Any) -> SurveyRound:
    """A round as the database holds it; open unless said otherwise."""
    wording = parameter("wording", timezone.localdate())
    one: SurveyRound = SurveyRound.objects.create(
        corps=corps, state=state, wording=wording, origin="simulated", **values_of(**given)
    )
    return one


def favourable(one: SurveyRound, points: int, **about: str) -> dict[str, str]:
    """Answers that all say the same about the climate: 5 is best, whichever way a sentence is turned."""
    items = items_of(one.wording)
    return {item.code: str(6 - points if item.is_reversed else points) for item in items} | about


def answered(one: SurveyRound, *given: dict[str, str]) -> list[str]:
    """Make the slips and hand in these answers; the codes, those used first."""
    codes = slips_issue(survey_round=one, actor=None)
    for code, answers in zip(codes, given, strict=False):
        answer_take(code=code, given=answers)
    return codes
