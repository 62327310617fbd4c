"""One force report and what belongs to it, in a fixed number of queries."""

from django.db.models import QuerySet
from django.utils import timezone

from legitimacy.access import Person
from legitimacy.models import ImprovementAction, TrailEvent, User
from professionalism.models import ForceEvent, ForceIncident, ForceReview

READ = "force_report.read"


def report_find(user: Person, number: str) -> ForceIncident | None:
    """The report, when this person may see it."""
    return _whole(ForceIncident.objects.visible_to(user)).filter(number=number).first()


def report_audited(user: Person, number: str) -> ForceIncident | None:
    """The report, when this auditor may read it today."""
    return _whole(ForceIncident.objects.audited_by(user)).filter(number=number).first()


def report_hidden(number: str) -> ForceIncident | None:
    """The report whoever may see it: to say why somebody may not."""
    return ForceIncident.objects.select_related("corps", "reported_by").filter(number=number).first()


def with_rows(incident: ForceIncident) -> ForceIncident:
    """The same report with its people and applications read anew."""
    return _whole(ForceIncident.objects.all()).get(pk=incident.pk)


def _whole(reports: QuerySet[ForceIncident]) -> QuerySet[ForceIncident]:
    rows = ("officers__member", "citizens", "applications__officer__member", "applications__citizen")
    return reports.select_related("corps", "reporter", "reported_by", "joined_to").prefetch_related(*rows)


def events_of(incident: ForceIncident) -> list[ForceEvent]:
    """Newest first."""
    return list(incident.events.select_related("actor").order_by("-at", "-pk"))


def return_note(incident: ForceIncident) -> str:
    """What the reviewer wrote when the report last went back."""
    event = incident.events.filter(kind="return").order_by("-at", "-pk").first()
    return event.note if event else ""


def review_of(incident: ForceIncident) -> ForceReview | None:
    """The newest review, given or awaited."""
    return incident.reviews.select_related("reviewer_member").order_by("-pk").first()


def improvements_of(incident: ForceIncident) -> list[ImprovementAction]:
    """Improvement actions that came from the review of this report."""
    source = ImprovementAction.Source.REVIEW
    rows = ImprovementAction.objects.filter(source=source, reference=incident.number, corps=incident.corps_id)
    return list(rows.order_by("due_on", "pk"))


def was_read_today(incident: ForceIncident, user: User) -> bool:
    """Whether the trail has this person's reading of today already: once a day is enough."""
    morning = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    found = TrailEvent.objects.filter(verb=READ, actor=user, object_type="force_report", object_id=str(incident.pk))
    return found.filter(at__gte=morning).exists()
