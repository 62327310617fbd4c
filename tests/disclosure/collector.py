"""Somebody who follows every link as a visitor and keeps what comes: pages, charts, files, answers of the API.

Nothing is listed here but where to begin: a new address is found when a page, the API's root or the catalogue links it.
"""

import re
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import translation

BEGIN = (
    *("/en/", "/en/corps/", "/en/compare/", "/en/opendata/", "/api/v1/", "/opendata/catalog"),
    *("/api/v1/values.csv?register=example", "/en/compare/corps/?codes=V101,V102,V103&period=2025-Q4"),
    *("/api/v1/scorecards/?register=example&period=2024-Q4", "/api/v1/scorecards/?register=example"),
)
HOST = "http://testserver"
LINK = re.compile(r"""(?:href|src|data-figure-url|data-url)="([^"]+)"|<(http://testserver/[^>\s]+)>""")
PASSED_OVER = (
    *("account_", "mfa_", "complaint_", "demo_", "openid_connect_", "socialaccount_", "invitation_", "survey_"),
    *("contact_", "set_language", "admin:", "api_docs", "today"),
)
KEPT = frozenset({"register", "period", "indicator", "corps", "codes", "year", "release", "cursor", "page", "file"})
"""Parts of an address that choose rows; the others put the same rows in another order, or draw them in another way."""
MOST_OF_A_KIND = 130


@dataclass(frozen=True, slots=True)
class Page:
    """What one address gave. `kwargs`: what the address names, such as a corps."""

    address: str
    name: str
    kwargs: Mapping[str, str]
    query: Mapping[str, str]
    kind: str
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode(errors="replace")


@dataclass(slots=True)
class Collector:
    """`indicators`: those that have figures; the empty pages of all others are left out."""

    client: Client
    indicators: Collection[str]
    headers: Mapping[str, str] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)

    def collect(self, *begin: str, follow: bool = True) -> list[Page]:
        """Breadth first; what leads elsewhere, changes something or asks to sign in is left. All pages so far."""
        todo, known = deque(begin), {*begin, *self.pages}
        counted: Counter[str] = Counter()
        while todo:
            address = todo.popleft()
            name, kwargs = named(address)
            asked = kwargs.get("indicator") or dict(parse_qsl(urlsplit(address).query)).get("indicator")
            if not name or name.startswith(PASSED_OVER) or (asked and asked not in self.indicators):
                continue
            counted[name] += 1
            if counted[name] > MOST_OF_A_KIND:
                self.skipped[name] += 1
                continue
            page = self._get(address, name, kwargs)
            if page is None:
                continue
            self.pages[address] = page
            for found in links(page) if follow else ():
                if found not in known:
                    known.add(found)
                    todo.append(found)
        return list(self.pages.values())

    @property
    def names(self) -> set[str]:
        return {page.name for page in self.pages.values()}

    def _get(self, address: str, name: str, kwargs: Mapping[str, str]) -> Page | None:
        answer = self.client.get(address, headers=dict(self.headers), follow=True)
        assert answer.status_code in (200, 401, 403, 404, 405), (address, answer.status_code)
        if answer.status_code != 200 or "/account/" in (answer.redirect_chain or [("", 0)])[-1][0]:
            return None
        body = b"".join(answer) if answer.streaming else answer.content
        kind = answer["Content-Type"].partition(";")[0]
        return Page(address, name, kwargs, dict(parse_qsl(urlsplit(address).query)), kind, body)


def filled(names: Iterable[str], codes: Collection[str], indicators: Collection[str] = ()) -> list[str]:
    """Addresses that no page leads to, made of their names alone, for each code, or for each code and indicator."""
    given: list[dict[str, str]] = [{}, *({"code": code} for code in codes)]
    given += [{"code": code, "indicator": one} for code in codes for one in indicators]
    found = []
    with translation.override("en"):
        for name in sorted(names):
            for kwargs in given:
                try:
                    found.append(reverse(name, kwargs=kwargs))
                except NoReverseMatch:
                    continue
    return found


def named(address: str) -> tuple[str, Mapping[str, str]]:
    """Name and parts of an address; nothing for files of the design and for what is not ours."""
    path = urlsplit(address).path
    with translation.override(translation.get_language_from_path(path) or "en"):
        try:
            match = resolve(path)
        except Resolver404:
            return "", {}
    return match.view_name or "", {key: str(value) for key, value in match.kwargs.items()}


def links(page: Page) -> Iterator[str]:
    if page.kind in ("text/html", "text/turtle"):
        found = (one or other for one, other in LINK.findall(page.text))
    elif page.kind.endswith("json"):
        found = (text for text in re.findall(r'"((?:http://testserver)?/[^"\s]*)"', page.text))
    else:
        return
    for link in found:
        whole = urlsplit(urljoin(HOST + page.address, unescape(link)))
        if f"{whole.scheme}://{whole.netloc}" != HOST or whole.path.startswith(("/static/", "/nl/", "/fr/", "/de/")):
            continue
        query = urlencode([(key, value) for key, value in parse_qsl(whole.query) if key in KEPT])
        yield whole.path + (f"?{query}" if query else "")
