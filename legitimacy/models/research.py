"""Access of researchers to richer tables: what was asked, decided, fetched, and what left after a check."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from legitimacy.models.subjects import Register


class AccessRequest(models.Model):
    """A request of one researcher for the figures of one register as researchers may read them."""

    class State(models.TextChoices):
        ASKED = "asked", _("waiting for the data steward")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        ENDED = "ended", _("ended by the data steward")

    register = models.CharField(max_length=12, choices=Register)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="access_requests")
    title = models.CharField(max_length=160)
    purpose = models.TextField(max_length=4000)
    ethics = models.TextField(max_length=2000)
    plan = models.TextField(max_length=4000)
    team = models.TextField(max_length=2000)
    until = models.DateField(help_text="Last day that was asked for; of a granted one, its last day")
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"access request {self.pk}"

    @property
    def is_open(self) -> bool:
        """Granted, and its last day is not over."""
        return self.state == self.State.GRANTED and timezone.localdate() <= self.until


class AccessFetch(models.Model):
    """One time that a table was fetched: who, when and what."""

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="fetches")
    what = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.what} of {self.request_id}"


class ResearchOutput(models.Model):
    """A table or text that a researcher wants to publish. It is read by a data steward before it leaves."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for the check")
        CLEARED = "cleared", _("may leave")
        RETURNED = "returned", _("may not leave like this")

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="outputs")
    title = models.CharField(max_length=160)
    content = models.TextField(max_length=200_000)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    handed_in_at = models.DateTimeField(auto_now_add=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"output {self.pk} of {self.request_id}"
