"""What packages that do not know each other register with the pages: navigation entries, things that need someone,
facts about a corps, ties of a school, facts for its yearly account.

The registries stand below every package that fills them; so does `url_known`, for what stands around every page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

from legitimacy.indicators.registry import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationEntry:
    """One place in the main navigation.

    `key` orders the entries and marks the page one is on; `label` is a (lazy) text; `url_name` a URL without arguments.
    `action` names an access predicate that needs no object: who may not do it does not see the entry. What is
    `in_footer` too makes room for people who have work pages.
    """

    key: str
    label: object
    url_name: str
    action: str = ""
    in_footer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionItem:
    """What needs whom by when. `by_when` is None where no date is set; `link` and `button` go together."""

    what: str
    who: str
    by_when: date | None
    link: str
    button: str
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionProvider:
    """A source of attention items. `find` takes the scorecard page's view of one corps and gives its items."""

    key: str
    find: Callable[[Any], Iterable[AttentionItem]]


@dataclass(frozen=True, slots=True)
class CorpsFact:
    """A sentence under the name of a corps, for everybody; `link`, with `link_text`, where there is more to read."""

    text: str
    link: str = ""
    link_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpsFactProvider:
    """A source of such a sentence.

    `columns` gives expressions over corps by name: they are read with the corps in its one query, and a kept page is
    made anew when one of them changes. `find` makes the sentence of the corps that was read with them, without a query.
    """

    key: str
    columns: Callable[[], dict[str, Any]]
    find: Callable[[Any], CorpsFact]


@dataclass(frozen=True, slots=True)
class SchoolTie:
    """A line on the page of a school, for everybody: `text` with its `detail`, and a link where there is more to read.
    `language` is that of the text, where it is known.
    """

    text: str
    detail: str = ""
    link: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolTies:
    """A source of such lines, under a heading of its own. `find` takes the school; no lines, no heading."""

    key: str
    title: object
    find: Callable[[Any], Iterable[SchoolTie]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFacts:
    """What another app adds to the yearly account of a chief, beside the figures.

    `read` gives what it knows of a corps and a year as rows that JSON can hold: days, codes and counts, no words, and
    nothing that everybody may not read. They are frozen when the chief signs; `tell` makes sentences of them in the
    reader's language, years later too. `asks_answer`: rows want an answer by the chief before the account is signed.
    """

    key: str
    read: Callable[[Any, int], list[dict[str, Any]]]
    tell: Callable[[list[dict[str, Any]]], list[str]]
    asks_answer: bool = False


navigation: Registry[NavigationEntry] = Registry("navigation entry", key=lambda entry: entry.key)
corps_facts: Registry[CorpsFactProvider] = Registry("corps fact provider", key=lambda entry: entry.key)
school_ties: Registry[SchoolTies] = Registry("source of ties of schools", key=lambda entry: entry.key)
account_facts: Registry[AccountFacts] = Registry("source of facts for accounts", key=lambda entry: entry.key)
attention: Registry[AttentionProvider] = Registry("attention provider", key=lambda entry: entry.key)


def url_known(name: str) -> str:
    """The address of a page without arguments in the reader's language; empty where it is not installed."""
    return _url(name, get_language() or "", get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@cache
def _url(name: str, _language: str, urlconf: str, _prefix: str) -> str:
    try:
        return reverse(name, urlconf)
    except NoReverseMatch:
        return ""
