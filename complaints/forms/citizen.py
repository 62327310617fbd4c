"""The citizen's steps about what happened: story, time, place, police, allegations."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from complaints.forms.steps import UNKNOWN, YES_NO_UNKNOWN, Line, StepForm
from complaints.selectors.places import corps_choices, corps_named, federal_corps, folded, place_names
from complaints.services.intake import LONGEST_STORY
from complaints.workflow.codes import categories
from legitimacy.models import Corps

MOST_CORPS = 12
LOCAL, FEDERAL = "local", "federal"


class StoryForm(StepForm):
    slug = "story"
    heading = _("What happened?")
    lone = "story"
    story = forms.CharField(
        label=_("What happened?"),
        help_text=_(
            "Write it in your own words, in the order in which it happened. Short is fine: you can add things later."
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": _("Tell what happened, in your own words.")},
    )

    def clean_story(self) -> str:
        story: str = self.cleaned_data["story"]
        if len(story) > LONGEST_STORY:
            raise ValidationError(
                _(
                    "The story has %(length)s characters; at most %(most)s fit. All of it is kept here: shorten it, "
                    "and send the rest as a file or a message later."
                ),
                params={"length": number_format(len(story)), "most": number_format(LONGEST_STORY)},
            )
        return story


class WhenForm(StepForm):
    slug = "when"
    heading = _("When did it happen?")
    intro = _("A day, or about when. Both is fine too.")
    happened_on = forms.DateField(
        label=_("Day, if you know it"),
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"],
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control form-short"}),
        error_messages={"invalid": _("Write the day as day/month/year, such as 24/03/2026.")},
    )
    happened_text = forms.CharField(
        label=_("Or in your own words"),
        help_text=_("For example “last winter, in the evening” or “I do not know any more”."),
        required=False,
        max_length=200,
    )

    def clean_happened_on(self) -> Any:
        day = self.cleaned_data["happened_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This day has not come yet. Check the date."))
        return day

    def clean(self) -> dict[str, Any]:
        if not any(self.cleaned_data.get(name) for name in self.fields) and not self.errors:
            self.add_error("happened_on", _("Give a day, or say roughly when. “I do not know any more” is fine too."))
        return self.cleaned_data


class WhereForm(StepForm):
    slug = "where"
    heading = _("Where did it happen?")
    place = forms.CharField(
        label=_("Place"),
        help_text=_("A street, a municipality, a station, an event: as well as you know it."),
        required=False,
        max_length=200,
    )
    is_online = forms.BooleanField(label=_("It happened online or on the telephone"), required=False)

    def clean(self) -> dict[str, Any]:
        if not any(self.cleaned_data.get(name) for name in self.fields) and not self.errors:
            self.add_error("place", _("Say roughly where, or tick that it happened online or on the telephone."))
        return self.cleaned_data


class PoliceForm(StepForm):
    slug = "police"
    heading = _("Which police was it?")
    which = forms.ChoiceField(
        label=_("Which police was it?"),
        widget=forms.RadioSelect,
        choices=(
            (LOCAL, _("The local police")),
            (FEDERAL, _("The federal police")),
            (UNKNOWN, _("I do not know")),
        ),
        error_messages={"required": _("Choose one of these. “I do not know” is fine.")},
    )
    municipality = forms.CharField(
        label=_("Municipality, or name of the police zone"),
        help_text=_("Only for the local police. In Dutch, French or German."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "place-names", "autocomplete": "off"}),
    )
    lone = "which"
    hints = {
        "which": {
            LOCAL: _("The police of a municipality or zone. Most officers in the street and at the desk."),
            FEDERAL: _("For example on motorways, in trains and at airports."),
            UNKNOWN: _("Then an independent body finds out."),
        }
    }

    def prepare(self) -> None:
        if settings.DEMO:
            self.intro = _("This is a demo: choose a corps of Voorbeeldland. Nothing reaches a real corps.")
        if federal_corps() is None:
            kept = [(value, label) for value, label in PoliceForm.base_fields["which"].choices if value != FEDERAL]  # type: ignore[attr-defined]  # a choice field
            self.fields["which"].choices = kept  # type: ignore[attr-defined]
        place = self.answers.steps.get("where", {}).get("place", [""])[-1]
        if not self.typed and place and folded(place) in {folded(name) for name in place_names()}:
            self.fields["municipality"].initial = place
        self._linked_corps_show()
        self.found = self._corps_found()
        if len(self.found) > 1:
            self.fields["corps"] = forms.ChoiceField(
                label=_("Which of these?"),
                widget=forms.RadioSelect,
                choices=[(corps.code, corps.display_name) for corps in self.found],
                required=False,
            )

    def _linked_corps_show(self) -> None:
        """Who came from the page of a corps finds it filled in, and may choose another."""
        code = "" if self.typed else self.answers.corps
        corps = next((corps for corps in corps_choices() if corps.code == code), None) if code else None
        if corps is not None and corps.type == Corps.Type.FEDERAL:
            self.fields["which"].initial = FEDERAL
        elif corps is not None:
            self.fields["which"].initial, self.fields["municipality"].initial = LOCAL, corps.display_name

    def place_names(self) -> list[str]:
        return place_names()

    def _corps_found(self) -> list[Corps]:
        text = self.typed.get("municipality", [""])[-1]
        if self.typed.get("which", [""])[-1] != LOCAL or not text.strip() or len(text) > 120:
            return []
        found = corps_named(text)
        return found if len(found) <= MOST_CORPS else []

    def clean(self) -> dict[str, Any]:
        given, which = self.cleaned_data, self.cleaned_data.get("which")
        given["body"] = federal_corps() if which == FEDERAL else None
        if which == LOCAL and "municipality" not in self.errors:
            given["body"] = self._local(given)
        return given

    def _local(self, given: dict[str, Any]) -> Corps | None:
        if not self.found:
            empty = _("Write the municipality, or choose “I do not know”.")
            unknown = _("No police zone has this name. Check the spelling, or choose “I do not know”.")
            self.add_error("municipality", unknown if given.get("municipality") else empty)
            return None
        if len(self.found) == 1:
            return self.found[0]
        chosen = next((corps for corps in self.found if corps.code == given.get("corps")), None)
        if chosen is None and "corps" not in self.errors:
            self.add_error("corps", _("Several police zones have this name. Choose one."))
        return chosen

    def lines(self) -> list[Line]:
        shown = super().lines()
        if len(self.found) == 1:
            shown[1:] = [Line(_now("Police zone"), self.found[0].display_name)]
        return shown


class WhatForm(StepForm):
    slug = "what"
    heading = _("What is it about?")
    categories = forms.MultipleChoiceField(
        label=_("What is it about?"),
        help_text=_("Choose everything that fits."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing that it is about.")},
    )
    lone = "categories"
    possible_offence = forms.ChoiceField(
        label=_("Do you think that somebody of the police committed a crime?"),
        help_text=_(
            "If yes, the complaint is handled outside the corps and the public prosecutor gets a copy at once. You "
            "need no proof, and you need not know the law."
        ),
        widget=forms.RadioSelect,
        choices=YES_NO_UNKNOWN,
        required=False,
    )

    def prepare(self) -> None:
        today = timezone.localdate()
        offered = [
            (code, str(entry.plain))
            for code, entry in categories().items()
            if entry.valid_from <= today and (entry.valid_to is None or today <= entry.valid_to)
        ]
        self.fields["categories"].choices = offered  # type: ignore[attr-defined]  # a choice field
