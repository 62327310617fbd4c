"""Reports: who may make them; a report itself belongs to who asked for it."""

from legitimacy.models import Role
from tests.access.entry import Access

MAKERS = frozenset({Role.AUDITOR, Role.CHIEF_OF_CORPS, Role.EVALUATION_OFFICER, Role.COUNCIL_MEMBER})
NO_REPORT = {"pk": "00000000-0000-0000-0000-000000000000"}
# tests/audit/reports/ walk who may fetch whose report; here nobody has one.
EVERYBODY_HIDDEN = Access(get=frozenset(), hides=True, place=lambda _: NO_REPORT)

TABLE: dict[str, Access] = {
    "reports": Access(get=MAKERS, post=MAKERS),
    "report": EVERYBODY_HIDDEN,
    "report_file": EVERYBODY_HIDDEN,
}
