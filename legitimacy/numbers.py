"""Numbers, dates and periods as a reader of the page's language writes them. Rounding is half up, for display only."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils import formats, timezone
from django.utils.translation import get_language, gettext_noop, ngettext, pgettext
from django.utils.translation import gettext as _

from legitimacy.indicators.periods import Period

MINUS = "\u2212"
_STEPS = tuple(Decimal(1).scaleb(-digits) for digits in range(7))
DIGITS = {"%": 1, "days": 0, "score": 0, "points": 1, "ratio": 2}
"""Decimals of a value by unit; rates have one, or two when small."""
INTERVAL_DIGITS = {"%": 0, "days": 0, "score": 0}
"""Decimals of the limits of an interval; others have one."""


def number_text(value: float, digits: int = 0) -> str:
    """`value` with exactly `digits` decimals, local separators and a real minus sign."""
    rounded = Decimal(repr(value)).quantize(_STEPS[digits], rounding=ROUND_HALF_UP)
    return _number_text(rounded, digits, get_language())


@lru_cache(maxsize=20_000)
def _number_text(rounded: Decimal, digits: int, _language: str | None) -> str:
    """Kept, because a page of a thousand figures writes the same few numbers again and again."""
    text = formats.number_format(abs(rounded), decimal_pos=digits, use_l10n=True, force_grouping=True)
    return f"{MINUS}{text}" if rounded < 0 else text


def value_text(value: float, unit: str, digits: int | None = None) -> str:
    """`value` in the stored scale (shares 0-1, scores 0-100, days) with its unit."""
    if unit == "yes/no":
        return pgettext("answer", "yes") if value >= 0.5 else pgettext("answer", "no")
    number = bare_text(value, unit, digits)
    if unit == "%":
        return _("%(number)s%%") % {"number": number}
    if unit == "days":
        return ngettext("%(number)s day", "%(number)s days", round(value)) % {"number": number}
    phrase = _UNITS.get(unit)
    return _(phrase) % {"number": number} if phrase else number


def unit_text(unit: str) -> str:
    """The unit alone, as it stands above a column of numbers; empty for ratios and for yes or no."""
    if unit == "%":
        return "%"
    if unit == "days":
        return ngettext("%(number)s day", "%(number)s days", 2).replace("%(number)s", "").strip()
    phrase = _UNITS.get(unit)
    return _(phrase).replace("%(number)s", "").strip() if phrase else ""


def bare_text(value: float, unit: str, digits: int | None = None) -> str:
    """The number without its unit; shares in percent."""
    places = digits if digits is not None else DIGITS.get(unit, small_places(value))
    return number_text(value * 100 if unit == "%" else value, places)


class BareTexts(dict[float, str]):
    """`bare_text` of many numbers of one unit, each written once, in the language that is active when this is made.

    For pages of thousands of figures: `texts[value]`.
    """

    def __init__(self, unit: str, digits: int | None = None) -> None:
        super().__init__()
        self._places = digits if digits is not None else DIGITS.get(unit)
        self._is_share = unit == "%"
        self._language = get_language()

    def __missing__(self, value: float) -> str:
        places = self._places if self._places is not None else small_places(value)
        number = Decimal(repr(value * 100 if self._is_share else value))
        text = _number_text(number.quantize(_STEPS[places], rounding=ROUND_HALF_UP), places, self._language)
        self[value] = text
        return text


def small_places(value: float) -> int:
    """Decimals of a rate: one, or two when it is small."""
    return 1 if abs(value) >= 1 or value == 0 else 2


def interval_text(lower: float | None, upper: float | None, unit: str) -> str:
    """Both limits without unit; empty when there is no interval."""
    if lower is None or upper is None or unit == "yes/no":
        return ""
    places = INTERVAL_DIGITS.get(unit, 1)
    low, high = bare_text(lower, unit, places), bare_text(upper, unit, places)
    return low if low == high else f"{low}\u2013{high}"


def goalpost_text(value: float, unit: str) -> str:
    """A target or floor: as few decimals as it needs."""
    shown = value * 100 if unit == "%" else value
    places = 0 if abs(shown - round(shown)) < 1e-9 else 1
    return value_text(value, unit, places)


def change_text(change: float, unit: str) -> str:
    """A difference with its sign; shares in percentage points."""
    number = bare_text(abs(change), unit)
    sign = MINUS if change < 0 else "+"
    if unit == "%":
        return _("%(number)s pp") % {"number": f"{sign}{number}"}
    return f"{sign}{number}"


def score_text(score: float) -> str:
    """A score of 0 to 100 without decimals."""
    return number_text(score)


def share_text(share: float) -> str:
    """A share of 0 to 1 in whole percent."""
    return value_text(share, "%", 0)


def period_text(period: str) -> str:
    """A period in words: `4th quarter of 2025`, or the year."""
    parsed = Period.parse(period)
    if parsed.is_year:
        return str(parsed.year)
    return _(_QUARTERS[parsed.quarter - 1]) % {"year": parsed.year}


def period_short(period: str) -> str:
    """A period in few letters: `Q4 2025`, or the year."""
    parsed = Period.parse(period)
    if parsed.is_year:
        return str(parsed.year)
    return _("Q%(quarter)s %(year)s") % {"quarter": parsed.quarter, "year": parsed.year}


def date_text(day: date) -> str:
    return formats.date_format(day, "DATE_FORMAT")


def moment_text(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")


_QUARTERS = (
    gettext_noop("1st quarter of %(year)s"),
    gettext_noop("2nd quarter of %(year)s"),
    gettext_noop("3rd quarter of %(year)s"),
    gettext_noop("4th quarter of %(year)s"),
)
_UNITS = {
    "points": gettext_noop("%(number)s points"),
    "score": "%(number)s/100",
    "per_10000_residents": gettext_noop("%(number)s per 10,000 residents"),
    "per_1000_residents": gettext_noop("%(number)s per 1,000 residents"),
    "per_1000_interventions": gettext_noop("%(number)s per 1,000 interventions"),
    "per_six_corps_years": gettext_noop("%(number)s per six years"),
}
