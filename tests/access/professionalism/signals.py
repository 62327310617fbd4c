"""Early signals. The walk looks at a case of Demervallei that nobody of the walk is concerned by: who may not see it
finds no such page.
"""

from datetime import date
from typing import Any

from legitimacy.models import Member, Role
from professionalism.models import SignalCase
from professionalism.views.signals.actions import ACTIONS, ADVISE
from tests.access.entry import Access

STANDARDS = frozenset({Role.PROFESSIONAL_STANDARDS})
WELLBEING = frozenset({Role.WELLBEING_ADVISER})
READERS = STANDARDS | WELLBEING
OF_A_REGISTER = frozenset(
    {
        *(Role.AUDITOR, Role.FRAMEWORK_MANAGER, Role.RESEARCHER, Role.DATA_STEWARD, Role.ADMINISTRATOR),
        *(Role.RESEARCH_RATER, Role.INDEPENDENT_HANDLER, Role.SCHOOL_EDITOR),
    }
)
OF_A_CORPS = frozenset(Role) - OF_A_REGISTER
NONE: frozenset[str] = frozenset()


def case(world: Any) -> dict[str, Any]:
    """An open case of the corps of the address. The member is nobody who walks."""
    found = SignalCase.objects.filter(corps=world.corps).first()
    if found is None:
        day = date(2026, 1, 5)
        found = SignalCase.objects.create(
            register=world.corps.register, origin="simulated", corps=world.corps, stage="informed", opened_on=day,
            member=Member.objects.create(corps=world.corps), inform_by=day, decide_by=day, informed_on=day,
        )  # fmt: skip
    return {"pk": found.pk}


def act(may: frozenset[str], get: frozenset[str] | None = None) -> Access:
    return Access(get=may if get is None else get, post=may, own=True, hides=True, place=case)


def action(name: str, may: str) -> Access:
    """Actions about a correction find none in this case."""
    if name in ("postpone", "done", "judge"):
        return act(NONE)
    if name == "aside":
        return act(READERS)
    return act(WELLBEING if may == ADVISE else STANDARDS)


TABLE: dict[str, Access] = {
    "signals_list": Access(get=READERS),
    "signals_find": Access(get=NONE, post=STANDARDS),
    "signals_rules": Access(get=OF_A_CORPS),
    "signals_corrections": Access(get=READERS | {Role.CHIEF_OF_CORPS}),
    "signals_exposure": Access(get=STANDARDS | {Role.HR_OFFICER}, post=STANDARDS | {Role.HR_OFFICER}),
    "signals_judgment": Access(get=STANDARDS, post=STANDARDS),
    "signals_judgment_withdraw": Access(get=NONE, post=NONE, hides=True),
    "signals_report": Access(
        get=STANDARDS | {Role.OFFICER, Role.FORCE_REVIEWER}, post=STANDARDS | {Role.OFFICER, Role.FORCE_REVIEWER}
    ),
    "signals_mine": Access(get=OF_A_CORPS),
    "signal_mine": Access(get=NONE, hides=True, own=True, place=case),
    "signal_reply": act(NONE),
    "signal_case": Access(get=READERS, hides=True, own=True, place=case),
    "signal_name": act(READERS, get=NONE),
    "signal_reporter": act(NONE),
    **{f"signal_{one.name}": action(one.name, one.may) for one in ACTIONS},
}
