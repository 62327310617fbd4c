"""The step about who was involved."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from complaints.forms.steps import YES_NO_UNKNOWN, Block, StepForm, Typed

MOST_PEOPLE = 10


class WhoForm(StepForm):
    """Nobody, or several: what is known of each."""

    slug = "who"
    heading = _("Who was it?")
    intro = _("All of this may stay empty. A detail that you remember helps to find who it was.")
    people = forms.IntegerField(widget=forms.HiddenInput, required=False)
    QUESTIONS = (
        ("name", _("Name"), 120, ""),
        ("number", _("Number on the uniform or in a report"), 40, ""),
        ("description", _("What did this person look like?"), 1000, _("Clothes, voice, what they did.")),
        ("vehicle", _("Vehicle"), 60, _("Number on the roof, number plate, kind of car.")),
    )

    def prepare(self) -> None:
        self.count = people_count(self.typed)
        self.fields["people"].initial = self.count
        for number in range(self.count):
            for name, label, most, hint in self.QUESTIONS:
                widget = forms.Textarea(attrs={"rows": 3}) if name == "description" else forms.TextInput()
                self.fields[f"{name}_{number}"] = forms.CharField(
                    label=label, help_text=hint, required=False, max_length=most, widget=widget
                )
        self.fields["about_chief"] = forms.ChoiceField(
            label=_("Is it about the chief of the corps?"),
            help_text=_("Then the complaint is handled outside the corps."),
            widget=forms.RadioSelect,
            choices=YES_NO_UNKNOWN,
            required=False,
        )

    @classmethod
    def rearranged(cls, typed: Typed, go: str) -> Typed:
        count = people_count(typed)
        rest = {name: values for name, values in typed.items() if name == "about_chief"}
        people = [
            {name: typed.get(f"{name}_{number}", []) for name, *_rest in cls.QUESTIONS} for number in range(count)
        ]
        if go == "add" and count < MOST_PEOPLE:
            people.append({})
        elif go.startswith("remove-") and go.removeprefix("remove-") in {str(number) for number in range(1, count + 1)}:
            del people[int(go.removeprefix("remove-")) - 1]
        kept = {f"{name}_{number}": values for number, one in enumerate(people) for name, values in one.items()}
        return rest | kept | {"people": [str(len(people))]}

    def blocks(self) -> list[Block]:
        people = [
            Block(
                tuple(self.part(f"{name}_{number}") for name, *_rest in self.QUESTIONS),
                _now("Person %(number)s") % {"number": number + 1},
                number + 1,
            )
            for number in range(self.count)
        ]
        return [*people, Block((self.part("about_chief"),))]

    def may_add(self) -> bool:
        return self.count < MOST_PEOPLE

    def clean(self) -> dict[str, Any]:
        rows = [
            {name: self.cleaned_data.get(f"{name}_{number}", "") for name, *_rest in self.QUESTIONS}
            for number in range(self.count)
        ]
        self.cleaned_data["known"] = [row for row in rows if any(row.values())]
        return self.cleaned_data


def people_count(typed: Typed) -> int:
    text = (typed.get("people") or ["1"])[-1]
    return min(int(text), MOST_PEOPLE) if text.isascii() and text.isdigit() and len(text) < 4 else 1
