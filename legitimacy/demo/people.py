"""The demo accounts: fictional people of the example register, at least one in every role, one password for all."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from legitimacy.models import Corps, Membership, Register, Role, User

DOMAIN = "voorbeeld.example"
# A surname that says it: nobody is called Example.
SURNAMES = {"nl": "Voorbeeld", "fr": "Exemple", "de": "Beispiel", "en": "Example"}


@dataclass(frozen=True, slots=True)
class Account:
    """`corps` is empty for a role over the whole register; `body` is the code of an external body or
    authority, or of a school.
    """

    name: str
    first_name: str
    role: Role
    corps: str = ""
    body: str = ""
    language: str = "nl"
    register: Register = Register.EXAMPLE

    @property
    def email(self) -> str:
        return f"{self.name}@{DOMAIN}"


DEMERVALLEI, VIERWINDEN = "V017", "V041"

ACCOUNTS = (
    Account("korpschef", "Karin", Role.CHIEF_OF_CORPS, DEMERVALLEI),
    Account("chef-de-corps", "Chloé", Role.CHIEF_OF_CORPS, VIERWINDEN, language="fr"),
    Account("beleid", "Bram", Role.EVALUATION_OFFICER, DEMERVALLEI),
    Account("raadslid", "Roos", Role.COUNCIL_MEMBER, DEMERVALLEI),
    Account("intern-toezicht", "Ilse", Role.COMPLAINTS_OFFICER, DEMERVALLEI),
    Account("intern-toezicht2", "Ivo", Role.COMPLAINTS_OFFICER, DEMERVALLEI),
    Account("onthaal", "Otto", Role.STAFF, DEMERVALLEI),
    Account("agent", "Amber", Role.OFFICER, DEMERVALLEI),
    Account("geweldtoets", "Gita", Role.FORCE_REVIEWER, DEMERVALLEI),
    Account("burgemeester", "Boris", Role.AUTHORITY, DEMERVALLEI),
    Account("parket", "Pieter", Role.AUTHORITY, DEMERVALLEI, body="prosecutor"),
    Account("professionele-normen", "Pina", Role.PROFESSIONAL_STANDARDS, DEMERVALLEI),
    Account("welzijn", "Wout", Role.WELLBEING_ADVISER, DEMERVALLEI),
    Account("personeel", "Petra", Role.HR_OFFICER, DEMERVALLEI),
    Account("behandelaar", "Hanne", Role.INDEPENDENT_HANDLER, body="committee_p"),
    Account("inspectie", "Ines", Role.INDEPENDENT_HANDLER, body="general_inspectorate", language="fr"),
    Account("school", "Sam", Role.SCHOOL_EDITOR, body="VBL-S1"),
    Account("onderzoek", "Olga", Role.RESEARCH_RATER),
    Account("auditor", "Anton", Role.AUDITOR),
    Account("auditor2", "Aline", Role.AUDITOR, language="fr"),
    Account("auditor3", "Arno", Role.AUDITOR),
    Account("kader", "Kaat", Role.FRAMEWORK_MANAGER),
    Account("kader2", "Klaus", Role.FRAMEWORK_MANAGER, language="de"),
    Account("wetenschap", "Wanda", Role.RESEARCHER, language="en"),
    Account("datasteward", "Dora", Role.DATA_STEWARD),
    Account("datasteward2", "Didier", Role.DATA_STEWARD, language="fr"),
    Account("beheer", "Bea", Role.ADMINISTRATOR),
)
# Whoever released the real figures of the demo signs in to nothing: roles in the Belgian register are not for trying.
RELEASERS = (
    Account("belgie", "Bernadette", Role.DATA_STEWARD, register=Register.BELGIUM),
    Account("belgie2", "Basile", Role.DATA_STEWARD, language="fr", register=Register.BELGIUM),
)


@transaction.atomic
def accounts_write() -> int:
    """Write the accounts that are missing, and let them follow DEMO_PASSWORD; number of accounts added."""
    known = {user.email: user for user in User.objects.filter(email__endswith=f"@{DOMAIN}")}
    missing = [account for account in ACCOUNTS if account.email not in known]
    stale = _stale([known[account.email] for account in ACCOUNTS if account.email in known])
    if missing or stale:
        # Hashed once: a hash for each would take most of a minute.
        password = make_password(settings.DEMO_PASSWORD)
        User.objects.filter(pk__in=[user.pk for user in stale]).update(password=password)
        for account in missing:
            _account_write(account, password)
    absent = [account for account in RELEASERS if account.email not in known]
    for account in absent:
        _account_write(account, make_password(None))
    return len(missing) + len(absent)


def _stale(users: list[User]) -> list[User]:
    """Those whose password is another one. They share a hash, so that one slow check is enough."""
    fits = {hashed: check_password(settings.DEMO_PASSWORD, hashed) for hashed in {user.password for user in users}}
    return [user for user in users if not fits[user.password]]


def stewards(register: Register) -> list[User]:
    """The two data stewards of a register, as releases take two."""
    people = User.objects.filter(memberships__role=Role.DATA_STEWARD, memberships__register=register)
    return list(people.filter(email__endswith=f"@{DOMAIN}").order_by("pk")[:2])


def _account_write(account: Account, password: str) -> None:
    user = User.objects.create(
        username=account.name,
        email=account.email,
        first_name=account.first_name,
        last_name=SURNAMES[account.language],
        language=account.language,
        password=password,
    )
    corps = Corps.objects.get(code=account.corps) if account.corps else None
    Membership.objects.create(user=user, role=account.role, register=account.register, corps=corps, body=account.body)
