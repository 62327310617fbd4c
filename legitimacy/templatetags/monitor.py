"""Template tags of the pages."""

from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from legitimacy.charts.figures import Figure
from legitimacy.charts.payload import figure_script
from legitimacy.dashboard.frame import Frame, frame_of

register = template.Library()


@register.simple_tag(takes_context=True)
def page_frame(context: dict[str, Any]) -> Frame:
    """What stands around the content of every page."""
    return frame_of(context.get("request"))


@register.filter
def breakable(name: str) -> SafeString:
    """A name that may go on in the next line after a slash: zones are called after all their municipalities."""
    return mark_safe(conditional_escape(name).replace("/", "/<wbr>"))  # noqa: S308, escaped before


@register.filter
def as_script(figure: Figure) -> SafeString:
    """A figure as JSON for a <script type="application/json">."""
    return figure_script(figure)
