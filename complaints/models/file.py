"""The file itself: what was alleged, about whom, what was found and what follows."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.querysets import ComplaintQuerySet
from complaints.workflow.states import FIRST, Status
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Member, Register
from legitimacy.models.choices import choices
from legitimacy.models.fields import EncryptedTextField

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def number_make() -> str:
    """K-7QF2-M9XD: random, so that it tells no order and no count."""
    letters = [secrets.choice(ALPHABET) for _ in range(8)]
    return f"K-{''.join(letters[:4])}-{''.join(letters[4:])}"


class Complaint(models.Model):
    """One complaint. Codes are those of `data/complaints/`.

    `holder` is the body that has the file now; `corps` is the corps it is about, empty while nobody knows. Dates ending
    in `_on` repeat what the history says, so that lists and indicators need not replay it. `version` grows with every
    change: who writes an older one is told.
    """

    number = models.CharField(max_length=12, unique=True, default=number_make)
    register = models.CharField(max_length=12, choices=Register)
    origin = models.CharField(max_length=9, choices=choices(Origin))
    corps = models.ForeignKey(Corps, null=True, blank=True, on_delete=models.PROTECT, related_name="complaints")
    kind = models.CharField(max_length=24, default="complaint")
    channel = models.CharField(max_length=12, default="web")
    language = models.CharField(max_length=2, default="nl", help_text=_("Language of the complainant"))
    external_reference = models.CharField(max_length=60, blank=True, help_text=_("Number in another register"))

    status = models.CharField(max_length=16, choices=choices(Status), default=FIRST)
    holder = models.CharField(max_length=24, default="corps")
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    routing_rule = models.CharField(max_length=40, blank=True)
    routing_version = models.CharField(max_length=12, blank=True)
    version = models.PositiveIntegerField(default=1)

    title = models.CharField(max_length=120, blank=True)
    story = models.TextField(blank=True)
    story_shared = models.TextField(blank=True, help_text=_("Redacted: what may be shared with others"))
    happened_on = models.DateField(null=True, blank=True)
    happened_text = models.CharField(max_length=200, blank=True, help_text=_("When, in the complainant's words"))
    place = models.CharField(max_length=200, blank=True)
    is_online = models.BooleanField(default=False)
    injured = models.BooleanField(default=False)
    images_exist = models.BooleanField(default=False)
    wishes = models.JSONField(default=list, help_text=_("Codes of the list wish"))
    wants_mediation = models.BooleanField(null=True, help_text=_("None: not asked or not answered"))
    interpreter = models.CharField(max_length=60, blank=True, help_text=_("Language for which one is asked"))
    is_anonymous = models.BooleanField(default=False)
    identity_for_body_only = models.BooleanField(default=False)
    about_chief = models.BooleanField(default=False)
    possible_offence = models.BooleanField(default=False)

    received_on = models.DateField()
    received_at = models.DateTimeField()
    acknowledged_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    communicated_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    informed_on = models.DateField(null=True, blank=True, help_text=_("Last news to the complainant"))
    committee_p_notified_on = models.DateField(null=True, blank=True)
    offence_flagged_on = models.DateField(null=True, blank=True)
    offence_passed_on = models.DateField(null=True, blank=True)
    discipline_known_on = models.DateField(null=True, blank=True, help_text=_("Facts known to the authority"))
    paused_on = models.DateField(null=True, blank=True, help_text=_("Since when the term is paused"))
    paused_days = models.PositiveIntegerField(default=0, help_text=_("Days of pauses that ended"))
    extended_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True, help_text=_("Last day for the decision"))
    next_due_on = models.DateField(null=True, blank=True, help_text=_("First of all days on which something is due"))
    officer_heard_on = models.DateField(null=True, blank=True)

    disposition = models.CharField(max_length=24, blank=True)
    outcome = models.CharField(max_length=28, blank=True, help_text=_("The gravest finding of the holder"))
    decision = models.TextField(blank=True, help_text=_("Reasons, as the complainant reads them"))
    legal_basis = models.CharField(max_length=200, blank=True)
    review_until = models.DateField(null=True, blank=True)

    code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    intake_key = models.CharField(max_length=64, unique=True, null=True, blank=True, help_text=_("Against replays"))
    disposed_at = models.DateTimeField(null=True, blank=True, help_text=_("Set just before the file is destroyed"))

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        constraints = [
            # A number counts once for each sender: else a refusal would tell one body of a file that another one holds.
            models.UniqueConstraint(
                fields=["register", "corps", "channel", "entered_by", "external_reference"],
                condition=~models.Q(external_reference=""),
                name="complaint_reference_once",
            ),
            models.UniqueConstraint(
                fields=["register", "corps", "external_reference"],
                condition=models.Q(channel="import") & ~models.Q(external_reference=""),
                name="complaint_import_once",
            ),
        ]
        indexes = [
            models.Index(fields=["corps", "holder", "-received_on", "-id"], name="complaint_corps_list"),
            models.Index(fields=["holder", "-received_on", "-id"], name="complaint_holder_list"),
            models.Index(fields=["handler", "next_due_on", "id"], name="complaint_handler_list"),
            models.Index(
                fields=["corps", "holder", "next_due_on", "id"],
                condition=models.Q(next_due_on__isnull=False),
                name="complaint_corps_due",
            ),
            models.Index(
                fields=["holder", "next_due_on", "id"],
                condition=models.Q(next_due_on__isnull=False),
                name="complaint_holder_due",
            ),
            models.Index(
                fields=["holder", "corps", "-received_on", "-id"],
                condition=models.Q(handler=None) & ~models.Q(status=Status.CLOSED),
                name="complaint_unassigned",
            ),
            models.Index(
                fields=["holder", "corps", "status"], condition=~models.Q(status=Status.CLOSED), name="complaint_open"
            ),
            models.Index(
                fields=["holder", "corps"], condition=models.Q(paused_on__isnull=False), name="complaint_paused"
            ),
            models.Index(fields=["corps", "closed_on"], name="complaint_closed"),
        ]

    def __str__(self) -> str:
        return self.number


class Allegation(models.Model):
    """One alleged failing, by its category."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="allegations")
    category = models.CharField(max_length=4)
    text = models.CharField(max_length=400, blank=True)
    reference = models.CharField(max_length=60, blank=True, help_text=_("Number in another register"))

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["category", "complaint"], name="allegation_category")]

    def __str__(self) -> str:
        return f"{self.category} of {self.complaint_id}"


class InvolvedMember(models.Model):
    """Somebody of the police whom the complaint is about: known by pseudonym, described, or unknown.

    What the complainant wrote about them is sealed; `member` is set by who may know.
    """

    class Kind(models.TextChoices):
        KNOWN = "known", _("known")
        DESCRIBED = "described", _("described")
        UNKNOWN = "unknown", _("unknown")

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="involved")
    kind = models.CharField(max_length=9, choices=Kind)
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="involvements")
    unit = models.CharField(max_length=80, blank=True)
    name = EncryptedTextField(blank=True, help_text=_("As the complainant wrote it"))
    number = EncryptedTextField(blank=True, help_text=_("As the complainant wrote it"))
    description = EncryptedTextField(blank=True)
    vehicle = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"involved {self.pk} in {self.complaint_id}"


class MemberAllegation(models.Model):
    """Which allegation is about whom."""

    allegation = models.ForeignKey(Allegation, on_delete=models.CASCADE, related_name="about")
    involved = models.ForeignKey(InvolvedMember, on_delete=models.CASCADE, related_name="allegations")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["allegation", "involved"], name="memberallegation_once")]

    def __str__(self) -> str:
        return f"{self.allegation_id} about {self.involved_id}"


class Finding(models.Model):
    """What one authority found of one allegation. `authority` is a body, or `discipline` or `judicial`."""

    allegation = models.ForeignKey(Allegation, on_delete=models.CASCADE, related_name="findings")
    authority = models.CharField(max_length=24)
    finding = models.CharField(max_length=28)
    found_on = models.DateField()
    note = models.CharField(max_length=400, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["allegation", "authority"], name="finding_once")]

    def __str__(self) -> str:
        return f"{self.finding} of {self.allegation_id} by {self.authority}"


class Measure(models.Model):
    """What follows from a file. A measure that takes time has a day on which it was done."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="measures")
    code = models.CharField(max_length=24)
    note = models.CharField(max_length=400, blank=True)
    decided_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.code} in {self.complaint_id}"
