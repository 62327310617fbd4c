"""What is done with a file, and by whom. The history is appended; a trigger forbids changing it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.models.file import Complaint
from complaints.workflow.states import Actor
from legitimacy.models.choices import choices


class Event(models.Model):
    """One thing that happened to a file. `kind` is a step of `workflow.states`, or one of the other kinds below.

    `note` is for handlers; what the complainant reads is made from the kind and dates. `holder` is the body that held
    the file then: who may not see the file then does not see the event.
    """

    OTHER_KINDS = (
        *("received", "assigned", "recused", "conflict", "paused", "resumed", "extended", "informed", "message"),
        *("message_read", "letter", "finding", "measure", "involved", "offence_flagged", "offence_passed", "notified"),
        *("mediation_offered", "mediation_accepted", "mediation_declined", "mediation_held", "officer_heard"),
        *("referral_reminded", "discipline_known", "evidence", "identity_given", "corps_found", "held", "imported"),
        *(
            "lesson",
            "linked",
            "review_assigned",
            "merged",
            "changed",
            "copy_taken",
            "letter_to_body",
            "conflict_lifted",
        ),
    )

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    on = models.DateField(help_text=_("The day that counts for terms"))
    kind = models.CharField(max_length=24)
    actor_kind = models.CharField(max_length=12, choices=[*choices(Actor), ("system", "system")])
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        db_constraint=False,
        related_name="+",
    )
    status_from = models.CharField(max_length=16, blank=True)
    status_to = models.CharField(max_length=16, blank=True)
    holder = models.CharField(max_length=24)
    body = models.CharField(max_length=24, blank=True, help_text=_("The other body, in a referral"))
    reason = models.CharField(max_length=24, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["complaint", "at"], name="event_of_complaint")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.complaint_id}"


class Assignment(models.Model):
    """Who handles the file, with the independence check that was recorded before.

    Each answer is True where there is a tie. `is_independent` is the conclusion, which the indicator counts.
    """

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="assignments")
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    assigned_on = models.DateField()
    body = models.CharField(max_length=24)
    same_unit = models.BooleanField()
    in_line = models.BooleanField()
    earlier_involved = models.BooleanField()
    open_file_with_complainant = models.BooleanField()
    is_independent = models.BooleanField()
    note = models.CharField(max_length=400, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.handler_id} on {self.complaint_id}"


class Conflict(models.Model):
    """Somebody who may not see this file. `user_lookup` is `legitimacy.models.members.user_lookup` of the account."""

    class Kind(models.TextChoices):
        NAMED = "named", _("is named in the file")
        LINE = "line", _("is in the line of command")
        DECLARED = "declared", _("marked as conflicted")
        RECUSED = "recused", _("stepped back")

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="conflicts")
    user_lookup = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=8, choices=Kind)
    reason = models.CharField(max_length=24, blank=True)
    note = models.TextField(blank=True, help_text=_("Why, in the words of who declared it"))
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["complaint", "user_lookup"], name="conflict_once")]

    def __str__(self) -> str:
        return f"conflict in {self.complaint_id}"


class Referral(models.Model):
    """A file handed from one body to another. Until it is received the sender keeps it, so nobody loses it.

    `off_platform` referrals go by letter; receipt and outcome are entered by hand by the sender.
    `is_copy` marks a file that stays with the sender while the other body is told (the prosecutor).
    """

    class State(models.TextChoices):
        SENT = "sent", _("sent, not received yet")
        RECEIVED = "received", _("received")
        REFUSED = "refused", _("refused")
        RETURNED = "returned", _("returned with an outcome")
        RECALLED = "recalled", _("called back")

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="referrals")
    from_body = models.CharField(max_length=24)
    to_body = models.CharField(max_length=24)
    state = models.CharField(max_length=8, choices=State, default=State.SENT)
    is_copy = models.BooleanField(default=False)
    off_platform = models.BooleanField(default=False)
    reason = models.CharField(max_length=24, blank=True)
    note = models.TextField(blank=True)
    sent_on = models.DateField()
    receipt_due_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    their_reference = models.CharField(max_length=60, blank=True)
    rules = models.CharField(
        max_length=400, blank=True, help_text=_("Routing rules that the file fell under when a body outside answered")
    )
    outcome = models.CharField(max_length=28, blank=True, help_text=_("Code of the list finding or disposition"))
    outcome_note = models.TextField(blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["to_body", "state", "receipt_due_on"], name="referral_waiting"),
            models.Index(fields=["receipt_due_on"], condition=models.Q(state="sent"), name="referral_open"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=models.Q(state="sent", is_copy=False), name="referral_one_under_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} to {self.to_body}"


class Pause(models.Model):
    """Days on which no term runs. At most one is open; the history holds the same days."""

    class Reason(models.TextChoices):
        JUDICIAL = "judicial", _("criminal inquiry")
        COMPLAINANT = "complainant", _("waiting for the complainant")

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="pauses")
    reason = models.CharField(max_length=12, choices=Reason)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True, help_text=_("First day on which the term runs again"))

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.UniqueConstraint(fields=["complaint"], condition=models.Q(to_on=None), name="pause_one_open"),
        ]

    def __str__(self) -> str:
        return f"pause of {self.complaint_id}"


class Mediation(models.Model):
    """That mediation was offered, accepted, held, and how it ended. Its content is never stored."""

    class Outcome(models.TextChoices):
        AGREED = "agreed", _("agreement")
        FAILED = "failed", _("no agreement")
        DECLINED = "declined", _("declined")

    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="mediation")
    mediator = models.CharField(max_length=120, blank=True, help_text=_("Function or service, outside the line"))
    offered_on = models.DateField()
    complainant_accepted_on = models.DateField(null=True, blank=True)
    officer_accepted_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    confirmed_by_both = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"mediation of {self.complaint_id}"


class Review(models.Model):
    """A complainant asked to look again; a second handler who had no part in the decision answers."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("the decision stands")
        OVERTURNED = "overturned", _("the decision is set aside")

    complaint = models.OneToOneField(Complaint, on_delete=models.CASCADE, related_name="review")
    asked_on = models.DateField()
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    def __str__(self) -> str:
        return f"review of {self.complaint_id}"


class Note(models.Model):
    """A handler's note in the file of the body that held it."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    body = models.CharField(max_length=24, help_text=_("Body that held the file"))
    text = models.TextField(max_length=20_000)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["written_at"]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Task(models.Model):
    """Something somebody must do for a file."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="tasks")
    body = models.CharField(max_length=24, default="corps", help_text=_("Body that held the file"))
    what = models.CharField(max_length=200)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"task {self.pk}"


class FileLink(models.Model):
    """Two files that belong together. A counter-complaint is a report that the police made against the complainant;
    only external bodies see that link.
    """

    class Kind(models.TextChoices):
        RELATED = "related", _("same facts")
        DUPLICATE = "duplicate", _("duplicate of")
        COUNTER = "counter", _("report against the complainant")

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="links")
    other = models.ForeignKey(Complaint, null=True, blank=True, on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField(max_length=9, choices=Kind)
    reference = models.CharField(max_length=60, blank=True, help_text=_("Number of the police report"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} of {self.complaint_id}"
