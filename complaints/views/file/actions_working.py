"""Actions with the complainant, mediation, and the handlers' own work around a file."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from complaints.forms.file.base import FileForm
from complaints.forms.file.steps import EndForm, HeldForm, MessageForm, OfferForm, OfficerAnswerForm
from complaints.forms.file.working import (
    CounterForm,
    HoldForm,
    LiftForm,
    LinkForm,
    NoteForm,
    NoticeForm,
    TaskDoneForm,
    TaskForm,
)
from complaints.models import Complaint, FileLink, Mediation
from complaints.services import keeping, mediating, working
from complaints.services.messages import message_send
from complaints.services.notifying import notification_mark
from complaints.views.file.acting import Action


def _message(complaint: Complaint, form: FileForm) -> object:
    return message_send(complaint=complaint, actor=form.user, text=form.cleaned_data["text"])


def _note(complaint: Complaint, form: FileForm) -> object:
    return working.note_write(complaint=complaint, actor=form.user, text=form.cleaned_data["text"])


def _task(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return working.task_add(
        complaint=complaint,
        what=data["what"],
        due_on=data["due_on"],
        assignee=cast(TaskForm, form).chosen(),
        actor=form.user,
    )


def _task_done(complaint: Complaint, form: FileForm) -> object:
    return working.task_done(task=form.cleaned_data["task"], actor=form.user)


def _notice_sent(complaint: Complaint, form: FileForm) -> object:
    return notification_mark(notification=form.cleaned_data["notice"], actor=form.user)


def _link(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return working.file_link(
        complaint=complaint, kind=FileLink.Kind(data["kind"]), number=data["number"], actor=form.user
    )


def _counter(complaint: Complaint, form: FileForm) -> object:
    return working.file_link(
        complaint=complaint,
        kind=FileLink.Kind.COUNTER,
        reference=form.cleaned_data["reference"],
        actor=form.user,
    )


def _offer(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return mediating.mediation_offer(
        complaint=complaint,
        actor=form.user,
        mediator=data["mediator"],
        minor_without_support=data["minor_without_support"],
    )


def _officer(complaint: Complaint, form: FileForm) -> object:
    accepts = form.cleaned_data["answer"] == "accept"
    service = mediating.mediation_accept if accepts else mediating.mediation_decline
    return service(complaint=complaint, side=mediating.Side.OFFICER, actor=form.user)


def _held(complaint: Complaint, form: FileForm) -> object:
    return mediating.mediation_hold(complaint=complaint, actor=form.user, held_on=form.cleaned_data["held_on"])


def _end(complaint: Complaint, form: FileForm) -> object:
    data = form.cleaned_data
    return mediating.mediation_end(
        complaint=complaint,
        actor=form.user,
        outcome=Mediation.Outcome(data["outcome"]),
        confirmed_by_both=data["confirmed_by_both"],
    )


def _hold(complaint: Complaint, form: FileForm) -> object:
    return keeping.hold_place(complaint=complaint, actor=form.user, reason=form.cleaned_data["reason"])


def _lift(complaint: Complaint, form: FileForm) -> object:
    return keeping.hold_lift(hold=form.cleaned_data["hold"], actor=form.user)


WORKING = (
    Action(
        name="hold", path="keeping/hold", form=HoldForm, run=_hold, section="keeping",
        title=_("Hold the file"), button=_("Hold"),
        effect=_("The file is not destroyed while the hold stands, whatever its age."),
    ),
    Action(
        name="hold_lift", path="keeping/lift", form=LiftForm, run=_lift, section="keeping",
        title=_("Lift a hold"), button=_("Lift"),
        effect=_("The file may go when its time is over and nothing else holds it. Destroying it takes two people."),
    ),
    Action(
        name="message", path="messages/send", form=MessageForm, run=_message, section="messages",
        title=_("Message to the complainant"), button=_("Send"),
        effect=_("The complainant reads it in the mailbox, with the code. It counts as news to them."),
        done=_("The message is in the complainant's mailbox."),
    ),
    Action(
        name="note", path="notes/add", form=NoteForm, run=_note, section="notes",
        title=_("Write a note"), button=_("Save the note"),
        effect=_("Handlers of your body read it, nobody else: not the complainant, and no other body."),
    ),
    Action(
        name="task", path="tasks/add", form=TaskForm, run=_task, section="tasks",
        title=_("Add a task"), button=_("Add"), effect=_("It stands on the file until it is done."),
    ),
    Action(
        name="task_done", path="tasks/done", form=TaskDoneForm, run=_task_done, section="tasks",
        title=_("Note that a task is done"), button=_("Done"), effect=_("The task stays on the file as done today."),
    ),
    Action(
        name="notice_sent", path="notices/sent", form=NoticeForm, run=_notice_sent, section="tasks",
        title=_("Mark as sent"), button=_("Mark as sent"),
        effect=_("The notice went out by letter: from today on the body counts as told."),
    ),
    Action(
        name="link", path="links/add", form=LinkForm, run=_link, section="links",
        title=_("Link another file"), button=_("Link"),
        effect=_("Who may see both files finds one from the other. Nobody sees a file because of a link."),
    ),
    Action(
        name="mediation_offer", path="mediation/offer", form=OfferForm, run=_offer, section="mediation",
        title=_("Offer mediation"), button=_("Offer"),
        effect=_(
            "Both sides are asked, and both may say no. Terms run on. What is said in the talk is stored nowhere, and "
            "taking part admits nothing."
        ),
        done=_("Mediation was offered. The complainant answers in the mailbox."),
    ),
    Action(
        name="mediation_officer", path="mediation/officer", form=OfficerAnswerForm, run=_officer, section="mediation",
        title=_("The officer's answer"), button=_("Note the answer"),
        effect=_("The complainant's answer comes through the mailbox. With a no the file goes on as before."),
    ),
    Action(
        name="mediation_held", path="mediation/held", form=HeldForm, run=_held, section="mediation",
        title=_("Note the talk"), button=_("Note the day"), effect=_("Only the day is kept, never what was said."),
    ),
    Action(
        name="mediation_end", path="mediation/end", form=EndForm, run=_end, section="mediation",
        title=_("End the mediation"), button=_("End"),
        effect=_("With an agreement the file is decided as resolved; without one it goes back to the inquiry."),
    ),
)  # fmt: skip
COUNTER = Action(
    name="counter", path="links/counter", form=CounterForm, run=_counter, section="links",
    title=_("Link a police report against the complainant"), button=_("Link"),
    effect=_("Only external bodies see it. It leaves no line in the history of the file."),
)  # fmt: skip
