"""What handlers write around a file: notes, tasks, and links to other files. None of it moves the file."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, FileLink, Note, Task
from complaints.services.counting import stale_for
from complaints.services.history import complaint_lock, complaint_touch, history_append, trail_append
from legitimacy.models import User

LINK_SENTENCES = {
    "unknown": _("There is no such file that you may see. Check the number: K-, four signs, a dash, four signs."),
    "itself": _("This is the number of the file itself."),
    "known": _("These two files are linked in this way already."),
    "reference": _("Write the number of the police report."),
}


class LinkError(ValueError):
    """A link that cannot be made. `reason` is a key of LINK_SENTENCES, the text a sentence for the page."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(str(LINK_SENTENCES[reason]))


@transaction.atomic
def note_write(*, complaint: Complaint, text: str, actor: User) -> Note:
    """A note for the handlers of the body that holds the file. Another body never reads it."""
    complaint = complaint_lock(complaint)
    note = Note.objects.create(complaint=complaint, author=actor, body=complaint.holder, text=text)
    trail_append(complaint, "note.written", actor=actor)
    complaint_touch(complaint)
    return note


@transaction.atomic
def task_add(
    *, complaint: Complaint, what: str, actor: User, assignee: User | None = None, due_on: date | None = None
) -> Task:
    complaint = complaint_lock(complaint)
    task = Task.objects.create(
        complaint=complaint,
        body=complaint.holder,
        what=what[:200],
        assignee=assignee,
        due_on=due_on,
        created_by=actor,
    )
    trail_append(complaint, "task.added", actor=actor)
    complaint_touch(complaint)
    return task


@transaction.atomic
def task_done(*, task: Task, actor: User) -> Task:
    """The first day on which it was done stays."""
    complaint = complaint_lock(task.complaint)
    task.refresh_from_db()
    if task.done_on is None:
        task.done_on = timezone.localdate()
        task.save(update_fields=["done_on"])
        trail_append(complaint, "task.done", actor=actor)
        complaint_touch(complaint)
    return task


@transaction.atomic
def file_link(
    *, complaint: Complaint, kind: FileLink.Kind, actor: User, number: str = "", reference: str = ""
) -> FileLink:
    """Link a file to another that `actor` may see too, or to a police report against the complainant.

    Such a report leaves no line in the history, because a corps may read that one day.
    """
    complaint = complaint_lock(complaint)
    if kind == FileLink.Kind.COUNTER:
        other = None
        if not reference.strip():
            raise LinkError("reference")
    else:
        other = Complaint.objects.visible_to(actor).filter(number=number.strip().upper()).first()
        if other is None:
            raise LinkError("unknown")
        if other.pk == complaint.pk:
            raise LinkError("itself")
        reference = ""
    if FileLink.objects.filter(complaint=complaint, other=other, kind=kind, reference=reference[:60]).exists():
        raise LinkError("known")
    link = FileLink.objects.create(
        complaint=complaint, other=other, kind=kind, reference=reference[:60], created_by=actor
    )
    if other is None:
        trail_append(complaint, "counter_complaint.linked", actor=actor)
    else:
        history_append(complaint, kind="linked", actor=actor)
        stale_for(other)
    complaint_touch(complaint)
    return link
