"""Filters of the API. A value that cannot be right is refused with a sentence, never answered with an empty list."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from rest_framework.request import Request

from legitimacy.access import audience_for
from legitimacy.accounts.api_tokens import is_in_scope
from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, Register, Scope, Subject
from legitimacy.models.disclosure import Audience
from legitimacy.opendata.api.parameters import TABLE_LEVELS
from legitimacy.problems import BadFilterError


def unknown_refuse(request: Request, known: Collection[str]) -> None:
    """BadFilterError for a parameter that is none of `known`."""
    for name in request.query_params:
        if name not in (*known, "format"):
            names = ", ".join(known) or "-"
            raise BadFilterError(
                name[:40], _("There is no filter of this name here; there are: %(names)s.") % {"names": names}
            )


def corps_asked(request: Request) -> Corps | None:
    code = request.query_params.get("corps", "")
    if not code:
        return None
    found = Corps.objects.filter(code=code).first() if "\x00" not in code else None
    if found is None:
        raise BadFilterError("corps", _("There is no corps with this code; /api/v1/corps/ lists them."))
    return found


def indicator_asked(request: Request) -> str | None:
    code = request.query_params.get("indicator", "")
    if code and code not in indicators:
        raise BadFilterError("indicator", _("There is no indicator with this code; /api/v1/indicators/ lists them."))
    return code or None


def period_asked(request: Request) -> str | None:
    text = request.query_params.get("period", "")
    if not text:
        return None
    try:
        return str(Period.parse(text))
    except PeriodError as error:
        sentence = _("This is no period: write a quarter such as 2025-Q4 or a year such as 2025.")
        raise BadFilterError("period", sentence) from error


def year_asked(request: Request) -> list[str] | None:
    """The periods of a year: itself and its quarters."""
    text = request.query_params.get("year", "")
    if not text:
        return None
    try:
        period = Period.parse(text)
    except PeriodError:
        period = Period(2000, 1)
    if not period.is_year:
        raise BadFilterError("year", _("This is no year: write it with four digits, such as 2025."))
    return [str(period), *map(str, period.quarters())]


def calendar_year_asked(request: Request) -> str | None:
    """A year by itself."""
    periods = year_asked(request)
    return periods[0] if periods else None


def subject_asked(request: Request) -> Subject | None:
    """The corps, province or country of a code."""
    code = request.query_params.get("subject", "")
    if not code:
        return None
    found = Subject.objects.filter(code=code, kind__in=TABLE_LEVELS).first() if "\x00" not in code else None
    if found is None:
        raise BadFilterError("subject", _("There is no corps, province or country with this code."))
    return found


def chosen_asked(request: Request, name: str, known: Collection[str]) -> str | None:
    """The value of a filter that takes one of `known` codes."""
    code = request.query_params.get(name, "")
    if code and code not in known:
        sentence = _("There is nothing of this code; choose one of: %(names)s.") % {"names": ", ".join(sorted(known))}
        raise BadFilterError(name, sentence)
    return code or None


def register_asked(request: Request) -> str | None:
    name = request.query_params.get("register", "")
    if name and name not in Register.values:
        names = ", ".join(Register.values)
        raise BadFilterError("register", _("There is no such register; choose one of: %(names)s.") % {"names": names})
    return name or None


def audience_asked(request: Request, corps: Corps | None) -> str:
    """What the reader sees of `corps` on its pages; over many corps at once only what was released to the public.

    A token without the scope of figures reads as a visitor does.
    """
    if corps is None or not is_in_scope(request, Scope.FIGURES):
        return Audience.PUBLIC
    return audience_for(request.user, corps)
