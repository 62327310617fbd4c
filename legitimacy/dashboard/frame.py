"""What every page shows around its content: navigation, languages, who is looking."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, get_language_info

from legitimacy.access import standing_of
from legitimacy.dashboard.navigation import Link, navigation_links
from legitimacy.models import Role


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is signed in, their first role in words, and the corps they may go to."""

    name: str
    role: str
    places: list[Link]


@dataclass(frozen=True, slots=True)
class Frame:
    language: str
    path: str
    home_url: str
    languages: list[Language]
    navigation: list[Link]
    viewer: Viewer | None


def frame_of(request: HttpRequest | None) -> Frame:
    """The frame of a page; without a request (an error page) only the languages' home pages."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    path = request.get_full_path() if request else "/"
    return Frame(
        language=language,
        path=path,
        home_url=_reversed("home", "/"),
        languages=[_language(code, path, language) for code, _name in settings.LANGUAGES],
        navigation=navigation_links(request) if request and hasattr(request, "user") else [],
        viewer=_viewer(request),
    )


def _language(code: str, path: str, current: str) -> Language:
    url = f"/{code}{path[3:]}" if path.startswith(f"/{current}/") else path
    return Language(code, get_language_info(code)["name_local"], url, code == current)


def _viewer(request: HttpRequest | None) -> Viewer | None:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    memberships = standing_of(user).current
    role = Role(memberships[0].role).label if memberships else ""
    corps = {m.corps.code: m.corps for m in memberships if m.corps}
    places = [Link(one.display_name, _reversed("corps_scorecard", "", code=code)) for code, one in corps.items()]
    return Viewer(str(user), str(role), [place for place in places if place.url])


def _reversed(name: str, fallback: str, **arguments: str) -> str:
    try:
        return reverse(name, kwargs=arguments)
    except NoReverseMatch:
        return fallback
