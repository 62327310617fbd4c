"""The rows of a framework, kept in the process: a signed framework is immutable, and every page asks for it.

Kept for a few minutes only, so that a translation added to its texts shows without a restart. Drafts are never kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

from legitimacy.indicators.periods import Period
from legitimacy.models import Framework, FrameworkFacet, FrameworkItem

KEPT_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class FrameworkRows:
    """Items by indicator, and facets in the order of the framework."""

    items: Mapping[str, FrameworkItem]
    facets: tuple[FrameworkFacet, ...]


_kept: dict[tuple[int, str], tuple[float, FrameworkRows]] = {}
_newest_by_code: dict[str, tuple[int, str]] = {}


def framework_rows(framework: Framework) -> FrameworkRows:
    """Two queries, none where they are kept."""
    key = (framework.pk, framework.digest)
    found = _kept.get(key)
    if found is not None and monotonic() - found[0] < KEPT_SECONDS:
        return found[1]
    rows = FrameworkRows(
        {item.indicator: item for item in FrameworkItem.objects.filter(framework=framework)},
        tuple(FrameworkFacet.objects.filter(framework=framework).order_by("pk")),
    )
    if framework.status != Framework.Status.DRAFT:
        _kept[key] = (monotonic(), rows)
        _newest_by_code[framework.code] = key
    return rows


def framework_rows_of(code: str) -> FrameworkRows:
    """The same, by the code that stands on a scorecard. Framework.DoesNotExist for an unknown code."""
    found = _kept.get(_newest_by_code.get(code, (0, "")))
    if found is not None and monotonic() - found[0] < KEPT_SECONDS:
        return found[1]
    return framework_rows(Framework.objects.get(code=code))


def framework_begun(valid_from: str, period: str) -> bool:
    """Whether a framework whose first period is `valid_from` judges at the end of `period`."""
    return Period.parse(valid_from).start <= Period.parse(period).end


def frameworks_forget() -> None:
    """For tests, whose databases begin anew."""
    _kept.clear()
    _newest_by_code.clear()
