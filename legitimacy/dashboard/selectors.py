"""What the pages read: corps, frameworks, and figures by the one read path of `legitimacy.disclosure`."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from legitimacy.disclosure import selectors as disclosed
from legitimacy.disclosure.frameworks import FrameworkRows
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.peers import MINIMUM_PEERS
from legitimacy.models import (
    AreaStatistic,
    Corps,
    Municipality,
    PeerLink,
    Region,
    Release,
    Reply,
    Run,
    Scorecard,
    ScorecardPublication,
)

NO_ROWS = FrameworkRows({}, ())


HEAD_FIELDS = tuple(field.attname for field in Corps._meta.concrete_fields)
AREA_FIELDS = tuple(field.attname for field in Region._meta.concrete_fields)
HEAD_ANNOTATIONS = (
    *("population", "population_on", "newest_period", "newest_release", "register_release"),
    *("newest_inside", "newest_run", "newest_reply", "is_computing"),
)
CODE_MARK, PERIOD_MARK = "code?", "period?"


def corps_get(code: str, period: str = "") -> Corps:
    """One corps with everything that says which version of its pages is the newest; Corps.DoesNotExist.

    One query. Annotations: `population`, `population_on`, `newest_period`, `newest_release` (for the public),
    `register_release` (of anybody in its register), `newest_inside` and `newest_run` (for those inside),
    `newest_reply`, and `is_computing`: whether `period`, or else the newest, is being computed.
    """
    compiler, sql, params = _head_compiled(bool(period))
    marks = {CODE_MARK: code, PERIOD_MARK: period}
    with connection.cursor() as cursor:
        cursor.execute(sql, [marks.get(param, param) for param in params])
        row = cursor.fetchone()
    if row is None:
        raise Corps.DoesNotExist
    values = list(next(iter(compiler.results_iter([[row]]))))
    found = Corps.from_db(connection.alias, HEAD_FIELDS, values[: len(HEAD_FIELDS)])
    rest = values[len(HEAD_FIELDS) :]
    for name in ("region", "province"):
        area, rest = rest[: len(AREA_FIELDS)], rest[len(AREA_FIELDS) :]
        setattr(found, name, None if area[0] is None else Region.from_db(connection.alias, AREA_FIELDS, area))
    for name, value in zip(HEAD_ANNOTATIONS, rest, strict=True):
        setattr(found, name, value)
    return found


@cache
def _head_compiled(asks_period: bool) -> tuple[Any, str, tuple[Any, ...]]:
    """The query of `corps_get`, put into SQL once: with nine subqueries that takes longer than everything else."""
    people = AreaStatistic.objects.filter(subject=OuterRef("pk"), kind=AreaStatistic.Kind.POPULATION).order_by("-date")
    heads = ScorecardPublication.objects.filter(corps=OuterRef("pk"), release__status=Release.Status.APPROVED)
    released = Release.objects.filter(register=OuterRef("register"), status=Release.Status.APPROVED)
    cards = Scorecard.objects.filter(corps=OuterRef("pk"))
    replies = Reply.objects.filter(value__subject=OuterRef("pk")).order_by("-pk")
    active = Run.objects.filter(Q(corps=None) | Q(corps=OuterRef("pk")), status=Run.Status.ACTIVE)
    newest = Q(period=OuterRef("newest_period")) | Q(period=OuterRef("newest_inside"))
    found = Corps.objects.annotate(
        population=Subquery(people.values("value")[:1]),
        population_on=Subquery(people.values("date")[:1]),
        newest_period=Subquery(heads.order_by("-period").values("period")[:1]),
        newest_release=Subquery(heads.order_by("-release__approved_at").values("release_id")[:1]),
        register_release=Subquery(released.order_by("-approved_at").values("pk")[:1]),
        newest_inside=Subquery(cards.order_by("-period").values("period")[:1]),
        newest_run=Subquery(cards.order_by("-computed_at").values("computed_at")[:1]),
        newest_reply=Subquery(replies.values("pk")[:1]),
        is_computing=Exists(active.filter(Q(period=PERIOD_MARK) if asks_period else newest)),
    )
    areas = [f"{area}__{name}" for area in ("region", "province") for name in AREA_FIELDS]
    query = found.filter(code=CODE_MARK).values_list(*HEAD_FIELDS, *areas, *HEAD_ANNOTATIONS).query
    compiler = query.get_compiler(connection.alias)
    sql, params = compiler.as_sql()
    return compiler, sql, params


def comparables_get(*, audience: str, corps: Corps, framework: str, period: str) -> dict[str, float]:
    """Weighted average of the comparable corps by indicator, from figures that this audience may read of *others*.

    Only where at least five of them have a figure. Two queries.
    """
    links = PeerLink.objects.filter(framework__code=framework, corps=corps)
    weights = dict(links.values_list("peer_id", "weight"))
    if not weights:
        return {}
    others = disclosed.audience_of_others(audience)
    values = disclosed.values_standing(audience=others, subject_ids=list(weights), period=period)
    return weighted_averages(values, weights)


def weighted_averages(values: Iterable[VisibleValue], weights: Mapping[int, float]) -> dict[str, float]:
    """By indicator; absent where fewer than the minimum of comparable corps have a figure that may be read."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for value in values:
        if value.is_shown and value.value is not None:
            found[value.indicator].append((value.value, weights[value.subject_id]))
    return {
        code: sum(number * weight for number, weight in pairs) / sum(weight for _number, weight in pairs)
        for code, pairs in found.items()
        if len(pairs) >= MINIMUM_PEERS
    }


def replied_values(value_ids: Iterable[int]) -> set[int]:
    """Those of the values that somebody replied to. One query."""
    return set(Reply.objects.filter(value__in=list(value_ids)).values_list("value_id", flat=True))


def corps_listed(*, register: str, query: str = "", region: str = "", province: str = "") -> list[Corps]:
    """Corps of one register that exist today, by name in the reader's language. One query, three with a `query`.

    `query` looks in names of any language, codes and municipalities, whatever the case and accents; `region` and
    `province` are codes.
    """
    people = AreaStatistic.objects.filter(subject=OuterRef("pk"), kind=AreaStatistic.Kind.POPULATION).order_by("-date")
    found: QuerySet[Any] = (
        Corps.objects.filter(register=register, valid_to=None)
        .select_related("region", "province")
        .annotate(population=Subquery(people.values("value")[:1]))
    )
    if region:
        found = found.filter(region__code=region)
    if province:
        found = found.filter(province__code=province)
    answering = _answering(query, register) if query.strip() else None
    matching = [corps for corps in found if answering is None or corps.pk in answering]
    return sorted(matching, key=lambda corps: folded(corps.display_name))


def folded(text: str) -> str:
    """Text for comparing: no case, no accents, so that `liege` finds Liège on every database."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold().strip()


NAMES = ("name", "name_nl", "name_fr", "name_de", "name_en")


def _answering(query: str, register: str) -> set[int]:
    """Ids of the corps that a search finds, by themselves or by one of their municipalities. Two queries."""
    wanted = folded(query)
    corps = Corps.objects.filter(register=register).values_list("pk", "code", *NAMES)
    places = Municipality.objects.filter(corps__register=register).values_list("corps_id", "code", *NAMES)
    return {
        corps_id
        for corps_id, code, *names in (*corps, *places)
        if wanted == folded(code) or any(wanted in folded(name) for name in names)
    }


def regions_listed(register: str) -> list[Region]:
    """Regions and provinces of one register, by name in the reader's language. One query."""
    found = Region.objects.filter(register=register).select_related("parent")
    return sorted(found, key=lambda region: folded(region.display_name))


def municipality_names(corps_id: int) -> list[str]:
    """Names of the municipalities of a corps, in the reader's language."""
    return sorted(str(one) for one in Municipality.objects.filter(corps=corps_id))


def merger_dates(corps: Corps) -> list[Any]:
    """First days on which predecessors went into this corps, oldest first."""
    return sorted(set(corps.predecessor_links.order_by("on").values_list(F("on"), flat=True)))


def newest_release(register: str) -> int | None:
    """Id of the newest approved release of a register, as a version of everything public in it. One query."""
    approved = Release.objects.filter(register=register, status=Release.Status.APPROVED)
    return approved.order_by("-approved_at").values_list("pk", flat=True).first()
