"""The list of reports for reviewers and professional standards."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from legitimacy.access import allow
from professionalism.navigation import work_page
from professionalism.selectors.force_lists import GROUPS, Wanted, reports_page, units_of
from professionalism.views.force.lines import level_words, line_of


@require_safe
@allow("force.list")
def force_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    wanted, wrong = _wanted(request)
    page = reports_page(request.user, wanted, request.GET.get("place", ""), today)
    asked = {name: value for name in FILTERS if (value := _text(request, name))}
    query = urlencode(asked)
    context: dict[str, Any] = {
        "rows": [line_of(row, today) for row in page.rows],
        "next_url": f"?{urlencode(asked | {'place': page.next})}" if page.next else "",
        "previous_url": f"?{urlencode(asked | {'place': page.previous})}" if page.previous else "",
        "first_url": f"?{query}" if page.previous else "",
        "asked": asked,
        "wrong": wrong,
        "groups": _groups(),
        "levels": [(str(level), level_words(level)) for level in range(11)],
        "units": units_of(request.user),
    }
    return work_page(request, "professionalism/force/list.html", context)


FILTERS = ("group", "level", "unit", "first", "last", "number")


def _groups() -> list[tuple[str, str]]:
    words = {
        "waiting": _("waits for a review"),
        "overdue": _("review overdue"),
        "returned": _("back for completion"),
        "reviewed": _("reviewed"),
        "void": _("void"),
    }
    return [(key, words[key]) for key in GROUPS]


def _wanted(request: HttpRequest) -> tuple[Wanted, str]:
    """What is asked for, and a sentence about what makes no sense."""
    level = _text(request, "level")
    first, wrong_first = _day(_text(request, "first"))
    last, wrong_last = _day(_text(request, "last"))
    wanted = Wanted(
        group=_text(request, "group"),
        level=int(level) if level.isdecimal() and int(level[:3]) <= 10 else None,
        unit=_text(request, "unit"),
        first=first,
        last=last,
        number=_text(request, "number"),
    )
    return wanted, _("Write a day as day/month/year, such as 24/03/2026.") if wrong_first or wrong_last else ""


def _day(text: str) -> tuple[date | None, bool]:
    """A day, and whether something was written that is none."""
    if not text:
        return None, False
    parts = text.replace("-", "/").replace(".", "/").split("/")
    written = "-".join(reversed(parts)) if len(parts) == 3 and len(parts[0]) <= 2 else text
    try:
        found = parse_date("-".join(part.zfill(2) for part in written.split("-")))
    except ValueError:
        found = None
    return found, found is None


def _text(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "").strip()[:80]
