"""What waits for somebody in audits: a few sentences with a day, for the first page of the audit body."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import Audit, Recommendation
from audit.workflow.audits import BEFORE_FINAL, FOLLOWED, Answer, Status
from legitimacy.access import Person, standing_of
from legitimacy.models import AuditGrant, Role
from legitimacy.standings import corps_title
from legitimacy.work_pages import Waiting

MOST = 12


@dataclass(frozen=True, slots=True)
class Task:
    """`tab` is where on the page of the audit it is done."""

    what: str
    audit: UUID
    tab: str
    by_when: date | None

    @property
    def url(self) -> str:
        query = f"?{urlencode({'tab': self.tab})}" if self.tab else ""
        return f"{reverse('audit_detail', args=[self.audit])}{query}"


def audits_waiting(user: Person) -> list[Waiting]:
    """Replies, recommendations and steps of audits that wait for somebody."""
    return [Waiting(what=task.what, url=task.url, by_when=task.by_when) for task in tasks_of(user)]


def tasks_of(user: Person) -> list[Task]:
    """The most pressing first, MOST at most. A fixed number of queries."""
    found = [*_of_chief(user), *_of_team(user)]
    return sorted(found, key=lambda task: task.by_when or date.max)[:MOST]


def _of_chief(user: Person) -> Iterator[Task]:
    led = [m.corps_id for m in standing_of(user).current if m.role == Role.CHIEF_OF_CORPS and m.corps_id]
    if not led:
        return
    for audit in Audit.objects.filter(corps__in=led, status=Status.DRAFT_SENT):
        yield Task(_("Reply to the draft report of an audit"), audit.pk, "findings", audit.reply_due_on)
    rows = Recommendation.objects.filter(audit__corps__in=led, audit__status__in=FOLLOWED, verdict="")
    for audit_id, due, number in _counted(rows.filter(answer=""), "audit__answer_due_on"):
        yield Task(
            ngettext(
                "Accept or reject %(number)s recommendation", "Accept or reject %(number)s recommendations", number
            )
            % {"number": number},
            audit_id,
            "recommendations",
            due,
        )
    for audit_id, due, number in _counted(rows.filter(answer=Answer.ACCEPTED, done_on=None), "due_on"):
        yield Task(
            ngettext("Carry out %(number)s recommendation", "Carry out %(number)s recommendations", number)
            % {"number": number},
            audit_id,
            "recommendations",
            due,
        )


def _of_team(user: Person) -> Iterator[Task]:
    if not standing_of(user).has(Role.AUDITOR):
        return
    today = timezone.localdate()
    mine = Audit.objects.carried_by(user).select_related("corps")
    running = {audit.pk: audit for audit in mine.filter(status__in=(*BEFORE_FINAL, *FOLLOWED))}
    for audit in running.values():
        corps = {"corps": corps_title(audit.corps)}
        if audit.status == Status.PLANNED and audit.planned_for <= today:
            yield Task(_("Open the audit of %(corps)s") % corps, audit.pk, "", audit.planned_for)
        elif audit.status == Status.REPLIED:
            yield Task(_("Make the report on %(corps)s final") % corps, audit.pk, "findings", None)
        elif audit.status == Status.DRAFT_SENT and audit.reply_due_on and audit.reply_due_on < today:
            yield Task(_("The term of reply of %(corps)s is over") % corps, audit.pk, "findings", audit.reply_due_on)
    open_rows = Recommendation.objects.filter(
        Q(done_on__isnull=False) | Q(answer=Answer.REJECTED),
        audit__in=[pk for pk, audit in running.items() if audit.status in FOLLOWED],
        verdict="",
        rejection_confirmed_on=None,
    )
    for audit_id, due, number in _counted(open_rows, "due_on"):
        words = ngettext(
            "%(corps)s: %(number)s recommendation to verify", "%(corps)s: %(number)s recommendations to verify", number
        )
        title = corps_title(running[audit_id].corps)
        yield Task(words % {"corps": title, "number": number}, audit_id, "recommendations", due)
    soon = AuditGrant.objects.filter(user=user.pk, ended_at=None, until_on__gte=today).select_related("corps")
    for grant in soon.order_by("until_on", "pk"):
        sentence = _("Your access to records of %(corps)s ends") % {"corps": corps_title(grant.corps)}
        yield Task(sentence, grant.audit, "records", grant.until_on)


def _counted(rows: "object", day: str) -> list[tuple[UUID, date | None, int]]:
    """(audit, first day, number) of some recommendations. One query."""
    found: dict[UUID, tuple[date | None, int]] = {}
    listed = rows.order_by("audit", day).values_list("audit_id", day)  # type: ignore[attr-defined]  # a queryset
    for audit_id, when in listed:
        first, number = found.get(audit_id, (when, 0))
        found[audit_id] = first, number + 1
    return [(audit_id, first, number) for audit_id, (first, number) in found.items()]
