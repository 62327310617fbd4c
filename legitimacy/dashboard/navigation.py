"""The main navigation, as one person sees it on one page. Packages add entries to `legitimacy.entries.navigation`."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from legitimacy.access import can
from legitimacy.entries import NavigationEntry, navigation, url_known

ENTRIES = (
    NavigationEntry(key="10-corps", label=_("Corps"), url_name="corps_list"),
    NavigationEntry(key="80-methods", label=_("Method"), url_name="methods_page", in_footer=True),
    NavigationEntry(key="90-opendata", label=_("Open data"), url_name="opendata", in_footer=True),
)
navigation.register(*ENTRIES)


@dataclass(frozen=True, slots=True)
class Link:
    """`current` is the value of aria-current: page, true (a page below it) or empty."""

    label: str
    url: str
    current: str = ""


def navigation_links(request: HttpRequest) -> list[Link]:
    """Entries this person may open. One whose page is not installed is left out."""
    open_to = [entry for entry in navigation if not entry.action or can(request.user, entry.action)]
    has_work = any(entry.action for entry in open_to)
    links = []
    for entry in open_to:
        if has_work and entry.in_footer:
            continue
        if url := url_known(entry.url_name):
            links.append(Link(str(entry.label), url, _standing(request.path, url)))
    return links


def _standing(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""
