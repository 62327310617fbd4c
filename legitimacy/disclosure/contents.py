"""What releases hold, in counts: for the page of open data and for the stewards who approve."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from legitimacy.indicators.definitions import State, Visibility
from legitimacy.models import Publication, ScorecardPublication


@dataclass(slots=True)
class ReleaseContents:
    """`scorecards` by period; measured figures that are `shown` and `withheld`; whom to credit for those shown."""

    scorecards: dict[str, int] = field(default_factory=dict)
    shown: int = 0
    withheld: int = 0
    credits: list[str] = field(default_factory=list)


def releases_contents(release_ids: Sequence[int]) -> dict[int, ReleaseContents]:
    """Contents by release id. Three queries, whatever the number of releases and figures."""
    contents: dict[int, ReleaseContents] = defaultdict(ReleaseContents)
    heads = ScorecardPublication.objects.filter(release__in=release_ids).order_by("period")
    for release_id, period, cards in heads.values_list("release_id", "period").annotate(Count("pk")):
        contents[release_id].scorecards[period] = cards
    figures = Publication.objects.filter(release__in=release_ids, value__state=State.OK).order_by()
    for release_id, visibility, count in figures.values_list("release_id", "visibility").annotate(Count("pk")):
        contents[release_id].shown += count if visibility == Visibility.SHOWN else 0
        contents[release_id].withheld += count if visibility != Visibility.SHOWN else 0
    credited = figures.filter(visibility=Visibility.SHOWN).exclude(value__source="").order_by("value__source")
    for release_id, source in credited.values_list("release_id", "value__source").distinct():
        contents[release_id].credits.append(source)
    return contents
