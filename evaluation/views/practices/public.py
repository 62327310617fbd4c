"""The public register of practices, one practice, and the register as a file."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.models import Practice
from evaluation.selectors.policy import evaluations_approved, strength_of
from evaluation.selectors.practices import (
    NO_RATING,
    REGISTER,
    Search,
    practice_get,
    practices_found,
    ratings_of,
    registers_listed,
    research_on,
    uses_of,
)
from evaluation.views.practices.told import chosen, evidence_told, language_note, practice_told, rating_told, texts_of
from evaluation.workflow.practices import codes_of, label_of, offered
from legitimacy.access import can
from legitimacy.exports.tables import csv_text
from legitimacy.models import Register
from legitimacy.record_links import records_naming

LEVELS = (NO_RATING, *codes_of("maryland"))
HEADER = (
    *("code", "register", "origin", "title", "corps", "language", "status", "kind", "functionality", "level"),
    *("rated_on", "corps_using", "problem", "done", "theory", "cost", "results"),
)


def register_asked(request: HttpRequest) -> str:
    usual = Register.EXAMPLE if settings.DEMO else Register.BELGIUM
    return chosen(request, "register", registers_listed()) or usual


def search_asked(request: HttpRequest) -> Search:
    return Search(
        register=register_asked(request),
        text=request.GET.get("q", "").replace("\0", "").strip()[:80],
        kind=chosen(request, "kind", codes_of("kind")),
        functionality=chosen(request, "functionality", codes_of("functionality")),
        level=chosen(request, "level", LEVELS),
        corps=request.GET.get("corps", "").replace("\0", "")[:8],
    )


@require_safe
def practices_list(request: HttpRequest) -> HttpResponse:
    search = search_asked(request)
    page = REGISTER.page_read(practices_found(search), "title", request.GET.get("place", ""))
    today = timezone.localdate()
    asked = request.GET.copy()
    asked.pop("place", None)
    context = {
        "search": search,
        "register": search.register,
        "registers": [(each, Register(each).label) for each in registers_listed()],
        "page": page,
        "rows": [practice_told(practice) for practice in page.rows],
        "kinds": offered("kind", today),
        "functionalities": offered("functionality", today),
        "levels": [
            (NO_RATING, _("no rating yet")),
            *((level, _("%(level)s or higher") % {"level": level}) for level in codes_of("maryland")),
        ],
        "query": asked.urlencode(),
        "is_simulated": search.register == Register.EXAMPLE,
    }
    return render(request, "evaluation/practices/list.html", context)


@require_safe
def practices_csv(request: HttpRequest) -> HttpResponse:
    """What the search finds, whole. Levels and codes, no words of the reader's language."""
    search = search_asked(request)
    rows = [_row(practice) for practice in practices_found(search).order_by("title", "pk")]
    response = HttpResponse(csv_text(HEADER, rows), content_type="text/csv; charset=utf-8")
    mark = "-simulated" if search.register == Register.EXAMPLE else ""
    response["Content-Disposition"] = f'attachment; filename="practices-{search.register}{mark}.csv"'
    return response


def _row(practice: Any) -> list[object]:
    return [
        *(practice.code, practice.register, practice.origin, practice.title, practice.corps.code, practice.language),
        *(practice.status, practice.kind, practice.functionality, practice.level, practice.rated_on, practice.users),
        *(practice.problem, practice.done, practice.theory, practice.cost, practice.results),
    ]


@require_safe
def practice_page(request: HttpRequest, code: str) -> HttpResponse:
    """A draft does not exist for who may not read it."""
    practice = practice_get(code)
    if practice is None or not can(request.user, "practice.read", practice):
        raise Http404(_("There is no practice with the code %(code)s.") % {"code": code[:40]})
    response = render(request, "evaluation/practices/practice.html", _context(request, practice))
    if request.user.is_authenticated:
        response["Cache-Control"] = "private, no-store"
    return response


def _context(request: HttpRequest, practice: Practice) -> dict[str, Any]:
    ratings = [rating_told(rating) for rating in ratings_of(practice)]
    today, uses = timezone.localdate(), uses_of(practice)
    using = [use for use in uses if use.since <= today and (use.until is None or use.until >= today)]
    return {
        "practice": practice,
        "register": practice.register,
        "is_simulated": practice.register == Register.EXAMPLE,
        "kind": label_of("kind", practice.kind),
        "functionality": label_of("functionality", practice.functionality),
        "evidence": ratings[0]["evidence"] if ratings else evidence_told(None),
        "newest": ratings[0] if ratings else None,
        "older": ratings[1:],
        "texts": texts_of(practice),
        "language_note": language_note(practice.language),
        "using": using,
        "stopped": [use for use in uses if use.until is not None and use.until < today],
        "research": research_on(practice),
        "evaluations": [(each, strength_of(each)) for each in evaluations_approved(practice.pk)],
        "naming": records_naming(request.user, "practice", practice.code),
        "may_edit": can(request.user, "practice.edit", practice),
        "may_adopt": can(request.user, "practice.adopt", practice),
        "may_rate": can(request.user, "practice.rate", practice),
    }
