"""From a wish to its document: what its reader may see, decided anew when it is made."""

from django.utils.translation import gettext as _

from audit.exports.audit import audit_document
from audit.exports.comparison import comparison_document
from audit.exports.corps import corps_document
from audit.exports.national import national_document
from audit.models import Report
from audit.rules.reports import may_report_on, registers_reported
from audit.selectors.audits.detail import audit_find
from audit.selectors.audits.final import final_report_of
from legitimacy.access import audience_for, standing_of
from legitimacy.exports.documents import Document, NothingToReportError
from legitimacy.models.disclosure import Audience


def document_read(report: Report) -> Document:
    """NothingToReportError where the reader may no longer read it, or nothing stands in the period."""
    reader = report.requested_by
    if report.kind == Report.Kind.AUDIT:
        audit = audit_find(reader, report.audit_id) if report.audit_id else None
        final = final_report_of(reader, audit) if audit is not None else None
        if audit is None or final is None:
            raise NothingToReportError(str(report.audit_id))
        return audit_document(final, as_read_by=reader_words(audience_for(reader, audit.corps)))
    corps = report.corps_found()
    if report.kind == Report.Kind.CORPS:
        if len(corps) != 1 or not may_report_on(reader, corps[0]):
            raise NothingToReportError(report.period)
        audience = audience_for(reader, corps[0])
        return corps_document(
            corps=corps[0], period=report.period, audience=audience, as_read_by=reader_words(audience)
        )
    if report.register not in registers_reported(reader):
        raise NothingToReportError(report.period)
    common = {
        "corps": corps,
        "period": report.period,
        "audience": Audience.AUDITOR,
        "as_read_by": reader_words(Audience.AUDITOR),
        # Corps that the auditor once belonged to are read as the public reads them.
        "own": standing_of(reader).ever_in,
    }
    if report.kind == Report.Kind.NATIONAL:
        return national_document(**common)  # type: ignore[arg-type]
    return comparison_document(**common, indicators=report.indicators)  # type: ignore[arg-type]


def reader_words(audience: str) -> str:
    if audience == Audience.AUDITOR:
        return _("an auditor of the register")
    if audience == Audience.CORPS:
        return _("the corps itself")
    return _("the public")
