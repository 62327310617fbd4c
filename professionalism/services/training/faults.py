"""Checks that every way in shares: forms and files meet the same sentences."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.indicators.periods import Period, PeriodError
from legitimacy.models import Corps, Subject, SubjectKind
from professionalism.workflow import training as codes

FIRST_YEAR = 2000


class FaultError(ValueError):
    """What cannot be stored. `field` names the cell, empty for all of it; the text is a translated sentence."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(reason)


def number_require(field: str, number: int | None) -> None:
    """A whole number from 0 to the largest that any corps could have."""
    if number is not None and not 0 <= number <= codes.LARGEST:
        raise FaultError(field, _("Write a whole number from 0 to %(most)d.") % {"most": codes.LARGEST})


def part_require(field: str, part: int | None, whole: int, whole_label: str) -> None:
    """A part that is no larger than its whole: nothing reaches 200 %."""
    number_require(field, part)
    if part is not None and part > whole:
        words = {"part": part, "whole": whole, "label": whole_label}
        raise FaultError(field, _("%(part)d is more than the %(whole)d of “%(label)s”.") % words)


def code_require(field: str, name: str, code: str, on: date) -> None:
    """A code that its list offers on a day."""
    entry = codes.lists.lists[name].get(code)
    if entry is None or not entry.is_offered(on):
        raise FaultError(field, _("“%(code)s” is not in the list.") % {"code": code[:40]})


def quarter_require(field: str, text: str) -> Period:
    """A quarter that has begun."""
    try:
        period = Period.parse(text)
    except PeriodError:
        period = Period(FIRST_YEAR)
    if period.is_year:
        raise FaultError(field, _("Write a quarter, such as 2025-Q4."))
    if period.start > timezone.localdate():
        raise FaultError(field, _("This quarter has not begun yet."))
    if period.year < FIRST_YEAR:
        raise FaultError(field, _("This is too long ago."))
    return period


def lifetime_require(field: str, subject: Subject, first: date, last: date) -> None:
    """Days on which the corps existed. Schools have no dates."""
    if subject.kind != SubjectKind.CORPS:
        return
    corps = subject if isinstance(subject, Corps) else Corps.objects.get(pk=subject.pk)
    if (corps.valid_from and last < corps.valid_from) or (corps.valid_to and first > corps.valid_to):
        raise FaultError(field, _("The corps did not exist then."))


def text_require(field: str, text: str) -> None:
    if not text.strip():
        raise FaultError(field, _("Fill this in."))
