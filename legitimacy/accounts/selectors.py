"""What administrators see of people: open invitations and memberships in force; and the accounts of a demo."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from legitimacy.access import Person, can, standing_of
from legitimacy.accounts.rules import registers_administered
from legitimacy.models import Corps, Invitation, Membership, Register, Role, User


def _administered(user: User | AnonymousUser) -> Q:
    corps = [m.corps_id for m in standing_of(user).current if m.role == Role.ADMINISTRATOR and m.corps_id]
    return Q(register__in=registers_administered(user)) | Q(corps__in=corps)


def invitations_list(user: User | AnonymousUser) -> QuerySet[Invitation]:
    """Offers that are neither accepted nor revoked, newest first, within what the person administers."""
    waiting = Invitation.objects.filter(_administered(user), accepted_at=None, revoked_at=None)
    return waiting.select_related("corps", "invited_by").order_by("-created_at")


def memberships_list(user: User | AnonymousUser) -> QuerySet[Membership]:
    """Memberships in force or still to come, by name, within what the person administers."""
    lasting = Q(valid_to=None) | Q(valid_to__gte=localdate())
    memberships = Membership.objects.filter(_administered(user), lasting).select_related("corps", "user")
    return memberships.order_by("user__last_name", "user__first_name", "pk")


def corps_administered(user: User | AnonymousUser) -> QuerySet[Corps]:
    corps = [m.corps_id for m in standing_of(user).current if m.role == Role.ADMINISTRATOR and m.corps_id]
    within = Q(register__in=registers_administered(user)) | Q(pk__in=corps)
    return Corps.objects.filter(within, valid_to=None).order_by("name")


def account_exists(email: str) -> bool:
    return User.objects.filter(email__iexact=email.strip()).exists()


def demo_accounts() -> list[tuple[User, list[Membership]]]:
    """Accounts with roles in the example register only, and their memberships, in the order they were made."""
    elsewhere = Membership.objects.exclude(register=Register.EXAMPLE).values("user_id")
    users = User.objects.filter(is_active=True, is_staff=False, is_superuser=False, memberships__isnull=False)
    people = users.exclude(pk__in=elsewhere).distinct().order_by("pk").prefetch_related("memberships__corps")
    return [(user, list(user.memberships.all())) for user in people]


def address_folded(email: str) -> str:
    """An e-mail address as one mailbox: no case, no blanks, no tag behind a plus sign."""
    name, _at, place = email.strip().casefold().rpartition("@")
    return f"{name.partition('+')[0]}@{place}"


def is_same_person(one: User, other: User) -> bool:
    """Whether two accounts belong to one person, as far as this platform can know: one account, or one mailbox.

    Every address of an account counts, also one that was not confirmed. Somebody with two mailboxes is not found out.
    """
    return one.pk == other.pk or bool(_mailboxes(one) & _mailboxes(other))


def accounts_of(user: User | AnonymousUser) -> frozenset[int]:
    """Keys of every account of one person, as `is_same_person` tells. Two queries for each person and request."""
    if not isinstance(user, User):
        return frozenset()
    remembered: frozenset[int] | None = user.__dict__.get("_account_keys")
    if remembered is None:
        remembered = user.__dict__["_account_keys"] = frozenset({user.pk, *_accounts_at(_mailboxes(user))})
    return remembered


def _accounts_at(mailboxes: set[str]) -> list[int]:
    alike = Q(pk__in=[])
    for mailbox in mailboxes:
        name, _at, place = mailbox.rpartition("@")
        for column in ("email", "emailaddress__email"):
            tagged = Q(**{f"{column}__istartswith": f"{name}+", f"{column}__iendswith": f"@{place}"})
            alike |= Q(**{f"{column}__iexact": mailbox}) | tagged
    return list(User.objects.filter(alike).order_by().values_list("pk", flat=True).distinct()) if mailboxes else []


def _mailboxes(user: User) -> set[str]:
    known = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return {address_folded(email) for email in (user.email, *known) if "@" in email}


def first_page(user: Person) -> str:
    """The name of the page that one sees first after signing in: what needs them, for who has work here."""
    return "today" if can(user, "today.read") else "home"
