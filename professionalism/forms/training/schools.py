"""Forms of a school: a programme, what was delivered of it, a link with higher education."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from legitimacy.models import User
from professionalism.forms.training.base import DayField, NumberField, RecordForm
from professionalism.models import Programme
from professionalism.services.training import education_link_save, programme_save, programme_year_save
from professionalism.services.training.schools import MOST_CLASSES, MOST_CREDITS
from professionalism.workflow.training import LinkKind, ProgrammeKind, choices_of

YEARS = 7
NAMES = ("name_nl", "name_fr", "name_de", "name_en")


class NamedForm(RecordForm):
    """A code, and a name in the language of who gives it and in the others."""

    code = forms.SlugField(
        label=_("Code"), max_length=24, help_text=_("Short, without spaces, such as HOOFD-1."),
        error_messages={"invalid": _("Use letters, digits and hyphens only.")},
    )  # fmt: skip
    name = forms.CharField(label=_("Name"), max_length=160)
    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=160, required=False)
    name_fr = forms.CharField(label=_("Name in French"), max_length=160, required=False)
    name_de = forms.CharField(label=_("Name in German"), max_length=160, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)


class ProgrammeForm(NamedForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=ProgrammeKind)
    ects = NumberField(label=_("Study credits (ECTS) of one run"), most=MOST_CREDITS)
    qualification = forms.CharField(
        label=_("Code of the recognised qualification"), max_length=60, required=False,
        help_text=_("Leave empty where it leads to none in higher education."),
    )  # fmt: skip
    awarding_body = forms.ChoiceField(label=_("Recognised by"), required=False)
    recognised_from = DayField(label=_("Recognised since"), required=False)
    recognised_to = DayField(label=_("Recognised until"), required=False)
    groups_named = (
        (_("Name in the other languages"), NAMES),
        (_("Link with higher education"), ("qualification", "awarding_body", "recognised_from", "recognised_to")),
    )

    def fill(self) -> None:
        self.choices_set("awarding_body", choices_of("awarding_body", timezone.localdate()), blank=_("nobody"))

    def store(self, actor: User) -> None:
        names = ("code", "name", *NAMES, "kind", "ects", *self.groups_named[1][1])
        programme_save(programme=self.record, values=self.values(*names), version=self.seen, actor=actor)


class SchoolForm(RecordForm):
    """A form in which one of the school's programmes is chosen."""

    def programmes(self, name: str = "programme") -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Programme.objects.filter(school=self.subject.pk)


class ProgrammeYearForm(SchoolForm):
    programme = forms.ModelChoiceField(label=_("Programme"), queryset=Programme.objects.none(), empty_label=None)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    classes = NumberField(
        label=_("Classes that finished"), most=MOST_CLASSES,
        help_text=_("Credits delivered are those of one run, times the classes."),
    )  # fmt: skip

    def fill(self) -> None:
        self.programmes()
        years = range(timezone.localdate().year, timezone.localdate().year - YEARS, -1)
        own = [self.record.year] if self.record.pk and self.record.year not in years else []
        self.choices_set("year", [(year, str(year)) for year in (*years, *own)])

    def store(self, actor: User) -> None:
        values = self.values("programme", "year", "classes")
        programme_year_save(year=self.record, values=values, version=self.seen, actor=actor)


class EducationLinkForm(SchoolForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=LinkKind)
    title = forms.CharField(label=_("What it is"), max_length=160)
    partner = forms.CharField(label=_("With whom"), max_length=120)
    programme = forms.ModelChoiceField(
        label=_("Programme"), queryset=Programme.objects.none(), required=False, empty_label=_("none of them alone")
    )
    address = forms.URLField(
        label=_("Where to read about it"), max_length=300, required=False, assume_scheme="https",
        help_text=_("An address that begins with https://."),
    )  # fmt: skip
    begins_on = DayField(label=_("Since"))
    ends_on = DayField(label=_("Until"), required=False)

    def fill(self) -> None:
        self.programmes()

    def clean_address(self) -> Any:
        address = self.cleaned_data["address"]
        if address and not address.startswith(("https://", "http://")):
            raise forms.ValidationError(_("An address begins with https://."))
        return address

    def store(self, actor: User) -> None:
        values = self.values("kind", "title", "partner", "programme", "address", "begins_on", "ends_on")
        education_link_save(link=self.record, values=values, version=self.seen, actor=actor)
