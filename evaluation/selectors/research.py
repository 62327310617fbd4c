"""Research as pages read it."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.models import ResearchProject
from evaluation.rules.practices import corps_of, registers_rated, school_codes
from evaluation.workflow.practices import TIES, label_of
from legitimacy.access import Person
from legitimacy.entries import SchoolTie, SchoolTies
from legitimacy.keyset import Keyset, Segment

PROJECTS = Keyset("research", {"newest": (Segment(("-begins_on", "-id")),)})
PATIENCE = timedelta(days=730)
"""After so long one asks what came of a project."""


def projects_found(register: str, kind: str = "", *, published: bool = False) -> QuerySet[ResearchProject]:
    """Projects of one register with their corps, school and practice."""
    rows = ResearchProject.objects.filter(register=register)
    if kind:
        rows = rows.filter(kind=kind)
    if published:
        rows = rows.exclude(published_on=None)
    return rows.select_related("school", "practice").prefetch_related("corps")


def projects_of(user: Person) -> QuerySet[ResearchProject]:
    """What this person may change: of the own corps or school, or of all corps of a rater's register."""
    mine = Q(register__in=registers_rated(user)) | Q(pk__in=_of_corps(user))
    for register, code in school_codes(user):
        mine |= Q(school__register=register, school__code=code)
    return ResearchProject.objects.filter(mine).select_related("school", "practice").prefetch_related("corps")


def _of_corps(user: Person) -> QuerySet[ResearchProject]:
    through = ResearchProject.corps.through.objects.filter(corps__in=corps_of(user))
    return through.order_by().values("researchproject_id")  # type: ignore[return-value]


def projects_silent(user: Person, today: date) -> QuerySet[ResearchProject]:
    """Projects of the own corps or school of which nothing was heard for two years."""
    rows = projects_of(user).filter(published_on=None, outcome="", begins_on__lte=today - PATIENCE)
    return rows.exclude(kind__in=TIES)


def ties_of(school: object) -> Iterable[SchoolTie]:
    """Chairs and protocols of a school, for its page."""
    rows = ResearchProject.objects.filter(school=school, kind__in=TIES).select_related("school")  # type: ignore[misc]
    for project in rows:
        partners = ", ".join(name for name in (project.university, project.centre) if name)
        since = _("since %(day)s") % {"day": date_format(project.begins_on)}
        yield SchoolTie(
            text=project.title,
            detail=", ".join(word for word in (label_of("research", project.kind), partners, since) if word),
            link=f"{reverse('research_list')}?register={project.register}&kind={project.kind}",
            language=project.language,
        )


SCHOOL_TIES = SchoolTies(key="research", title=gettext_lazy("Chairs and protocols"), find=ties_of)
