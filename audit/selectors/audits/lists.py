"""The list of audits: what a reader may see, narrowed, one page at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from audit.models import Audit, Recommendation
from audit.querysets.audits import AuditQuerySet
from audit.selectors.audits.suggestions import overdue_on
from audit.workflow.audits import BEFORE_FINAL, FOLLOWED, Status
from legitimacy.access import Person
from legitimacy.models import Corps

PAGE_SIZE = 25
MOST_EXPORTED = 5_000
GROUPS: Mapping[str, tuple[Status, ...]] = {
    "running": BEFORE_FINAL,
    "followed": FOLLOWED,
    "over": (Status.CLOSED, Status.CANCELLED),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the list is narrowed to. `group` is a key of GROUPS; `mine` are audits of whose team the reader is."""

    group: str = ""
    words: str = ""
    mine: bool = False
    year: int | None = None


def audits_found(user: Person, wanted: Wanted, today: date) -> AuditQuerySet[Any]:
    """Audits that this reader may see, newest first, with `overdue`: how many recommendations are."""
    rows = Audit.objects.carried_by(user) if wanted.mine else Audit.objects.visible_to(user)
    if wanted.group in GROUPS:
        rows = rows.filter(status__in=GROUPS[wanted.group])
    if wanted.year is not None:
        rows = rows.filter(planned_for__year=wanted.year)
    if wanted.words:
        names = ("name", "name_nl", "name_fr", "name_de", "name_en")
        named = Q(code__iexact=wanted.words)
        for name in names:
            named |= Q(**{f"{name}__icontains": wanted.words})
        rows = rows.filter(corps__in=Corps.objects.filter(named).values("pk"))
    late = Recommendation.objects.filter(overdue_on(today)).values("pk")
    counted = Count("recommendations", filter=Q(status__in=FOLLOWED, recommendations__in=late), distinct=True)
    return rows.select_related("corps").annotate(overdue=counted).order_by("-planned_for", "pk")


def audits_page(user: Person, wanted: Wanted, number: str, today: date) -> "Page[Audit]":
    """One page; the nearest one that exists for a number that is none. Two queries."""
    return Paginator(audits_found(user, wanted, today), PAGE_SIZE).get_page(number)
