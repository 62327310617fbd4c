"""Findings and recommendations, what the corps replies and does, and what the auditor verifies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.forms.audits.base import AuditForm
from audit.models import Audit, AuditFinding, Recommendation
from audit.selectors.audits.detail import figures_to_choose, findings_of
from audit.services.audits.findings import FindingText, RecommendationText
from audit.workflow.audit_wording import GRADE_WORDS, PRIORITY_WORDS
from audit.workflow.audits import Answer, Grade, Priority, Verdict
from legitimacy.attachments.kinds import ACCEPT
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.work_forms import DayField, TextField

OVERALL = "overall"


class EvidenceField(forms.FileField):
    """One file, whose kind is looked at when it is taken."""

    def __init__(self, **given: Any) -> None:
        super().__init__(widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}), required=False, **given)


class FindingForm(AuditForm):
    grade = forms.ChoiceField(label=_("How heavy"), choices=list(GRADE_WORDS.items()), widget=forms.RadioSelect)
    title = forms.CharField(label=_("Finding in one sentence"), max_length=160)
    text = TextField(label=_("What you saw, and why it matters"), max_length=8000, rows=9)
    standard = forms.CharField(label=_("Rule or standard it is measured by"), max_length=160, required=False)
    value = forms.TypedChoiceField(
        label=_("Figure it rests on"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("The exact figure. The reply of the corps will stand beside it."),
    )
    evidence = EvidenceField(
        label=_("File as evidence"), help_text=_("The corps can open it from the moment the draft is sent.")
    )

    def fill(self) -> None:
        self.figures: dict[int, VisibleValue] = {}
        choices: list[tuple[Any, str]] = []
        for value, words in figures_to_choose(self.user, self.audit.corps):
            if value.value_id is not None:
                self.figures[value.value_id] = value
                choices.append((value.value_id, words))
        self.choices_set("value", [("", _("no figure")), *choices])

    @staticmethod
    def start(_audit: Audit, row: AuditFinding | None) -> dict[str, Any]:
        if row is None:
            return {}
        names = ("grade", "title", "text", "standard")
        return {name: getattr(row, name) for name in names} | {"value": row.value_id}

    def given(self) -> FindingText:
        data = self.cleaned_data
        return FindingText(
            grade=Grade(data["grade"]),
            title=data["title"],
            text=data["text"],
            standard=data["standard"],
            value=self.figures.get(data["value"]) if data["value"] else None,
        )


class RecommendationForm(AuditForm):
    text = TextField(label=_("What the corps should do"), rows=4)
    owner = forms.CharField(label=_("Who does it"), max_length=120, help_text=_("A function, not a name."))
    due_on = DayField(label=_("Ready by"), future=True)
    priority = forms.ChoiceField(label=_("How pressing"), choices=list(PRIORITY_WORDS.items()))
    finding = forms.TypedChoiceField(label=_("Follows from"), required=False, coerce=int, empty_value=None)

    def fill(self) -> None:
        self.findings = {view.row.pk: view.row for view in findings_of(self.user, self.audit)}
        rows = [(pk, f"{row.number}. {row.title}") for pk, row in self.findings.items()]
        self.choices_set("finding", [("", _("the audit as a whole")), *rows])
        self.initial.setdefault("priority", Priority.ORDINARY)

    @staticmethod
    def start(_audit: Audit, row: Recommendation | None) -> dict[str, Any]:
        if row is None:
            return {}
        names = ("text", "owner", "due_on", "priority")
        return {name: getattr(row, name) for name in names} | {"finding": row.finding_id}

    def given(self) -> RecommendationText:
        data = self.cleaned_data
        return RecommendationText(
            text=data["text"],
            owner=data["owner"],
            due_on=data["due_on"],
            priority=Priority(data["priority"]),
            finding=self.findings.get(data["finding"]) if data["finding"] else None,
        )


class ReplyForm(AuditForm):
    """A text for the whole, and one for each finding."""

    def fill(self) -> None:
        self.by_field: dict[str, int] = {}
        self.fields[OVERALL] = TextField(
            label=_("Reply to the report as a whole"), required=False, max_length=4000, rows=6
        )
        for view in findings_of(self.user, self.audit):
            name = f"finding_{view.row.pk}"
            self.by_field[name] = view.row.pk
            about = (
                _("Once the report is final, this reply stands beside the figure “%(name)s” for all its readers.")
                % {"name": view.figure.name}
                if view.figure
                else ""
            )
            self.fields[name] = TextField(
                label=f"{view.row.number}. {view.row.title}", required=False, max_length=4000, rows=4, help_text=about
            )

    def texts(self) -> dict[int, str]:
        return {pk: self.cleaned_data.get(name, "") for name, pk in self.by_field.items()}


class AnswerForm(AuditForm):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[(Answer.ACCEPTED, _("We accept it")), (Answer.REJECTED, _("We reject it"))],
    )
    owner = forms.CharField(label=_("Who does it"), max_length=120, help_text=_("A function, not a name."))
    note = TextField(
        label=_("Explanation"),
        required=False,
        help_text=_("Needed to reject: the auditor judges the reason. A rejection counts as not done until then."),
    )

    @staticmethod
    def start(_audit: Audit, row: Recommendation | None) -> dict[str, Any]:
        return {"owner": row.owner} if row else {}


class PostponeForm(AuditForm):
    until = DayField(label=_("New date"), future=True)
    note = TextField(label=_("Why"), rows=3)


class DoneForm(AuditForm):
    on = DayField(label=_("Day on which it was done"), past=True)
    note = TextField(label=_("What was done, and where the auditor can see it"))
    evidence = EvidenceField(label=_("File as evidence"))


class VerifyForm(AuditForm):
    verdict = forms.ChoiceField(
        label=_("What you found"),
        widget=forms.RadioSelect,
        choices=[
            (Verdict.ON_TIME, _("carried out by the date first agreed")),
            (Verdict.LATE, _("carried out, but later")),
            (Verdict.NOT_DONE, _("not carried out")),
        ],
    )
    note = TextField(label=_("What you saw"))


class ConfirmForm(AuditForm):
    note = TextField(label=_("Why the reason holds"), required=False)
