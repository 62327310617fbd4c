"""People and audits for tests. An audit goes through the services, as every audit does."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from audit.models import Audit, AuditFinding, Recommendation
from audit.services.audits.findings import FindingText, RecommendationText, finding_write, recommendation_write
from audit.services.audits.planning import Scope, audit_plan
from audit.services.audits.replies import reply_send
from audit.services.audits.steps import audit_step
from audit.services.audits.team import team_add
from audit.workflow.audits import Grade, Status
from legitimacy.attachments.services import attachment_add
from legitimacy.models import Corps, Register, Role, User
from tests.people import person_make

Make = Callable[..., Audit]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def aline() -> User:
    """A second auditor over the example register."""
    return person_make("Aline", (Role.AUDITOR, Register.EXAMPLE))


@pytest.fixture
def bram(demervallei: Corps) -> User:
    """Evaluation officer of Demervallei."""
    return person_make("Bram", (Role.EVALUATION_OFFICER, demervallei))


def scope(**given: Any) -> Scope:
    usual: dict[str, Any] = {
        "title": "Audit of complaint handling",
        "pillars": ["PRV"],
        "period_from": date(2025, 1, 1),
        "period_to": date(2025, 12, 31),
        "planned_for": timezone.localdate(),
    }
    return Scope(**usual | given)


def evidence_add(finding: AuditFinding, actor: User) -> None:
    from io import BytesIO

    attachment_add(
        owner_type="audit_finding",
        owner_id=finding.pk,
        name="notes.txt",
        stream=BytesIO(b"What we saw on the spot."),
        uploaded_by=actor,
    )


@pytest.fixture
def audit_at(demervallei: Corps, amina: User, aline: User, katrien: User) -> Make:
    """An audit of Demervallei by Amina and Aline, walked to a state."""

    def make(status: Status = Status.OPENED, corps: Corps | None = None, **given: Any) -> Audit:
        audit = audit_plan(corps=corps or demervallei, scope=scope(**given), lead=amina, actor=amina)
        if status is Status.PLANNED:
            return audit
        team_add(audit=audit, person=aline, actor=amina)
        audit = audit_step(audit=audit, step="open", actor=amina)
        if status is Status.OPENED:
            return audit
        finding = finding_make(audit, amina)
        evidence_add(finding, amina)
        recommendation_make(audit, amina, finding)
        audit = audit_step(audit=audit, step="send_draft", actor=amina)
        if status is Status.DRAFT_SENT:
            return audit
        audit = reply_send(
            audit=audit,
            overall="We thank the auditors.",
            by_finding={finding.pk: "This changed in May."},
            actor=katrien,
        )
        for step in WALK[: WALK_ENDS.index(status)]:
            audit = audit_step(audit=audit, step=step, actor=amina)
        return audit

    return make


WALK = ("finalise", "follow_up")
WALK_ENDS = (Status.REPLIED, Status.FINAL, Status.FOLLOW_UP)


def finding_make(audit: Audit, actor: User, **given: Any) -> AuditFinding:
    usual: dict[str, Any] = {"grade": Grade.WEAKNESS, "title": "Files wait", "text": "Too many files wait too long."}
    return finding_write(audit=audit, given=FindingText(**usual | given), actor=actor)


def recommendation_make(audit: Audit, actor: User, finding: AuditFinding | None = None, **given: Any) -> Recommendation:
    usual: dict[str, Any] = {
        "text": "Look at waiting files every week.",
        "owner": "Head of internal oversight",
        "due_on": timezone.localdate() + timedelta(days=60),
        "finding": finding,
    }
    return recommendation_write(audit=audit, given=RecommendationText(**usual | given), actor=actor)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client
