"""Funding advice: auditors, and chiefs of corps for their own calculation sheet once there is one."""

from typing import Any

from legitimacy.models import Role
from tests.access.entry import Access

AUDITORS = frozenset({Role.AUDITOR})
READERS = frozenset({Role.AUDITOR, Role.CHIEF_OF_CORPS})
NO_SCHEME = "00000000-0000-0000-0000-000000000000"


def scheme(**given: Any) -> Access:
    """A page of one scheme: who may not see it learns no more than that there is none."""
    usual: dict[str, Any] = {
        "get": AUDITORS,
        "own": True,
        "hides": True,
        "place": lambda world: {"pk": world.funding.scheme_id},
    }
    return Access(**usual | given)


def sheet(**given: Any) -> Access:
    """A calculation sheet of the corps of the address."""
    place = {"place": lambda world: {"pk": world.funding.scheme_id, "code": world.corps.code}}
    return scheme(**{"get": READERS} | place | given)


TABLE: dict[str, Access] = {
    "funding": Access(get=READERS),
    "funding_create": Access(get=AUDITORS, post=AUDITORS),
    "funding_script": Access(get=READERS),
    "funding_scheme": scheme(),
    "funding_csv": scheme(),
    "funding_edit": scheme(post=AUDITORS),
    "funding_items": scheme(post=AUDITORS),
    "funding_simulate": scheme(),
    "funding_calculate": scheme(get=frozenset(), post=AUDITORS),
    "funding_sign": scheme(get=frozenset(), post=AUDITORS),
    "funding_decide": scheme(get=frozenset(), post=AUDITORS),
    "funding_answer": scheme(
        post=AUDITORS,
        place=lambda world: {"pk": world.funding.scheme_id, "reply": world.funding.scheme.replies.get().pk},
    ),
    "funding_sample": scheme(
        post=AUDITORS, place=lambda world: {"pk": world.funding.scheme_id, "code": world.corps.code}
    ),
    "funding_sheet": sheet(),
    "funding_sheet_json": sheet(),
    "funding_reply": sheet(get=frozenset(), post=frozenset({Role.CHIEF_OF_CORPS})),
    # Last: it closes the scheme to the corps.
    "funding_withdraw": scheme(get=frozenset(), post=AUDITORS),
}
