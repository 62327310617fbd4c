"""Whether what a disciplinary case came to light through still stands. Nothing is undone by it: a person decides."""

from django.utils.translation import gettext as _

from legitimacy.models import MemberEvent
from professionalism.models import DisciplinaryCase, ForceIncident, SourceKind
from professionalism.workflow.force import Finding, Status

COMPLAINTS = "complaints"
"""How complaints name themselves where they tell that one about a member was founded."""


def source_gone(case: DisciplinaryCase) -> str:
    """A sentence where the source was corrected or taken back; empty where it stands or nothing is known of it.

    A complaint counts as taken back once it was told as founded about this officer and no longer is. One query.
    """
    number = case.source_reference
    if not number:
        return ""
    if case.source_kind == SourceKind.FORCE:
        report = ForceIncident.objects.filter(corps=case.corps_id, number=number).only("status", "finding").first()
        if report is not None and report.status == Status.VOID:
            return _("This report was made void: decide whether the case goes on.")
        if report is not None and report.finding == Finding.JUSTIFIED:
            return _("The review found this use of force justified: decide whether the case goes on.")
    if case.source_kind == SourceKind.COMPLAINT:
        told = MemberEvent.objects.filter(source=COMPLAINTS, reference=number, member=case.member_id)
        days = list(told.values_list("withdrawn_on", flat=True))
        if days and None not in days:
            return _("The finding of this complaint was corrected or taken back: decide whether the case goes on.")
    return ""
