"""What no text of a person's file may hold, whatever form it comes from."""

from django import forms
from django.utils.translation import gettext as _

from professionalism.selectors.force_checking import holds_national_number

FREE = frozenset({"key", "lines", "pseudonym", "wanted"})
"""Fields that are no texts: service numbers may look like anything."""


def numbers_refuse(form: forms.Form) -> None:
    """A fault at each text that holds what looks like a national register number."""
    sentence = _("This holds a national register number. Take it out: it may not be kept here.")
    for name, given in list(form.cleaned_data.items()):
        if isinstance(given, str) and name not in FREE and holds_national_number(given):
            form.add_error(name, sentence)
