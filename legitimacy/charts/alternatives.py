"""What a chart shows, in a sentence: for who cannot see it, and for who would rather read."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _


def trend_alternative(
    *,
    name: str,
    labels: Sequence[str],
    values: Sequence[float | None],
    text: Callable[[float], str],
) -> str:
    """First, last, lowest and highest figure with their periods; `text` writes a number as the reader writes it."""
    known = [(label, value) for label, value in zip(labels, values, strict=True) if value is not None]
    if not known:
        return _("%(name)s: there is no figure to show.") % {"name": name}
    if len(known) == 1:
        label, value = known[0]
        return _("%(name)s: %(value)s in %(period)s; there is no earlier figure.") % {
            "name": name,
            "value": text(value),
            "period": label,
        }
    low, high = min(known, key=lambda one: one[1]), max(known, key=lambda one: one[1])
    return _(
        "%(name)s: from %(first)s in %(first_period)s to %(last)s in %(last_period)s; "
        "lowest %(low)s in %(low_period)s, highest %(high)s in %(high_period)s."
    ) % {
        "name": name,
        "first": text(known[0][1]),
        "first_period": known[0][0],
        "last": text(known[-1][1]),
        "last_period": known[-1][0],
        "low": text(low[1]),
        "low_period": low[0],
        "high": text(high[1]),
        "high_period": high[0],
    }


def map_alternative(*, name: str, values: Sequence[float], missing: int, text: Callable[[float], str]) -> str:
    """How many corps have a figure, between which two values, and how many have none. No corps is named."""
    if not values:
        return _("Map of %(name)s: no corps has a figure to show.") % {"name": name}
    return _(
        "Map of %(name)s: %(count)s corps with a figure, from %(low)s to %(high)s; %(missing)s corps without one."
    ) % {"name": name, "count": len(values), "low": text(min(values)), "high": text(max(values)), "missing": missing}
