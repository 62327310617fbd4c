"""Who followed a module: counts of one corps, grade and quarter."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Register, SubjectKind, User
from professionalism.models import Attendance, Module, TrainingCount
from professionalism.services.training.faults import (
    FaultError,
    code_require,
    lifetime_require,
    number_require,
    part_require,
    quarter_require,
)
from professionalism.services.training.saving import record_store, version_require
from professionalism.services.training.stale import stale_for_attendance

NEAR_DAYS = 366


@transaction.atomic
def attendance_save(
    *, attendance: Attendance, values: dict[str, Any], version: int = 0, actor: User | None = None
) -> Attendance:
    """Add or change a count of who attended and passed. FaultError names the cell that cannot be."""
    version_require(attendance, version)
    module, corps = values["module"], values["corps"]
    period = quarter_require("period", values["period"])
    code_require("grade", "grade", values["grade"], period.end)
    lifetime_require("period", corps, period.start, period.end)
    is_open = module.provider.kind != SubjectKind.CORPS or module.provider_id == corps.pk
    if module.provider.register != corps.register or not is_open:
        raise FaultError("module", _("This module is of another corps or another register."))
    _numbers_require(module, corps, values, period)
    before = (attendance.module, attendance.corps_id, attendance.period) if attendance.pk else None
    values = values | {"period": str(period), "origin": Register(corps.register).origin}
    record_store(attendance, values, subject=corps, actor=actor)
    if before:
        stale_for_attendance(*before)
    stale_for_attendance(module, corps.pk, str(period))
    return attendance


def _numbers_require(module: Module, corps: Corps, values: dict[str, Any], period: Period) -> None:
    attended, passed = values["attended"], values["passed"]
    number_require("attended", attended)
    if passed and not module.is_assessed:
        raise FaultError("passed", _("This module is not assessed: people attend it, nobody passes it."))
    part_require("passed", passed, attended, _("attended"))
    staff = staff_near(corps.pk, values["grade"], period.end)
    if staff is not None:
        part_require("attended", attended, staff, _("staff of this grade"))


def staff_near(subject_id: int, grade: str, day: date) -> int | None:
    """Staff of a grade on the counted day that is nearest, within a year; None where nothing was counted."""
    rows = TrainingCount.objects.filter(subject=subject_id, grade=grade).values_list("on", "staff")
    near = [(abs((on - day).days), staff) for on, staff in rows if abs((on - day).days) <= NEAR_DAYS]
    return min(near)[1] if near else None
