"""What stands in the calendar of who follows improvement actions: open actions and planned evaluations of the corps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from evaluation.models import CalendarFeed, PolicyEvaluation
from evaluation.rules.policy import corps_of
from evaluation.selectors.actions import MOST, OPEN, months_of
from evaluation.selectors.policy import corps_carried
from evaluation.workflow.policy import WRITABLE
from legitimacy.access import Person
from legitimacy.models import Role


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """`key` stays the same when the day moves, so that a calendar moves the entry and adds none."""

    key: str
    on: date
    what: str
    about: str
    url: str


def calendar_of(digest: str) -> CalendarFeed | None:
    """The feed at an address, of somebody who may still sign in."""
    return CalendarFeed.objects.select_related("user").filter(digest=digest, user__is_active=True).first()


def has_calendar(user: Person) -> bool:
    return CalendarFeed.objects.filter(user=user.pk).exists()


def days_of(user: Person) -> list[CalendarDay]:
    """In the words of the list: what a complaint led to is not told here either."""
    return sorted([*_actions(user), *_evaluations(user)], key=lambda day: (day.on, day.key))


def _actions(user: Person) -> Iterator[CalendarDay]:
    for month in months_of(user, OPEN):
        for line in month.lines:
            about = _("Improvement action from: %(source)s. Owner: %(owner)s.")
            yield CalendarDay(
                key=f"action-{line.action.pk}",
                on=line.action.due_on,
                what=line.what,
                about=about % {"source": line.source, "owner": line.action.owner},
                url=line.url or reverse("policy_actions"),
            )


def _evaluations(user: Person) -> Iterator[CalendarDay]:
    corps = corps_carried(each.pk for each in corps_of(user, Role.EVALUATION_OFFICER, Role.CHIEF_OF_CORPS))
    rows = PolicyEvaluation.objects.filter(
        state__in=WRITABLE, objective__plan__corps__in=corps, objective__stopped_on=None
    )
    for row in rows.select_related("objective").order_by("planned_for", "pk")[:MOST]:
        yield CalendarDay(
            key=f"evaluation-{row.pk}",
            on=row.planned_for,
            what=_("Evaluate: %(objective)s") % {"objective": row.objective.title},
            about=_("An objective is evaluated within twelve months."),
            url=reverse("policy_evaluation", args=[row.pk]),
        )
