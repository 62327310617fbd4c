"""One step of the form for the use of force: its fields and its rows, read and brought to the service together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from professionalism.forms.force_fields import FORMS, FieldsForm
from professionalism.forms.force_rows import (
    MOST_ROWS,
    PLACE,
    ApplicationRow,
    CareRow,
    CitizenRow,
    OfficerRow,
    RowForm,
)
from professionalism.models import ForceIncident
from professionalism.services.force_drafting import Given, Rows
from professionalism.workflow.force_steps import FormStep


@dataclass(frozen=True, slots=True)
class RowKind:
    """Rows of one kind in a step. `only_change`: they were made in an earlier step."""

    key: str
    form: type[RowForm]
    title: object
    one: object
    more: object = ""
    only_change: bool = False


KINDS: Mapping[FormStep, tuple[RowKind, ...]] = {
    FormStep.WHO: (
        RowKind("officers", OfficerRow, gettext_lazy("Officers who took part"), gettext_lazy("Police officer"),
                gettext_lazy("Add an officer")),
        RowKind("citizens", CitizenRow, gettext_lazy("Citizens on whom force was used"), gettext_lazy("Citizen"),
                gettext_lazy("Add a citizen")),
    ),
    FormStep.FORCE: (
        RowKind("applications", ApplicationRow, gettext_lazy("Force used, in the order in which it happened"),
                gettext_lazy("Use of force"), gettext_lazy("Add a use of force")),
    ),
    FormStep.AFTER: (
        RowKind("officers", CareRow, gettext_lazy("Officers: injury and care"), gettext_lazy("Police officer"),
                only_change=True),
        RowKind("citizens", CareRow, gettext_lazy("Citizens: injury and care"), gettext_lazy("Citizen"),
                only_change=True),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowGroup:
    kind: RowKind
    forms: list[RowForm]

    @property
    def titled(self) -> list[tuple[str, RowForm]]:
        return [(self._title(number, form), form) for number, form in enumerate(self.forms, start=1)]

    def _title(self, number: int, form: RowForm) -> str:
        name = str(form.initial.get("name", ""))
        return f"{self.kind.one} {number}" + (f": {name}" if name else "")


class StepPage:
    """`data` is what was sent; `add` the kind of rows that gets an empty one."""

    def __init__(self, incident: ForceIncident, step: FormStep, data: Any = None, *, add: str = "") -> None:
        self.incident, self.step, self.data, self.add = incident, step, data, add
        form = FORMS.get(step)
        self.fields: FieldsForm | None = form(data, incident=incident) if form else None

    @cached_property
    def groups(self) -> list[RowGroup]:
        return [RowGroup(kind, list(self._forms(kind))) for kind in KINDS.get(self.step, ())]

    def _forms(self, kind: RowKind) -> Iterator[RowForm]:
        known = {row.order: row for row in getattr(self.incident, kind.key).all()}
        for place in self._places(kind, list(known)):
            initial = _initial(known[place], kind) if place in known else self._usual(kind)
            yield kind.form(self.data, incident=self.incident, kind=kind.key, place=place, initial=initial)

    def _places(self, kind: RowKind, known: list[int]) -> list[int]:
        if self.data is not None:
            sent = [match for name in self.data if (match := PLACE.fullmatch(name))]
            places = sorted({int(match.group(2)) for match in sent if match.group(1) == kind.key} - {0})[:MOST_ROWS]
            return [place for place in places if place in known] if kind.only_change else places
        is_new = self.add == kind.key or (not known and kind.form is not CitizenRow)
        return [*known, max(known, default=0) + 1] if is_new and not kind.only_change else known

    def _usual(self, kind: RowKind) -> dict[str, Any]:
        """What stands in an empty row beforehand: who, and on whom, where there is one only."""
        if kind.form is not ApplicationRow:
            return {}
        officers, citizens = list(self.incident.officers.all()), list(self.incident.citizens.all())
        found = {"officer": officers[0].pk} if len(officers) == 1 else {}
        return found | ({"citizen": citizens[0].pk} if len(citizens) == 1 else {})

    def is_valid(self) -> bool:
        fields_fit = self.fields is None or self.fields.is_valid()
        rows_fit = not [form for form in self._told() if not form.is_valid()]
        return not self._doubled() and fields_fit and rows_fit

    def _told(self) -> list[RowForm]:
        return [form for group in self.groups for form in group.forms if not form.is_removed and not form.is_blank]

    def _doubled(self) -> bool:
        """An officer who stands in two rows."""
        seen: set[Any] = set()
        found = False
        for form in self._told():
            member = form.cleaned_data.get("member") if isinstance(form, OfficerRow) and form.is_valid() else None
            if member is not None and member.pk in seen:
                form.add_error("member", _("This officer stands in another row already."))
                found = True
            elif member is not None:
                seen.add(member.pk)
        return found

    def given(self, *, partly: bool = False) -> Given:
        """What was told. `partly`: what does not make sense yet is left as it was saved before, and nothing removed."""
        self.is_valid()
        values = dict(self.fields.cleaned_data) if self.fields is not None else {}
        return Given(values, {group.kind.key: _rows(group, partly=partly) for group in self.groups})

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """Where, what and why, for the list above the form."""
        forms: list[Any] = [self.fields] if self.fields is not None else []
        forms += self._told()
        return [
            (form[name].auto_id, str(form[name].label), str(sentence))
            for form in forms
            for name, sentences in form.errors.items()
            if name in form.fields
            for sentence in sentences
        ]


def _rows(group: RowGroup, *, partly: bool) -> Rows:
    given: dict[int, Mapping[str, Any]] = {}
    kept: set[int] = set()
    for form in group.forms:
        if form.is_removed or form.is_blank:
            if partly:
                kept.add(form.row_place)
        elif form.is_valid():
            given[form.row_place] = form.values()
        else:
            kept.add(form.row_place)
    return Rows(given, kept, only_change=group.kind.only_change)


def _initial(row: Any, kind: RowKind) -> dict[str, Any]:
    names = [name for name in kind.form.base_fields if name not in ("place", "remove")]
    found = {name: getattr(row, f"{name}_id", None) or getattr(row, name) for name in names}
    if "officer" in names:
        found |= {"officer": row.officer_id, "citizen": row.citizen_id}
    member = getattr(row, "member", None)
    if "member" in names:
        found["member"] = str(member or "")
    return found | {"name": str(member or "") if kind.only_change else ""}
