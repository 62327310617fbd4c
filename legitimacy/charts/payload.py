"""Figures on their way to the browser."""

import orjson
from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe

from legitimacy.charts.figures import Figure

_IN_SCRIPT = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def figure_script(figure: Figure) -> SafeString:
    """The figure as JSON that may stand inside a <script type="application/json">."""
    return mark_safe(orjson.dumps(figure).decode().translate(_IN_SCRIPT))  # noqa: S308  escaped as json_script does


def figure_response(figure: Figure) -> HttpResponse:
    return HttpResponse(orjson.dumps(figure), content_type="application/json")
