"""The form of joint counts: what a corps counts of its staff, or a school of who came."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from legitimacy.models import SubjectKind, User
from professionalism.forms.training.base import NumberField, RecordForm, days_offered
from professionalism.services.training import FaultError, count_save
from professionalism.services.training.counts import Language
from professionalism.workflow.training import COUNTS, GPI48, OF_SCHOOL, choices_of
from professionalism.workflow.wording import COUNT_LABELS, SCHOOL_STAFF

LANGUAGES = 6
ROW = ("language", "level", "people")


class CountForm(RecordForm):
    """An empty number was not counted, which is another thing than 0."""

    on = forms.TypedChoiceField(label=_("Counted on"), coerce=date.fromisoformat)
    grade = forms.ChoiceField(label=_("Grade"))
    groups_named = (
        (_("Sessions of GPI 48 in the calendar year"), ("with_five_sessions", *GPI48)),
        (_("Training that people passed"), ("passed_all_three", "passed_multicultural")),
        (_("Languages at the front line"), ("front_line", "with_language")),
        (
            _("Certificates by language and level"),
            tuple(f"{name}_{number}" for number in range(LANGUAGES) for name in ROW),
        ),
    )

    def fill(self) -> None:
        is_school = self.subject.kind == SubjectKind.SCHOOL
        for name in OF_SCHOOL if is_school else COUNTS:
            label, help_text = SCHOOL_STAFF if is_school and name == "staff" else COUNT_LABELS[name]
            self.fields[name] = NumberField(label=label, help_text=help_text, required=name == "staff")
            self.initial[name] = getattr(self.record, name)
        self.choices_set("on", [(text, date_format(day)) for text, day in days_offered(self.record.on)])
        self.choices_set("grade", choices_of("grade", timezone.localdate()))
        if not is_school:
            self._languages_fill()

    def _languages_fill(self) -> None:
        known = list(self.record.languages.values_list(*ROW)) if self.record.pk else []
        today = timezone.localdate()
        offered: dict[str, list[tuple[str, Any]]] = {
            "language": choices_of("language", today), "level": choices_of("level", today)
        }  # fmt: skip
        labels = {
            "language": _("Language %(number)d"),
            "level": _("Level %(number)d"),
            "people": _("People %(number)d"),
        }
        for number in range(LANGUAGES):
            for place, name in enumerate(ROW):
                label = labels[name] % {"number": number + 1}
                field = (
                    NumberField(label=label, required=False)
                    if name == "people"
                    else forms.ChoiceField(label=label, choices=[("", "-"), *offered[name]], required=False)
                )
                self.fields[f"{name}_{number}"] = field
                self.initial[f"{name}_{number}"] = known[number][place] if number < len(known) else None

    def told(self, record: Any) -> dict[str, Any]:
        return {"on": record.on.isoformat(), "grade": record.grade}

    def _languages(self) -> list[Language]:
        rows = []
        for number in range(LANGUAGES):
            language, level, people = (self.cleaned_data.get(f"{name}_{number}") for name in ROW)
            if not language and not level and people in (None, ""):
                continue
            for name, given in zip(ROW, (language, level, people), strict=True):
                if given in (None, ""):
                    raise FaultError(f"{name}_{number}", str(_("Fill in language, level and people, or none of them.")))
            rows.append((str(language), str(level), int(people or 0)))
        return rows

    def store(self, actor: User) -> None:
        values = self.values("on", "grade", *COUNTS)
        languages = self._languages()
        count_save(count=self.record, values=values, languages=languages, version=self.seen, actor=actor)
