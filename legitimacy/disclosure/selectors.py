"""The one read path: every page, chart, export and API reads figures and scores here and nowhere else.

Each function makes a fixed, small number of queries, whatever the number of corps. The public reads approved releases
only, always the newest that holds what is asked for. Numbers that an audience may not see are not in the answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from legitimacy.disclosure.carried import newest_first, standing_order, value_periods
from legitimacy.disclosure.conditions import figure_filter
from legitimacy.disclosure.frameworks import framework_begun
from legitimacy.disclosure.periods import periods_available as periods_available
from legitimacy.disclosure.periods import periods_beside as periods_beside
from legitimacy.disclosure.periods import periods_read as periods_read
from legitimacy.disclosure.rows import (
    inside_publications,
    inside_rows,
    inside_values,
    part_rows,
    public_publications,
    publication_rows,
    publication_stream,
    released_rows,
)
from legitimacy.disclosure.scorecards import inside_scorecard_of, inside_scorecards, released_scorecards
from legitimacy.disclosure.visible import VisiblePart, VisibleScorecard, VisibleValue
from legitimacy.indicators.definitions import Visibility
from legitimacy.indicators.registry import indicators as registry
from legitimacy.models import (
    Corps,
    PartPublication,
    Publication,
    Reply,
    ScorecardPublication,
    Subject,
)
from legitimacy.models.disclosure import Audience, public_releases


def scorecard_get(*, audience: str, corps: Corps, period: str) -> VisibleScorecard | None:
    """The scorecard of one corps, or None when nothing was computed (for the public: released). At most 6 queries."""
    if audience == Audience.PUBLIC:
        cards = released_scorecards(register=corps.register, period=period, corps_ids=[corps.pk])
    else:
        cards = inside_scorecards(audience=audience, register=corps.register, period=period, corps_ids=[corps.pk])
    return cards[0] if cards else None


def scorecards_list(
    *,
    audience: str,
    register: str,
    period: str,
    corps_ids: Sequence[int] | None = None,
    with_parts: bool = True,
    with_items: bool = True,
) -> list[VisibleScorecard]:
    """Every scorecard of a register and period, by corps code; of `corps_ids` only, where given. At most 5 queries.

    For the audience `corps` each one is as its own chief reads it: callers hand out no more than the reader's own.
    Without parts it is one query less, and those inside read no compensation loss; without items (`items` is empty)
    it is one less too.
    """
    chosen: dict[str, Any] = {
        "register": register,
        "period": period,
        "corps_ids": corps_ids,
        "with_parts": with_parts,
        "with_items": with_items,
    }
    if audience == Audience.PUBLIC:
        return released_scorecards(**chosen)
    return inside_scorecards(audience=audience, **chosen)


def replies_read(values: Iterable[VisibleValue]) -> dict[int, list[Reply]]:
    """Replies by id of their value, oldest first; none to a hidden figure, as they may tell the number. One query."""
    readable = {value.value_id: value.subject_id for value in values if value.visibility == Visibility.SHOWN}
    found: dict[int, list[Reply]] = defaultdict(list)
    for reply in Reply.objects.filter(value__subject__in=set(readable.values())).select_related("author"):
        if reply.value_id in readable:
            found[reply.value_id].append(reply)
    return found


@dataclass(frozen=True, slots=True)
class ScorecardHistory:
    """A scorecard between the others of its corps: `parts` and `values` as `parts_history` and `values_history`.

    `beside`: parts by another framework than the one in force in their period, around the change of a framework.
    """

    card: VisibleScorecard | None
    parts: list[VisiblePart]
    values: list[VisibleValue]
    beside: list[VisiblePart]


def scorecard_history(*, audience: str, corps: Corps, period: str, periods: Sequence[str]) -> ScorecardHistory:
    """A scorecard with the parts of `periods`, its own among them, and every figure of the corps. At most 8 queries.

    For those inside the scorecard is made of these very parts and figures, in 6 queries.
    """
    values = values_history(audience=audience, subject=corps)
    found = _parts_found(audience, corps, periods)
    if audience == Audience.PUBLIC:
        card = scorecard_get(audience=audience, corps=corps, period=period)
    else:
        card = inside_scorecard_of(corps=corps, period=period, figures=values, parts=found)
    judged = _parts_judged(found)
    standing = {id(part) for part in judged}
    return ScorecardHistory(card, judged, values, [part for part in found if id(part) not in standing])


def parts_history(*, audience: str, corps: Corps, periods: Sequence[str]) -> list[VisiblePart]:
    """Facets, pillars and overall scores of one corps in several periods, oldest first. At most 2 queries."""
    return _parts_judged(_parts_found(audience, corps, periods))


def _parts_found(audience: str, corps: Corps, periods: Sequence[str]) -> list[VisiblePart]:
    """By every framework, the newest last."""
    rows = PartPublication.objects.filter(corps=corps, period__in=periods, audience=audience)
    public = audience == Audience.PUBLIC
    rows = rows.filter(_in_newest_release(corps, periods) if public else Q(release=None))
    return list(part_rows(rows.order_by("framework__valid_from", "pk")))


def _parts_judged(found: Iterable[VisiblePart]) -> list[VisiblePart]:
    """Of each period and key the part by the framework in force in it; `found` has the newest framework last."""
    judged: dict[tuple[str, str], VisiblePart] = {}
    for part in found:
        place = (part.period, part.key)
        if place not in judged or framework_begun(part.framework_from, part.period):
            judged[place] = part
    return sorted(judged.values(), key=lambda part: (newest_first(part.period), part.key))


def _in_newest_release(corps: Corps, periods: Sequence[str]) -> Q:
    heads = ScorecardPublication.objects.filter(corps=corps, period__in=periods, **public_releases("release__"))
    newest = dict(heads.order_by("release__approved_at").values_list("period", "release_id"))
    condition = Q(pk__in=[])
    for period, release_id in newest.items():
        condition |= Q(period=period, release=release_id)
    return condition


def values_history(
    *,
    audience: str,
    subject: Subject,
    indicators: Sequence[str] | None = None,
    periods: Sequence[str] | None = None,
) -> list[VisibleValue]:
    """Figures of one subject by indicator and period, oldest first; all of them by default. 1 query."""
    values = _figures(audience, subject_ids=[subject.pk], indicators=indicators, periods=periods)
    return sorted(values, key=lambda value: (value.indicator, newest_first(value.period)))


def audience_of_others(audience: str) -> str:
    """What somebody who reads one corps as `audience` reads of the other corps beside it on the page.

    A chief reads others as the public does. So does an auditor here: among the others may be the one they worked for.
    """
    return audience if audience == Audience.RESEARCHER else Audience.PUBLIC


def values_map(*, audience: str, register: str, indicator: str, period: str) -> dict[str, VisibleValue]:
    """The figure of every corps of a register that stands on the scorecards of `period`, by corps code. 1 query.

    Corps without a stored figure are absent. The audience `corps` reads others as the public does: it gets those.
    """
    audience = Audience.PUBLIC if audience == Audience.CORPS else audience
    passport = registry.get(indicator)
    periods = value_periods(period, passport.window, passport.valid_months)
    found = _figures(audience, register=register, indicators=[indicator], periods=periods, corps_only=True)
    newest = {value.corps_code: value for value in sorted(found, key=_standing_order)}
    return dict(sorted(newest.items()))


@dataclass(frozen=True, slots=True)
class Courses:
    """One indicator of many corps: what stands on the scorecards of a period, and how some of them went through time.

    `standing` by corps code; `courses` by corps code and period, of those corps only whose course was asked for.
    """

    standing: dict[str, VisibleValue]
    courses: dict[str, dict[str, VisibleValue]]


def values_courses(
    *, audience: str, corps_ids: Sequence[int], indicator: str, period: str, course_ids: Sequence[int] = ()
) -> Courses:
    """The figures of `corps_ids` that stand on `period`, and every figure of `course_ids` (which are among them).

    1 query. The audience `corps` reads each one as its own chief does: callers ask for no more than the reader's own.
    """
    passport = registry.get(indicator)
    periods = value_periods(period, passport.window, passport.valid_months)
    prefix = "value__" if audience == Audience.PUBLIC else ""
    condition = figure_filter(prefix, subject_ids=corps_ids, indicators=[indicator], periods=periods)
    if course_ids:
        condition |= figure_filter(prefix, subject_ids=course_ids, indicators=[indicator])
    found = (
        released_rows(condition)
        if audience == Audience.PUBLIC
        else inside_rows(inside_values(audience).filter(condition))
    )
    standing = sorted((value for value in found if value.period in periods), key=_standing_order)
    courses: dict[str, dict[str, VisibleValue]] = defaultdict(dict)
    wanted = set(course_ids)
    for value in found:
        if value.subject_id in wanted:
            courses[value.corps_code][value.period] = value
    return Courses({value.corps_code: value for value in standing}, dict(courses))


def values_standing(*, audience: str, subject_ids: Sequence[int], period: str) -> list[VisibleValue]:
    """The figures of several subjects that stand on the scorecards of `period`, such as those of comparable corps.

    The audience `corps` reads others as the public does. 1 query.
    """
    audience = Audience.PUBLIC if audience == Audience.CORPS else audience
    valid = {one.code: value_periods(period, one.window, one.valid_months) for one in registry}
    periods = sorted({each for several in valid.values() for each in several})
    found = _figures(audience, subject_ids=subject_ids, periods=periods)
    standing = (value for value in found if value.period in valid.get(value.indicator, ()))
    newest = {(one.subject_id, one.indicator): one for one in sorted(standing, key=_standing_order)}
    return list(newest.values())


def _standing_order(value: VisibleValue) -> tuple[bool, tuple[int, int]]:
    return standing_order(value.state, value.period)


def values_query(
    *,
    audience: str,
    register: str | None = None,
    corps: Corps | None = None,
    indicator: str | None = None,
    period: str | None = None,
) -> QuerySet[Publication]:
    """Decisions about figures, to order by id and cut into pages; `values_between` gives the figures of a page.

    Figures of corps only. One that was never delivered has no row.
    """
    decisions = public_publications() if audience == Audience.PUBLIC else inside_publications(audience)
    condition = figure_filter(
        "value__",
        register=register,
        subject_ids=[corps.pk] if corps else None,
        indicators=[indicator] if indicator else None,
        periods=[period] if period else None,
        corps_only=True,
    )
    return decisions.filter(condition)


def values_stream(
    *,
    register: str,
    indicator: str | None = None,
    periods: Sequence[str] | None = None,
    audience: str = Audience.PUBLIC,
) -> Iterator[VisibleValue]:
    """Every figure of the corps of a register that an audience may read, in flat memory. 1 query.

    The public's are those released; those inside read the figures in force.
    """
    decisions = public_publications() if audience == Audience.PUBLIC else inside_publications(audience)
    condition = figure_filter(
        "value__",
        register=register,
        indicators=[indicator] if indicator else None,
        periods=periods,
        corps_only=True,
    )
    return publication_stream(decisions.filter(condition).order_by("pk"))


def values_between(decisions: QuerySet[Publication], first: int, last: int) -> list[VisibleValue]:
    """The figures of a stretch of `values_query`, from id to id, in order. 1 query."""
    return publication_rows(decisions.filter(pk__gte=first, pk__lte=last).order_by("pk"))


def _figures(audience: str, **restrictions: Any) -> list[VisibleValue]:
    if audience == Audience.PUBLIC:
        return released_rows(figure_filter("value__", **restrictions))
    return inside_rows(inside_values(audience).filter(figure_filter(**restrictions)))
