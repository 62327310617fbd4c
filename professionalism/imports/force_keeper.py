"""Storing force reports: new ones in bulk, known ones only where nobody worked on them here since."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.imports.kinds import Record, Refusal
from legitimacy.imports.pipeline import Applied
from legitimacy.imports.record_mappings import RecordMapping
from legitimacy.models import Corps
from professionalism.imports.force_reports import COLUMNS, Report, ReportError, Row, report_read
from professionalism.imports.force_writing import columns_stored, parts_stored, reports_add, reports_replace
from professionalism.models import ForceEvent, ForceIncident
from professionalism.services.force_counting import force_marks

BY_IMPORT = ("imported",)
"""Kinds of the history that an import writes itself: any other means that somebody worked on the report."""
Parts = tuple[tuple[Row, ...], ...]


class ForceKeeper:
    """The reports of one corps."""

    def __init__(self, corps: Corps, _mapping: RecordMapping) -> None:
        self.corps = corps
        self.today = timezone.localdate()

    def store(self, records: Sequence[Record], applied: Applied) -> Iterator[Refusal]:
        reports: list[Report] = []
        here = self._reported_here([record.key for record in records])
        for record in records:
            try:
                if record.key in here:
                    raise ReportError("reference", _("a report with this number was made here; it is not imported."))
                reports.append(report_read(record, self.corps, self.today))
            except ReportError as error:
                yield Refusal(record, error.field, error.reason)
        known = self._known(reports)
        worked_on = self._worked_on([incident.pk for incident in known.values()])
        stored = parts_stored([incident.pk for incident in known.values()])
        new: list[Report] = []
        changed: list[tuple[ForceIncident, Report]] = []
        for report in reports:
            incident = known.get(report.record.key)
            if incident is None:
                new.append(report)
            elif not _differs(incident, report, stored.get(incident.pk, ((), (), ()))):
                applied.unchanged += 1
            elif incident.pk in worked_on:
                reason = _("this report was worked on here since; an import does not overwrite it.")
                yield Refusal(report.record, "reference", reason)
            else:
                changed.append((incident, report))
        left: list[date | None] = []
        for incident, _report in changed:
            left += [incident.happened_on, incident.reviewed_on]
        written = [*reports_add(self.corps, new), *reports_replace(changed)]
        if written:
            force_marks(*written, left_on=left)
        applied.added += len(new)
        applied.updated += len(changed)

    def finish(self) -> list[str]:
        return []

    def _reported_here(self, keys: Sequence[str]) -> set[str]:
        """Numbers of reports that were not imported: somebody took them out of this register."""
        rows = ForceIncident.objects.filter(corps=self.corps, number__in=keys)
        return set(rows.order_by().values_list("number", flat=True))

    def _known(self, reports: Sequence[Report]) -> dict[str, ForceIncident]:
        keys = [report.record.key for report in reports]
        rows = ForceIncident.objects.filter(corps=self.corps, source_reference__in=keys)
        return {incident.source_reference: incident for incident in rows}

    def _worked_on(self, ids: Sequence[UUID]) -> set[UUID]:
        """Reports in whose history stands more than imports."""
        others = ForceEvent.objects.filter(incident__in=ids).exclude(kind__in=BY_IMPORT)
        return set(others.order_by().values_list("incident", flat=True)) if ids else set()


def _differs(incident: ForceIncident, report: Report, stored: Parts) -> bool:
    told = columns_stored(incident)
    return any(told[name] != report.columns[name] for name in COLUMNS) or stored != report.parts
