"""What waits for evaluation officers and raters among practices and research."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluation.models import Practice
from evaluation.rules.practices import corps_of, registers_rated
from evaluation.selectors.practices import unrated
from evaluation.selectors.research import projects_silent
from evaluation.workflow.practices import Status
from legitimacy.access import Person
from legitimacy.work_pages import Waiting


def practices_waiting(user: Person) -> list[Waiting]:
    """Practices without a rating, for who rates; drafts, for who describes."""
    found, place = [], reverse("practices_work")
    registers = registers_rated(user)
    waiting = unrated(registers).count() if registers else 0
    if waiting:
        sentence = ngettext("%(count)d practice waits for a rating", "%(count)d practices wait for a rating", waiting)
        found.append(Waiting(what=sentence % {"count": waiting}, url=f"{place}#queue"))
    drafts = Practice.objects.filter(corps__in=corps_of(user), status=Status.DRAFT).order_by("title")[:5]
    return [
        *found,
        *(Waiting(what=_("Draft: %(title)s") % {"title": one.title}, url=place_of(one)) for one in drafts),
    ]


def place_of(practice: Practice) -> str:
    return reverse("practice_change", kwargs={"code": practice.code})


def research_waiting(user: Person) -> list[Waiting]:
    """Projects of which nobody said what came of them."""
    if registers_rated(user):
        return []
    return [
        Waiting(
            what=_("What came of “%(title)s”?") % {"title": project.title},
            url=reverse("research_change", kwargs={"pk": project.pk}),
        )
        for project in projects_silent(user, timezone.localdate())[:5]
    ]
