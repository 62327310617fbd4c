"""What pages with charts allow beyond the site's content security policy: two styles that Plotly sets, by hash.

The sheet of its map library (which is never used) and an empty style attribute. A browser
test fails on any violation, so a new Plotly that sets others is noticed.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from csp.decorators import csp_update
from django.http import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

CHART_STYLES = {
    "style-src": ["'sha256-ji27qzEtxXZW+7dun6UwjHXJ18e6WAin1VvNtkzIE/o='"],
    "style-src-attr": ["'unsafe-hashes'", "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"],
}


def with_charts(view: View) -> View:
    """Decorator of every view that shows a chart."""
    return cast(View, cast(Any, csp_update(CHART_STYLES))(view))
