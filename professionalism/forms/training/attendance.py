"""The form of who followed a module: counts of one corps, grade and quarter."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from legitimacy.models import Corps, SubjectKind, User
from professionalism.forms.training.base import NumberField, RecordForm, quarters_offered
from professionalism.models import Module
from professionalism.selectors.training import modules_open
from professionalism.services.training import attendance_save
from professionalism.workflow.training import choices_of

if TYPE_CHECKING:
    ModelChoice = forms.ModelChoiceField[Any]
else:  # generic for the type checker only
    ModelChoice = forms.ModelChoiceField


class ModuleChoice(ModelChoice):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.provider.display_name}: {obj.display_name}"


class CorpsChoice(ModelChoice):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.display_name)


class AttendanceForm(RecordForm):
    """A school says from which corps people came; a corps says what its own people followed."""

    corps = CorpsChoice(label=_("Corps"), queryset=Corps.objects.none(), empty_label=None)
    module = ModuleChoice(label=_("Module"), queryset=Module.objects.none(), empty_label=None)
    period = forms.ChoiceField(label=_("Quarter in which it ended"))
    grade = forms.ChoiceField(label=_("Grade"))
    attended = NumberField(label=_("How many people attended"), help_text=_("0 says that nobody did."))
    passed = NumberField(
        label=_("How many of them passed"), required=False, help_text=_("Only where skills were assessed in practice.")
    )

    def fill(self) -> None:
        today = timezone.localdate()
        if self.subject.kind == SubjectKind.SCHOOL:
            modules = Module.objects.filter(provider=self.subject.pk).select_related("provider")
            self.fields["corps"].queryset = Corps.objects.filter(  # type: ignore[attr-defined]
                register=self.subject.register
            ).order_by("name")
        else:
            modules = modules_open(Corps.objects.get(pk=self.subject.pk))
            del self.fields["corps"]
        self.fields["module"].queryset = modules  # type: ignore[attr-defined]  # a model choice field
        self.choices_set("period", quarters_offered(self.record.period))
        self.choices_set("grade", choices_of("grade", today))

    def store(self, actor: User) -> None:
        values = self.values("corps", "module", "period", "grade", "attended")
        if "corps" not in values:
            values["corps"] = Corps.objects.get(pk=self.subject.pk)
        values["passed"] = self.cleaned_data["passed"] or 0
        attendance_save(attendance=self.record, values=values, version=self.seen, actor=actor)
