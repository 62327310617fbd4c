"""Who may open which page of diversity; see the head of the table."""

from collections.abc import Callable
from datetime import date
from typing import Any

from diversity.models import StaffReturn
from legitimacy.models import Register, Role
from tests.access.diversity_judging import JUDGING
from tests.access.diversity_surveys import SURVEYS
from tests.access.entry import CHIEF, Access

WORKERS = frozenset({Role.HR_OFFICER, Role.CHIEF_OF_CORPS, Role.WELLBEING_ADVISER})
HR = frozenset({Role.HR_OFFICER})


def _return(state: str) -> Callable[[Any], dict[str, Any]]:
    """A return of the corps of the address; each state on a day of its own."""
    day = date(2020, 12, 31) if state == "draft" else date(2021, 12, 31)

    def place(world: Any) -> dict[str, Any]:
        given = {"state": state, "source": "file", "origin": Register(world.corps.register).origin}
        where = {"corps": world.corps, "kind": "composition", "reference_date": day}
        return {"pk": StaffReturn.objects.get_or_create(**where, defaults=given)[0].pk}

    return place


def _with(state: str, **more: str) -> Callable[[Any], dict[str, Any]]:
    return lambda world: _return(state)(world) | more


DIVERSITY: dict[str, Access] = {
    "diversity_home": Access(get=WORKERS),
    "staff_public": Access(place=lambda world: {"code": world.corps.code}),
    **{
        f"staff_public_{ending}": Access(place=lambda world: {"code": world.corps.code})
        for ending in ("csv", "xlsx", "json")
    },
    **SURVEYS,
    "staff_list": Access(get=HR | CHIEF),
    "staff_area": Access(get=HR, post=HR),
    "staff_template": Access(get=HR, place=lambda _: {"kind": "composition", "ending": "csv"}),
    "staff_new": Access(get=HR, post=HR, place=lambda _: {"kind": "composition", "way": "paste"}),
    "staff_return": Access(get=HR | CHIEF, own=True, place=_return("validated")),
    "staff_change": Access(get=HR, post=HR, own=True, place=_with("draft", way="paste")),
    "staff_act": Access(get=frozenset(), post=HR, own=True, place=_with("draft", act="submit")),
    **JUDGING,
}
