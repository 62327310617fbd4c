"""What goes between a file and people outside it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.models.file import Complaint


class Message(models.Model):
    """One message in the mailbox that the complainant opens with the code."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="messages")
    from_complainant = models.BooleanField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    body = models.CharField(max_length=24, help_text=_("Body that held the file"))
    text = models.TextField(max_length=20_000)
    sent_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sent_at", "pk"]
        indexes = [
            models.Index(
                fields=["complaint"],
                condition=models.Q(from_complainant=True, read_at=None),
                name="message_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


class Letter(models.Model):
    """A letter as it was sent: its text does not change when a template does. The complainant reads it by code too."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="letters")
    template = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    body = models.CharField(max_length=24, help_text=_("Body that held the file"))
    to_complainant = models.BooleanField(default=True)
    to_body = models.CharField(max_length=24, blank=True, help_text=_("Body that it went to, when to one"))
    by_post = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_on = models.DateField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sent_on", "pk"]

    def __str__(self) -> str:
        return f"letter {self.template} of {self.complaint_id}"


class PreservationRequest(models.Model):
    """Images that may exist: the corps is asked at once to keep them, as they may be kept for 30 days only.

    While another body holds the file the corps reads the day, the part of the day and the municipality only: `what`,
    `place` and `moment` are the complainant's own words.
    """

    class Window(models.TextChoices):
        NIGHT = "night", _("at night (0 to 6)")
        MORNING = "morning", _("in the morning (6 to 12)")
        AFTERNOON = "afternoon", _("in the afternoon (12 to 18)")
        EVENING = "evening", _("in the evening (18 to 24)")

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="preservations")
    what = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    moment = models.CharField(max_length=200, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    window = models.CharField(max_length=9, choices=Window, blank=True)
    municipality = models.CharField(max_length=120, blank=True, help_text=_("A name from the register, never typed"))
    asked_at = models.DateTimeField(auto_now_add=True)
    keep_until = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    kept = models.BooleanField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["keep_until"], condition=models.Q(answered_on=None), name="preservation_open"),
        ]

    def __str__(self) -> str:
        return f"preservation {self.pk}"


class Notification(models.Model):
    """That another body is told: Committee P of every complaint of a corps, and of every colleague whom a corps shuts
    out of a file, or lets in again.

    A body with people here knows at once. Any other is written to, and `notified_on` stays empty until somebody says
    that this was done.
    """

    class About(models.TextChoices):
        FILE = "file", _("a new complaint")
        SHUT_OUT = "shut_out", _("a colleague was shut out")
        LET_IN = "let_in", _("a colleague was let in again")

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="notifications")
    body = models.CharField(max_length=24)
    about = models.CharField(max_length=8, choices=About, default=About.FILE)
    note = models.TextField(blank=True, help_text=_("Why, as the body reads it"))
    notified_on = models.DateField(null=True, blank=True)
    off_platform = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "body"], condition=models.Q(about="file"), name="notification_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.body} told of {self.complaint_id}"
