"""Members of the police as records name them: a pseudonym per corps; the name sealed apart."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from legitimacy.models.fields import EncryptedTextField, lookup_hash
from legitimacy.models.subjects import Corps

PSEUDONYM_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def pseudonym_make() -> str:
    """Six characters that cannot be taken for one another."""
    return "".join(secrets.choice(PSEUDONYM_ALPHABET) for _ in range(6))


def user_lookup(user_id: int) -> str:
    """How records point to an account without naming it."""
    return lookup_hash("member.user", str(user_id))


class Member(models.Model):
    """A member of a corps. Records show the pseudonym only; opening the name takes a role and a reason.

    `superior` is the next in the line of command. `user_lookup` ties the member to an account, so that nobody handles
    a file about themselves or their own line.
    """

    corps = models.ForeignKey(Corps, on_delete=models.PROTECT, related_name="members")
    pseudonym = models.CharField(max_length=12, default=pseudonym_make)
    unit = models.CharField(max_length=80, blank=True)
    superior = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="subordinates")
    user_lookup = models.CharField(max_length=64, blank=True, db_index=True)
    number_lookup = models.CharField(max_length=64, blank=True, db_index=True, help_text="Of the service number")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["corps", "pseudonym"], name="member_pseudonym_once")]

    def __str__(self) -> str:
        return self.pseudonym


class MemberIdentity(models.Model):
    """The sealed name and number behind a pseudonym, in a table of their own."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="identity")
    name = EncryptedTextField(blank=True)
    number = EncryptedTextField(blank=True, help_text=_("Service number"))

    class Meta:
        verbose_name_plural = "member identities"

    def __str__(self) -> str:
        return f"identity of member {self.member_id}"


class MemberEvent(models.Model):
    """A fact that one app reports about a member, for others to act on: no content, only its kind, day and reference.

    It is written once the holder of the file releases it. `withdrawn_on` takes it back, for instance when a review
    changes a finding.
    """

    class Kind(models.TextChoices):
        FORCE_COMPLAINT = "force_complaint", _("founded complaint about force")
        ATTITUDE_COMPLAINT = "attitude_complaint", _("founded complaint about attitude")
        JUDGMENT = "judgment", _("notice of a judgment")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="reported_events")
    kind = models.CharField(max_length=24, choices=Kind)
    source = models.CharField(max_length=24, help_text="The app that reports")
    reference = models.CharField(max_length=40, help_text="Its own record")
    on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "kind", "source", "reference"], name="memberevent_once")
        ]
        indexes = [models.Index(fields=["kind", "on"], name="memberevent_kind_on")]

    def __str__(self) -> str:
        return f"{self.kind} of member {self.member_id}"
