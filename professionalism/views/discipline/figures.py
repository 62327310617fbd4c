"""Discipline in counts: the years of a whole register for everybody who works here, and like cases for who decides."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from legitimacy.access import AccessDeniedError, Person, allow, can, standing_of
from legitimacy.models import Corps, Register
from legitimacy.standings import corps_title
from professionalism.navigation import PAGES
from professionalism.selectors.discipline import counts
from professionalism.workflow.discipline import Level
from professionalism.workflow.discipline_codes import CODES, SANCTIONS


@require_safe
@allow("professionalism.work")
def discipline_figures(request: HttpRequest) -> HttpResponse:
    register = _register(request.user)
    last = counts.last_finished()
    table = counts.national(register, last)
    context = {
        "register": register,
        "table": table_view(table, dict.fromkeys((line.key for line in table.lines), None)),
        "too_few": table.too_few,
        "counted_on": counts.published_on(register, last),
        "minimum": counts.minimum(),
        "belgium": counts.published_belgium(),
        "simulated": register == Register.EXAMPLE,
        "compares": can(request.user, "discipline.compare"),
    }
    return PAGES.page(request, "professionalism/discipline/figures.html", context)


@require_safe
@allow("discipline.compare")
def discipline_consistency(request: HttpRequest) -> HttpResponse:
    corps = _own_corps(request.user)
    last = counts.last_finished()
    tables = []
    for one in counts.consistency(corps, last):
        kinds = {code: CODES.label_of("facts_kind", code) for code in (*(line.key for line in one.table.lines),)}
        tables.append(
            {
                "level": Level(one.level).label,
                "key": one.level,
                "too_few": CODES.labels_of("facts_kind", one.table.too_few),
                **table_view(one.table, kinds, one.own),
            }
        )
    context = {
        "register": corps.register,
        "title": corps_title(corps),
        "tables": tables,
        "minimum": counts.minimum(),
        "years": counts.YEARS,
        "simulated": corps.register == Register.EXAMPLE,
    }
    return PAGES.page(request, "professionalism/discipline/consistency.html", context)


def table_view(
    table: counts.Protected, labels: dict[str, Any], own: dict[str, int | None] | None = None
) -> dict[str, Any]:
    """Headings and lines of a table, in words."""
    return {
        "heads": [_("no sanction") if code == counts.NOTHING else SANCTIONS.label_of("sanction", code)
                  for code in table.outcomes],
        "lines": [
            {
                "label": labels[line.key] or line.key,
                "cells": line.cells,
                "total": line.total,
                "own": (own or {}).get(line.key),
            }
            for line in table.lines
        ],
        "unsafe": table.unsafe,
    }  # fmt: skip


def _register(user: Person) -> str:
    """The register of the reader's first role."""
    return next(iter(standing_of(user).current)).register


def _own_corps(user: Person) -> Corps:
    corps = next((m.corps for m in standing_of(user).current if m.corps is not None), None)
    if corps is None:
        raise AccessDeniedError("discipline.compare", None)
    return corps
