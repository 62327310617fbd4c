"""What a framework would change, and how far its ranks rest on choices: asked for once, computed by a worker, kept."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit.models import MethodologyDiffRow, RobustnessRow
from audit.navigation import work_page
from audit.rules.frameworks import registers_weighed
from audit.selectors.frameworks.found import (
    KEYS,
    Place,
    base_for,
    diff_found,
    diff_rows,
    is_outdated,
    keys_found,
    moved_by,
    periods_tried,
    robustness_found,
    robustness_rows,
)
from audit.selectors.frameworks.reading import changes_of
from audit.selectors.frameworks.words import differences, funding_told
from audit.services.frameworks import diff_request, robustness_request
from audit.views.frameworks.finding import framework_or_404, person_of
from audit.views.frameworks.lists import csv_answer
from audit.views.frameworks.ranks import choice_told, ranks_panel
from audit.views.frameworks.sums import sums_told
from legitimacy import numbers
from legitimacy.access import require
from legitimacy.charts.policy import with_charts
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from legitimacy.models import Framework, Register
from legitimacy.standings import PILLARS, corps_title

DASH = "\u2013"


@require_http_methods(["GET", "HEAD", "POST"])
def framework_diff(request: HttpRequest, code: str) -> HttpResponse:
    """Against the framework that judges the chosen period. POST asks a worker to compute the scores."""
    framework, place = _place(request, code)
    base = base_for(framework, Period.parse(place.period)) if place.period else None
    if base is None:
        return _nothing(request, framework, "audit/frameworks/diff.html")
    if request.method == "POST":
        period = Period.parse(place.period)
        diff_request(framework=framework, base=base, period=period, register=place.register, actor=person_of(request))
        messages.success(request, _("It is being computed. This page shows it in a minute."))
        return redirect(f"{reverse('audit_framework_diff', args=[code])}?{_query(place)}")
    diff = diff_found(framework, place)
    keys = keys_found(diff) if diff else []
    key = _key(request, keys)
    rows = diff_rows(diff, request.user, key) if diff else []
    reasons = {(one.item, one.field): one.reason for one in reversed(changes_of(framework))}
    context = _frame(request, framework, place) | {
        "base": base,
        "trial": diff,
        "outdated": diff is not None and diff.status == "done" and is_outdated(diff, framework),
        "differences": differences(framework, base, reasons),
        "funding": funding_told(framework, base),
        "sums": sums_told(framework, place.register, request.user),
        "effects": [_effect(effect) for effect in diff.effects] if diff else [],
        "key": key,
        "keys": [(one, _key_name(one)) for one in keys],
        "rows": [_diff_cells(row) for row in rows if not row.hidden],
        "left_out": diff.left_out.get(key, 0) if diff else 0,
        "summary": _summary(rows, key),
    }
    return work_page(request, "audit/frameworks/diff.html", context)


DIFF_HEADER = (
    *("framework", "base", "register", "period", "corps", "part", "visibility"),
    *("old_score", "old_lower", "old_upper", "old_rank_low", "old_rank_high"),
    *("new_score", "new_lower", "new_upper", "new_rank_low", "new_rank_high"),
)


@require_safe
def framework_diff_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Every corps and part: plain numbers, empty where there is none or it may not be shown."""
    framework, place = _place(request, code)
    diff = diff_found(framework, place)
    if diff is None:
        raise Http404
    rows = [
        (
            *(framework.code, diff.base.code, place.register, place.period, row.corps.code, row.key),
            "suppressed" if row.hidden else "shown",
            *(getattr(row, name) for name in DIFF_HEADER[7:]),
        )
        for row in diff_rows(diff, request.user)
    ]
    return csv_answer(DIFF_HEADER, rows, f"framework-{framework.code}-diff-{place.period}.csv")


@with_charts
@require_http_methods(["GET", "HEAD", "POST"])
def framework_robustness(request: HttpRequest, code: str) -> HttpResponse:
    """Ranks over 500 runs with other choices. POST asks a worker to compute them."""
    framework, place = _place(request, code)
    if not place.period:
        return _nothing(request, framework, "audit/frameworks/robustness.html")
    if request.method == "POST":
        period = Period.parse(place.period)
        robustness_request(framework=framework, period=period, register=place.register, actor=person_of(request))
        messages.success(request, _("It is being computed. This page shows it in a minute."))
        return redirect(f"{reverse('audit_framework_robustness', args=[code])}?{_query(place)}")
    run = robustness_found(framework, place)
    keys = keys_found(run) if run else []
    key = _key(request, keys)
    rows = robustness_rows(run, request.user, key) if run else []
    csv_url = f"{reverse('audit_framework_robustness_csv', args=[code])}?{_query(place)}"
    context = _frame(request, framework, place) | {
        "trial": run,
        "outdated": run is not None and run.status == "done" and is_outdated(run, framework),
        "key": key,
        "keys": [(one, _key_name(one)) for one in keys],
        "rows": [_rank_cells(row) for row in rows],
        "left_out": run.left_out.get(key, 0) if run else 0,
        "panel": ranks_panel(run, rows, _key_name(key), csv_url) if run and rows else None,
        "telling": sum(_tells(row) for row in rows),
    }
    return work_page(request, "audit/frameworks/robustness.html", context)


RANK_FIELDS = (
    *("group_size", "nominal", "median", "lower", "upper", "chance_low", "chance_high"),
    *("shift", "choice", "choice_shift"),
)


@require_safe
def framework_robustness_csv(request: HttpRequest, code: str) -> HttpResponse:
    framework, place = _place(request, code)
    run = robustness_found(framework, place)
    if run is None:
        raise Http404
    header = ("framework", "register", "period", "seed", "runs", "corps", "part", *RANK_FIELDS)
    rows = [
        (
            *(framework.code, place.register, place.period, run.seed, run.runs, row.corps.code, row.key),
            *(getattr(row, name) for name in RANK_FIELDS),
        )
        for row in robustness_rows(run, request.user)
    ]
    return csv_answer(header, rows, f"framework-{framework.code}-robustness-{place.period}.csv")


def _place(request: HttpRequest, code: str) -> tuple[Framework, Place]:
    """Framework, register and period of the address; Http404 for a period or a register that is none for this person.

    The newest quarter with scorecards, where no period is named; an empty one where there is none.
    """
    framework = framework_or_404(request, code)
    require(request, "framework.weigh")
    mine = registers_weighed(request.user)
    register = request.GET.get("register", "") or mine[0]
    if register not in mine:
        raise Http404
    periods = periods_tried(register)
    quarters = [each for each in periods if not Period.parse(each).is_year]
    period = request.GET.get("period", "") or next(iter(quarters or periods), "")
    if period and period not in periods:
        raise Http404(_("There are no scorecards of this period."))
    return framework, Place(register, period)


def _query(place: Place) -> str:
    return f"register={place.register}&period={place.period}"


def _frame(request: HttpRequest, framework: Framework, place: Place) -> dict[str, Any]:
    mine = registers_weighed(request.user)
    return {
        "framework": framework,
        "register": place.register,
        "place": place,
        "query": _query(place),
        "period_text": numbers.period_short(place.period),
        "periods": [(each, numbers.period_text(each)) for each in periods_tried(place.register)],
        "registers": [(each, str(Register(each).label)) for each in mine] if len(mine) > 1 else [],
        "simulated": place.register == Register.EXAMPLE,
    }


def _nothing(request: HttpRequest, framework: Framework, template: str) -> HttpResponse:
    context = {"framework": framework, "empty": True}
    return work_page(request, template, context, status=200 if request.method != "POST" else 422)


def _key(request: HttpRequest, keys: list[str]) -> str:
    asked = request.GET.get("part", "")
    return asked if asked in keys else next(iter(keys), KEYS[0])


def _key_name(key: str) -> str:
    return str(PILLARS[key]) if key in PILLARS else _("Overall")


def _effect(effect: dict[str, Any]) -> dict[str, Any]:
    return effect | {"passport": indicators.get(effect["indicator"])}


def _diff_cells(row: MethodologyDiffRow) -> dict[str, Any]:
    moved = moved_by(row)
    return {
        "corps": row.corps,
        "title": corps_title(row.corps),
        "old": _score(row.old_score, row.old_lower, row.old_upper),
        "new": _score(row.new_score, row.new_lower, row.new_upper),
        "moved": _moved(moved),
        "old_ranks": _ranks(row.old_rank_low, row.old_rank_high),
        "new_ranks": _ranks(row.new_rank_low, row.new_rank_high),
    }


def _moved(points: float | None) -> str:
    """With its sign, and without one where it rounds to nothing."""
    if points is None:
        return DASH
    return numbers.number_text(0.0, 1) if abs(points) < 0.05 else numbers.change_text(points, "points")


def _score(score: float | None, lower: float | None, upper: float | None) -> str:
    if score is None:
        return _("no score")
    if lower is None or upper is None:
        return numbers.score_text(score)
    return f"{numbers.score_text(score)} ({numbers.score_text(lower)}{DASH}{numbers.score_text(upper)})"


def _ranks(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return DASH
    return str(low) if low == high else f"{low}{DASH}{high}"


def _summary(rows: list[MethodologyDiffRow], key: str) -> str:
    moves = [moved for row in rows if (moved := moved_by(row)) is not None]
    if not moves:
        return ""
    middle = sorted(map(abs, moves))[len(moves) // 2]
    words = {
        "part": _key_name(key),
        "count": len(moves),
        "middle": numbers.number_text(middle, 1),
        "most": numbers.number_text(max(map(abs, moves)), 1),
        "up": sum(move > 0 for move in moves),
        "down": sum(move < 0 for move in moves),
    }
    sentence = _(
        "%(part)s: of %(count)s corps with a score under both, %(up)s go up and %(down)s go down. Half of them move "
        "by %(middle)s points or less, none by more than %(most)s. These are not changes in police work: the figures "
        "are the same."
    )
    return sentence % words


def _tells(row: RobustnessRow) -> bool:
    """Whether the rank may be printed: neither choices nor chance spread it over more than a third of those ranked."""
    low, high = min(row.lower, row.chance_low or row.lower), max(row.upper, row.chance_high or row.upper)
    return (high - low + 1) * 3 <= row.group_size


def _rank_cells(row: RobustnessRow) -> dict[str, Any]:
    return {
        "corps": row.corps,
        "title": corps_title(row.corps),
        "tells": _tells(row),
        "nominal": row.nominal,
        "median": row.median,
        "ranks": _ranks(row.lower, row.upper),
        "chance": _ranks(row.chance_low, row.chance_high),
        "shift": numbers.number_text(row.shift, 1),
        "choice": choice_told(row.choice),
        "choice_shift": numbers.number_text(row.choice_shift, 1),
    }
