"""The frame of work pages: the places of one app, what waits for the reader there, and pages that nobody keeps.

It stands below the apps that fill it, so that the work pages of all of them look and behave alike.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from legitimacy.access import Person, can
from legitimacy.indicators.registry import Registry
from legitimacy.models import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that waits for the reader: a sentence, where to do it, and by when where a date is set.

    `late`: it is overdue, whatever `by_when` says.
    """

    what: str
    url: str
    by_when: date | None = None
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLink:
    """One place on the work pages; who may not do `action` does not see it. `waiting` is shown on the home page."""

    label: object
    url_name: str
    action: str
    about: object = ""
    waiting: Callable[[Person], Sequence[Waiting]] | None = None


@dataclass(frozen=True, slots=True)
class WorkPages:
    """The work pages of one app. `title` heads their navigation."""

    title: object
    links: tuple[WorkLink, ...]

    @property
    def key(self) -> str:
        """The address of its first page orders it among the places of work."""
        return self.links[0].url_name

    def waiting_for(self, user: Person) -> list[Waiting]:
        """Everything that waits for this person on these pages."""
        return [one for link in self.links if link.waiting and can(user, link.action) for one in link.waiting(user)]

    def links_for(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The places this person may go to, with `current` on the one they are at."""
        found = []
        for entry in self.links:
            if can(request.user, entry.action):
                url = reverse(entry.url_name)
                found.append({"entry": entry, "url": url, "current": _standing(request.path, url)})
        # A page may stand below the address of two places: it belongs to the one that names it best.
        nearest = max((str(link["url"]) for link in found if link["current"]), key=len, default="")
        for link in found:
            link["current"] = link["current"] if link["url"] == nearest else ""
        return found

    def places_for(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The same for a home page, each with what waits there for this person."""
        return [
            {
                "label": link["entry"].label,
                "about": link["entry"].about,
                "url": link["url"],
                "waiting": link["entry"].waiting(request.user) if link["entry"].waiting else (),
            }
            for link in self.links_for(request)
        ]

    def page(
        self, request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
    ) -> HttpResponse:
        """A work page: never kept by a browser or a proxy, as it may show records."""
        usual = {"work_title": self.title, "work_links": self.links_for(request), "register": register_shown()}
        response = render(request, template, usual | (context or {}), status=status)
        response["Cache-Control"] = "no-store"
        return response


def register_shown() -> str:
    """In a demo every page says that all is fictional, also one that speaks about no corps."""
    return Register.EXAMPLE if settings.DEMO else ""


work_places: Registry[WorkPages] = Registry("place of work", key=lambda pages: pages.key)
"""The work pages of every app, for the page that tells what needs the reader today."""


def _standing(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""
