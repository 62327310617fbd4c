"""Taking away what was entered by mistake."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from legitimacy.models import User
from professionalism.models import Attendance, Module, Programme, ProgrammeYear, SelectionProcedure, TrainingCount
from professionalism.selectors.training import Entered, subject_of
from professionalism.services.training.faults import FaultError
from professionalism.services.training.saving import told, version_require
from professionalism.services.training.stale import (
    stale_for_attendance,
    stale_for_count,
    stale_for_credits,
    stale_for_selection,
)


@transaction.atomic
def record_remove(*, record: Entered, version: int, actor: User | None = None) -> None:
    """Remove a record that nothing rests on. FaultError where something does, or where it was changed since."""
    version_require(record, version)
    if isinstance(record, Programme) and record.years.exists():
        raise FaultError("", _("Credits of this programme were delivered: it stays."))
    if isinstance(record, Module) and record.attendance.exists():
        raise FaultError("", _("People followed this module: it stays."))
    told(record, "removed", subject=subject_of(record), actor=actor)
    if isinstance(record, Attendance):
        stale_for_attendance([(record.module, record.corps_id, record.period)])
    elif isinstance(record, TrainingCount):
        stale_for_count(record.subject_id, record.on)
    elif isinstance(record, ProgrammeYear):
        stale_for_credits(record.programme.school, [record.year])
    elif isinstance(record, SelectionProcedure):
        stale_for_selection(record)
    try:
        with transaction.atomic():
            record.delete()
    except ProtectedError:  # somebody used it at this very moment
        raise FaultError("", _("People followed this module: it stays.")) from None
