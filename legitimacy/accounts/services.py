"""Invitations and memberships: what administrators change, and what an invited person accepts."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from legitimacy.models import Corps, Invitation, Membership, User
from legitimacy.models.fields import lookup_hash
from legitimacy.trail.services import event_append


class InvitationError(Exception):
    """An invitation that cannot be accepted. `reason` is unknown, used, revoked, expired or other_account."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Offer:
    """An invitation and its one-time code, which is stored nowhere and goes out by mail."""

    invitation: Invitation
    code: str


def email_hash(email: str) -> str:
    return lookup_hash("invitation.email", email)


def code_hash(code: str) -> str:
    return lookup_hash("invitation.code", code)


@transaction.atomic
def invitation_create(
    *,
    invited_by: User | None,
    email: str,
    role: str,
    register: str,
    corps: Corps | None = None,
    body: str = "",
) -> Offer:
    """Offer a role for INVITATION_DAYS."""
    code = secrets.token_hex(20)
    invitation = Invitation.objects.create(
        email=email,
        email_lookup=email_hash(email),
        code_hash=code_hash(code),
        role=role,
        register=register,
        corps=corps,
        body=body,
        invited_by=invited_by,
        expires_at=timezone.now() + timedelta(days=settings.INVITATION_DAYS),
    )
    _event("invitation.created", invited_by, invitation)
    return Offer(invitation, code)


@transaction.atomic
def invitation_revoke(*, invitation: Invitation, actor: User) -> None:
    """End an offer that nobody accepted yet."""
    open_offers = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if open_offers.update(revoked_at=timezone.now()):
        _event("invitation.revoked", actor, invitation)


def invitation_find(code: str) -> Invitation:
    """The offer that a code opens. InvitationError when it opens nothing any more."""
    invitation = Invitation.objects.select_related("corps").filter(code_hash=code_hash(code)).first()
    if invitation is None:
        raise InvitationError("unknown")
    if invitation.accepted_at is not None:
        raise InvitationError("used")
    if invitation.revoked_at is not None:
        raise InvitationError("revoked")
    if invitation.expires_at <= timezone.now():
        raise InvitationError("expired")
    return invitation


@transaction.atomic
def invitation_accept(*, code: str, user: User) -> Membership:
    """Turn the offer into a membership of a person whose address it was sent to, once."""
    invitation = invitation_find(code)
    if email_hash(user.email) != invitation.email_lookup:
        raise InvitationError("other_account")
    taken = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if not taken.update(accepted_at=timezone.now()):
        raise InvitationError("used")
    membership, _ = Membership.objects.update_or_create(
        user=user,
        role=invitation.role,
        register=invitation.register,
        corps=invitation.corps,
        body=invitation.body,
        defaults={"valid_from": localdate(), "valid_to": None},
    )
    _event("invitation.accepted", user, invitation)
    return membership


@transaction.atomic
def account_create(*, code: str, first_name: str, last_name: str, password: str, language: str) -> User:
    """Make the account of an invited person, and accept for them. The invitation has proven the address."""
    email = invitation_find(code).email.strip().casefold()
    user = User(username=email[:150], email=email, first_name=first_name, last_name=last_name, language=language)
    user.set_password(password)
    user.save(force_insert=True)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    event_append(verb="account.created", actor=user)
    invitation_accept(code=code, user=user)
    return user


@transaction.atomic
def membership_revoke(*, membership: Membership, actor: User) -> None:
    """End a membership as of yesterday, so that it opens nothing from this moment."""
    membership.valid_to = localdate() - timedelta(days=1)
    membership.save(update_fields=["valid_to"])
    _event("membership.revoked", actor, membership)


@transaction.atomic
def second_factors_reset(*, user: User) -> int:
    """Take every second factor of a person away, recovery codes included. Returns how many there were."""
    removed: int = Authenticator.objects.filter(user=user).delete()[0]
    event_append(verb="second_factor.reset", object_type="user", object_id=user.pk)
    return removed


def _event(verb: str, actor: User | None, row: Invitation | Membership) -> None:
    event_append(
        verb=verb,
        actor=actor,
        object_type=type(row).__name__.lower(),
        object_id=row.pk,
        corps=row.corps.code if row.corps else "",
        reason=row.role,
    )
