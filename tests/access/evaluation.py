"""Who may open which page of evaluation; see the head of the table."""

from typing import Any

from legitimacy.models import Role
from tests.access.entry import Access

WORKERS = frozenset(
    {
        *(Role.EVALUATION_OFFICER, Role.CHIEF_OF_CORPS, Role.COUNCIL_MEMBER),
        *(Role.RESEARCH_RATER, Role.SCHOOL_EDITOR),
    }
)

ACCOUNTS = frozenset({Role.EVALUATION_OFFICER, Role.CHIEF_OF_CORPS, Role.COUNCIL_MEMBER})


def account(world: Any) -> dict[str, Any]:
    """A year without an account: whoever works with accounts learns that there is none, all others are refused."""
    return {"code": world.corps.code, "year": 2020}


EVALUATION: dict[str, Access] = {
    "evaluation_home": Access(get=WORKERS),
    "accounts_list": Access(get=ACCOUNTS),
    "account_new": Access(get=frozenset(), post=ACCOUNTS),
    "account": Access(get=ACCOUNTS, place=account),
    "account_edit": Access(get=ACCOUNTS, post=ACCOUNTS, place=account),
    "account_sign": Access(get=frozenset(), post=ACCOUNTS, place=account),
    "account_present": Access(get=frozenset(), post=ACCOUNTS, place=account),
    "account_publish": Access(get=frozenset(), post=ACCOUNTS, place=account),
    "account_public": Access(place=account),
    "account_public_pdf": Access(place=account),
}
