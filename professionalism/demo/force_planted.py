"""A handful of force reports of Demervallei for the people of the demo, with days counted back from today.

What happened before today is written as records, with the dates it would have had. Fictional and harmless.
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Member, Register, User
from legitimacy.simulations import Simulator
from professionalism.models import ForceEvent, ForceIncident, ForceReview
from professionalism.services.force_reviewing import review_due
from professionalism.workflow.force import Status

CODE, DOMAIN = "V017", "voorbeeld.example"
REFERENCE = "VB-F-{key}"
AMBER, REVIEWER = "INTB6K", "geweldtoets"
REASONS = {
    "why_lawful": "Artikel 37 van de wet op het politieambt: een gevecht op de openbare weg doen ophouden.",
    "why_needed": "Wij spraken de man drie keer aan en hielden afstand. Hij bleef op de ander inslaan.",
    "why_measured": "Wij namen hem bij de armen en boeiden hem. Zodra hij rustig was, lieten wij los.",
    "why_warned": "Ik riep twee keer: politie, laat los, of wij pakken u vast.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """One report, `ago` days ago. `events` are (days ago, kind, state before, state after, note)."""

    key: str
    ago: int
    hour: int
    officers: tuple[str, ...]
    used: tuple[tuple[int, str], ...]
    status: Status = Status.SUBMITTED
    place: str = "street"
    threat: str = "assault"
    conflict: str = ""
    alternatives: tuple[str, ...] = ("communication", "distance")
    finding: str = ""
    review: tuple[str, str] = ("", "")
    head: str = ""
    reference: str = ""
    events: tuple[tuple[int, str, str, str, str], ...] = field(default=())


S = Status
REPORTS = (
    Planted(key="draft", ago=0, hour=1, officers=(AMBER,), used=((3, "handcuffs"),), status=S.DRAFT, place="catering",
            conflict="nightlife"),
    Planted(key="new", ago=2, hour=22, officers=(AMBER,), used=((4, "hands"), (3, "handcuffs")), conflict="nightlife",
            reference="LE.12.L1.004512/2026", events=((1, "submit", S.DRAFT, S.SUBMITTED, ""),)),
    Planted(key="same", ago=2, hour=23, officers=("VRK9MS",), used=((2, "hands"),), conflict="nightlife",
            reference="LE.12.L1.004512/2026", events=((1, "submit", S.DRAFT, S.SUBMITTED, ""),)),
    Planted(key="overdue", ago=21, hour=16, officers=("INTA5R", "INTA2P"), used=((5, "spray"), (3, "handcuffs")),
            threat="blunt", alternatives=("communication", "backup"),
            events=((20, "submit", S.DRAFT, S.SUBMITTED, ""),)),
    Planted(key="returned", ago=7, hour=10, officers=(AMBER, "INTB2H"), used=((4, "hands"),), status=S.RETURNED,
            place="home", conflict="family", threat="active",
            events=((6, "submit", S.DRAFT, S.SUBMITTED, ""),
                    (2, "return", S.SUBMITTED, S.RETURNED,
                     "Wie van u beiden nam de man vast, en wat deed de ander intussen?"))),
    Planted(key="pair-1", ago=10, hour=19, officers=("INTA2P", "INTA5R"), used=((6, "baton"), (3, "handcuffs")),
            place="event", threat="group", conflict="public_order", alternatives=("communication", "distance", "time"),
            events=((9, "submit", S.DRAFT, S.SUBMITTED, ""), (8, "join", "", "", "Dezelfde rellen na de match."))),
    Planted(key="pair-2", ago=10, hour=20, officers=("INTA5R",), used=((2, "shield"),), head="pair-1",
            place="event", threat="group", conflict="public_order", alternatives=("communication", "withdrawal"),
            events=((9, "submit", S.DRAFT, S.SUBMITTED, ""), (8, "join", "", "", "Dezelfde rellen na de match."))),
    Planted(key="unjustified", ago=26, hour=13, officers=("WYK4DN",), used=((3, "handcuffs"),), status=S.REVIEWED,
            place="shop", threat="words", conflict="trade", alternatives=("communication",), finding="not",
            review=("De vrouw sprak luid, maar liep niet weg en dreigde niet. Boeien waren niet nodig.",
                    "Bespreken op de teamvergadering: wanneer boeien, en wanneer niet."),
            events=((25, "submit", S.DRAFT, S.SUBMITTED, ""), (14, "review", S.SUBMITTED, S.REVIEWED, ""))),
)  # fmt: skip


@transaction.atomic
def force_plant() -> int:
    """Plant the reports once; number of reports. Does nothing where Demervallei or its people are missing."""
    corps = Corps.objects.filter(register=Register.EXAMPLE, code=CODE).first()
    members = {member.pseudonym: member for member in Member.objects.filter(corps=corps)} if corps else {}
    planted = ForceIncident.objects.filter(corps=corps, source_reference__startswith=REFERENCE.format(key=""))
    if corps is None or AMBER not in members or planted.exists():
        return 0
    written: dict[str, ForceIncident] = {}
    for row in REPORTS:
        written[row.key] = _plant(row, corps, members, written.get(row.head))
    return len(written)


def _plant(row: Planted, corps: Corps, members: dict[str, Member], head: ForceIncident | None) -> ForceIncident:
    days = {kind: ago for ago, kind, *_ in row.events}
    handed_in = _moment(days["submit"], 9) if "submit" in days else None
    reviewed_on = timezone.localdate(_moment(days["review"], 15)) if "review" in days else None
    whole = REASONS if handed_in else {}
    reporter = members[row.officers[0]]
    incident = ForceIncident.objects.create(
        register=Register.EXAMPLE,
        origin=Origin.SIMULATED,
        corps=corps,
        status=row.status,
        joined_to=head,
        reporter=reporter,
        reported_by=_person("agent") if row.officers[0] == AMBER else None,
        unit=reporter.unit,
        happened_on=timezone.localdate() - timedelta(days=row.ago),
        happened_hour=row.hour,
        place_kind=row.place,
        functionality="intervention",
        call_type="emergency",
        conflict=row.conflict,
        duration="5_15",
        officers_present=len(row.officers) + 1,
        threat=row.threat,
        alternatives=list(row.alternatives),
        warning="given",
        bodycam="yes",
        report_made="yes" if row.reference else "no",
        report_reference=row.reference,
        highest_level=max(level for level, _ in row.used),
        registered_at=handed_in,
        completed_at=handed_in,
        review_due_on=review_due(timezone.localdate(handed_in)) if handed_in else None,
        reviewed_on=reviewed_on,
        finding=row.finding,
        source_reference=REFERENCE.format(key=row.key),
        **whole,
    )
    ForceIncident.objects.filter(pk=incident.pk).update(started_at=handed_in or timezone.now())
    _rows(incident, row, members)
    if handed_in:
        reasons, lessons = row.review
        ForceReview.objects.create(
            incident=incident,
            reviewer=_person(REVIEWER) if reviewed_on else None,
            due_on=incident.review_due_on,
            decided_on=reviewed_on,
            finding=row.finding,
            reasons=reasons,
            lessons=lessons,
        )
    _events(incident, row)
    return incident


def _rows(incident: ForceIncident, row: Planted, members: dict[str, Member]) -> None:
    officers = [
        incident.officers.create(order=order, member=members[name]) for order, name in enumerate(row.officers, start=1)
    ]
    citizen = incident.citizens.create(order=1, age_band="30_44", sex="m", is_intoxicated=True, harm="light",
                                       care="first_aid")  # fmt: skip
    for order, (level, means) in enumerate(row.used, start=1):
        incident.applications.create(
            order=order, officer=officers[0], citizen=citizen, level=level, means=means, worked="yes"
        )


def _events(incident: ForceIncident, row: Planted) -> None:
    for place, (ago, kind, before, after, note) in enumerate(row.events):
        by = REVIEWER if kind in ("return", "review", "join") else "agent"
        actor = _person(by) if by == REVIEWER or row.officers[0] == AMBER else None
        ForceEvent.objects.create(
            incident=incident, at=_moment(ago, 9, place), kind=kind, actor=actor, status_from=before, status_to=after,
            note=note,
        )  # fmt: skip


def _moment(ago: int, hour: int, minute: int = 0) -> datetime:
    day = timezone.localdate() - timedelta(days=ago)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _person(name: str) -> User | None:
    return User.objects.filter(email=f"{name}@{DOMAIN}").first()


FORCE_PLANTED = Simulator(key="force_planted", simulate=lambda _example: 0, plant=force_plant)
