"""What every page shows around its content: navigation, languages, where one is."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info

from legitimacy.dashboard.navigation import Navigation, navigation_for
from legitimacy.entries import url_known


@dataclass(frozen=True, slots=True)
class Language:
    """`url` is this very page, with its query, in that language."""

    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    language: str
    path: str
    home_url: str
    languages: list[Language]
    navigation: Navigation | None


def frame_of(request: HttpRequest | None) -> Frame:
    """The frame of a page; without a request (an error page) only the languages' home pages."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    path = request.get_full_path() if request else f"/{language}/"
    return Frame(
        language=language,
        path=path,
        home_url=url_known("home") or "/",
        languages=[_language(code, path, language) for code, _name in settings.LANGUAGES],
        navigation=navigation_for(request) if request and hasattr(request, "user") else None,
    )


def _language(code: str, path: str, current: str) -> Language:
    url = f"/{code}{path[3:]}" if path.startswith(f"/{current}/") else f"/{code}/"
    return Language(code, _own_name(code), url, code == current)


@cache
def _own_name(code: str) -> str:
    return str(get_language_info(code)["name_local"])
