"""Whole quarters as a first and a last day, and the version of a standard that judges them."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Standard
from audit.services.standards.errors import StandardError
from legitimacy.indicators.periods import Period

MOST_QUARTERS = 8


def quarters_between(first: Period, last: Period) -> int:
    """How many quarters from `first` to `last`, both included; 0 or less when they stand the wrong way round."""
    return (last.year - first.year) * 4 + last.quarter - first.quarter + 1


def span_require(first: Period, last: Period) -> tuple[date, date]:
    """First and last day. StandardError `period` where the quarters are the wrong way round, too many or not over."""
    count = quarters_between(first, last)
    if count < 1:
        raise StandardError("period", _("The last quarter lies before the first one. Turn them round."))
    if count > MOST_QUARTERS:
        raise StandardError(
            "period",
            _("Choose at most %(most)s quarters; this is %(count)s.") % {"most": MOST_QUARTERS, "count": count},
        )
    if last.start > timezone.localdate():
        raise StandardError("period", _("The last quarter has not begun yet."))
    return first.start, last.end


def standard_for(*, code: str, register: str, period_from: date) -> Standard:
    """The newest version that was published before the period began. StandardError `unpublished` when there is none."""
    versions = Standard.objects.filter(code=code, register=register)
    found = versions.filter(published_on__lt=period_from).order_by("-published_on").first()
    if found is not None:
        return found
    earliest = versions.order_by("published_on").first()
    if earliest is None:
        raise StandardError("unpublished", _("This standard is not published here."))
    raise StandardError(
        "unpublished",
        _(
            "Nobody is judged by rules that were not known: this standard was published on %(day)s, and the period "
            "must begin after that day."
        )
        % {"day": earliest.published_on.strftime("%d/%m/%Y")},
    )
