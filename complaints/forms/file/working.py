"""Forms of the work around a file: notes, tasks, links."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from complaints.forms.file.base import DayField, FileForm, NoteField, RowField
from complaints.models import FileLink, Notification, RetentionHold, Task
from complaints.selectors.people import handlers_of
from complaints.workflow.wording import notice_words
from legitimacy.models import User


class NoteForm(FileForm):
    text = NoteField(max_length=20_000, label=_("New note"), help_text=_("Handlers of your body read it, nobody else."))


class TaskForm(FileForm):
    what = forms.CharField(max_length=200, label=_("What is to be done"))
    assignee = forms.ChoiceField(required=False, label=_("By whom"))
    due_on = DayField(required=False, future=True, label=_("By when"))

    def fill(self) -> None:
        self.choices_set("assignee", [(str(person.pk), str(person)) for person in self.people])

    @cached_property
    def people(self) -> list[User]:
        return handlers_of(self.complaint)

    def chosen(self) -> User | None:
        return next((one for one in self.people if str(one.pk) == self.cleaned_data["assignee"]), None)


class TaskDoneForm(FileForm):
    from_query = ("task",)

    task = RowField(lambda row: str(row.what), Task, label=_("Task"))

    def fill(self) -> None:
        self.rows_set("task", self.complaint.tasks.filter(done_on=None, body=self.complaint.holder))


class LinkForm(FileForm):
    kind = forms.ChoiceField(
        label=_("How they belong together"),
        choices=[
            (FileLink.Kind.RELATED, _("about the same facts")),
            (FileLink.Kind.DUPLICATE, _("this file is a duplicate of the other")),
        ],
    )
    number = forms.CharField(max_length=12, label=_("Number of the other file"))


class NoticeForm(FileForm):
    from_query = ("notice",)

    notice = RowField(notice_words, Notification, label=_("Body"))

    def fill(self) -> None:
        self.rows_set("notice", self.complaint.notifications.filter(notified_on=None))


class CounterForm(FileForm):
    reference = forms.CharField(max_length=60, label=_("Number of the police report against the complainant"))


class HoldForm(FileForm):
    reason = forms.CharField(
        max_length=200, label=_("Why it must be kept"), help_text=_("Such as a claim in court. Name no person.")
    )


class LiftForm(FileForm):
    from_query = ("hold",)

    hold = RowField(lambda row: str(row.reason), RetentionHold, label=_("Hold"))

    def fill(self) -> None:
        self.rows_set("hold", self.complaint.holds.filter(lifted_on=None))
