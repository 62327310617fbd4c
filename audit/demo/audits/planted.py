"""Audits for the people of the demo, with days counted back from today.

V041 Vierwinden: opened, with access to records for Anton. V017 Demervallei: a draft that waits for the reply of Karin,
and an earlier audit in follow-up with overdue recommendations, one to verify and one rejected.
"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from audit.demo.audits.drawing import DrawnAudit, DrawnRecommendation
from audit.demo.audits.writing import audits_write, moment
from audit.models import Audit, AuditEvent, AuditFinding, AuditMember, Recommendation
from audit.services.audits.terms import term_end
from audit.workflow.audits import Answer, Grade, Priority, Status, Verdict
from legitimacy.disclosure.selectors import values_history
from legitimacy.indicators.definitions import Origin
from legitimacy.models import AuditGrant, Corps, Register, User
from legitimacy.models.disclosure import Audience

DEMERVALLEI, VIERWINDEN = "V017", "V041"
DRAFT, OPENED = "Audit klachtenbehandeling 2026", "Audit du traitement des plaintes 2026"
FIGURE, FIGURE_PERIOD = "EFF-08", "2025-Q4"


@transaction.atomic
def audits_plant() -> int:
    """Plant the audits once; number of audits. Does nothing where the corps or their people are missing."""
    corps = {
        one.code: one for one in Corps.objects.filter(register=Register.EXAMPLE, code__in=(DEMERVALLEI, VIERWINDEN))
    }
    people = [person for name in ("auditor", "auditor2") if (person := _person(name))]
    if len(corps) < 2 or len(people) < 2 or Audit.objects.filter(register=Register.EXAMPLE, title=DRAFT).exists():
        return 0
    today = timezone.localdate()
    followed = _followed(today)
    audits_write([followed], people, today)
    _draft(corps[DEMERVALLEI], people, today)
    _opened(corps[VIERWINDEN], people, today)
    return 3


def figures_settle() -> int:
    """Set the finding about open files on its exact figure, once that is computed; number of findings set."""
    finding = (
        AuditFinding.objects.filter(audit__title=DRAFT, number=1, value=None).select_related("audit__corps").first()
    )
    if finding is None:
        return 0
    values = values_history(
        audience=Audience.AUDITOR, subject=finding.audit.corps, indicators=[FIGURE], periods=[FIGURE_PERIOD]
    )
    value = next((one for one in values if one.value_id is not None), None)
    if value is None:
        return 0
    finding.value_id, finding.indicator, finding.period = value.value_id, value.indicator, value.period
    finding.save(update_fields=["value", "indicator", "period"])
    return 1


def _followed(today: date) -> DrawnAudit:
    """Completed two years ago: most is carried out, some is overdue, one waits for an auditor, one was rejected."""
    final_on = today - relativedelta(years=2)
    rows = []
    for number in range(7):
        due_on = final_on + timedelta(days=150 + 60 * number)
        verdict = Verdict.LATE if number == 4 else Verdict.ON_TIME
        done_on = due_on + timedelta(days=40) if number == 4 else due_on - timedelta(days=10)
        rows.append(
            DrawnRecommendation(
                number, number % 3, due_on, number == 0, Answer.ACCEPTED, done_on=done_on, verdict=verdict
            )
        )
    rows += [
        DrawnRecommendation(1, 0, today - timedelta(days=75), True, Answer.ACCEPTED),
        DrawnRecommendation(4, 1, today - timedelta(days=20), False, Answer.ACCEPTED),
        DrawnRecommendation(5, 1, today - timedelta(days=5), False, Answer.ACCEPTED, done_on=today - timedelta(days=8)),
        DrawnRecommendation(7, 2, today + timedelta(days=60), False, Answer.REJECTED),
        DrawnRecommendation(3, 2, today + timedelta(days=120), False, ""),
    ]
    return DrawnAudit(DEMERVALLEI, final_on, [(1, "weakness"), (3, "strength"), (2, "point")], rows)


def _draft(corps: Corps, people: list[User], today: date) -> None:
    sent = today - timedelta(days=12)
    audit = _audit(
        corps, DRAFT, today, status=Status.DRAFT_SENT, opened_on=today - timedelta(days=80), draft_sent_on=sent,
        reply_due_on=term_end("reply", sent), indicators=["EFF-06", "EFF-08"],
        why="Het aandeel oude dossiers stijgt al zeven kwartalen, terwijl de doorlooptijd daalt.",
    )  # fmt: skip
    _team(audit, people)
    first = audit.findings.create(
        number=1,
        grade=Grade.WEAKNESS,
        title="Oude dossiers blijven liggen terwijl nieuwe snel gaan",
        text="De mediaan daalt, maar het aandeel open dossiers ouder dan 180 dagen stijgt. Nieuwe klachten krijgen "
        "voorrang; wat blijft liggen, heeft geen eigenaar meer. Twee klagers wachten langer dan een jaar.",
        standard="Termijn van 45 dagen voor de beslissing",
        written_by=people[0],
    )
    audit.findings.create(
        number=2,
        grade=Grade.STRENGTH,
        title="Elke klager wordt opgebeld",
        text="Intern toezicht belt elke klager binnen de week. Andere korpsen kunnen hiervan leren.",
        written_by=people[1],
    )
    Recommendation.objects.create(
        audit=audit,
        finding=first,
        number=1,
        priority=Priority.URGENT,
        text="Geef elk dossier ouder dan 90 dagen een vaste behandelaar en bespreek het elke week.",
        owner="Hoofd intern toezicht",
        due_on=today + timedelta(days=150),
        original_due_on=today + timedelta(days=150),
    )
    _events(
        audit,
        people[0],
        ("planned", audit.planned_for, "", ""),
        ("open", audit.opened_on, Status.PLANNED, Status.OPENED),
        ("finding", sent, "", ""),
        ("send_draft", sent, Status.OPENED, Status.DRAFT_SENT),
    )


def _opened(corps: Corps, people: list[User], today: date) -> None:
    audit = _audit(
        corps,
        OPENED,
        today,
        status=Status.OPENED,
        opened_on=today - timedelta(days=20),
        indicators=["EFF-06", "EFF-07"],
        why="Les délais de traitement sont à vérifier sur les dossiers eux-mêmes.",
    )
    _team(audit, people)
    for kind, note in (
        (AuditGrant.Kind.COMPLAINTS, "Dertig dossiers van 2025, om de termijnen na te kijken."),
        (AuditGrant.Kind.FORCE, "Twintig geweldmeldingen, om de motivering en de toetsing na te lezen."),
    ):
        AuditGrant.objects.create(
            audit=audit.pk,
            user=people[0],
            corps=corps,
            kind=kind,
            reason=AuditGrant.Reason.SAMPLE,
            note=note,
            from_on=today - timedelta(days=15),
            until_on=today + timedelta(days=45),
        )
    _events(
        audit,
        people[0],
        ("planned", audit.planned_for, "", ""),
        ("open", audit.opened_on, Status.PLANNED, Status.OPENED),
        ("granted", today - timedelta(days=15), "", ""),
        ("granted", today - timedelta(days=15), "", ""),
    )


def _audit(corps: Corps, title: str, today: date, **given: object) -> Audit:
    return Audit.objects.create(
        register=Register.EXAMPLE,
        origin=Origin.SIMULATED,
        corps=corps,
        title=title,
        pillars=["EFF", "PRV"],
        period_from=date(today.year - 1, 1, 1),
        period_to=date(today.year - 1, 12, 31),
        planned_for=today - timedelta(days=90),
        version=3,
        **given,
    )


def _team(audit: Audit, people: list[User]) -> None:
    for place, person in enumerate(people):
        AuditMember.objects.create(audit=audit, user=person, is_lead=place == 0, joined_on=audit.planned_for)


def _events(audit: Audit, actor: User, *rows: tuple[str, date | None, str, str]) -> None:
    for place, (kind, day, before, after) in enumerate(rows):
        if day is not None:
            AuditEvent.objects.create(
                audit=audit, at=moment(day) + timedelta(minutes=place), on=day, kind=kind, actor_kind="team",
                actor=actor, status_from=before, status_to=after,
            )  # fmt: skip


def _person(name: str) -> User | None:
    return User.objects.filter(email=f"{name}@voorbeeld.example").first()
