from typing import Any

from legitimacy.models import Role
from tests.access.entry import Access, corps

REBASERS = frozenset({Role.AUDITOR, Role.CHIEF_OF_CORPS, Role.EVALUATION_OFFICER})


def one_indicator(_world: object) -> dict[str, Any]:
    return {"indicator": "EFF-19"}


def trend(world: Any) -> dict[str, Any]:
    return corps(world) | {"indicator": "EFF-19"}


TABLE: dict[str, Access] = {
    "compare": Access(),
    "compare_csv": Access(),
    "compare_corps": Access(),
    "compare_flags": Access(get=frozenset({Role.AUDITOR})),
    "compare_flags_csv": Access(get=frozenset({Role.AUDITOR})),
    "compare_peers": Access(place=corps),
    "compare_indicator": Access(place=one_indicator),
    "compare_indicator_csv": Access(place=one_indicator),
    "compare_indicator_trend_csv": Access(place=one_indicator),
    "trend_rebase": Access(get=REBASERS, post=REBASERS, own=True, place=trend),
}
