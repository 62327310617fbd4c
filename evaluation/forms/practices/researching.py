"""The form of a research project."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from evaluation.forms.records import RecordForm
from evaluation.models import Practice
from evaluation.services.practices import research_save
from evaluation.workflow.practices import Status, Written, offered
from legitimacy.models import Corps, School
from legitimacy.work_forms import DayField, TextField

MOST_CORPS = 40


class ResearchForm(RecordForm):
    title = forms.CharField(label=_("Title"), max_length=160)
    language = forms.ChoiceField(label=_("Language of this text"), choices=Written.choices)
    kind = forms.ChoiceField(label=_("Kind"))
    corps = forms.CharField(
        label=_("Corps that take part"), max_length=240, required=False,
        help_text=_("Their codes, with a comma between them."),
    )  # fmt: skip
    school = forms.ModelChoiceField(
        label=_("Police school"), queryset=School.objects.none(), required=False, empty_label=_("none")
    )
    university = forms.CharField(label=_("University or college"), max_length=120, required=False)
    centre = forms.CharField(label=_("Research and development centre"), max_length=120, required=False)
    practice = forms.CharField(
        label=_("Practice it is about"), max_length=40, required=False, help_text=_("Its code in the register.")
    )
    begins_on = DayField(label=_("Begins on"))
    signed_on = DayField(label=_("Protocol signed on"), past=True, required=False)
    published_on = DayField(label=_("Result published on"), past=True, required=False)
    doi = forms.CharField(label=_("DOI"), max_length=140, required=False)
    address = forms.URLField(label=_("Address of the result"), max_length=300, required=False, assume_scheme="https")
    outcome = TextField(label=_("What came of it"), rows=4, required=False)

    def __init__(self, data: Any = None, *, record: Any, initial: dict[str, Any] | None = None, **given: Any) -> None:
        stands: dict[str, Any] = {"practice": record.practice.code if record.practice else ""}
        if record.pk:
            stands["corps"] = ", ".join(record.corps.order_by("code").values_list("code", flat=True))
        else:
            stands["corps"] = ""
        super().__init__(data, record=record, initial=stands | (initial or {}), **given)

    def fill(self) -> None:
        self.choices_set("kind", offered("research", timezone.localdate()), blank=True)
        field = self.fields["school"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = School.objects.filter(register=self.record.register).order_by("code")

    def clean_corps(self) -> list[Corps]:
        codes = {code.strip().upper() for code in self.cleaned_data["corps"].split(",") if code.strip()}
        if len(codes) > MOST_CORPS:
            raise ValidationError(_now("Forty corps at most."))
        found = list(Corps.objects.filter(register=self.record.register, code__in=codes).order_by("code"))
        unknown = sorted(codes - {corps.code for corps in found})
        if unknown:
            raise ValidationError(_now("There is no corps with the code %(code)s.") % {"code": unknown[0][:12]})
        return found

    def clean_practice(self) -> Practice | None:
        code = self.cleaned_data["practice"].strip()
        if not code:
            return None
        known = Practice.objects.filter(register=self.record.register, code=code).exclude(status=Status.DRAFT).first()
        if known is None:
            raise ValidationError(_now("There is no practice with this code in the register."))
        return known

    def store(self) -> None:
        names = [name for name in type(self).base_fields if name not in ("version", "corps")]
        research_save(
            project=self.record, values=self.values(*names), corps=self.cleaned_data["corps"], version=self.seen,
            actor=self.actor,
        )  # fmt: skip
