"""What people of the demo find: a return that waits for the chief, a draft with a warning, a plan with two actions."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from diversity.models import DiversityPlan, StaffCell, StaffReturn
from diversity.services.criteria import baselines_freeze
from diversity.workflow.plans import PlanState
from diversity.workflow.staffing import Kind, Part, Source, State
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, ImprovementAction, Membership, Register, Role, User

HOME = "V017"
GOALS = (
    "Tegen eind 2027 werken er in elke interventieploeg minstens twee vrouwen, krijgt elke kandidaat voor bevordering "
    "een gesprek vooraf, en neemt zes op de tien collega's deel aan de diversiteitsmeting."
)
ACTIONS = (
    (
        "Open dag voor vrouwelijke kandidaten in drie scholen",
        "Diensthoofd personeel",
        date(2025, 6, 30),
        date(2025, 6, 20),
    ),
    ("Gesprek vooraf met elke kandidaat voor bevordering", "Directeur operaties", date(2026, 12, 31), None),
)


@transaction.atomic
def records_plant() -> int:
    """Number of records added; does nothing when the plan stands."""
    corps = Corps.objects.filter(register=Register.EXAMPLE, code=HOME).first()
    if corps is None or DiversityPlan.objects.filter(corps=corps).exists():
        return 0
    hr, chief = _person(corps, Role.HR_OFFICER), _person(corps, Role.CHIEF_OF_CORPS)
    if hr is None or chief is None:
        return 0
    plan = DiversityPlan.objects.create(
        corps=corps, valid_from=date(2025, 1, 1), valid_to=date(2027, 12, 31), goals=GOALS, state=PlanState.ADOPTED,
        origin=Origin.SIMULATED, created_by=hr, adopted_by=chief, adopted_on=date(2025, 1, 15),
    )  # fmt: skip
    for what, owner, due, done in ACTIONS:
        ImprovementAction.objects.create(
            corps=corps, source=ImprovementAction.Source.DIVERSITY, reference=str(plan.pk), what=what, owner=owner,
            due_on=due, original_due_on=due, done_on=done, origin=Origin.SIMULATED, created_by=hr,
            effect=ImprovementAction.Effect.WORKED if done else ImprovementAction.Effect.UNKNOWN,
            effect_checked_on=date(2025, 12, 10) if done else None,
        )  # fmt: skip
    return 3 + _returns(corps, hr)


def _returns(corps: Corps, hr: User) -> int:
    """A composition that waits, and a draft of movements in which far more women leave than last year."""
    waiting = _copy(corps, hr, Kind.COMPOSITION, State.SUBMITTED)
    draft = _copy(corps, hr, Kind.MOVEMENTS, State.DRAFT)
    if draft is not None:
        for cell in draft.cells.filter(part=Part.LEFT, key="basic", group="f"):
            cell.heads = cell.heads * 4 + 9
            cell.save(update_fields=["heads"])
    return sum(1 for row in (waiting, draft) if row is not None)


def _copy(corps: Corps, hr: User, kind: str, state: str) -> StaffReturn | None:
    """A new version of the newest counts of a kind, not yet decided."""
    newest = StaffReturn.objects.in_force(kind).filter(corps=corps).order_by("-reference_date").first()
    if newest is None:
        return None
    made = StaffReturn.objects.create(
        corps=corps, kind=kind, reference_date=newest.reference_date, version=newest.version + 1, state=state,
        source=Source.FORM, origin=Origin.SIMULATED, entered_by=hr,
        submitted_at=timezone.now() if state == State.SUBMITTED else None,
        explanation="Twee collega's kwamen er in december nog bij." if state == State.SUBMITTED else "",
    )  # fmt: skip
    cells = list(newest.cells.all())
    if kind == Kind.COMPOSITION:
        for cell in cells:
            joined = cell.part in (Part.GRADE, Part.STATUTE, Part.AGE) and cell.framework == "operational"
            first = {Part.GRADE: "basic", Part.STATUTE: "statutory", Part.AGE: "25_34"}.get(Part(cell.part))
            if joined and cell.key == first and cell.group == "f":
                cell.heads += 2
                cell.fte = (cell.fte or 0) + 2
    for cell in cells:
        cell.pk, cell.staff_return = None, made
    StaffCell.objects.bulk_create(cells)
    return made


def _person(corps: Corps, role: str) -> User | None:
    found = Membership.objects.filter(corps=corps, role=role).select_related("user").order_by("pk").first()
    return found.user if found else None


def baselines_settle() -> int:
    """First values are frozen once figures stand."""
    return baselines_freeze()
