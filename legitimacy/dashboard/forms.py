"""Forms of the pages. Filters are forgiving: what they do not know they pass over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from legitimacy.models import Register, Reply

REPLY_LENGTH = Reply._meta.get_field("text").max_length


class ReplyForm(forms.Form):
    """A reply to one exact figure. `value` is the figure's id, so that a reply never lands on a newer one."""

    value = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your reply"),
        max_length=REPLY_LENGTH,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": REPLY_LENGTH}),
        error_messages={
            "required": _("Write your reply before you send it."),
            "max_length": _("A reply has at most %(limit_value)d characters; this one has %(show_value)d."),
        },
    )


class RegisterFilter(forms.Form):
    """What the register is narrowed to. `read` always gives usable values."""

    register = forms.ChoiceField(choices=Register.choices, required=False)
    q = forms.CharField(max_length=80, required=False, strip=True)
    region = forms.CharField(max_length=12, required=False)
    province = forms.CharField(max_length=12, required=False)
    indicator = forms.CharField(max_length=6, required=False)
    period = forms.CharField(max_length=7, required=False)

    def read(self) -> dict[str, Any]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
