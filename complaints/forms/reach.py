"""The citizen's steps about what they want and need: wishes, injuries, the way to be reached, support."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.forms.steps import UNKNOWN, YES_NO, YES_NO_UNKNOWN, StepForm
from complaints.models import PreservationRequest
from complaints.services.drafts import Answers
from complaints.workflow.codes import offered

ANONYMOUS, BODY_ONLY, NAMED = "anonymous", "body_only", "named"
MEDIATION = "mediation"


class HarmForm(StepForm):
    slug = "harm"
    heading = _("Injuries and images")
    injured = forms.ChoiceField(
        label=_("Were you or somebody else injured?"), widget=forms.RadioSelect, choices=YES_NO, required=False
    )
    images = forms.CharField(
        label=_("Are there images of it?"),
        help_text=_(
            "For example “camera in the hall of the station”. Police cameras may keep images for 30 days only, so we "
            "ask the corps at once to keep them. When another body handles your complaint, the corps reads only the "
            "day, the part of the day below and the municipality. When the corps itself handles it, it reads this line "
            "too: do not write your name here. Leave it empty if you do not want us to ask."
        ),
        required=False,
        max_length=200,
    )
    images_window = forms.ChoiceField(
        label=_("In which part of the day? It is passed on so that the images can be found."),
        widget=forms.RadioSelect,
        choices=[*PreservationRequest.Window.choices, (UNKNOWN, _("I do not know"))],
        required=False,
    )
    aside = "complaints/citizen/_injuries.html"


class WishForm(StepForm):
    slug = "wish"
    heading = _("What would you like to happen?")
    wishes = forms.MultipleChoiceField(
        label=_("What would you like to happen?"),
        help_text=_("Choose everything that fits, or nothing. Nobody can promise it, but it helps to know."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    lone = "wishes"

    def prepare(self) -> None:
        # Mediation is a question of its own, on a step that is left out where it is not offered.
        kept = [(code, str(label)) for code, label in offered("wish", timezone.localdate()) if code != MEDIATION]
        self.fields["wishes"].choices = kept  # type: ignore[attr-defined]  # a choice field


class TalkForm(StepForm):
    """Asked only where mediation is offered: `complaints.forms.filing` decides."""

    slug = "talk"
    heading = _("Would you talk to them, with a mediator?")
    lone = "wants_mediation"
    wants_mediation = forms.ChoiceField(
        label=_("Would you talk to them, with a mediator?"),
        help_text=_(
            "A mediator who has nothing to do with the officer sits with both of you. It is voluntary for both, you "
            "can stop at any moment, and what is said stays there. Your complaint goes on if it does not work. If you "
            "are under 18, somebody you trust sits with you."
        ),
        widget=forms.RadioSelect,
        choices=YES_NO_UNKNOWN,
        required=False,
    )


class ReachForm(StepForm):
    slug = "reach"
    heading = _("How may we reach you?")
    intro = _("You choose. You can always follow your complaint with a code, even without a name or an e-mail address.")
    lone = "reach"
    aside = "complaints/citizen/_handling.html"
    reach = forms.ChoiceField(
        label=_("How may we reach you?"),
        widget=forms.RadioSelect,
        choices=(
            (ANONYMOUS, _("Anonymously, with a code")),
            (BODY_ONLY, _("With my name, for the independent body only")),
            (NAMED, _("With my name")),
        ),
        error_messages={"required": _("Choose one of the three. You can stay anonymous.")},
    )
    hints = {
        "reach": {
            ANONYMOUS: _(
                "We do not know who you are. You read our questions and answers with your code. Keep it well: we "
                "cannot give it again."
            ),
            BODY_ONLY: _(
                "Your name stays sealed for the corps. We do not give it without telling you first, unless the law "
                "obliges us. Details of the story can make you recognisable."
            ),
            NAMED: _("Needed for mediation or a talk. Whoever handles your complaint may see your name."),
        }
    }


class ContactForm(StepForm):
    slug = "contact"
    heading = _("Your name and how to reach you")
    intro = _("One of these is enough.")
    name = forms.CharField(
        label=_("Name"), required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Write the e-mail address in full, such as name@example.org.")},
    )
    notify_by_email = forms.BooleanField(
        label=_("Send me an e-mail when there is news"),
        help_text=_("It says that there is news and nothing else. Who reads your mail sees that it comes from here."),
        required=False,
    )
    phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    address = forms.CharField(
        label=_("Address, for letters"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return answers.steps.get(ReachForm.slug, {}).get("reach", [""])[-1] in {BODY_ONLY, NAMED}

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not any(given.get(name) for name in ("name", "email", "phone", "address")) and not self.errors:
            raise ValidationError(_("Give a name, an e-mail address, a telephone number or an address."))
        if given.get("notify_by_email") and not given.get("email") and "email" not in self.errors:
            self.add_error("email", _("Give an e-mail address, or untick the box for news by e-mail."))
        return given


class HelpForm(StepForm):
    slug = "help"
    heading = _("What would help you?")
    intro = _("All of this may stay empty.")
    support_person = forms.CharField(
        label=_("Somebody who supports you, or your lawyer"),
        help_text=_("Name, and how to reach this person. It is kept sealed, as your own name would be."),
        required=False,
        max_length=300,
    )
    interpreter = forms.CharField(
        label=_("An interpreter"), help_text=_("For which language? Sign language too."), required=False, max_length=60
    )
    needs = forms.CharField(
        label=_("Something else that you need"),
        help_text=_("For example large print, a talk instead of letters, a room without stairs."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
