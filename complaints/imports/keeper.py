"""Storing cases: new ones in bulk, known ones only where nobody worked on them here since."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from complaints.imports.cases import COLUMNS, Case, CaseError, Part, case_read, holder_by_rules
from complaints.imports.writing import cases_add, cases_replace
from complaints.models import Allegation, Complaint, Event
from complaints.services.counting import days_of_many, stale_since
from complaints.workflow.routing import CORPS
from complaints.workflow.states import Status
from legitimacy.imports.kinds import Record, Refusal
from legitimacy.imports.pipeline import Applied
from legitimacy.imports.record_mappings import RecordMapping
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Register

BY_IMPORT = ("received", "imported")
"""Kinds of the history that an import writes itself: any other means that somebody worked on the file."""


class CaseKeeper:
    """The files of one corps. They stay with the corps whose register they come from."""

    def __init__(self, corps: Corps, mapping: RecordMapping) -> None:
        self.corps = corps
        self.today = timezone.localdate()
        self.set_aside = 0
        self.quarters: dict[Period, date] = {}

    def store(self, records: Sequence[Record], applied: Applied) -> Iterator[Refusal]:
        cases: list[Case] = []
        for record in records:
            try:
                cases.append(self._case(record))
            except CaseError as error:
                yield Refusal(record, error.field, error.reason)
        known = self._known(cases)
        worked_on = self._worked_on([complaint.pk for complaint in known.values()])
        parts = self._parts([complaint.pk for complaint in known.values()])
        new: list[Case] = []
        changed: list[tuple[Complaint, Case]] = []
        for case in cases:
            complaint = known.get(case.record.key)
            if complaint is None:
                new.append(case)
            elif not _differs(complaint, case, parts.get(complaint.pk, [])):
                applied.unchanged += 1
                self.set_aside += case.set_aside
                continue
            elif complaint.channel != "import" or complaint.pk in worked_on:
                reason = _("this file was worked on here since; an import does not overwrite it.")
                yield Refusal(case.record, "reference", reason)
                continue
            else:
                changed.append((complaint, case))
            self.set_aside += case.set_aside
        self._mark([complaint for complaint, _case in changed])  # the quarters that they leave
        self._mark(cases_add(self.corps, new, self.today))
        self._mark(cases_replace(changed, self.today))
        applied.added += len(new)
        applied.updated += len(changed)

    def finish(self) -> list[str]:
        """Mark what must be counted again: files are open, and count as none, in quarters without a date of theirs."""
        if self.quarters:
            stale_since(corps_id=self.corps.pk, first=min(self.quarters.values()))
        if not self.set_aside:
            return []
        sentence = ngettext(
            "%(count)d file was decided before it was received: its day of decision was set aside.",
            "%(count)d files were decided before they were received: their days of decision were set aside.",
            self.set_aside,
        )
        return [sentence % {"count": self.set_aside}]

    def _case(self, record: Record) -> Case:
        """A file that is under way must be with the body that the routing rules choose, as every other file."""
        case = case_read(record, self.today)
        if case.columns["status"] != Status.CLOSED and self.corps.register != Register.FOREIGN_TEST:
            chosen = frozenset(part[0] for part in case.parts)
            federal = self.corps.type == Corps.Type.FEDERAL
            if holder_by_rules(chosen, case.columns["kind"], federal) != CORPS:
                reason = _("this file is under way and belongs to an external body; hand it over there first.")
                raise CaseError("category", reason)
        return case

    def _known(self, cases: Sequence[Case]) -> dict[str, Complaint]:
        """What stands here under these numbers: what was imported before, and other files that the corps holds itself.

        A number that a file of another body has is free here, so that no import tells of such a file.
        """
        keys = [case.record.key for case in cases]
        rows = Complaint.objects.filter(
            Q(channel="import") | Q(holder=CORPS),
            register=self.corps.register,
            corps_id=self.corps.pk,
            external_reference__in=keys,
        )
        found = sorted(rows, key=lambda complaint: complaint.channel == "import")
        return {complaint.external_reference: complaint for complaint in found}

    def _worked_on(self, ids: Sequence[int]) -> set[int]:
        """Files in whose history stands more than imports."""
        others = Event.objects.filter(complaint__in=ids).exclude(kind__in=BY_IMPORT)
        return set(others.order_by().values_list("complaint", flat=True)) if ids else set()

    def _parts(self, ids: Sequence[int]) -> dict[int, list[Part]]:
        """What stands of the allegations of these files."""
        found: dict[int, list[Part]] = {}
        if ids:
            rows = Allegation.objects.filter(complaint__in=ids).values_list(
                *("complaint", "category", "findings__finding", "reference", "text", "about__involved__unit")
            )
            for pk, category, finding, reference, text, unit in rows:
                found.setdefault(pk, []).append((category, finding or "", reference, text, unit or ""))
        return found

    def _mark(self, complaints: Sequence[Complaint]) -> None:
        if complaints:
            self.quarters = days_of_many(complaints) | self.quarters


def _differs(complaint: Complaint, case: Case, parts: list[Part]) -> bool:
    if any(getattr(complaint, name) != case.columns[name] for name in COLUMNS):
        return True
    return sorted(parts) != sorted(case.parts)
