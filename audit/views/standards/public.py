"""The published standards, for everybody to read."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.models import Standard
from audit.selectors.standards.lists import register_here, standards_newest
from audit.views.standards.shown import grouped
from audit.workflow.standards.codes import Judges
from legitimacy.indicators.registry import indicators


@require_safe
def standards_list(request: HttpRequest) -> HttpResponse:
    """Every standard in its newest version."""
    register = register_here()
    standards = [
        {"standard": each, "indicator": indicators.get(each.indicator)} for each in standards_newest([register])
    ]
    return render(request, "audit/standards/list.html", {"standards": standards, "register": register})


@require_safe
def standard_page(request: HttpRequest, code: str) -> HttpResponse:
    """One standard, the newest version or the one that is asked for."""
    register = register_here()
    versions = list(Standard.objects.filter(register=register, code=code).order_by("-published_on"))
    asked = request.GET.get("version", "")
    standard = next((each for each in versions if each.version == asked or not asked), None)
    if standard is None:
        raise Http404
    criteria = list(standard.criteria.order_by("position"))
    context: dict[str, Any] = {
        "standard": standard,
        "versions": versions,
        "register": register,
        "indicator": indicators.get(standard.indicator),
        "groups": grouped([each for each in criteria if each.applies_to != Judges.ITEM]),
        "items": [each for each in criteria if each.applies_to == Judges.ITEM],
        "most": sum(each.points for each in criteria),
        "listed": standard.get_sample_frame_display() if standard.sample_frame else "",
    }
    return render(request, "audit/standards/standard.html", context)
