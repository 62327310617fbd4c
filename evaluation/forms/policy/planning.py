"""The forms of a plan and of its objectives."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluation.forms.records import RecordForm
from evaluation.models import Practice
from evaluation.services.policy import objective_save, objective_stop, plan_save
from evaluation.workflow.policy import PlanKind
from evaluation.workflow.practices import Status, offered
from legitimacy.indicators.definitions import Subject
from legitimacy.indicators.registry import indicators
from legitimacy.work_forms import LARGEST, DayField, TextField


class PlanForm(RecordForm):
    kind = forms.ChoiceField(label=_("Kind of plan"), choices=PlanKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Title"), max_length=160)
    begins_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), help_text=_("A zonal safety plan runs for six years, an action plan one."))

    def store(self) -> None:
        values = self.values("kind", "title", "begins_on", "ends_on")
        plan_save(plan=self.record, values=values, version=self.seen, actor=self.actor)


class NumberField(forms.DecimalField):
    """A number with at most three decimals, of ten digits or less."""

    def __init__(self, **given: object) -> None:
        limits = {"max_digits": 12, "decimal_places": 3, "required": False, "localize": True}
        super().__init__(**(limits | given))  # type: ignore[arg-type]


class ObjectiveForm(RecordForm):
    title = forms.CharField(label=_("Objective"), max_length=160, help_text=_("What is different when it is reached?"))
    functionality = forms.ChoiceField(label=_("Functionality"))
    problem = TextField(label=_("Which problem"), rows=3, required=False)
    indicator = forms.ChoiceField(label=_("Indicator of the catalogue"), required=False)
    measure = forms.CharField(
        label=_("Or a measure of your own"), max_length=200, required=False,
        help_text=_("What is counted, in which period, and where it is read."),
    )  # fmt: skip
    unit = forms.CharField(label=_("Unit"), max_length=40, required=False)
    baseline = NumberField(label=_("Where you start"))
    baseline_on = DayField(label=_("Measured on"), required=False)
    target = NumberField(label=_("What you want to reach"))
    target_on = DayField(label=_("Ready by"), required=False)
    actions = TextField(label=_("What you will do"), rows=4)
    acts_from = DayField(
        label=_("Since when"), required=False,
        help_text=_("The day from which the actions run: figures before and after it are compared."),
    )  # fmt: skip
    partners = TextField(label=_("Partners"), rows=2, required=False)
    budget = forms.IntegerField(label=_("Budget in euro"), min_value=0, max_value=LARGEST, required=False)
    capacity = forms.IntegerField(label=_("Capacity in hours a year"), min_value=0, max_value=LARGEST, required=False)
    owner = forms.CharField(label=_("Owner"), max_length=120, help_text=_("A function, not a name."))
    practice = forms.ModelChoiceField(
        label=_("Practice of the register that is used"),
        queryset=Practice.objects.none(),
        required=False,
        empty_label=_("None"),
    )

    def fill(self) -> None:
        self.choices_set("functionality", offered("functionality", timezone.localdate()), blank=True)
        of_corps = [(each.code, f"{each.code} {each.name}") for each in indicators if each.subject is Subject.CORPS]
        self.choices_set("indicator", of_corps, blank=True)
        register = self.record.plan.corps.register
        practices = Practice.objects.filter(register=register, status=Status.PUBLISHED)
        self.fields["practice"].queryset = practices  # type: ignore[attr-defined]

    def store(self) -> None:
        names = [name for name in self.fields if name != "version"]
        objective_save(objective=self.record, values=self.values(*names), version=self.seen, actor=self.actor)


class StopForm(RecordForm):
    stop_reason = TextField(label=_("Why it stops"), rows=3)

    def store(self) -> None:
        reason = self.cleaned_data["stop_reason"]
        objective_stop(objective=self.record, reason=reason, version=self.seen, actor=self.actor)
