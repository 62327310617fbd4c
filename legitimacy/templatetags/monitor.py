"""Template tags of the pages."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from legitimacy.charts.figures import Figure
from legitimacy.charts.payload import figure_script
from legitimacy.dashboard.frame import Frame, frame_of

register = template.Library()


@register.simple_tag(takes_context=True)
def page_frame(context: dict[str, Any]) -> Frame:
    """What stands around the content of every page."""
    return frame_of(context.get("request"))


@register.filter
def as_script(figure: Figure) -> SafeString:
    """A figure as JSON for a <script type="application/json">."""
    return figure_script(figure)
