"""The list of frameworks, one of them with everything it says, and a new draft."""

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from audit.forms.frameworks import DraftForm
from audit.navigation import work_page
from audit.selectors.frameworks.reading import (
    changes_of,
    framework_listed,
    frameworks_listed,
    pillars_of,
    signatures_valid,
    signatures_void,
)
from audit.selectors.frameworks.words import changes_told, condition_told, goalposts_told, value_told
from audit.services.frameworks import DraftRefusedError, deletion_fault, draft_create
from audit.services.frameworks.signing import SIGNERS, framework_faults
from audit.views.frameworks.finding import draft_of, framework_or_404, person_of
from audit.views.frameworks.phases import phase_words
from legitimacy import numbers
from legitimacy.access import allow, can, require
from legitimacy.exports.tables import csv_text
from legitimacy.indicators.registry import indicators
from legitimacy.standings import MEASURED_BY, PILLARS

CHANGES_SHOWN = 50


@require_safe
@allow("framework.list")
def frameworks(request: HttpRequest) -> HttpResponse:
    rows = [{"listed": row, "phase": phase_words(row)} for row in frameworks_listed(request.user)]
    context = {"rows": rows, "may_draft": can(request.user, "framework.draft"), "signers": SIGNERS}
    return work_page(request, "audit/frameworks/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("framework.draft")
def framework_new(request: HttpRequest) -> HttpResponse:
    form = DraftForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            framework = draft_create(
                base=given["base"],
                code=given["code"].strip(),
                valid_from=given["valid_from"].strip().upper(),
                actor=person_of(request),
            )
        except DraftRefusedError as error:
            for field, sentence in error.faults:
                form.add_error(field or None, sentence)
        else:
            messages.success(request, _("The draft %(code)s is there. Change it item by item.") % {"code": framework})
            return redirect("audit_framework", code=framework.code)
    return work_page(request, "audit/frameworks/new.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def framework(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that one framework says; of a draft also its signatures and what keeps it from being signed."""
    found = framework_or_404(request, code)
    draft = draft_of(found)
    weighs = can(request.user, "framework.weigh")
    changes = changes_of(found) if weighs else []
    context = {
        "framework": found,
        "draft": draft,
        "phase": phase_words(framework_listed(found)),
        "pillars": [
            {
                "rows": pillar,
                "name": PILLARS[pillar.pillar],
                "weight": _percent(pillar.weight),
                "facets": [
                    {
                        "facet": facet,
                        "share": _percent(facet.facet.weight),
                        "effective": _percent(facet.effective),
                        "items": [
                            {
                                "row": row,
                                "passport": indicators.get(row.item.indicator),
                                "goalposts": goalposts_told(row.item),
                                "condition": condition_told(row.item.funding_condition),
                                "weight": value_told(row.item.indicator, "weight", row.item.weight),
                                "effective": numbers.value_text(row.effective, "%", 2 if row.effective else 0),
                                "measured_by": MEASURED_BY[row.item.measured_by],
                            }
                            for row in facet.rows
                        ],
                    }
                    for facet in pillar.facets
                ],
            }
            for pillar in pillars_of(found)
        ],
        "may_edit": can(request.user, "framework.edit", found),
        "may_sign": can(request.user, "framework.sign", found),
        "may_delete": bool(draft and found.is_draft and not deletion_fault(draft, person_of(request))),
        "may_weigh": weighs,
        "valid": signatures_valid(draft) if draft and weighs else [],
        "void": signatures_void(draft) if draft and weighs and found.is_draft else [],
        "faults": framework_faults(found) if found.is_draft else [],
        "changes": changes_told(changes[:CHANGES_SHOWN], found),
        "changes_count": len(changes),
        "signers": SIGNERS,
    }
    return work_page(request, "audit/frameworks/detail.html", context)


def _percent(share: float) -> str:
    """Without decimals where it needs none."""
    return numbers.goalpost_text(share, "%")


HEADER = ("framework", "version", "item", "field", "old", "new", "reason", "by", "at")


@require_safe
def framework_changes_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Every change with its reason, as it is kept: numbers in the stored scale."""
    found = framework_or_404(request, code)
    require(request, "framework.weigh")
    rows = [
        (
            *(found.code, one.version, one.item, one.field, one.old, one.new, one.reason),
            *(str(one.by or ""), one.at.isoformat()),
        )
        for one in changes_of(found)
    ]
    return csv_answer(HEADER, rows, f"framework-{found.code}-changes.csv")


def csv_answer(header: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> HttpResponse:
    """A file that is kept nowhere on the way."""
    response = HttpResponse(csv_text(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
