"""The forms of a practice and of its use by a corps."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluation.forms.records import RecordForm
from evaluation.services.practices import practice_save, use_save
from evaluation.workflow.practices import Written, offered
from legitimacy.work_forms import DayField, TextField


class PracticeForm(RecordForm):
    title = forms.CharField(label=_("Title"), max_length=120)
    code = forms.SlugField(
        label=_("Code"), max_length=40,
        help_text=_("Short and readable, such as neighbours-at-the-table: it becomes the address of the page."),
        error_messages={"invalid": _("Only letters, digits and hyphens.")},
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of this text"), choices=Written.choices)
    kind = forms.ChoiceField(label=_("Kind"))
    functionality = forms.ChoiceField(label=_("Functionality"))
    problem = TextField(label=_("Which problem"), rows=3)
    done = TextField(label=_("What is done"))
    theory = TextField(label=_("Why it should work"), rows=3)
    cost = TextField(label=_("What it costs"), rows=3, required=False, help_text=_("Time, people and money."))
    results = TextField(
        label=_("What you saw"), rows=3, required=False,
        help_text=_("How strong the evidence is, is said by the research and development centre."),
    )  # fmt: skip

    def fill(self) -> None:
        today = timezone.localdate()
        self.choices_set("kind", offered("kind", today), blank=True)
        self.choices_set("functionality", offered("functionality", today), blank=True)

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).lower()

    def store(self) -> None:
        values = self.values(
            *("title", "code", "language", "kind", "functionality"),
            *("problem", "done", "theory", "cost", "results"),
        )
        practice_save(practice=self.record, values=values, version=self.seen, actor=self.actor)


class UseForm(RecordForm):
    since = DayField(label=_("In use since"), past=True)
    until = DayField(label=_("Until"), past=True, required=False, help_text=_("Empty while your corps uses it."))
    remark = forms.CharField(label=_("Remark"), max_length=300, required=False)

    def store(self) -> None:
        values = self.values("since", "until", "remark")
        use_save(use=self.record, values=values, version=self.seen, actor=self.actor)
