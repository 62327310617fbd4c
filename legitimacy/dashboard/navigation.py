"""The main navigation, as one person sees it on one page. Packages add entries to `legitimacy.entries.navigation`."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from legitimacy.access import can
from legitimacy.entries import NavigationEntry, navigation, url_known

ENTRIES = (
    NavigationEntry(key="05-today", label=_("Today"), url_name="today", action="today.read"),
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


@dataclass(frozen=True, slots=True)
class Navigation:
    """`links` stand in the menu one by one; `work`, where a person has much, under one button."""

    links: list[Link]
    work: list[Link]

    @property
    def at_work(self) -> bool:
        return any(link.current for link in self.work)


SIDE_BY_SIDE = 2
"""So many places of work fit beside the public ones on a usual screen, in the longest language."""


def navigation_for(request: HttpRequest) -> Navigation:
    """Entries this person may open. One whose page is not installed is left out."""
    open_to = [entry for entry in navigation if not entry.action or can(request.user, entry.action)]
    has_work = any(entry.action for entry in open_to)
    shown = [entry for entry in open_to if not (has_work and entry.in_footer)]
    working = [entry for entry in shown if entry.action]
    grouped = working if len(working) > SIDE_BY_SIDE else []
    return Navigation(_links([entry for entry in shown if entry not in grouped], request), _links(grouped, request))


def _links(entries: list[NavigationEntry], request: HttpRequest) -> list[Link]:
    found = [(entry, url_known(entry.url_name)) for entry in entries]
    return [Link(str(entry.label), url, _standing(request.path, url)) for entry, url in found if url]


def _standing(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""
