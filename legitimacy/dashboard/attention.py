"""What needs whom by when, on the scorecard of one corps: the dashboard's own providers, and the list of all of them.

Any package registers a provider in `legitimacy.entries.attention`; each gets a `ScorecardView`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legitimacy.dashboard.rows import IndicatorRow
from legitimacy.entries import AttentionItem, AttentionProvider, attention
from legitimacy.indicators.definitions import Feed, Subject
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps
from legitimacy.standings import Movement, Standing, delivered_subject, deliverer

DELIVERY_DAYS = 31
"""Days after the close of a period within which figures are due."""
EXPLANATION_DAYS = 62
"""Days after the close of a period within which a missed target is explained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorecardView:
    """What providers may look at: the corps, its rows as this reader sees them, and which figures have a reply."""

    corps: Corps
    period: str
    rows: Sequence[IndicatorRow]
    replied: frozenset[int]
    today: date

    def due_on(self, days: int) -> date:
        return Period.parse(self.period).end + timedelta(days=days)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingGroup:
    """Figures that one service or source must deliver."""

    key: str
    subject: str
    who: str
    by_when: date
    rows: list[IndicatorRow]
    started: bool


def missing_groups(view: ScorecardView) -> list[MissingGroup]:
    """What the corps did not deliver, by who must deliver it; the largest first. `started`: others were delivered.

    What regions, the country or schools deliver is nobody's duty in a corps.
    """
    grouped: dict[tuple[str, str], list[IndicatorRow]] = defaultdict(list)
    started: set[tuple[str, str]] = set()
    for row in view.rows:
        passport = indicators.get(row.code)
        if passport.subject is not Subject.CORPS:
            continue
        place = delivered_subject(passport.owner, passport.feed), deliverer(passport.owner, passport.feed)
        if row.standing is Standing.NOT_DELIVERED:
            grouped[place].append(row)
        elif passport.feed == Feed.RECORDS:
            started.add(place)
    groups = [
        MissingGroup(
            key=f"missing-{rows[0].code}",
            subject=place[0],
            who=place[1],
            by_when=view.due_on(DELIVERY_DAYS),
            rows=rows,
            started=place in started,
        )
        for place, rows in grouped.items()
    ]
    return sorted(groups, key=lambda group: (-len(group.rows), group.subject))


def undelivered_find(view: ScorecardView) -> list[AttentionItem]:
    return [
        AttentionItem(
            what=ngettext(
                "%(count)s figure not delivered: %(subject)s", "%(count)s figures not delivered: %(subject)s", count
            )
            % {"count": count, "subject": group.subject},
            who=group.who,
            by_when=group.by_when,
            link=f"#{group.key}",
            button=_("See which"),
            urgent=group.started and group.by_when < view.today,
        )
        for group in missing_groups(view)
        if (count := len(group.rows))
    ]


def unexplained_find(view: ScorecardView) -> list[AttentionItem]:
    """Targets missed that also got worse, without an explanation by the korpschef yet."""
    return [
        AttentionItem(
            what=_("%(name)s: short of its target and getting worse") % {"name": row.name},
            who=_("the chief of corps"),
            by_when=view.due_on(EXPLANATION_DAYS),
            link=f"{row.url}#replies",
            button=_("Explain"),
            urgent=view.due_on(EXPLANATION_DAYS) < view.today,
        )
        for row in view.rows
        if row.standing is Standing.BELOW
        and row.change.movement is Movement.WORSENING
        and row.value.value_id not in view.replied
    ]


def rejected_find(view: ScorecardView) -> list[AttentionItem]:
    return [
        AttentionItem(
            what=_("%(name)s: rejected in an audit") % {"name": row.name},
            who=deliverer(indicators.get(row.code).owner, indicators.get(row.code).feed),
            by_when=view.due_on(DELIVERY_DAYS),
            link=row.url,
            button=_("See why"),
            urgent=True,
        )
        for row in view.rows
        if row.standing is Standing.REJECTED
    ]


attention.register(
    AttentionProvider(key="10-rejected", find=rejected_find),
    AttentionProvider(key="20-unexplained", find=unexplained_find),
    AttentionProvider(key="30-undelivered", find=undelivered_find),
)


def attention_items(view: ScorecardView) -> list[AttentionItem]:
    """The items of every provider, in the order of the providers."""
    return [item for provider in attention for item in provider.find(view)]


def values_to_explain(rows: Iterable[IndicatorRow]) -> list[int]:
    """Ids of the figures that ask for an explanation, to look up their replies."""
    return [
        row.value.value_id
        for row in rows
        if row.value.value_id is not None
        and row.standing is Standing.BELOW
        and row.change.movement is Movement.WORSENING
    ]
