"""Forms of the yearly account: its texts and explanations in one language, and the advice of the council."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluation.selectors.accounts import AccountView
from evaluation.workflow.accounts import LONGEST, USUAL_LENGTH, AccountPart
from legitimacy.work_forms import DayField, HouseForm, TextField

HELP = {
    AccountPart.SUMMARY: _("What went well, what did not, and what you will do: short sentences, no jargon, one page."),
    AccountPart.AUDIT: _("Leave it empty when there was no audit."),
}


class AccountForm(HouseForm):
    """`texts` by part and `explanations` by indicator, in the language of `view`."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, view: AccountView) -> None:
        self.view = view
        super().__init__(*args)

    def fill(self) -> None:
        view, stood = self.view, {pillar.part: pillar.text for pillar in self.view.pillars}
        stood |= {AccountPart.SUMMARY: view.summary, AccountPart.AUDIT: view.audit, AccountPart.AHEAD: view.ahead}
        self.fields["version"].initial = view.account.version
        for part in AccountPart:
            self.fields[f"part-{part.value}"] = TextField(
                label=part.label,
                required=False,
                rows=8 if part is AccountPart.SUMMARY else 6,
                max_length=LONGEST.get(part, USUAL_LENGTH),
                help_text=HELP.get(part, ""),
                initial=stood.get(part, ""),
            )
        for pillar in view.pillars:
            for line in pillar.flagged:
                self.fields[f"why-{line.code}"] = TextField(
                    label=line.name, required=False, rows=3, help_text=_why(line), initial=line.explanation
                )

    @property
    def parts(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("part-")]

    @property
    def reasons(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("why-")]

    def texts(self) -> dict[str, str]:
        return self._given("part-")

    def explanations(self) -> dict[str, str]:
        return self._given("why-")

    def _given(self, start: str) -> dict[str, str]:
        return {name.removeprefix(start): text for name, text in self.cleaned_data.items() if name.startswith(start)}


class AdviceForm(HouseForm):
    presented_on = DayField(label=_("Presented to the council on"), past=True)
    advice = TextField(label=_("Advice of the council"), required=False, max_length=4000)


def _why(line: Any) -> str:
    words = [line.figure or "", line.sign.word, line.movement.word if line.movement else ""]
    return ", ".join(word for word in words if word)
