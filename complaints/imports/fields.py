"""What a mapping may say about a complaint file: the fields of the case, and those of each allegation."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from complaints.imports.keeper import CaseKeeper
from complaints.workflow.codes import categories, codes
from complaints.workflow.states import Status
from legitimacy.imports.kinds import RecordField, RecordKind
from legitimacy.models.subjects import LANGUAGES

STATUSES = (Status.INQUIRY, Status.CLOSED)
"""A file of another register is still under way or it is over; between these two its own words mean nothing here."""


def _list(name: str) -> Collection[str]:
    return codes()[name]


KIND = RecordKind(
    key="complaints",
    label=_("complaint files"),
    record="case",
    part="allegation",
    fields=(
        RecordField("reference", required=True, longest=60),
        RecordField("received_on", required=True, is_date=True),
        RecordField("happened_on", is_date=True),
        RecordField("acknowledged_on", is_date=True),
        RecordField("decided_on", is_date=True),
        RecordField("closed_on", is_date=True),
        RecordField("status", codes=lambda: STATUSES),
        RecordField("disposition", codes=lambda: _list("disposition")),
        RecordField("kind", codes=lambda: _list("kind")),
        RecordField("language", codes=lambda: LANGUAGES),
        RecordField("story", longest=50_000),
        RecordField("place", longest=200),
        RecordField("category", required=True, of_part=True, codes=categories),
        RecordField("finding", of_part=True, codes=lambda: _list("finding")),
        RecordField("allegation_reference", of_part=True, longest=60),
        RecordField("allegation_text", of_part=True, longest=400),
        RecordField("unit", of_part=True, longest=80),
    ),
    keeper=CaseKeeper,
)
