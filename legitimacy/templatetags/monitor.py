"""Template tags of the pages."""

from functools import cache, lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_urlconf
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from legitimacy.charts.figures import Figure
from legitimacy.charts.payload import figure_script
from legitimacy.dashboard.frame import Frame, frame_of
from legitimacy.numbers import period_short
from legitimacy.wording import name_told

register = template.Library()


@register.simple_tag(takes_context=True)
def page_frame(context: dict[str, Any]) -> Frame:
    """What stands around the content of every page."""
    return frame_of(context.get("request"))


@register.simple_tag
def page_assets() -> SafeString:
    """The style sheets and the first script of every page; their names change only with a new version."""
    return _assets(settings.STATIC_URL)


@cache
def _assets(static_url: str) -> SafeString:
    return render_to_string("components/assets.html")


@register.simple_tag
def page_footer() -> SafeString:
    """The footer, which is the same on every page in one language."""
    return _footer(get_language() or "", get_urlconf() or settings.ROOT_URLCONF)


@cache
def _footer(language: str, urlconf: str) -> SafeString:
    return render_to_string("components/footer.html")


@register.simple_tag
def page_banner(register: str = "") -> SafeString:
    """What stands above every page of a register whose figures are not real; nothing above others."""
    return _banner(str(register), get_language() or "", get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=64)
def _banner(of_register: str, language: str, urlconf: str) -> SafeString:
    return render_to_string("components/register_banner.html", {"register": of_register})


@register.simple_tag
def chart_scripts() -> SafeString:
    """The scripts of a page with charts."""
    return _chart_scripts(settings.STATIC_URL)


@cache
def _chart_scripts(static_url: str) -> SafeString:
    return render_to_string("components/chart_scripts.html")


@register.filter
def breakable(name: str) -> SafeString:
    """A name that may go on in the next line after a slash: zones are called after all their municipalities."""
    return mark_safe(conditional_escape(name).replace("/", "/<wbr>"))  # noqa: S308, escaped before


@register.filter
def period_words(period: str) -> str:
    """A period as the reader's language writes it: 2025-Q4 becomes Q4 2025."""
    return period_short(period)


@register.filter(name="name_told")
def name_told_filter(name: str) -> str:
    """A source in the reader's language where its words are ours."""
    return name_told(name)


@register.filter
def as_script(figure: Figure) -> SafeString:
    """A figure as JSON for a <script type="application/json">."""
    return figure_script(figure)
