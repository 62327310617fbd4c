"""The wish for a report: of what, of whom, when, in which language and format."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audit.models import Audit, Report
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps
from legitimacy.numbers import date_text

MOST_ON_PAPER = 8
LANGUAGE_NAMES = [("nl", "Nederlands"), ("fr", "Français"), ("de", "Deutsch"), ("en", "English")]


class ReportForm(forms.Form):
    """`corps` are the corps that this person may report on; `periods` those that have scorecards, newest first;
    `audits` those with a final report that they may read.
    """

    kind = forms.ChoiceField(label=gettext_lazy("Report"))
    audit = forms.ChoiceField(
        label=gettext_lazy("Audit"),
        required=False,
        help_text=gettext_lazy("Only for the report of an audit, which needs nothing else but language and format."),
    )
    corps = forms.CharField(
        label=gettext_lazy("Corps"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Codes with a comma between, such as V017, V041. Empty for all, in a comparison."),
    )
    indicator = forms.ChoiceField(label=gettext_lazy("Indicator"), required=False)
    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGE_NAMES)
    format = forms.ChoiceField(label=gettext_lazy("Format"), choices=Report.Format.choices)

    def __init__(
        self,
        *args: Any,
        corps: list[Corps],
        periods: list[str],
        kinds: list[str],
        audits: list[Audit],
        register: str,
        **given: Any,
    ) -> None:
        super().__init__(*args, **given)
        self.audits = {str(audit.pk): audit for audit in audits}
        told = [
            (key, f"{audit.corps.display_name}: {audit.title} ({date_text(audit.final_on)})" if audit.final_on else key)
            for key, audit in self.audits.items()
        ]
        self.fields["audit"].choices = [("", "\u2013"), *told]  # type: ignore[attr-defined]
        if not audits:
            del self.fields["audit"]
        self.known = {one.code.upper(): one for one in corps}
        self.register = register
        named = [(value, label) for value, label in Report.Kind.choices if value in kinds]
        self.fields["kind"].choices = named  # type: ignore[attr-defined]
        self.fields["period"].choices = [(one, one) for one in periods]  # type: ignore[attr-defined]
        everything = [(one.code, f"{one.code} {one.name}") for one in indicators]
        self.fields["indicator"].choices = [("", _("all")), *everything]  # type: ignore[attr-defined]

    def clean_corps(self) -> list[str]:
        """Codes of corps, each once; whatever is none is named."""
        wanted = [
            code.strip().upper() for code in self.cleaned_data["corps"].replace(";", ",").split(",") if code.strip()
        ]
        unknown = sorted({code for code in wanted if code not in self.known})
        if unknown:
            raise forms.ValidationError(
                ngettext(
                    "%(codes)s is no corps that you can report on. Give codes with a comma between.",
                    "%(codes)s are no corps that you can report on. Give codes with a comma between.",
                    len(unknown),
                )
                % {"codes": ", ".join(unknown)[:200]}
            )
        return sorted({self.known[code].code for code in wanted})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind, corps = cleaned.get("kind"), cleaned.get("corps")
        if kind == Report.Kind.AUDIT:
            if not cleaned.get("audit") and "audit" not in self.errors:
                self.add_error("audit", _("Choose the audit."))
            return cleaned
        if not cleaned.get("period") and "period" not in self.errors:
            self.add_error("period", _("Choose a period."))
        if corps is None:
            return cleaned
        if kind == Report.Kind.CORPS and len(corps) != 1:
            self.add_error("corps", _("A report on one corps takes exactly one code."))
        if kind == Report.Kind.COMPARISON and len(corps) == 1:
            self.add_error("corps", _("One corps cannot be compared: give two or more, or leave it empty for all."))
        many = len(corps) == 0 or len(corps) > MOST_ON_PAPER
        if kind == Report.Kind.COMPARISON and cleaned.get("format") == "pdf" and many and not cleaned.get("indicator"):
            self.add_error(
                "indicator",
                _("On paper choose one indicator, or at most eight corps. The other formats hold everything."),
            )
        return cleaned

    def report(self) -> Report:
        cleaned = self.cleaned_data
        if cleaned["kind"] == Report.Kind.AUDIT:
            audit = self.audits[cleaned["audit"]]
            return Report(
                kind=Report.Kind.AUDIT,
                register=audit.register,
                audit=audit,
                corps=[audit.corps.code],
                language=cleaned["language"],
                format=cleaned["format"],
            )
        return Report(
            kind=cleaned["kind"],
            register=self.register,
            period=cleaned["period"],
            corps=[] if cleaned["kind"] == Report.Kind.NATIONAL else cleaned["corps"],
            indicators=[cleaned["indicator"]] if cleaned["indicator"] else [],
            language=cleaned["language"],
            format=cleaned["format"],
        )
