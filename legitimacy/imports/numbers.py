"""Numbers as people and spreadsheets write them: decimal comma or point, thousands in groups of three.

A group of three digits after one comma or point can be read in two ways ("1.234"). The rest of the file decides; when
it does not, the number is refused rather than guessed.
"""

import math
import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

_MINUS = "\u2212"
_BLANKS = " \u00a0\u2009\u202f'\u2019"
_SPACED = re.compile(rf"\d{{1,3}}(?:[{_BLANKS}]\d{{3}})+(?P<rest>[.,]\d+)?", re.ASCII)
_POINT_GROUPS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+|[1-9]\d{0,2}(?:\.\d{3}){2,}", re.ASCII)
_COMMA_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\.\d+|[1-9]\d{0,2}(?:,\d{3}){2,}", re.ASCII)
_ONE_MARK = re.compile(r"\d*(?P<mark>[.,])\d+", re.ASCII)
_TWO_READINGS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_EXPONENT = re.compile(r"\d+(?:\.\d+)?[eE][+-]?\d{1,3}", re.ASCII)
_REMOVE_BLANKS = str.maketrans("", "", _BLANKS)


class NumberError(ValueError):
    """Text that is no number, or may be two. `reason` is a translated sentence."""

    def __init__(self, text: str, reason: str) -> None:
        self.text, self.reason = text, reason
        super().__init__(reason)


def decimal_mark(samples: Iterable[str], separator: str) -> str:
    """The mark before decimals in a file: "," or ".", or "" when nothing tells.

    Every number that has one reading only is evidence. Without any, a file separated by semicolons is taken to come
    from a spreadsheet with a decimal comma, one separated by commas to have a decimal point.
    """
    seen = {mark for sample in samples if (mark := _evidence(sample.strip().lstrip(f"+-{_MINUS}").rstrip("% ")))}
    if seen:
        return seen.pop() if len(seen) == 1 else ""
    return {";": ",", ",": "."}.get(separator, "")


def number_read(text: str, *, decimal: str, whole: bool = False) -> float:
    """The number in `text`. `decimal` comes from `decimal_mark`; `whole` numbers have groups but no decimals.

    Raises NumberError for anything else than one finite number.
    """
    if text.isascii() and text.isdigit():
        return _finite(text, text)
    sign, body = _sign(text.strip())
    value = sign * _finite(text, _plain(text, body, decimal, whole))
    if whole and value != int(value):
        raise NumberError(text, _("“%(text)s” is not a whole number.") % {"text": short(text)})
    return value


def short(text: str) -> str:
    """Text of a cell as a message quotes it."""
    return text if len(text) <= 60 else f"{text[:59]}…"


def _sign(text: str) -> tuple[int, str]:
    if text[:1] in ("-", _MINUS):
        return -1, text[1:]
    return 1, text.removeprefix("+")


def _plain(text: str, body: str, decimal: str, whole: bool) -> str:
    """`body` in Python's own way of writing."""
    if (body.isascii() and body.isdigit()) or _EXPONENT.fullmatch(body):
        return body
    if _SPACED.fullmatch(body):
        return body.translate(_REMOVE_BLANKS).replace(",", ".")
    if _POINT_GROUPS.fullmatch(body):
        return body.replace(".", "").replace(",", ".")
    if _COMMA_GROUPS.fullmatch(body):
        return body.replace(",", "")
    match = _ONE_MARK.fullmatch(body)
    if not match or not body.isascii():
        raise NumberError(text, _("“%(text)s” is not a number.") % {"text": short(text)})
    if _TWO_READINGS.fullmatch(body) and _is_group(text, match["mark"], decimal, whole):
        return body.replace(match["mark"], "")
    return body.replace(",", ".")


def _is_group(text: str, mark: str, decimal: str, whole: bool) -> bool:
    if whole:
        return True
    if not decimal:
        reason = _("“%(text)s” can be read in two ways; write it without a mark between thousands.")
        raise NumberError(text, reason % {"text": short(text)})
    return mark != decimal


def _finite(text: str, plain: str) -> float:
    value = float(plain)
    if not math.isfinite(value):
        raise NumberError(text, _("“%(text)s” is too large for a number.") % {"text": short(text)})
    return value


def _evidence(body: str) -> str:
    """The decimal mark that `body` shows, or "" when it shows none."""
    if (spaced := _SPACED.fullmatch(body)) and spaced["rest"]:
        return spaced["rest"][0]
    if _POINT_GROUPS.fullmatch(body):
        return ","
    if _COMMA_GROUPS.fullmatch(body):
        return "."
    match = _ONE_MARK.fullmatch(body)
    return match["mark"] if match and not _TWO_READINGS.fullmatch(body) else ""
