"""`records_import training`: attendance where a row names a module, joint counts of staff where it names a day."""

from collections.abc import Iterator, Sequence
from datetime import date
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
from professionalism.workflow.training import COUNTS, codes_of


class TrainingKeeper:
    """The counts of one corps."""

    def __init__(self, corps: Corps, mapping: RecordMapping) -> None:
        self.corps = corps
        modules = Module.objects.filter(provider__register=corps.register).select_related("provider")
        self.modules = {
            (each.provider.code, each.code): each
            for each in modules
            if each.provider.kind == SubjectKind.SCHOOL or each.provider_id == corps.pk
        }

    def store(self, records: Sequence[Record], applied: Applied) -> Iterator[Refusal]:
        for record in records:
            try:
                if record.values["module"]:
                    self._attendance(record, applied)
                else:
                    self._count(record, applied)
            except FaultError as fault:
                yield Refusal(record, fault.field or "row", fault.reason)

    def finish(self) -> list[str]:
        return []

    def _attendance(self, record: Record, applied: Applied) -> None:
        told = record.values
        provider = told["provider"] or self.corps.code
        module = self.modules.get((provider, told["module"]))
        if module is None:
            words = {"module": told["module"], "provider": provider}
            raise FaultError("module", _("There is no module “%(module)s” of “%(provider)s”.") % words)
        place: dict[str, Any] = {name: told[name] for name in ("grade", "period")} | {"module": module}
        place["corps"] = self.corps
        numbers = {
            "attended": number_require("attended", told["attended"]),
            "passed": number_read("passed", told["passed"]) or 0,
        }
        known = Attendance.objects.filter(**place).first()
        is_same = _stands(known, numbers)
        if not is_same:
            version = known.version if known else 0
            attendance_save(attendance=known or Attendance(), values=place | numbers, version=version)
        applied.count(is_new=known is None, is_changed=not is_same)

    def _count(self, record: Record, applied: Applied) -> None:
        told = record.values
        if not told["on"]:
            raise FaultError("on", _("A row needs a module, or a day on which staff was counted."))
        on = date.fromisoformat(told["on"])
        numbers: dict[str, int | None] = {"staff": number_require("staff", told["staff"])}
        numbers |= {name: number_read(name, told[name]) for name in COUNTS[1:]}
        known = TrainingCount.objects.filter(subject=self.corps, grade=told["grade"], on=on).first()
        is_same = _stands(known, numbers)
        if not is_same:
            languages = list(known.languages.values_list("language", "level", "people")) if known else []
            count_save(
                count=known or TrainingCount(subject=self.corps),
                values={"on": on, "grade": told["grade"]} | numbers,
                languages=languages,
                version=known.version if known else 0,
            )
        applied.count(is_new=known is None, is_changed=not is_same)


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
