"""Half-years of the survey after a contact, for tests."""

from typing import Any

from django.utils import timezone

from evaluation.models import ContactRound
from evaluation.workflow.contact import closes_on, half_of, parameter
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps


def contact_make(corps: Corps, **given: Any) -> ContactRound:
    """The half-year of today, open."""
    today = timezone.localdate()
    half = given.pop("half", half_of(today))
    usual = {"opens_on": today, "closes_on": closes_on(half), "wording": parameter("wording", today)}
    return ContactRound.objects.create(corps=corps, half=half, origin=Origin.SIMULATED, **usual | given)


def answers(many: int, *, points: str = "5", **about: str) -> list[dict[str, str]]:
    """As many respondents who give all five sentences of the index the same points, and the last two 3."""
    index = dict.fromkeys(("voice", "neutrality", "respect", "motives", "explanation"), points)
    return [index | {"outcome": "3", "overall": "3"} | about for _one in range(many)]
