"""Writing down what somebody says by telephone, by letter, at the desk or by e-mail."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from complaints.selectors.places import corps_choices, register_here
from complaints.services.intake import LONGEST_STORY, IdentityIntake, Intake, InvolvedIntake, received_at_of
from complaints.workflow.codes import categories, offered
from legitimacy.access import can
from legitimacy.models import Corps, User

CHANNELS = ("phone", "desk", "letter", "email")
LANGUAGE_NAMES = (("nl", "Nederlands"), ("fr", "Français"), ("de", "Deutsch"), ("en", "English"))
NAMED, ANONYMOUS = "named", "anonymous"
FIELDS_OF = {"identity": "reach", "received_at": "received_on"}
"""Where the intake says that something is wrong, and where this form asks for it."""


def _text(label: Any, longest: int, help_text: Any = "", **attrs: str) -> forms.CharField:
    widget = forms.TextInput({"class": "form-control", **attrs})
    return forms.CharField(label=label, required=False, max_length=longest, help_text=help_text, widget=widget)


def _yes(label: Any, help_text: Any = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, help_text=help_text)


def _day(label: Any, help_text: Any = "", *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput({"type": "date", "class": "form-control"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


class EnterForm(forms.Form):
    """The same questions as on the public form, on one page. What must be there is checked by the intake itself."""

    channel = forms.ChoiceField(label=_("How did it come in?"), widget=forms.RadioSelect)
    received_on = _day(_("Day of receipt"), _("For a letter: the day it arrived. Terms run from here."), required=True)
    language = forms.ChoiceField(
        label=_("Language of the person"), choices=LANGUAGE_NAMES, widget=forms.Select({"class": "form-select"})
    )
    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    story = forms.CharField(
        label=_("What happened?"),
        max_length=LONGEST_STORY,
        help_text=_("In the person's own words, as far as you can. Read it back to them."),
        widget=forms.Textarea({"class": "form-control", "rows": 8}),
        error_messages={"required": _("Write down what happened.")},
    )
    categories = forms.MultipleChoiceField(
        label=_("What is it about?"),
        help_text=_("Everything that fits."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing that the complaint is about.")},
    )
    happened_on = _day(_("When did it happen?"), _("Leave it empty when nobody knows the day."))
    happened_text = _text(_("Or in words"), 200, _("Such as: one evening in early March."))
    place = _text(_("Where?"), 200, _("A street, a place, or “by telephone”."))
    is_online = _yes(_("It happened online"))
    injured = _yes(_("Somebody was injured"), _("Advise them to see a doctor and to ask for a certificate."))
    possible_offence = _yes(_("It may be a criminal offence"), _("Then it is handled outside the corps."))
    images = _text(
        _("Images that may exist"),
        200,
        _("Cameras are often kept for 30 days only: the corps is asked at once to keep them."),
    )
    corps = forms.ModelChoiceField(
        label=_("Which police?"),
        queryset=Corps.objects.none(),
        required=False,
        empty_label=_("I do not know"),
        widget=forms.Select({"class": "form-select"}),
    )
    about_chief = _yes(_("It is about the chief of corps"), _("Then Committee P handles it."))
    member_name = _text(_("Name of the police officer"), 200, autocomplete="off")
    member_number = _text(_("Service number"), 60, autocomplete="off")
    member_vehicle = _text(_("Vehicle"), 60)
    member_description = _text(_("Description"), 400)
    wishes = forms.MultipleChoiceField(
        label=_("What would they like to happen?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    wants_mediation = forms.ChoiceField(
        label=_("Would they talk to each other with a mediator?"),
        required=False,
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("Not asked, or no answer"))],
        widget=forms.RadioSelect,
    )
    reach = forms.ChoiceField(
        label=_("How can we reach them?"),
        choices=[(NAMED, _("With their name, address, e-mail or telephone")), (ANONYMOUS, _("They stay anonymous"))],
        help_text=_("Whatever they choose: the code that you hand over opens their mailbox."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Ask how we can reach them, or whether they want to stay anonymous.")},
    )
    name = _text(_("Name"), 200, autocomplete="off")
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput({"class": "form-control", "autocomplete": "off"}),
    )
    phone = _text(_("Telephone"), 60, autocomplete="off")
    address = _text(_("Postal address"), 400, autocomplete="off")
    notify_by_email = _yes(_("Notices by e-mail"), _("They only say that there is news, never what."))
    identity_for_body_only = _yes(_("The corps may not learn the name, when another body handles it"))
    support_person = _text(_("Support person or lawyer"), 400, autocomplete="off")
    needs = _text(_("What they need"), 400, _("Such as large print or a call in the evening."))
    interpreter = _text(_("Interpreter for"), 60)
    intake_key = forms.CharField(widget=forms.HiddenInput, max_length=64, min_length=32)

    def __init__(self, *args: Any, clerk: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clerk = clerk
        today = timezone.localdate()
        self._choices("channel", [(code, str(label)) for code, label in offered("channel", today) if code in CHANNELS])
        self._choices("kind", [(code, str(label)) for code, label in offered("kind", today)])
        self._choices("wishes", [(code, str(label)) for code, label in offered("wish", today)])
        known = [each for each in categories().values() if each.is_offered(today)]
        self._choices("categories", [(each.code, f"{each.plain} ({each.code})") for each in known])
        self.fields["received_on"].initial = today
        self.fields["language"].initial = (get_language() or "nl")[:2]
        self.fields["kind"].initial = "complaint"
        self._corps_limit()

    def clean(self) -> dict[str, Any]:
        """An anonymous person gives no name: what was typed is not thrown away but pointed at."""
        cleaned = super().clean() or self.cleaned_data
        given = [name for name in ("name", "email", "phone", "address") if cleaned.get(name)]
        if cleaned.get("reach") == ANONYMOUS and given:
            self.add_error(given[0], _("They stay anonymous: empty this, or choose that they can be reached."))
        if cleaned.get("reach") == NAMED and not given and not self.errors.keys() & {"email", "name"}:
            self.add_error("name", _("Give a name, address, e-mail or telephone, or choose that they stay anonymous."))
        return cleaned

    def intake(self) -> Intake:
        """The intake of a valid form."""
        given = self.cleaned_data
        register, origin = register_here()
        member = {name: given[f"member_{name}"] for name in ("name", "number", "vehicle", "description")}
        identity = IdentityIntake(
            **{name: given[name] for name in ("name", "email", "phone", "address", "support_person", "needs")},
            notify_by_email=given["notify_by_email"] and bool(given["email"]),
        )
        plain = (
            "channel",
            "language",
            "kind",
            "story",
            "happened_on",
            "happened_text",
            "place",
            "is_online",
            "injured",
        )
        more = (
            "possible_offence",
            "images",
            "corps",
            "about_chief",
            "identity_for_body_only",
            "interpreter",
            "intake_key",
        )
        return Intake(
            **{name: given[name] for name in (*plain, *more)},
            register=register,
            origin=origin,
            categories=tuple(given["categories"]),
            wishes=tuple(given["wishes"]),
            wants_mediation={"yes": True, "no": False}.get(given["wants_mediation"]),
            is_anonymous=given["reach"] == ANONYMOUS,
            identity=identity,
            involved=(InvolvedIntake(**member),) if any(member.values()) else (),
            received_at=received_at_of(given["received_on"]),
            entered_by=self.clerk,
        )

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def _corps_limit(self) -> None:
        """Staff write down complaints about their own corps; handlers of other bodies about any."""
        field = cast("forms.ModelChoiceField[Corps]", self.fields["corps"])
        own = [corps for corps in corps_choices() if can(self.clerk, "complaint.enter_for", corps)]
        field.queryset = Corps.objects.filter(pk__in=[corps.pk for corps in own]).order_by("name")
        self.own_corps = own[0] if len(own) == 1 else None
        if self.own_corps is not None:
            field.required, field.empty_label, field.initial = True, None, self.own_corps
