"""Forms of what a decision is made of: allegations, findings, hearing, reasons, measures and lessons."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.forms.file.base import DayField, FileForm, NoteField, RowField, RowsField, code_choices
from complaints.forms.file.people import allegation_label, involved_label
from complaints.models import Allegation, InvolvedMember, Measure
from complaints.selectors.file import lessons_kept
from complaints.workflow.codes import bodies, categories, label_of
from complaints.workflow.wording import AUTHORITY_WORDS, body_words
from legitimacy.models import ImprovementAction

GROUPS = {
    "task": _("Task"),
    "attitude": _("Attitude"),
    "organisation": _("Organisation"),
    "integrity": _("Integrity"),
}


class AllegationForm(FileForm):
    category = forms.ChoiceField(label=_("Alleged failing"))
    text = forms.CharField(required=False, max_length=400, label=_("In short"))
    involved = RowsField(involved_label, InvolvedMember, required=False, label=_("About whom"))
    injured = forms.BooleanField(required=False, label=_("Somebody was injured"))
    about_chief = forms.BooleanField(required=False, label=_("It is about the chief of corps"))

    def fill(self) -> None:
        for name in ("injured", "about_chief"):
            if getattr(self.complaint, name):
                del self.fields[name]
        today = timezone.localdate()
        groups: dict[str, list[tuple[str, str]]] = {}
        for code, category in categories().items():
            if category.valid_from <= today and (category.valid_to is None or today <= category.valid_to):
                groups.setdefault(category.group, []).append((code, f"{code} {category.label}"))
        self.choices_set("category", [(GROUPS.get(group, group), rows) for group, rows in groups.items()])
        self.rows_set("involved", self.complaint.involved.select_related("member"))


class FindingForm(FileForm):
    """A finding of the holder, or of another authority as it was heard from there."""

    from_query = ("allegation", "authority")

    allegation = RowField(allegation_label, Allegation, label=_("Alleged failing"))
    authority = forms.ChoiceField(label=_("Who found it"))
    finding = forms.ChoiceField(label=_("Finding"))
    found_on = DayField(past=True, label=_("Day of the finding"))
    note = NoteField(required=False, max_length=400)

    def fill(self) -> None:
        self.initial.setdefault("found_on", timezone.localdate())
        self.initial.setdefault("authority", self.complaint.holder)
        self.rows_set("allegation", self.complaint.allegations)
        others = [code for code in bodies() if code != self.complaint.holder]
        names = [self.complaint.holder, *AUTHORITY_WORDS, *others]
        self.choices_set("authority", [(name, body_words(name)) for name in names])
        self.choices_set("finding", code_choices("finding"))


class HeardForm(FileForm):
    heard_on = DayField(past=True, label=_("Day on which the officer was heard, or declined"))
    note = NoteField(required=False, help_text=_("Say so when the officer declined."))

    def fill(self) -> None:
        self.initial.setdefault("heard_on", timezone.localdate())


class DecisionForm(FileForm):
    reasons = NoteField(
        rows=12,
        max_length=50_000,
        label=_("Reasons of the decision"),
        help_text=_(
            "The complainant reads this text. Answer each alleged failing, name no member of the police, and say "
            "thank you."
        ),
    )
    legal_basis = forms.CharField(required=False, max_length=200, label=_("Legal basis"))

    def fill(self) -> None:
        self.initial.setdefault("reasons", self.complaint.decision)
        self.initial.setdefault("legal_basis", self.complaint.legal_basis)


class MeasureForm(FileForm):
    code = forms.ChoiceField(label=_("Measure"))
    note = NoteField(required=False, max_length=400, rows=3)
    done_on = DayField(required=False, past=True, label=_("Done on"), help_text=_("Leave empty while it is to do."))

    def fill(self) -> None:
        self.choices_set("code", code_choices("measure"))


class MeasureDoneForm(FileForm):
    from_query = ("measure",)

    measure = RowField(lambda row: label_of("measure", row.code), Measure, label=_("Measure"))
    done_on = DayField(past=True, label=_("Done on"))

    def fill(self) -> None:
        self.initial.setdefault("done_on", timezone.localdate())
        self.rows_set("measure", self.complaint.measures.filter(done_on=None))


class LessonDoneForm(FileForm):
    from_query = ("lesson",)

    lesson = RowField(lambda row: row.what[:80], ImprovementAction, label=_("What will be done better"))
    done_on = DayField(past=True, label=_("Done on"))

    def fill(self) -> None:
        self.initial.setdefault("done_on", timezone.localdate())
        self.rows_set("lesson", lessons_kept(self.complaint).filter(done_on=None))


class LessonForm(FileForm):
    what = NoteField(max_length=2000, label=_("What will be done better"), help_text=_("Name no person."))
    owner = forms.CharField(max_length=120, label=_("Owner"), help_text=_("A function, not a name."))
    due_on = DayField(future=True, label=_("Ready by"))
