"""The form of a module: its hours, and how they are split over themes."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from legitimacy.models import SubjectKind, User
from professionalism.forms.training.base import HoursField
from professionalism.forms.training.schools import NAMES, NamedForm
from professionalism.models import Programme
from professionalism.services.training import module_save
from professionalism.workflow.training import choices_of, codes_of

PREFIX = "theme_"


class ModuleForm(NamedForm):
    programme = forms.ModelChoiceField(
        label=_("Programme"), queryset=Programme.objects.none(), required=False, empty_label=_("stands alone")
    )
    hours = HoursField(label=_("Hours"), help_text=_("Of one person, from beginning to end."))
    ects = HoursField(label=_("Study credits (ECTS)"), required=False)
    given_by = forms.CharField(
        label=_("Given by"), max_length=120, required=False, help_text=_("Only where another body gives it.")
    )
    is_assessed = forms.BooleanField(
        label=_("Skills are assessed in practice"), required=False,
        help_text=_("Without an assessment people attend it, and nobody passes it."),
    )  # fmt: skip
    groups_named = (
        (_("Name in the other languages"), NAMES),
        (_("Hours by theme"), tuple(f"{PREFIX}{code}" for code in codes_of("theme"))),
    )

    def fill(self) -> None:
        if self.subject.kind == SubjectKind.SCHOOL:
            field = self.fields["programme"]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = Programme.objects.filter(school=self.subject.pk)
        else:
            del self.fields["programme"]
        known = dict(self.record.themes.values_list("theme", "hours")) if self.record.pk else {}
        for code, label in choices_of("theme", timezone.localdate()):
            self.fields[f"{PREFIX}{code}"] = HoursField(label=label, required=False)
            self.initial[f"{PREFIX}{code}"] = known.get(code)

    @property
    def themes(self) -> dict[str, Decimal]:
        given = {name.removeprefix(PREFIX): hours for name, hours in self.cleaned_data.items() if PREFIX in name[:6]}
        return {theme: hours for theme, hours in given.items() if hours}

    def store(self, actor: User) -> None:
        values: dict[str, Any] = self.values("code", "name", *NAMES, "programme", "hours", "given_by", "is_assessed")
        values["ects"] = self.cleaned_data["ects"] or Decimal(0)
        module_save(module=self.record, values=values, themes=self.themes, version=self.seen, actor=actor)
