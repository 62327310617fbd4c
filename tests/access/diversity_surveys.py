"""Who may open pages of the inclusion survey. Part of the table of access; the round is one of the address's corps."""

from typing import Any

from diversity.models import SurveyRound
from diversity.workflow.surveys import RoundState
from legitimacy.models import Role
from tests.access.entry import EVERYONE, Access
from tests.diversity.surveys import round_make

HR = frozenset({Role.HR_OFFICER})
CHIEF = frozenset({Role.CHIEF_OF_CORPS})
ADVISER = frozenset({Role.WELLBEING_ADVISER})
READERS = HR | CHIEF | ADVISER


def _round(world: Any) -> dict[str, int]:
    found = SurveyRound.objects.filter(corps=world.corps).first()
    return {"pk": (found or round_make(world.corps, state=RoundState.PLANNED)).pk}


SURVEYS: dict[str, Access] = {
    "survey_answer": Access(post=EVERYONE),
    "survey_thanks": Access(),
    "surveys_home": Access(get=READERS),
    "survey_new": Access(get=HR, post=HR),
    "survey_round": Access(get=READERS, own=True, place=_round),
    "survey_change": Access(get=HR, post=HR, own=True, place=_round),
    "survey_open": Access(get=frozenset(), post=CHIEF, own=True, place=_round),
    "survey_slips": Access(get=frozenset(), post=HR, own=True, place=_round),
    "survey_questionnaire": Access(get=READERS, own=True, place=_round),
    "survey_paper": Access(get=ADVISER, post=ADVISER, own=True, place=_round),
}
