"""Who followed a module: counts of one corps, grade and quarter."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from legitimacy.indicators.periods import Period
from legitimacy.models import Register, SubjectKind, User
from professionalism.models import Attendance, TrainingCount
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


StaffCounts = Mapping[str, Sequence[tuple[date, int]]]
"""By grade: the days on which staff was counted, and how many there were."""


@transaction.atomic
def attendance_save(
    *, attendance: Attendance, values: dict[str, Any], version: int = 0, actor: User | None = None
) -> Attendance:
    """Add or change a count of who attended and passed. FaultError names the cell that cannot be."""
    version_require(attendance, version)
    module, corps = values["module"], values["corps"]
    period = attendance_check(values, staff_counted(corps.pk, values["grade"]))
    before = (attendance.module, attendance.corps_id, attendance.period) if attendance.pk else None
    values = values | {"period": str(period), "origin": Register(corps.register).origin}
    record_store(attendance, values, subject=corps, actor=actor)
    stale_for_attendance([*([before] if before else []), (module, corps.pk, str(period))])
    return attendance


@transaction.atomic
def attendance_add(rows: Sequence[dict[str, Any]]) -> None:
    """Many new counts that were checked, in one statement, with their stale marks; the import stands on the trail."""
    Attendance.objects.bulk_create(
        [Attendance(**values, origin=Register(values["corps"].register).origin) for values in rows], batch_size=1_000
    )
    stale_for_attendance([(values["module"], values["corps"].pk, values["period"]) for values in rows])


def attendance_check(values: Mapping[str, Any], staff: StaffCounts) -> Period:
    """The quarter of a count that may be stored. FaultError names the cell that cannot be."""
    module, corps = values["module"], values["corps"]
    period = quarter_require("period", values["period"])
    code_require("grade", "grade", values["grade"], period.end)
    lifetime_require("period", corps, period.start, period.end)
    is_open = module.provider.kind != SubjectKind.CORPS or module.provider_id == corps.pk
    if module.provider.register != corps.register or not is_open:
        raise FaultError("module", _("This module is of another corps or another register."))
    attended, passed = values["attended"], values["passed"]
    number_require("attended", attended)
    if passed and not module.is_assessed:
        raise FaultError("passed", _("This module is not assessed: people attend it, nobody passes it."))
    part_require("passed", passed, attended, _("attended"))
    near = staff_near(staff.get(values["grade"], ()), period.end)
    if near is not None:
        part_require("attended", attended, near, _("staff of this grade"))
    return period


def staff_counted(subject_id: int, *grades: str) -> StaffCounts:
    """Counted staff of a subject, of all grades or of some. One query."""
    rows = TrainingCount.objects.filter(subject=subject_id, **({"grade__in": grades} if grades else {})).order_by()
    found: dict[str, list[tuple[date, int]]] = {}
    for grade, on, staff in rows.values_list("grade", "on", "staff"):
        found.setdefault(grade, []).append((on, staff))
    return found


def staff_near(counted: Sequence[tuple[date, int]], day: date) -> int | None:
    """Staff on the counted day that is nearest, within a year; None where nothing was counted."""
    near = [(abs((on - day).days), staff) for on, staff in counted if abs((on - day).days) <= NEAR_DAYS]
    return min(near)[1] if near else None
