"""`records_import selection`: procedures with one row for each sex."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy

from legitimacy.imports.kinds import Record, RecordField, RecordKind, Refusal
from legitimacy.imports.pipeline import Applied
from legitimacy.imports.record_mappings import RecordMapping
from legitimacy.models import Corps
from professionalism.imports.reading import number_read, number_require
from professionalism.models import SelectionProcedure
from professionalism.services.training import FaultError, selection_save
from professionalism.services.training.selection import Instrument, Outcome
from professionalism.workflow.training import Phase, Sex, codes_of

YES_OR_NO = ("yes", "no")


class SelectionKeeper:
    """The procedures of one corps."""

    def __init__(self, corps: Corps, mapping: RecordMapping) -> None:
        self.corps = corps

    def store(self, records: Sequence[Record], applied: Applied) -> Iterator[Refusal]:
        for record in records:
            try:
                self._procedure(record, applied)
            except FaultError as fault:
                yield Refusal(record, _field_of(fault.field), fault.reason)

    def finish(self) -> list[str]:
        return []

    def _procedure(self, record: Record, applied: Applied) -> None:
        told = record.values
        place = {"subject": self.corps, "code": told["procedure"], "period": told["period"]}
        known = SelectionProcedure.objects.filter(**place).first()
        instruments, outcomes = _instruments(told), [_outcome(part) for part in record.parts]
        is_same = known is not None and known.grade == told["grade"] and _stands(known, instruments, outcomes)
        if not is_same:
            selection_save(
                procedure=known or SelectionProcedure(subject=self.corps),
                values={"code": told["procedure"], "period": told["period"], "grade": told["grade"]}
                | {"phase": Phase.SELECTION},
                instruments=instruments,
                outcomes=outcomes,
                version=known.version if known else 0,
            )
        applied.count(is_new=known is None, is_changed=not is_same)


def _instruments(told: dict[str, str]) -> list[Instrument]:
    if not told["instrument"] and not told["competences"]:
        return []
    competences = [code.strip() for code in told["competences"].split(";") if code.strip()]
    return [
        Instrument(
            name=told["instrument"],
            competences=competences,
            is_validated=told["validated"] == "yes",
            norm_group=told["norm_group"],
        )
    ]


def _outcome(part: dict[str, str]) -> Outcome:
    return Outcome(
        sex=part["sex"],
        tested=number_require("tested", part["tested"]),
        passed=number_require("passed", part["passed"]),
        decisions=number_require("decisions", part["decisions"]),
        decisions_on_four=number_read("decisions_on_four", part["decisions_on_four"]) or 0,
    )


def _stands(known: SelectionProcedure, instruments: list[Instrument], outcomes: list[Outcome]) -> bool:
    names = ("sex", "tested", "passed", "decisions", "decisions_on_four")
    told = sorted(tuple(getattr(each, name) for name in names) for each in outcomes)
    tools = [(each.name, each.competences, each.is_validated, each.norm_group) for each in instruments]
    stored = [(one.name, one.competences, one.is_validated, one.norm_group) for one in known.instruments.all()]
    return sorted(known.outcomes.values_list(*names)) == told and stored == tools


def _field_of(cell: str) -> str:
    """The column of a cell: `passed_f` stands in `passed`, `competences_0` in `competences`."""
    name = cell.rpartition("_")[0]
    if name in ("is_validated", "instrument", "competences", "norm_group"):
        return name.removeprefix("is_")
    if name in ("tested", "passed", "decisions", "decisions_on_four"):
        return name
    return "procedure" if cell in ("", "code") else cell


SELECTION = RecordKind(
    key="selection",
    label=gettext_lazy("outcomes of selection"),
    record="procedure",
    part="outcome",
    only_counts=True,
    fields=(
        RecordField("row", required=True, longest=80),
        RecordField("procedure", required=True, longest=24),
        RecordField("period", required=True, longest=7),
        RecordField("grade", required=True, codes=lambda: codes_of("grade")),
        RecordField("instrument", longest=120),
        RecordField("competences", longest=300),
        RecordField("validated", codes=lambda: YES_OR_NO),
        RecordField("norm_group", longest=160),
        RecordField("sex", required=True, of_part=True, codes=lambda: Sex.values),
        *(
            RecordField(name, required=name != "decisions_on_four", of_part=True, longest=20)
            for name in ("tested", "passed", "decisions", "decisions_on_four")
        ),
    ),
    keeper=SelectionKeeper,
)
