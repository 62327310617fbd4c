"""What needs somebody today: everything that waits on the work pages of every app, the late first; for a chief also
how the corps moved and what its scorecard asks.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from legitimacy.access import Person
from legitimacy.dashboard.reading import Standpoint, page_read
from legitimacy.entries import AttentionItem
from legitimacy.standings import corps_title
from legitimacy.work_pages import Waiting, work_places

SOON_DAYS = 14
ASKED_AT_FIRST = 5


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits, with the place of work it waits in."""

    place: str
    waiting: Waiting


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks of one urgency; `key` is a word for the style sheet."""

    key: str
    title: str
    tasks: list[Task]


def tasks_of(user: Person) -> list[Task]:
    """Everything that waits for this person. As many queries as their places of work ask, however much waits."""
    return [Task(str(pages.title), one) for pages in work_places for one in pages.waiting_for(user)]


def groups_of(tasks: Iterable[Task], today: date) -> list[TaskGroup]:
    """The late first, then what is due within a fortnight, later, and what has no day; groups without a task left out.

    Within a group the first due stands first, and otherwise the order of the places is kept.
    """
    groups = [
        TaskGroup("late", _("Overdue"), []),
        TaskGroup("soon", _("Within two weeks"), []),
        TaskGroup("later", _("Later"), []),
        TaskGroup("open", _("Without a day"), []),
    ]
    for task in tasks:
        groups[_urgency(task.waiting, today)].tasks.append(task)
    for group in groups:
        group.tasks.sort(key=lambda task: task.waiting.by_when or date.max)
    return [group for group in groups if group.tasks]


def _urgency(waiting: Waiting, today: date) -> int:
    if waiting.late or (waiting.by_when is not None and waiting.by_when < today):
        return 0
    if waiting.by_when is None:
        return 3
    return 1 if waiting.by_when <= today + timedelta(days=SOON_DAYS) else 2


def corps_html(standpoint: Standpoint) -> SafeString:
    """How a corps moved and what its scorecard asks, without anything that belongs to one visitor."""
    read = page_read(standpoint)
    page = read[0] if read is not None else None
    url = reverse("corps_scorecard", kwargs={"code": standpoint.corps.code})
    context = {
        "title": corps_title(standpoint.corps),
        "url": url,
        "page": page,
        "asked": [_from_elsewhere(item, url) for item in page.attention] if page else [],
        "at_first": ASKED_AT_FIRST,
    }
    return render_to_string("dashboard/_today_corps.html", context)


def _from_elsewhere(item: AttentionItem, url: str) -> AttentionItem:
    """An item whose link is a place on the scorecard, as a link to there."""
    return replace(item, link=f"{url}{item.link}") if item.link.startswith("#") else item
