"""Template tags of the pages."""

from typing import Any

from django import template

from legitimacy.dashboard.frame import Frame, frame_of

register = template.Library()


@register.simple_tag(takes_context=True)
def page_frame(context: dict[str, Any]) -> Frame:
    """What stands around the content of every page."""
    return frame_of(context.get("request"))
