"""The form of a rating: the scale, five dimensions, and what it rests on."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evaluation.forms.records import RecordForm
from evaluation.services.practices import practice_rate
from evaluation.workflow.practices import codes_of, label_of, offered
from legitimacy.work_forms import TextField

MOST_SOURCES = 4


class RatingForm(RecordForm):
    """`record` is the practice; `version` holds how many ratings the rater saw."""

    level = forms.ChoiceField(
        label=_("Strength of the evidence"), widget=forms.RadioSelect,
        help_text=_("How well the best study could tell the practice apart from everything else that changed."),
    )  # fmt: skip
    summary = TextField(label=_("In one or two sentences, for everybody"), rows=3, max_length=1000)

    def __init__(self, data: Any = None, **given: Any) -> None:
        super().__init__(data, **given, initial={"version": given["record"].ratings.count()})

    def fill(self) -> None:
        today = timezone.localdate()
        scores = offered("emmie_score", today)
        self.choices_set("level", offered("maryland", today))
        for code in codes_of("emmie"):
            label = label_of("emmie", code).capitalize()
            self.fields[f"score_{code}"] = forms.ChoiceField(
                label=_("%(dimension)s: how much is known") % {"dimension": label},
                choices=scores,
            )
            self.fields[f"text_{code}"] = TextField(
                label=_("%(dimension)s: what is known") % {"dimension": label}, rows=2, max_length=1000, required=False
            )
        for number in range(1, MOST_SOURCES + 1):
            self.fields[f"source_{number}"] = forms.CharField(
                label=_("Publication %(number)d") % {"number": number}, max_length=200, required=False
            )
            self.fields[f"doi_{number}"] = forms.CharField(
                label=_("DOI of publication %(number)d") % {"number": number}, max_length=140, required=False
            )

    def store(self) -> None:
        given = self.cleaned_data
        practice_rate(
            practice=self.record,
            level=int(given["level"]),
            summary=given["summary"],
            dimensions={code: (int(given[f"score_{code}"]), given[f"text_{code}"]) for code in codes_of("emmie")},
            sources=[(given[f"source_{one}"], given[f"doi_{one}"]) for one in range(1, MOST_SOURCES + 1)],
            seen=self.seen,
            actor=self.actor,
        )
