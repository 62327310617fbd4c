"""`records_import discipline`: cases that ended elsewhere, officers by the pseudonym that they have here.

A sanction that is erased by now, one that no list of its day holds, and days before the corps existed are refused with
their row. Texts about an officer are no field: what is imported is what a count and the erasure need.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from legitimacy.imports.kinds import Record, RecordField, RecordKind, Refusal
from legitimacy.imports.pipeline import Applied
from legitimacy.imports.record_mappings import RecordMapping
from legitimacy.models import Corps, Member
from legitimacy.models.fields import lookup_hash
from professionalism.models import DisciplinaryCase
from professionalism.selectors.force_checking import holds_national_number, number_sentence
from professionalism.services.discipline.history import CaseTextError
from professionalism.services.discipline.recording import Ended, ended_check, ended_record, ended_stands
from professionalism.workflow.discipline import Authority, Level
from professionalism.workflow.discipline_codes import CODES, SANCTIONS

DAYS = ("happened_on", "known_on", "introduced_on", "decided_on")
FIELDS = {"code": "sanction"}
"""Fields of services under the names that they have here."""


class DisciplineKeeper:
    """The ended cases of one corps."""

    def __init__(self, corps: Corps, _mapping: RecordMapping) -> None:
        self.corps = corps
        self.today = timezone.localdate()
        self.members = {member.pseudonym.upper(): member for member in Member.objects.filter(corps=corps)}

    def store(self, records: Sequence[Record], applied: Applied) -> Iterator[Refusal]:
        keys = {record.key: lookup_hash("discipline.import", f"{self.corps.pk} {record.key}") for record in records}
        rows = DisciplinaryCase.objects.filter(form_key__in=keys.values()).select_related("sanction")
        known = {case.form_key: case for case in rows}
        new: list[Ended] = []
        for record in records:
            try:
                ended = self._read(record, keys[record.key])
                ended_check(self.corps, ended, self.today)
            except CaseTextError as error:
                yield Refusal(record, FIELDS.get(error.field, error.field) or "reference", str(error))
                continue
            case = known.get(ended.key)
            if case is None:
                new.append(ended)
            elif ended_stands(case, ended):
                applied.unchanged += 1
            else:
                reason = _("this case stands here already and says something else; an import does not overwrite it.")
                yield Refusal(record, "reference", reason)
        ended_record(self.corps, new, self.today)
        applied.added += len(new)

    def finish(self) -> list[str]:
        return []

    def _read(self, record: Record, key: str) -> Ended:
        told = record.values
        member = self.members.get(told["pseudonym"].upper())
        if member is None:
            raise CaseTextError(_("there is no member with this pseudonym in the corps."), "pseudonym")
        if holds_national_number(told["detail"]):
            raise CaseTextError(number_sentence(), "detail")
        days: dict[str, Any] = {name: date.fromisoformat(told[name]) if told[name] else None for name in DAYS}
        return Ended(
            key=key,
            member=member,
            facts_kind=told["facts_kind"],
            known_by=told["known_by"] or told["authority"],
            authority=told["authority"],
            level=told["level"],
            sanction=told["sanction"],
            closing=told["closing"],
            detail=told["detail"],
            **days,
        )


DISCIPLINE = RecordKind(
    key="discipline",
    label=gettext_lazy("disciplinary cases that ended"),
    record="case",
    part="case",
    fields=(
        RecordField("reference", required=True, longest=80),
        RecordField("pseudonym", required=True, longest=12),
        RecordField("facts_kind", required=True, codes=lambda: CODES.lists["facts_kind"]),
        RecordField("happened_on", is_date=True),
        RecordField("known_on", required=True, is_date=True),
        RecordField("known_by", codes=lambda: CODES.lists["known_by"]),
        RecordField("introduced_on", is_date=True),
        RecordField("authority", required=True, codes=lambda: Authority.values),
        RecordField("level", codes=lambda: Level.values),
        RecordField("sanction", longest=40),
        RecordField("closing", codes=lambda: SANCTIONS.lists["closing"]),
        RecordField("decided_on", required=True, is_date=True),
        RecordField("detail", longest=120),
    ),
    keeper=DisciplineKeeper,
)
