"""What a list can be narrowed to. Forgiving: a value that is not one of the choices narrows nothing."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Allegation, Complaint, Event
from complaints.selectors.lists import unread_messages
from complaints.selectors.words import risk_until
from complaints.workflow.codes import categories, codes
from complaints.workflow.routing import CORPS
from complaints.workflow.wording import STATUS_WORDS

FLAGGED_BY_CORPS = Event.objects.filter(kind="offence_flagged", holder=CORPS).order_by().values("complaint")
OFFENCE_SEEN = Q(possible_offence=True) & (~Q(holder=CORPS) | Q(pk__in=FLAGGED_BY_CORPS))
"""A corps reads that there may be an offence only where it said so itself."""
FLAGS: dict[str, tuple[object, Q]] = {
    "possible_offence": (_("possible offence"), OFFENCE_SEEN),
    "injured": (_("somebody was injured"), Q(injured=True)),
    "about_chief": (_("about the chief of corps"), Q(about_chief=True)),
    "images": (_("images may exist"), Q(images_exist=True)),
    "mediation": (_("open to mediation"), Q(wants_mediation=True)),
    "anonymous": (_("anonymous"), Q(is_anonymous=True)),
    "interpreter": (_("asks for an interpreter"), ~Q(interpreter="")),
}
DUE = {
    "overdue": _("overdue"),
    "risk": _("at risk"),
    "month": _("within 30 days"),
    "paused": _("paused"),
}
LANGUAGES = {"nl": "Nederlands", "fr": "Français", "de": "Deutsch", "en": "English"}
UNREAD = "unread"
ANY = _("all")
Choices = list[tuple[str, str]]


def _labels(entries: dict[str, Any]) -> Choices:
    return [(code, str(entry.label)) for code, entry in entries.items()]


class _Choice(django_filters.ChoiceFilter):  # type: ignore[misc]  # the library has no types
    """A choice whose first entry is "all"; a value that is none of the choices counts as that."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{"empty_label": ANY, "widget": forms.Select(attrs={"class": "form-select"})} | given)


def _day(label: object, field: str, lookup: str) -> Any:
    widget = forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d")
    wrong = {"invalid": _("Write the day as year-month-day, such as 2026-03-31.")}
    return django_filters.DateFilter(
        field_name=field, lookup_expr=lookup, label=label, widget=widget, error_messages=wrong
    )


class ComplaintFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library has no types
    """`handlers` are the people whose files may be asked for."""

    status = _Choice(label=_("Status"), choices=lambda: [(status, str(word)) for status, word in STATUS_WORDS.items()])
    due = _Choice(label=_("Next due"), choices=list(DUE.items()), method="due_filter")
    category = _Choice(
        label=_("Alleged failing"),
        choices=lambda: [(code, f"{code} {label}") for code, label in _labels(categories())],
        method="category_filter",
    )
    handler = _Choice(label=_("Handler"), choices=[], method="handler_filter")
    kind = _Choice(label=_("Kind"), choices=lambda: _labels(codes()["kind"]))
    channel = _Choice(label=_("Way in"), choices=lambda: _labels(codes()["channel"]))
    language = _Choice(label=_("Language"), choices=list(LANGUAGES.items()))
    flag = _Choice(label=_("Mark"), choices=lambda: flag_choices(), method="flag_filter")
    received_from = _day(_("Received from"), "received_on", "gte")
    received_to = _day(_("Received until"), "received_on", "lte")

    class Meta:
        model = Complaint
        fields: list[str] = []

    def __init__(self, *args: Any, handlers: Sequence[tuple[int, str]] = (), **given: Any) -> None:
        super().__init__(*args, **given)
        nobody = ("none", _("nobody yet"))
        self.filters["handler"].extra["choices"] = [nobody, *((str(pk), name) for pk, name in handlers)]

    def due_filter(self, files: QuerySet[Complaint], name: str, value: str) -> QuerySet[Complaint]:
        today = timezone.localdate()
        if value == "paused":
            return files.filter(paused_on__isnull=False)
        if value == "overdue":
            return files.filter(next_due_on__lt=today)
        last = risk_until(today) if value == "risk" else today + timedelta(days=30)
        return files.filter(next_due_on__gte=today, next_due_on__lte=last)

    def category_filter(self, files: QuerySet[Complaint], name: str, value: str) -> QuerySet[Complaint]:
        return files.filter(Exists(Allegation.objects.filter(complaint=OuterRef("pk"), category=value)))

    def handler_filter(self, files: QuerySet[Complaint], name: str, value: str) -> QuerySet[Complaint]:
        return files.filter(handler=None if value == "none" else int(value))

    def flag_filter(self, files: QuerySet[Complaint], name: str, value: str) -> QuerySet[Complaint]:
        return files.filter(unread_messages() if value == UNREAD else FLAGS[value][1])

    @property
    def chosen(self) -> dict[str, str]:
        """What was understood, as it stands in an address."""
        if not self.is_bound:
            return {}
        self.form.is_valid()
        return {name: str(value) for name, value in self.form.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        return urlencode(self.chosen)


def flag_choices() -> list[tuple[str, object]]:
    return [(UNREAD, _("unread message")), *((key, label) for key, (label, _condition) in FLAGS.items())]
