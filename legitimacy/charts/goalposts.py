"""The goalposts of a framework as charts draw them and sentences write them."""

from django.utils.translation import gettext as _

from legitimacy import numbers
from legitimacy.charts.micro import Goalposts
from legitimacy.indicators.definitions import Direction
from legitimacy.models import FrameworkItem


def goalposts_of(item: FrameworkItem | None) -> Goalposts:
    """Empty for context, and where the framework does not judge."""
    if item is None or item.direction == Direction.CONTEXT:
        return Goalposts()
    return Goalposts(
        floor=item.floor,
        target=item.target,
        outer_low=item.outer_low,
        band_low=item.band_low,
        band_high=item.band_high,
        outer_high=item.outer_high,
    )


def direction_note(direction: str) -> str:
    if direction == Direction.LOWER:
        return _("lower is better")
    if direction == Direction.BAND:
        return _("between two limits is best")
    return ""


def target_text(goalposts: Goalposts, direction: str, unit: str) -> str:
    """The target in words; empty for context."""
    if goalposts.band_low is not None and goalposts.band_high is not None and goalposts.is_band:
        return _("between %(low)s and %(high)s") % {
            "low": numbers.goalpost_text(goalposts.band_low, unit),
            "high": numbers.goalpost_text(goalposts.band_high, unit),
        }
    if goalposts.target is None:
        return ""
    text = numbers.goalpost_text(goalposts.target, unit)
    if unit == "yes/no":
        return text
    pattern = _("%(target)s or less") if direction == Direction.LOWER else _("%(target)s or more")
    return pattern % {"target": text}
