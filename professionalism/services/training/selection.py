"""Selection procedures with their instruments and outcomes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from legitimacy.models import Register, SubjectKind, User
from professionalism.models import SelectionInstrument, SelectionOutcome, SelectionProcedure
from professionalism.services.training.faults import (
    FaultError,
    code_require,
    lifetime_require,
    number_require,
    part_require,
    quarter_require,
    text_require,
)
from professionalism.services.training.saving import record_store, version_require
from professionalism.services.training.stale import stale_for_selection
from professionalism.workflow import training as codes
from professionalism.workflow.training import Phase, Sex


@dataclass(frozen=True, kw_only=True)
class Instrument:
    name: str
    competences: list[str]
    is_validated: bool = False
    norm_group: str = ""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    sex: str
    tested: int
    passed: int
    decisions: int
    decisions_on_four: int


@transaction.atomic
def selection_save(
    *,
    procedure: SelectionProcedure,
    values: dict[str, Any],
    instruments: Sequence[Instrument],
    outcomes: Sequence[Outcome],
    version: int = 0,
    actor: User | None = None,
) -> SelectionProcedure:
    """Add or change a procedure of `procedure.subject`. FaultError names a cell by the place of its instrument, or by
    the sex of its outcome.
    """
    version_require(procedure, version)
    subject = procedure.subject
    period = quarter_require("period", values["period"])
    text_require("code", values["code"])
    code_require("grade", "grade", values["grade"], period.end)
    lifetime_require("period", subject, period.start, period.end)
    if (values["phase"] == Phase.TRAINING) != (subject.kind == SubjectKind.SCHOOL):
        raise FaultError("phase", _("A school tests during training; a corps selects before."))
    _outcomes_require(outcomes, _competences(instruments, period.end))
    if procedure.pk:
        stale_for_selection(procedure)
    values = values | {"period": str(period), "origin": Register(subject.register).origin}
    record_store(procedure, values, subject=subject, actor=actor)
    procedure.instruments.all().delete()
    procedure.outcomes.all().delete()
    SelectionInstrument.objects.bulk_create(
        SelectionInstrument(procedure=procedure, **asdict(each)) for each in instruments
    )
    SelectionOutcome.objects.bulk_create(SelectionOutcome(procedure=procedure, **asdict(each)) for each in outcomes)
    stale_for_selection(procedure)
    return procedure


def _competences(instruments: Sequence[Instrument], on: date) -> set[str]:
    """The competences that are tested."""
    found: set[str] = set()
    for number, each in enumerate(instruments):
        text_require(f"instrument_{number}", each.name)
        if not each.competences:
            raise FaultError(f"competences_{number}", _("Say what this instrument tests."))
        for competence in each.competences:
            code_require(f"competences_{number}", "competence", competence, on)
        if each.is_validated and not each.norm_group.strip():
            raise FaultError(f"norm_group_{number}", _("Say for whom the instrument was validated."))
        found.update(each.competences)
    return found


def _outcomes_require(outcomes: Sequence[Outcome], tested: set[str]) -> None:
    if len({each.sex for each in outcomes}) < len(outcomes):
        raise FaultError("", _("Each sex stands here once."))
    for each in outcomes:
        if each.sex not in Sex.values:
            raise FaultError("", _("“%(code)s” is not in the list.") % {"code": each.sex[:40]})
        number_require(f"tested_{each.sex}", each.tested)
        part_require(f"passed_{each.sex}", each.passed, each.tested, _("tested"))
        part_require(f"decisions_{each.sex}", each.decisions, each.tested, _("tested"))
        part_require(f"decisions_on_four_{each.sex}", each.decisions_on_four, each.decisions, _("decisions"))
        missing = [code for code in codes.note_competences() if code not in tested]
        if each.decisions_on_four and missing:
            words = {"names": ", ".join(codes.label_of("competence", code) for code in missing)}
            sentence = _("No instrument tests this: %(names)s. So no decision rests on all four competences.")
            raise FaultError(f"decisions_on_four_{each.sex}", sentence % words)
