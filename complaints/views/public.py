"""How to complain about one corps, and what is released about how it handles complaints. Open to everybody."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from complaints.indicators import INDICATORS
from complaints.workflow.codes import bodies
from legitimacy.deadlines.rules import rule_set_on
from legitimacy.disclosure import selectors
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import Indicator, State, Visibility
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps
from legitimacy.models.disclosure import Audience

TERMS = ("acknowledge", "admissibility", "decide", "review")
BODIES = ("committee_p", "general_inspectorate", "mayor", "prosecutor", "coc", "unia")


@dataclass(frozen=True, slots=True)
class Line:
    """One released figure in words, or why there is none."""

    question: str
    name: str
    text: str
    margin: str
    is_shown: bool
    url: str


@require_safe
def complaints_public(request: HttpRequest, code: str) -> HttpResponse:
    corps = get_object_or_404(Corps, code=code)
    periods = selectors.periods_available(audience=Audience.PUBLIC, register=corps.register)
    period, lines = _released(corps, periods)
    rules = rule_set_on("complaints", timezone.localdate())
    context = {
        "corps": corps,
        "register": corps.register,
        "form_url": _form_url(corps),
        "scorecard_url": reverse("corps_scorecard", args=[corps.code]),
        "days": {term: rules.rule(term).amount for term in TERMS},
        "longest": rules.rule("decide").amount + (rules.rule("decide").extendable_by or 0),
        "bodies": [bodies()[each].label for each in BODIES],
        "period": _period_text(period),
        "lines": [line for line in lines if line.is_shown],
        "others": _grouped([line for line in lines if not line.is_shown]),
    }
    return render(request, "complaints/figures/public.html", context)


def _form_url(corps: Corps) -> str:
    """The form with this corps chosen; empty where no form is served."""
    try:
        return f"{reverse('complaint_start')}?corps={corps.code}"
    except NoReverseMatch:
        return ""


def _released(corps: Corps, periods: list[str]) -> tuple[str, list[Line]]:
    """The newest released period with figures about complaints of this corps."""
    for period in periods:
        card = selectors.scorecard_get(audience=Audience.PUBLIC, corps=corps, period=period)
        values = {value.indicator: value for value in card.items} if card else {}
        if any(passport.code in values and values[passport.code].is_shown for passport in INDICATORS):
            return period, [_line(passport, values.get(passport.code), corps, period) for passport in INDICATORS]
    return "", []


def _grouped(lines: list[Line]) -> dict[str, list[Line]]:
    """Figures without a number, by the reason."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.text, []).append(line)
    return found


def _line(passport: Indicator, value: VisibleValue | None, corps: Corps, period: str) -> Line:
    shown = value is not None and value.is_shown and value.value is not None
    text, margin = _("Not delivered"), ""
    if value is not None and value.value is not None and shown:
        text = _number(value.value, passport.unit)
        if value.lower is not None and value.upper is not None:
            limits = {"low": _bare(value.lower, passport.unit), "high": _bare(value.upper, passport.unit)}
            margin = _("between %(low)s and %(high)s, 19 times out of 20") % limits
    elif value is not None and value.visibility != Visibility.SHOWN:
        text = _("Hidden, because small counts could point at people")
    elif value is not None and value.state == State.TOO_FEW:
        text = _("Too few complaints to say")
    url = f"{reverse('corps_indicator', args=[corps.code, passport.code])}?period={period}"
    return Line(str(passport.question), str(passport.name), text, margin, shown, url)


def _bare(value: float, unit: str) -> str:
    places = 1 if unit == "per_10000_residents" else 0
    return formats.number_format(value * 100 if unit == "%" else value, decimal_pos=places, use_l10n=True)


def _number(value: float, unit: str) -> str:
    number = _bare(value, unit)
    if unit == "%":
        return _("%(number)s%%") % {"number": number}
    if unit == "days":
        return ngettext("%(number)s day", "%(number)s days", round(value)) % {"number": number}
    return _("%(number)s per 10,000 residents") % {"number": number}


def _period_text(period: str) -> str:
    if not period:
        return ""
    parsed = Period.parse(period)
    if parsed.is_year:
        return str(parsed.year)
    return _("Q%(quarter)s %(year)s") % {"quarter": parsed.quarter, "year": parsed.year}
