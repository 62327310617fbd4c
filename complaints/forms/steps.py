"""What the steps of the citizen's form share: they show again what was typed, right or wrong, and preselect nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from complaints.services.drafts import Answers

Typed = dict[str, list[str]]
YES, NO, UNKNOWN = "yes", "no", "unknown"
YES_NO = ((YES, _("Yes")), (NO, _("No")))
YES_NO_UNKNOWN = (*YES_NO, (UNKNOWN, _("I do not know")))
TEXT_LIMIT = _("This is longer than %(limit_value)d characters: it has %(show_value)d. Shorten it a little.")


@dataclass(frozen=True, slots=True)
class Card:
    """One choice of a question, with a line that explains it."""

    tag: str
    id: str
    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a step. `kind` is text, area, cards or tick; `is_lone`: the heading of the page asks it."""

    field: BoundField
    kind: str
    cards: tuple[Card, ...] = ()
    is_lone: bool = False

    @property
    def first_id(self) -> str:
        """Where a link from the list of errors leads."""
        return self.cards[0].id if self.cards else self.field.id_for_label


@dataclass(frozen=True, slots=True)
class Block:
    """Questions that belong together; `number` counts the people in a list of people."""

    parts: tuple[Part, ...]
    legend: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One answer on the page where answers are checked."""

    label: str
    text: str


class StepForm(forms.Form):
    """One step. `typed` is what stands in the draft; `check` decides whether faults are looked for."""

    use_required_attribute = False
    slug: ClassVar[str]
    heading: ClassVar[Any]
    intro: Any = ""
    lone: ClassVar[str] = ""
    hints: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
    aside: ClassVar[str] = ""
    """A template that stands beside the questions."""

    def __init__(self, typed: Typed | None, *, answers: Answers, check: bool = False) -> None:
        self.typed, self.answers = typed or {}, answers
        super().__init__(MultiValueDict(self.typed) if check else None)
        self.prepare()
        for name, question in self.fields.items():
            self._question_prepare(name, question)

    def prepare(self) -> None:
        """A step adds here the questions that depend on other answers."""

    @classmethod
    def applies(cls, answers: Answers) -> bool:  # noqa: ARG003  for steps that depend on others
        """Whether the step is asked at all."""
        return True

    @classmethod
    def rearranged(cls, typed: Typed, go: str) -> Typed:  # noqa: ARG003  for steps with buttons
        """The answers after a button of the step itself, such as one more person."""
        return typed

    def _question_prepare(self, name: str, question: forms.Field) -> None:
        values = self.typed.get(name, [])
        if values:
            question.initial = values if isinstance(question, forms.MultipleChoiceField) else values[-1]
        if isinstance(question, forms.CharField) and question.max_length:
            # A browser that cuts a text off loses what was pasted: the server says it in a sentence instead.
            question.widget.attrs.pop("maxlength", None)
            question.error_messages["max_length"] = TEXT_LIMIT
            for validator in question.validators:
                if getattr(validator, "code", "") == "max_length":
                    validator.message = TEXT_LIMIT  # type: ignore[attr-defined]  # every limit validator has one
        if not _is_choice(question) and not isinstance(question.widget, forms.HiddenInput):
            question.widget.attrs.setdefault("class", "form-control")

    def blocks(self) -> list[Block]:
        return [Block(tuple(self.part(name) for name in self.fields))]

    def part(self, name: str) -> Part:
        bound, question = self[name], self.fields[name]
        if isinstance(question.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
            return Part(bound, "cards", tuple(self._cards(bound)), name == self.lone)
        if isinstance(question.widget, forms.CheckboxInput):
            return Part(bound, "tick")
        kind = "area" if isinstance(question.widget, forms.Textarea) else "text"
        return Part(bound, kind, is_lone=name == self.lone)

    def _cards(self, bound: BoundField) -> Iterator[Card]:
        hints = self.hints.get(bound.name, {})
        for option in bound:
            hint = str(hints.get(str(option.data["value"]), ""))
            if hint:
                option.data["attrs"]["aria-describedby"] = f"{option.id_for_label}_hint"
            yield Card(option.tag(), option.id_for_label, option.choice_label, hint)

    def faults(self) -> list[tuple[str, str]]:
        """Id and sentence, for the list of errors. A fault of the whole step leads to its first question."""
        parts = [part for block in self.blocks() for part in block.parts]
        found = [(part.first_id, str(error)) for part in parts for error in part.field.errors]
        return [(parts[0].first_id, str(error)) for error in self.non_field_errors()] + found

    def lines(self) -> list[Line]:
        """The answers in words, empty ones left out."""
        shown = ((str(bound.label), self._shown(bound)) for bound in self if not bound.is_hidden)
        return [Line(label, text) for label, text in shown if text]

    def _shown(self, bound: BoundField) -> str:
        values = self.typed.get(bound.name, [])
        question = self.fields[bound.name]
        if isinstance(question, forms.ChoiceField):
            labels = {str(value): str(label) for value, label in _flat(question.choices)}
            return "\n".join(labels[value] for value in values if value in labels)
        if isinstance(question, forms.BooleanField):
            return str(_("Yes")) if values else ""
        return values[-1].strip() if values else ""


@dataclass(slots=True)
class Given:
    """Checked answers of all steps, by step; what is missing or wrong is left out."""

    steps: dict[str, dict[str, Any]] = field(default_factory=dict)

    def get(self, step: str, name: str, otherwise: Any = "") -> Any:
        return self.steps.get(step, {}).get(name) or otherwise

    def says_yes(self, step: str, name: str) -> bool:
        return bool(self.get(step, name) == YES)


def _is_choice(question: forms.Field) -> bool:
    return isinstance(question.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.CheckboxInput))


def _flat(choices: Any) -> Sequence[tuple[Any, Any]]:
    return list(choices)
