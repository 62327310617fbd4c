"""The lists of files: tabs, filters, search and pages. The same view gives the page and, to htmx, its list only.

What was searched for never stands in an address in the clear: the form is posted, and the address carries it sealed.
"""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from complaints.models import Complaint
from complaints.navigation import work_page
from complaints.selectors.filters import ComplaintFilter
from complaints.selectors.finding import Piece, files_found, snippet_of, words_clean
from complaints.selectors.keyset import SORTS, page_read
from complaints.selectors.lists import FOUND, VIEWS, Line, ListView, lines_of, with_columns
from complaints.selectors.saved import searches_of
from complaints.selectors.scopes import colleagues_of, scopes_of
from legitimacy.access import allow
from legitimacy.sealing import seal, unseal

WORDS = "complaints.list.words"
PLAIN_FILTERS = ("status", "due", "handler")
"""Filters that stand beside the search box; the others are folded away."""


@dataclass(frozen=True, slots=True)
class Tab:
    label: object
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line and, after a search, the place of the story where the words stand."""

    line: Line
    snippet: list[Piece] = field(default_factory=list)


class Asked:
    """What an address or a sent form asks for, made usable."""

    def __init__(self, request: HttpRequest) -> None:
        data = request.POST if request.method == "POST" else request.GET
        self.user = request.user
        typed = data.get("q", "") if request.method == "POST" else unseal(WORDS, data.get("words", ""))
        self.words = words_clean(typed if isinstance(typed, str) else "")
        self.tab = VIEWS.get(data.get("view", ""), VIEWS["mine"])
        self.view: ListView = FOUND if self.words else self.tab
        self.colleagues = list(colleagues_of(self.user))
        self.filter = ComplaintFilter(
            data, queryset=self._files(), handlers=[(person.pk, str(person)) for person in self.colleagues]
        )
        self.sort = data["sort"] if data.get("sort") in SORTS else self.view.sort
        self.place = "" if request.method == "POST" else data.get("place", "")

    def _files(self) -> Any:
        files = self.view.files(self.user)
        return files_found(files, self.user, self.words) if self.words else files

    @property
    def query(self) -> str:
        """The address of this list, without the place of the page."""
        asked = {"view": self.tab.key, **self.filter.chosen}
        if self.sort != self.view.sort:
            asked["sort"] = self.sort
        if self.words:
            asked["words"] = seal(WORDS, self.words)
        return urlencode(asked)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("complaint.list")
def complaints_list(request: HttpRequest) -> HttpResponse:
    asked = Asked(request)
    query = asked.query
    address = f"{reverse('complaints_list')}?{query}"
    is_piece = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    if request.method == "POST" and not is_piece:
        return HttpResponseRedirect(address, status=303)
    template = "complaints/worklists/_list.html" if is_piece else "complaints/worklists/list.html"
    response = work_page(request, template, list_context(asked, query))
    response["Vary"] = "HX-Request, Cookie"
    if request.method == "POST":
        response["HX-Push-Url"] = address
    return response


def list_context(asked: Asked, query: str) -> dict[str, Any]:
    page = page_read(with_columns(asked.filter.qs), asked.sort, asked.place)
    base = f"{reverse('complaints_list')}?{query}"
    return {
        "view": asked.view,
        "tab_key": asked.tab.key,
        "tabs": tabs_of(asked, base),
        "filter": asked.filter,
        "plain_fields": [asked.filter.form[name] for name in PLAIN_FILTERS],
        "more_fields": [bound for bound in asked.filter.form if bound.name not in PLAIN_FILTERS],
        "more_open": any(name not in PLAIN_FILTERS for name in asked.filter.chosen) or asked.filter.form.errors,
        "is_narrowed": bool(asked.filter.chosen or asked.words),
        "words": asked.words,
        "rows": rows_of(lines_of(page.rows), asked.words),
        "sort": asked.sort,
        "sort_urls": {key: sorted_address(query, key, asked.view.sort) for key in SORTS},
        "first_url": base if page.previous else "",
        "previous_url": f"{base}&{urlencode({'place': page.previous})}" if page.previous else "",
        "next_url": f"{base}&{urlencode({'place': page.next})}" if page.next else "",
        "query": query,
        "colleagues": asked.colleagues,
        "searches": searches_of(asked.user),
        "scopes": scopes_of(asked.user),
    }


def tabs_of(asked: Asked, base: str) -> list[Tab]:
    """Every list; after a search also what was found. A tab begins anew, without words and filters."""
    here = reverse("complaints_list")
    found = [Tab(FOUND.label, base, True)] if asked.words else []
    return found + [
        Tab(view.label, f"{here}?view={view.key}", not asked.words and view.key == asked.tab.key)
        for view in VIEWS.values()
    ]


def sorted_address(query: str, sort: str, usual: str) -> str:
    asked = QueryDict(query, mutable=True)
    asked.pop("sort", None)
    if sort != usual:
        asked["sort"] = sort
    return f"{reverse('complaints_list')}?{asked.urlencode()}"


def rows_of(lines: list[Line], words: str) -> list[Row]:
    """After a search the stories of these files, which were all found for this reader, are read at once."""
    stories: dict[int, Complaint] = {}
    if words:
        ids = [line.complaint.pk for line in lines]
        stories = Complaint.objects.only("story").in_bulk(ids)
    return [
        Row(
            line,
            snippet_of(stories[line.complaint.pk], words) if line.complaint.pk in stories else [],
        )
        for line in lines
    ]
