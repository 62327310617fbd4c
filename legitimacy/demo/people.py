"""The demo accounts: fictional people of the example register, at least one in every role, one password for all."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from legitimacy.models import Corps, Membership, Register, Role, User

DOMAIN = "voorbeeld.example"
# A surname that says it: nobody is called Example.
SURNAMES = {"nl": "Voorbeeld", "fr": "Exemple", "de": "Beispiel", "en": "Example"}
EXAMPLE, BELGIUM = Register.EXAMPLE, Register.BELGIUM


@dataclass(frozen=True, slots=True)
class Account:
    """`corps` is empty for a role over whole registers; `body` is the external body or school."""

    name: str
    first_name: str
    role: Role
    corps: str = ""
    body: str = ""
    language: str = "nl"
    registers: tuple[Register, ...] = (EXAMPLE,)

    @property
    def email(self) -> str:
        return f"{self.name}@{DOMAIN}"


DEMERVALLEI, VIERWINDEN = "V017", "V041"

# Belgian figures are released by the same two stewards: they see nothing else of the Belgian register.
ACCOUNTS = (
    Account("korpschef", "Karin", Role.CHIEF_OF_CORPS, DEMERVALLEI),
    Account("chef-de-corps", "Chloé", Role.CHIEF_OF_CORPS, VIERWINDEN, language="fr"),
    Account("beleid", "Bram", Role.EVALUATION_OFFICER, DEMERVALLEI),
    Account("raadslid", "Roos", Role.COUNCIL_MEMBER, DEMERVALLEI),
    Account("intern-toezicht", "Ilse", Role.COMPLAINTS_OFFICER, DEMERVALLEI),
    Account("onthaal", "Otto", Role.STAFF, DEMERVALLEI),
    Account("agent", "Amber", Role.OFFICER, DEMERVALLEI),
    Account("geweldtoets", "Gita", Role.FORCE_REVIEWER, DEMERVALLEI),
    Account("burgemeester", "Boris", Role.AUTHORITY, DEMERVALLEI),
    Account("professionele-normen", "Pina", Role.PROFESSIONAL_STANDARDS, DEMERVALLEI),
    Account("welzijn", "Wout", Role.WELLBEING_ADVISER, DEMERVALLEI),
    Account("personeel", "Petra", Role.HR_OFFICER, DEMERVALLEI),
    Account("behandelaar", "Hanne", Role.INDEPENDENT_HANDLER, body="Voorbeeldcomité"),
    Account("school", "Sam", Role.SCHOOL_EDITOR, body="VBL-S1"),
    Account("onderzoek", "Olga", Role.RESEARCH_RATER),
    Account("auditor", "Anton", Role.AUDITOR),
    Account("kader", "Kaat", Role.FRAMEWORK_MANAGER),
    Account("kader2", "Klaus", Role.FRAMEWORK_MANAGER, language="de"),
    Account("wetenschap", "Wanda", Role.RESEARCHER, language="en"),
    Account("datasteward", "Dora", Role.DATA_STEWARD, registers=(EXAMPLE, BELGIUM)),
    Account("datasteward2", "Didier", Role.DATA_STEWARD, language="fr", registers=(EXAMPLE, BELGIUM)),
    Account("beheer", "Bea", Role.ADMINISTRATOR),
)
STEWARDS = ("datasteward", "datasteward2")


@transaction.atomic
def accounts_write() -> int:
    """Write the accounts that are missing, and let all follow DEMO_PASSWORD; number of accounts added."""
    emails = [account.email for account in ACCOUNTS]
    known = {user.email: user for user in User.objects.filter(email__in=emails)}
    missing = [account for account in ACCOUNTS if account.email not in known]
    # All share one hash, so that one slow check tells whether the password is still the same.
    fits = {
        hashed: check_password(settings.DEMO_PASSWORD, hashed) for hashed in {user.password for user in known.values()}
    }
    stale = [user for user in known.values() if not fits[user.password]]
    if missing or stale:
        # Hashed once: a hash for each would take most of a minute.
        password = make_password(settings.DEMO_PASSWORD)
        User.objects.filter(pk__in=[user.pk for user in stale]).update(password=password)
        for account in missing:
            _account_write(account, password)
    return len(missing)


def steward(name: str) -> User:
    return User.objects.get(email=f"{name}@{DOMAIN}")


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
    for register in account.registers:
        Membership.objects.create(user=user, role=account.role, register=register, corps=corps, body=account.body)
