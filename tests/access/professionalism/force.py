"""Who may open the pages of the force register. The officer of the walk reported force in their own corps."""

from typing import Any

from django.utils import timezone

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Role, User
from professionalism.models import ForceIncident
from professionalism.workflow.force import Status
from tests.access.entry import Access

OFFICER = frozenset({Role.OFFICER})
REVIEWER = frozenset({Role.FORCE_REVIEWER})
STANDARDS = frozenset({Role.PROFESSIONAL_STANDARDS})
NOBODY: frozenset[str] = frozenset()


def report_of(corps: Corps, status: Status) -> ForceIncident:
    """One report of each corps in a state, made when it is first asked for."""
    known = ForceIncident.objects.filter(corps=corps, status=status).first()
    if known is not None:
        return known
    officer = User.objects.filter(username=f"walker_{Role.OFFICER}", memberships__corps=corps).first()
    return ForceIncident.objects.create(
        register=corps.register,
        origin=Origin.REAL if corps.is_real else Origin.SIMULATED,
        corps=corps,
        status=status,
        reported_by=officer,
        happened_on=timezone.localdate(),
    )


def draft(world: Any) -> dict[str, Any]:
    return {"number": report_of(world.corps, Status.DRAFT).number}


def report(world: Any) -> dict[str, Any]:
    return {"number": report_of(world.corps, Status.SUBMITTED).number}


def of_report(**given: Any) -> Access:
    """A page of one report, which for everybody else does not exist."""
    usual: dict[str, Any] = {"get": NOBODY, "own": True, "hides": True, "place": report}
    return Access(**usual | given)


TABLE: dict[str, Access] = {
    "force_mine": Access(get=OFFICER),
    "force_start": Access(get=OFFICER, post=OFFICER),
    "force_step": of_report(get=OFFICER, post=OFFICER, place=lambda world: {**draft(world), "step": "what"}),
    "force_check": of_report(get=OFFICER, post=OFFICER, place=draft),
    "force_discard": of_report(post=OFFICER, place=draft),
    "force_list": Access(get=REVIEWER | STANDARDS),
    "force_report": of_report(get=OFFICER | REVIEWER | STANDARDS),
    "force_act": of_report(get=REVIEWER, post=REVIEWER, place=lambda world: {**report(world), "action": "review"}),
    "force_figures": Access(get=frozenset({Role.CHIEF_OF_CORPS}) | STANDARDS),
    # Inside an opened audit only: tests/professionalism/force/test_reading.py.
    "force_audited": Access(get=NOBODY),
    "force_audited_report": of_report(),
}
