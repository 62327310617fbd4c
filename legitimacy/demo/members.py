"""Members of Demervallei with their units and line of command; those who have an account of the demo are tied to it."""

from dataclasses import dataclass

from django.db import transaction

from legitimacy.demo.people import DEMERVALLEI, DOMAIN
from legitimacy.models import Corps, Member, User
from legitimacy.models.members import user_lookup


@dataclass(frozen=True, slots=True)
class MemberRow:
    """`above` is the pseudonym of the next in line; `account` the name of an account of the demo."""

    pseudonym: str
    unit: str
    above: str = ""
    account: str = ""


MEMBERS = (
    MemberRow("KCH2QA", "Korpsleiding", account="korpschef"),
    MemberRow("DIR4WE", "Operaties", above="KCH2QA"),
    MemberRow("ITZ7LS", "Intern toezicht", above="KCH2QA", account="intern-toezicht"),
    MemberRow("ITZ8VO", "Intern toezicht", above="KCH2QA", account="intern-toezicht2"),
    MemberRow("ONT3TT", "Onthaal", above="DIR4WE", account="onthaal"),
    MemberRow("INTA2P", "Interventie A", above="DIR4WE"),
    MemberRow("INTA5R", "Interventie A", above="INTA2P"),
    MemberRow("INTB2H", "Interventie B", above="DIR4WE"),
    MemberRow("INTB6K", "Interventie B", above="INTB2H", account="agent"),
    MemberRow("WYK4DN", "Wijkwerking", above="DIR4WE"),
    MemberRow("VRK9MS", "Verkeer", above="DIR4WE"),
    MemberRow("RCH6YU", "Recherche", above="DIR4WE"),
)


@transaction.atomic
def members_write() -> int:
    """Write the members once; number of members added."""
    corps = Corps.objects.get(code=DEMERVALLEI)
    if Member.objects.filter(corps=corps).exists():
        return 0
    accounts = {user.username: user for user in User.objects.filter(email__endswith=f"@{DOMAIN}")}
    written: dict[str, Member] = {}
    for row in MEMBERS:
        account = accounts.get(row.account)
        written[row.pseudonym] = Member.objects.create(
            corps=corps,
            pseudonym=row.pseudonym,
            unit=row.unit,
            superior=written.get(row.above),
            user_lookup=user_lookup(account.pk) if account else "",
        )
    return len(written)
