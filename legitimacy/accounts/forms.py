"""Forms of administrators and invited people."""

from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from legitimacy.accounts.rules import REGISTER_ROLES, registers_administered, role_fits
from legitimacy.accounts.selectors import corps_administered
from legitimacy.models import Corps, Register, Role, User


class InvitationForm(forms.Form):
    """An offer within what the administrator administers."""

    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *Role.choices])
    corps = forms.ModelChoiceField(
        label=_("Corps"), queryset=Corps.objects.none(), required=False, empty_label=_("Whole register")
    )
    register = forms.ChoiceField(label=_("Register"), required=False)
    body = forms.CharField(
        label=_("External body"), required=False, max_length=40, help_text=_("Only where the role belongs to one.")
    )

    def __init__(self, *args: Any, administrator: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.administrator = administrator
        registers = registers_administered(administrator)
        cast("forms.ModelChoiceField[Corps]", self.fields["corps"]).queryset = corps_administered(administrator)
        named = [(register, Register(register).label) for register in registers]
        cast(forms.ChoiceField, self.fields["register"]).choices = named
        if not registers:
            del self.fields["register"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        corps: Corps | None = cleaned.get("corps")
        cleaned["register"] = corps.register if corps else cleaned.get("register", "")
        if not cleaned["register"]:
            self.add_error("corps", _("Choose a corps."))
        elif "role" in cleaned and not role_fits(cleaned["role"], corps):
            whole = cleaned["role"] in REGISTER_ROLES
            sentence = _("This role is for a whole register: choose no corps.") if whole else _("Choose a corps.")
            self.add_error("corps", sentence)
        if cleaned.get("email", "").casefold() == self.administrator.email.casefold():
            self.add_error("email", _("Nobody gives a role to themselves: ask another administrator."))
        return cleaned


class AcceptForm(forms.Form):
    """What makes an account: a name and a password."""

    first_name = forms.CharField(
        label=_("First name"), max_length=150, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=150, widget=forms.TextInput({"autocomplete": "family-name"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A sentence of your own is easy to remember and hard to guess."),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        names = {name: self.cleaned_data.get(name, "") for name in ("first_name", "last_name")}
        validate_password(password, User(username=self.email[:150], email=self.email, **names))
        return password
