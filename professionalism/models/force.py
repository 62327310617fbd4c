"""The force register: an incident, who took part, on whom, and each application of force in its order.

No ethnicity and no name of a citizen is asked or kept. Officers stand here as `Member`s, by pseudonym.
"""

import secrets
import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Member, Register
from legitimacy.models.choices import choices
from professionalism.querysets.force import ForceQuerySet
from professionalism.workflow.force import AWAITED, FIRST, Status

NUMBER_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def number_make() -> str:
    """A number that says nothing: no date, no order, no unit."""
    return "G" + "".join(secrets.choice(NUMBER_ALPHABET) for _ in range(9))


class YesNo(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")


class PriorWarning(models.TextChoices):
    """Art. 37 of the police act: a warning comes first unless that makes the force useless."""

    GIVEN = "given", _("a warning was given")
    NOT_POSSIBLE = "not_possible", _("a warning was not possible")
    NOT_GIVEN = "not_given", _("no warning was given")


class Harm(models.TextChoices):
    NONE = "none", _("not injured")
    LIGHT = "light", _("light injury")
    MEDICAL = "medical", _("injury treated by a doctor")
    HOSPITAL = "hospital", _("taken to hospital")
    DEATH = "death", _("died")
    UNKNOWN = "unknown", _("not known")


class ForceIncident(models.Model):
    """One report of the use of force. Codes without choices come from `data/professionalism/`.

    `registered_at` is when it was handed in, `completed_at` when its mandatory fields were all filled. `highest_level`
    repeats the highest of its applications, so that figures need not read them. `joined_to` is the head of several
    reports on one incident: all are kept, only the head is counted. A training entry is counted nowhere.
    `version` grows with every change: who writes an older one is told.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=12, unique=True, default=number_make)
    register = models.CharField(max_length=12, choices=Register)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="force_incidents")
    status = models.CharField(max_length=10, choices=choices(Status), default=FIRST)
    version = models.PositiveIntegerField(default=1)
    is_training = models.BooleanField(default=False)
    joined_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="joined")
    reporter = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="force_reports")
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    unit = models.CharField(max_length=80, blank=True)

    happened_on = models.DateField(null=True, blank=True)
    happened_hour = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MaxValueValidator(23)])
    place_kind = models.CharField(max_length=24, blank=True)
    functionality = models.CharField(max_length=24, blank=True)
    call_type = models.CharField(max_length=24, blank=True)
    conflict = models.CharField(max_length=24, blank=True, help_text="Code of the conflict, where it was one")
    duration = models.CharField(max_length=12, blank=True)
    officers_present = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    threat = models.CharField(max_length=24, blank=True, help_text="Weapon or threat met")

    alternatives = models.JSONField(default=list, help_text="Codes of what was tried before")
    warning = models.CharField(max_length=12, choices=PriorWarning, blank=True)
    why_lawful = models.TextField(max_length=4000, blank=True)
    why_needed = models.TextField(max_length=4000, blank=True)
    why_measured = models.TextField(max_length=4000, blank=True)
    why_warned = models.TextField(max_length=4000, blank=True)

    bodycam = models.CharField(max_length=8, choices=YesNo, blank=True)
    bodycam_reference = models.CharField(max_length=60, blank=True)
    report_made = models.CharField(max_length=8, choices=YesNo, blank=True, help_text="Official report drawn up")
    report_reference = models.CharField(max_length=60, blank=True)
    complaint_number = models.CharField(max_length=24, blank=True, help_text="Of a complaint on the same facts")

    highest_level = models.PositiveSmallIntegerField(null=True, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    registered_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    review_due_on = models.DateField(null=True, blank=True, help_text="Last day of the review, while it is awaited")
    reviewed_on = models.DateField(null=True, blank=True)
    finding = models.CharField(max_length=14, blank=True)
    source_reference = models.CharField(max_length=60, blank=True, help_text="Number in the register it came from")
    form_key = models.CharField(max_length=64, unique=True, null=True, blank=True, help_text="Against replays")

    objects = ForceQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["corps", "source_reference"],
                condition=~models.Q(source_reference=""),
                name="forceincident_imported_once",
            ),
            models.CheckConstraint(condition=~models.Q(joined_to=models.F("pk")), name="forceincident_not_itself"),
        ]
        indexes = [
            models.Index(fields=["corps", "status", "-happened_on", "-id"], name="forceincident_list"),
            models.Index(fields=["corps", "-happened_on", "-id"], name="forceincident_newest"),
            models.Index(fields=["corps", "highest_level", "-happened_on", "-id"], name="forceincident_level"),
            models.Index(fields=["corps", "unit", "-happened_on", "-id"], name="forceincident_unit"),
            models.Index(
                fields=["corps", "review_due_on", "id"],
                condition=models.Q(status__in=[one.value for one in AWAITED]),
                name="forceincident_due",
            ),
            models.Index(fields=["reporter", "-started_at"], name="forceincident_own"),
            models.Index(fields=["reported_by", "-started_at"], name="forceincident_typed"),
            models.Index(
                fields=["complaint_number"], condition=~models.Q(complaint_number=""), name="forceincident_complaint"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ForceOfficer(models.Model):
    """A member of the police who took part. `member` is empty where a register tells no officer from another."""

    incident = models.ForeignKey(ForceIncident, on_delete=models.CASCADE, related_name="officers")
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="force_parts")
    order = models.PositiveSmallIntegerField(default=1)
    harm = models.CharField(max_length=8, choices=Harm, default=Harm.NONE)
    care = models.CharField(max_length=24, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "member"], condition=models.Q(member__isnull=False), name="forceofficer_once"
            )
        ]

    def __str__(self) -> str:
        return f"officer {self.order} of {self.incident_id}"


class ForceCitizen(models.Model):
    """A person on whom force was used, as perceived: nothing that could name them."""

    class Sex(models.TextChoices):
        WOMAN = "f", _("woman")
        MAN = "m", _("man")
        OTHER = "x", _("other or not clear")

    incident = models.ForeignKey(ForceIncident, on_delete=models.CASCADE, related_name="citizens")
    order = models.PositiveSmallIntegerField(default=1)
    age_band = models.CharField(max_length=8, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    is_intoxicated = models.BooleanField(null=True, blank=True)
    is_distressed = models.BooleanField(null=True, blank=True)
    harm = models.CharField(max_length=8, choices=Harm, default=Harm.UNKNOWN)
    care = models.CharField(max_length=24, blank=True)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"citizen {self.order} of {self.incident_id}"


class ForceApplication(models.Model):
    """One application of force: which officer, on whom, at what level (0-10), with which means, in order."""

    incident = models.ForeignKey(ForceIncident, on_delete=models.CASCADE, related_name="applications")
    order = models.PositiveSmallIntegerField(default=1)
    officer = models.ForeignKey(
        ForceOfficer, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications"
    )
    citizen = models.ForeignKey(
        ForceCitizen, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications"
    )
    level = models.PositiveSmallIntegerField(validators=[MaxValueValidator(10)])
    means = models.CharField(max_length=24, blank=True)
    worked = models.CharField(max_length=8, choices=YesNo, blank=True, help_text="Whether it had the effect wanted")

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(level__lte=10), name="forceapplication_level"),
        ]

    def __str__(self) -> str:
        return f"level {self.level} in {self.incident_id}"
