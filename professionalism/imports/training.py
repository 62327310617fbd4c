"""`records_import training`: attendance where a row names a module, joint counts of staff where it names a day."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from legitimacy.imports.kinds import Record, RecordField, RecordKind, Refusal
from legitimacy.imports.pipeline import Applied
from legitimacy.imports.record_mappings import RecordMapping
from legitimacy.models import Corps, SubjectKind
from professionalism.imports.reading import number_read, number_require
from professionalism.models import Attendance, Module, TrainingCount
from professionalism.services.training import FaultError, attendance_save, count_save
from professionalism.services.training.attendance import attendance_add, attendance_check, staff_counted
from professionalism.services.training.counts import count_check, counts_add, most_followed
from professionalism.workflow.training import COUNTS, codes_of

Place = tuple[int, str, str]
"""Module, grade and quarter of a count of attendance."""


class TrainingKeeper:
    """The counts of one corps. New rows are stored many at once; what changes goes through the service of the form."""

    def __init__(self, corps: Corps, mapping: RecordMapping) -> None:
        self.corps = corps
        modules = Module.objects.filter(provider__register=corps.register).select_related("provider")
        self.modules = {
            (each.provider.code, each.code): each
            for each in modules
            if each.provider.kind == SubjectKind.SCHOOL or each.provider_id == corps.pk
        }

    def store(self, records: Sequence[Record], applied: Applied) -> Iterator[Refusal]:
        """In runs of one kind, as the counts of one are what the other is checked against."""
        rows: AttendanceRows | CountRows
        for is_attendance, found in groupby(records, key=lambda record: bool(record.values["module"])):
            run = list(found)
            if is_attendance:
                rows = AttendanceRows(self.corps, self.modules, [record.values for record in run])
            else:
                rows = CountRows(self.corps)
            for record in run:
                try:
                    rows.take(record.values, applied)
                except FaultError as fault:
                    yield Refusal(record, fault.field or "row", fault.reason)
            rows.flush()

    def finish(self) -> list[str]:
        return []


class AttendanceRows:
    """Rows that name a module, with what stands there already in their modules and quarters."""

    def __init__(self, corps: Corps, modules: dict[tuple[str, str], Module], told: Sequence[dict[str, str]]) -> None:
        self.corps, self.modules = corps, modules
        self.periods = {row["period"] for row in told}
        codes = {row["module"] for row in told}
        self.wanted = [module.pk for (_provider, code), module in modules.items() if code in codes]
        self.staff = staff_counted(corps.pk)
        self.new: dict[Place, dict[str, Any]] = {}
        self.known: dict[Place, tuple[int, int]] = {}
        self._read()

    def take(self, told: dict[str, str], applied: Applied) -> None:
        provider = told["provider"] or self.corps.code
        module = self.modules.get((provider, told["module"]))
        if module is None:
            words = {"module": told["module"], "provider": provider}
            raise FaultError("module", _("There is no module “%(module)s” of “%(provider)s”.") % words)
        numbers = {
            "attended": number_require("attended", told["attended"]),
            "passed": number_read("passed", told["passed"]) or 0,
        }
        values = {"module": module, "corps": self.corps, "grade": told["grade"], "period": told["period"], **numbers}
        place = module.pk, told["grade"], told["period"]
        if place in self.new:  # the file says it twice, under two numbers
            self.flush()
            self._read()
        known = self.known.get(place)
        if known is None:
            self.new[place] = values | {"period": str(attendance_check(values, self.staff))}
        elif known != (numbers["attended"], numbers["passed"]):
            where = {"module": module, "corps": self.corps, "grade": told["grade"], "period": told["period"]}
            stored = Attendance.objects.get(**where)
            attendance_save(attendance=stored, values=values, version=stored.version)
            self.known[place] = stored.attended, stored.passed
        else:
            applied.count(is_new=False, is_changed=False)
            return
        applied.count(is_new=known is None, is_changed=True)

    def flush(self) -> None:
        if self.new:
            attendance_add(list(self.new.values()))
            self.new = {}

    def _read(self) -> None:
        rows = Attendance.objects.filter(corps=self.corps, module__in=self.wanted, period__in=self.periods).order_by()
        columns = ("module_id", "grade", "period", "attended", "passed")
        self.known = {tuple(row[:3]): tuple(row[3:]) for row in rows.values_list(*columns)}


class CountRows:
    """Rows that name a day, with what stands there already."""

    def __init__(self, corps: Corps) -> None:
        self.corps = corps
        self.followed = most_followed(corps.pk)
        self.new: dict[tuple[str, date], dict[str, Any]] = {}
        self.known: dict[tuple[str, date], TrainingCount] = {}
        self._read()

    def take(self, told: dict[str, str], applied: Applied) -> None:
        if not told["on"]:
            raise FaultError("on", _("A row needs a module, or a day on which staff was counted."))
        on = date.fromisoformat(told["on"])
        numbers: dict[str, int | None] = {"staff": number_require("staff", told["staff"])}
        numbers |= {name: number_read(name, told[name]) for name in COUNTS[1:]}
        values: dict[str, Any] = {"on": on, "grade": told["grade"]} | numbers
        place = told["grade"], on
        if place in self.new:
            self.flush()
            self._read()
        known = self.known.get(place)
        if known is None:
            count_check(self.corps, values, self.followed)
            self.new[place] = values
        elif not _stands(known, numbers):
            languages = list(known.languages.values_list("language", "level", "people"))
            count_save(count=known, values=values, languages=languages, version=known.version)
        else:
            applied.count(is_new=False, is_changed=False)
            return
        applied.count(is_new=known is None, is_changed=True)

    def flush(self) -> None:
        if self.new:
            counts_add(self.corps, list(self.new.values()))
            self.new = {}

    def _read(self) -> None:
        self.known = {(row.grade, row.on): row for row in TrainingCount.objects.filter(subject=self.corps)}


def _stands(known: Any, numbers: dict[str, Any]) -> bool:
    """Whether all of it stands here already."""
    return known is not None and all(getattr(known, name) == number for name, number in numbers.items())


TRAINING = RecordKind(
    key="training",
    label=gettext_lazy("counts of training"),
    record="count",
    part="count",
    only_counts=True,
    fields=(
        RecordField("row", required=True, longest=160),
        RecordField("provider", longest=12),
        RecordField("module", longest=24),
        RecordField("period", longest=7),
        RecordField("on", is_date=True),
        RecordField("grade", required=True, codes=lambda: codes_of("grade")),
        RecordField("attended", longest=20),
        RecordField("passed", longest=20),
        *(RecordField(name, longest=20) for name in COUNTS),
    ),
    keeper=TrainingKeeper,
)
