"""The filter above the lists of assessments and of samples, and the pages of those lists."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from audit.selectors.standards.lists import judged_corps, judged_registers, own_corps
from legitimacy.models import Corps, User

PAGE = 50
WAITS = "waits"


def listed(
    request: HttpRequest, *, seen: QuerySet[Any], waiting: QuerySet[Any] | None, stages: list[tuple[str, Any]]
) -> dict[str, Any]:
    """What the filter shows and the page it leaves. `waiting`: what waits for this person; None: not offered."""
    stage = request.GET.get("stage", "")
    corps, standard = _asked(request, "corps")[:4], _asked(request, "standard")[:40]
    offered = [*([(WAITS, _("waits for you"))] if waiting is not None else []), *stages]
    stage = stage if stage in dict(offered) else ""
    rows = seen
    if stage == WAITS and waiting is not None:
        rows = waiting
    elif stage:
        rows = rows.filter(stage=stage)
    if corps:
        rows = rows.filter(corps__code=corps)
    if standard:
        rows = rows.filter(standard__code=standard)
    rows = rows.order_by("-period_to", "corps__name", "standard__code", "pk")
    return {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "stages": offered,
        "chosen": {"stage": stage, "corps": corps, "standard": standard},
    }


def _asked(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "")


def corps_listed(user: User) -> list[Corps]:
    """Corps to choose from: the own ones, or all that an auditor may judge."""
    return own_corps(user) or list(judged_corps(user).filter(valid_to=None).order_by("name"))


def registers_of(user: User) -> set[str]:
    """Registers in which somebody judges or is judged."""
    return {*judged_registers(user), *(corps.register for corps in own_corps(user))}
