"""What happens in a disciplinary case: its history, the papers in it, and order measures."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from legitimacy.models.choices import choices
from legitimacy.models.fields import EncryptedTextField
from professionalism.models.discipline import DisciplinaryCase
from professionalism.workflow.discipline import Actor


class DisciplinaryEvent(models.Model):
    """One thing that happened. `kind` is a step of `workflow.discipline`, or one of the other kinds; `on` is its day
    for the clocks, `at` when it was written down. A trigger forbids changing it while the case is kept.
    """

    OTHER_KINDS = (
        *("opened", "known", "criminal_opened", "criminal_ended", "judicial_notice", "written", "measure"),
        *("measure_ended", "defence", "hearing", "prosecutor_asked", "prosecutor_advice", "handed_over", "imported"),
    )

    case = models.ForeignKey(DisciplinaryCase, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    on = models.DateField()
    kind = models.CharField(max_length=24)
    actor_kind = models.CharField(max_length=10, choices=choices(Actor))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        db_constraint=False,
        related_name="+",
    )
    status_from = models.CharField(max_length=10, blank=True)
    status_to = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=24, blank=True, help_text="Of a code list, such as who knew the facts")
    note = EncryptedTextField(blank=True)

    class Meta:
        ordering = ["on", "at", "pk"]
        indexes = [models.Index(fields=["case", "on"], name="disciplinaryevent_of_case")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.case_id}"


class DisciplinaryPaper(models.Model):
    """One official paper: a defence, what was said at a hearing, an advice, an appeal. `code` is of its own list.

    It keeps no account: its kind says whose it is, and an account would tie the pseudonym of the officer to a person.
    """

    class Kind(models.TextChoices):
        DEFENCE = "defence", _("written defence")
        HEARING = "hearing", _("hearing")
        REQUEST = "request", _("request for reconsideration")
        COUNCIL = "council", _("advice of the disciplinary council")
        PROSECUTOR = "prosecutor", _("advice of the prosecutor")
        APPEAL = "appeal", _("appeal to the Council of State")
        APPEAL_END = "appeal_end", _("judgment of the Council of State")

    case = models.ForeignKey(DisciplinaryCase, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField()
    code = models.CharField(max_length=24, blank=True)
    text = EncryptedTextField(blank=True)
    asks_hearing = models.BooleanField(default=False)
    has_defender = models.BooleanField(default=False)

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} in {self.case_id}"


class OrderMeasure(models.Model):
    """A measure to keep order while the case runs. It is no sanction and counts as none."""

    case = models.ForeignKey(DisciplinaryCase, on_delete=models.CASCADE, related_name="measures")
    code = models.CharField(max_length=24)
    from_on = models.DateField()
    until_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    reasons = EncryptedTextField(blank=True)

    class Meta:
        ordering = ["from_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(until_on__gte=models.F("from_on")), name="ordermeasure_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.code} in {self.case_id}"
