"""Improvement actions of a corps in one list, whichever app they came from.

What a complaint or a review of force led to is told in neutral words: its text may tell about a person, and who reads
plans reads no file.
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from evaluation.rules.policy import corps_of, is_kept_here
from evaluation.selectors.policy import corps_carried
from legitimacy.access import Person
from legitimacy.entries import url_known
from legitimacy.models import ImprovementAction, Role
from legitimacy.work_pages import Waiting

Source = ImprovementAction.Source
OPEN, LATE, DONE, ALL = "open", "late", "done", "all"
VIEWS = {
    OPEN: pgettext_lazy("actions", "Open"),
    LATE: gettext_lazy("Overdue"),
    DONE: gettext_lazy("Done"),
    ALL: gettext_lazy("All"),
}
NEUTRAL = {
    Source.COMPLAINT: gettext_lazy("Something learned from a complaint"),
    Source.REVIEW: gettext_lazy("Something learned from a review of the use of force"),
}
PLACES = {Source.AUDIT: "audits_list", Source.DIVERSITY: "diversity_plan", Source.REVIEW: "force_list"}
"""Where actions of other apps are kept, for who may go there."""
MOST = 300


@dataclass(frozen=True, slots=True)
class ActionLine:
    action: ImprovementAction
    what: str
    source: str
    url: str
    is_late: bool
    was_postponed: bool
    may_change: bool


@dataclass(frozen=True, slots=True)
class Month:
    """Actions that are due in one month."""

    first: date
    lines: list[ActionLine]


def actions_seen(user: Person) -> QuerySet[ImprovementAction]:
    """Actions of this person's corps, also those of corps that went into it."""
    corps = corps_of(user, Role.EVALUATION_OFFICER, Role.CHIEF_OF_CORPS)
    return ImprovementAction.objects.filter(corps__in=corps_carried(each.pk for each in corps))


def months_of(user: Person, view: str, source: str = "") -> list[Month]:
    """The wanted actions by the month in which they are due, the first due first. At most `MOST`; three queries."""
    today = timezone.localdate()
    rows = actions_seen(user).filter(_conditions(today)[view])
    if source:
        rows = rows.filter(source=source)
    order = F("due_on").desc() if view in (DONE, ALL) else F("due_on").asc()
    kept = corps_carried(corps.pk for corps in corps_of(user, Role.EVALUATION_OFFICER))
    lines = [_line(action, today, kept) for action in rows.order_by(order, "pk")[:MOST]]
    return [
        Month(first, list(group)) for first, group in groupby(lines, key=lambda line: line.action.due_on.replace(day=1))
    ]


def numbers_of(user: Person) -> dict[str, int]:
    """How many actions each view holds. One query beside that of mergers."""
    counts = {view: Count("pk", filter=condition) for view, condition in _conditions(timezone.localdate()).items()}
    return actions_seen(user).order_by().aggregate(**counts)


def _conditions(today: date) -> dict[str, Q]:
    is_open = Q(done_on=None)
    return {OPEN: is_open, LATE: is_open & Q(due_on__lt=today), DONE: ~is_open, ALL: Q(pk__isnull=False)}


def action_find(user: Person, pk: int) -> ImprovementAction | None:
    return actions_seen(user).select_related("corps").filter(pk=pk).first()


def _line(action: ImprovementAction, today: date, kept: set[int]) -> ActionLine:
    return ActionLine(
        action=action,
        what=words_of(action),
        source=str(Source(action.source).label),
        url=_url(action),
        is_late=action.done_on is None and action.due_on < today,
        was_postponed=action.due_on != action.original_due_on,
        may_change=is_kept_here(action) and action.corps_id in kept,
    )


def words_of(action: ImprovementAction) -> str:
    return str(NEUTRAL.get(Source(action.source), action.what))


def _url(action: ImprovementAction) -> str:
    if action.source == Source.EVALUATION and _is_uuid(action.reference):
        return reverse("policy_evaluation", args=[action.reference])
    return url_known(PLACES[Source(action.source)]) if action.source in PLACES else ""


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def actions_waiting(user: Person) -> list[Waiting]:
    """How many actions are overdue. Two queries."""
    late = actions_seen(user).filter(_conditions(timezone.localdate())[LATE]).count()
    if not late:
        return []
    words = ngettext("%(count)d improvement action is overdue", "%(count)d improvement actions are overdue", late)
    return [Waiting(what=words % {"count": late}, url=f"{reverse('policy_actions')}?view={LATE}", late=True)]
