"""One file and what belongs to it, in a fixed number of queries however much there is."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from complaints.models import (
    Allegation,
    Assignment,
    Complaint,
    Event,
    FileLink,
    Finding,
    Identity,
    InvolvedMember,
    Measure,
    Mediation,
    MemberAllegation,
    Message,
    Note,
    PreservationRequest,
    Referral,
    RetentionHold,
    Task,
)
from complaints.querysets import bodies_of
from complaints.workflow.codes import body_require
from complaints.workflow.routing import CORPS
from legitimacy.access import Person
from legitimacy.models import ImprovementAction, TrailEvent, User

READ = "complaint.read"


@dataclass(frozen=True, slots=True)
class Reach:
    """How much of a file a reader sees. `bodies` are those they handle files for; an external body sees all history."""

    bodies: frozenset[str]
    handles: bool

    @property
    def sees_all_bodies(self) -> bool:
        return any(body_require(body).kind in ("external", "judicial") for body in self.bodies)

    def sees(self, body: str) -> bool:
        """What was written while that body held the file."""
        return body in self.bodies or self.sees_all_bodies


def file_find(user: Person, number: str) -> Complaint | None:
    """The file, when this person may read it."""
    found = Complaint.objects.visible_to(user).select_related("corps", "handler", "mediation", "review__reviewer")
    return found.filter(number=number).first()


def reach_of(user: Person, complaint: Complaint) -> Reach:
    handles = Complaint.objects.held_for(user).filter(pk=complaint.pk).exists()
    return Reach(bodies_of(user), handles)


def was_read_today(complaint: Complaint, user: User) -> bool:
    """Whether the trail has this person's reading of today already: once a day is enough."""
    morning = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    found = TrailEvent.objects.filter(verb=READ, actor=user, object_type="complaint", object_id=str(complaint.pk))
    return found.filter(at__gte=morning).exists()


def events_of(complaint: Complaint) -> list[Event]:
    return list(complaint.events.select_related("actor"))


def allegations_of(complaint: Complaint) -> list[Allegation]:
    about = MemberAllegation.objects.select_related("involved__member").order_by("pk")
    found = complaint.allegations.prefetch_related(
        Prefetch("findings", Finding.objects.order_by("pk")), Prefetch("about", about)
    )
    return list(found)


def involved_of(complaint: Complaint) -> list[InvolvedMember]:
    return list(complaint.involved.select_related("member"))


def identity_of(complaint: Complaint) -> Identity | None:
    """That there is an identity, and with whom it may be shared; nothing of it is opened."""
    found = Identity.objects.filter(complaint=complaint).only("pk", "complaint_id", "shared_with_corps").first()
    if found is not None:
        found.complaint = complaint
    return found


def name_is_withheld(complaint: Complaint) -> bool:
    """The name was given to an external body alone, and the complainant did not share it with the corps since."""
    known = identity_of(complaint)
    return known is not None and not known.shared_with_corps


def mediation_running(complaint: Complaint) -> Mediation | None:
    """A mediation that was offered and did not end."""
    return Mediation.objects.filter(complaint=complaint, outcome="").first()


def offence_is_seen(complaint: Complaint, reach: Reach) -> bool:
    """Whether a reader may know that the file points to a possible offence: not a corps that did not say so itself."""
    if not complaint.possible_offence:
        return False
    if complaint.holder != CORPS or reach.sees_all_bodies:
        return True
    return complaint.events.filter(kind="offence_flagged", holder=CORPS).exists()


def measures_of(complaint: Complaint) -> list[Measure]:
    return list(complaint.measures.all())


def lessons_kept(complaint: Complaint) -> QuerySet[ImprovementAction]:
    """Improvement actions that came from this file, the first due first; none while no corps is known."""
    mine = ImprovementAction.objects.filter(
        source=ImprovementAction.Source.COMPLAINT, reference=complaint.number, corps=complaint.corps_id
    )
    return mine.order_by("due_on", "pk") if complaint.corps_id else mine.none()


def lessons_of(complaint: Complaint) -> list[ImprovementAction]:
    return list(lessons_kept(complaint))


def messages_of(complaint: Complaint, reach: Reach) -> list[Message]:
    """Messages with the complainant, newest last: for who handles the file, as far as their body may read them."""
    if not reach.handles:
        return []
    return [row for row in complaint.messages.select_related("author") if reach.sees(row.body)]


def notes_of(complaint: Complaint, reach: Reach) -> list[Note]:
    """Notes of the reader's own body, newest first."""
    if not reach.handles:
        return []
    return list(complaint.notes.filter(body__in=reach.bodies).select_related("author").order_by("-written_at", "-pk"))


def tasks_of(complaint: Complaint, reach: Reach) -> list[Task]:
    """Tasks of the reader's own body: to do by day, then those that are done."""
    if not reach.handles:
        return []
    rows = list(complaint.tasks.filter(body__in=reach.bodies).select_related("assignee"))
    return sorted(
        rows, key=lambda row: (row.done_on is not None, row.due_on is None, row.due_on or row.done_on, row.pk)
    )


def links_of(complaint: Complaint, user: Person, *, counter: bool) -> list[FileLink]:
    """Links from and to this file whose other side the reader may see; police reports only with `counter`."""
    rows = list(
        (FileLink.objects.filter(complaint=complaint) | FileLink.objects.filter(other=complaint))
        .select_related("complaint", "other")
        .order_by("pk")
    )
    others = [row.other_id if row.complaint_id == complaint.pk else row.complaint_id for row in rows]
    visible = set(
        Complaint.objects.visible_to(user).filter(pk__in=[pk for pk in others if pk]).values_list("pk", flat=True)
    )
    return [
        row
        for row, other in zip(rows, others, strict=True)
        if (counter if row.kind == FileLink.Kind.COUNTER else other in visible)
    ]


def referrals_of(complaint: Complaint, reach: Reach) -> list[Referral]:
    """Where the file went and came from, as far as the reader's body had a part in it."""
    return [row for row in complaint.referrals.all() if reach.sees(row.from_body) or reach.sees(row.to_body)]


def assignments_of(complaint: Complaint, reach: Reach) -> list[Assignment]:
    """Who had the file, newest first, as far as the reader's body may know."""
    rows = complaint.assignments.select_related("handler").order_by("-pk")
    return [row for row in rows if reach.sees(row.body)]


def holds_of(complaint: Complaint) -> list[RetentionHold]:
    return list(RetentionHold.objects.filter(complaint=complaint, lifted_on=None).order_by("placed_on"))


def preservations_of(complaint: Complaint) -> "QuerySet[PreservationRequest]":
    return complaint.preservations.order_by("asked_at", "pk")
