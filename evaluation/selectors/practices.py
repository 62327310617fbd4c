"""Practices as pages read them: the register, one practice, and what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from evaluation.models import EvidenceRating, Practice, PracticeUse, ResearchProject
from evaluation.workflow.practices import Status
from legitimacy.keyset import Keyset, Segment
from legitimacy.models import Corps, Register

REGISTER = Keyset("practices", {"title": (Segment(("title", "id")),)})
NO_RATING = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What a reader looks for. `level` is a lowest rating, `none` for what nobody rated, empty for all."""

    register: str
    text: str = ""
    kind: str = ""
    functionality: str = ""
    level: str = ""
    corps: str = ""


def with_newest(practices: QuerySet[Practice]) -> QuerySet[Practice]:
    """Each with `level` and `rated_on` of its newest rating, None where there is none."""
    newest = EvidenceRating.objects.filter(practice=OuterRef("pk")).order_by("-rated_on", "-pk")
    return practices.annotate(
        level=Subquery(newest.values("level")[:1]), rated_on=Subquery(newest.values("rated_on")[:1])
    )


def practices_found(search: Search) -> QuerySet[Practice]:
    """Published practices of one register that fit; what is no longer advised comes along, marked."""
    rows = with_newest(Practice.objects.filter(register=search.register).exclude(status=Status.DRAFT))
    if search.text:
        words = Q()
        for word in search.text.split()[:6]:
            words &= Q(title__icontains=word) | Q(problem__icontains=word) | Q(done__icontains=word)
        rows = rows.filter(words)
    if search.kind:
        # Who looks for mediation finds what joins it with coercion too.
        kinds = {search.kind, "both"} if search.kind in ("mediation", "coercion") else {search.kind}
        rows = rows.filter(kind__in=kinds)
    if search.functionality:
        rows = rows.filter(functionality=search.functionality)
    if search.level:
        none = search.level == NO_RATING
        rows = rows.filter(**{"level__isnull": True} if none else {"level__gte": int(search.level)})
    if search.corps:
        today = timezone.localdate()
        using = PracticeUse.objects.filter(_in_use(today), corps__code=search.corps)
        rows = rows.filter(pk__in=using.values("practice_id"))
    return rows.select_related("corps").annotate(
        users=Count("uses__corps", filter=_in_use(timezone.localdate(), "uses__"), distinct=True)
    )


def _in_use(on: date, prefix: str = "") -> Q:
    ended = Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gte": on})
    return ended & Q(**{f"{prefix}since__lte": on})


def practice_get(code: str) -> Practice | None:
    return with_newest(Practice.objects.select_related("corps").filter(code=code)).first()


def ratings_of(practice: Practice) -> list[EvidenceRating]:
    """Newest first, each with its dimensions and sources. Three queries."""
    return list(practice.ratings.prefetch_related("dimensions", "sources"))


def uses_of(practice: Practice) -> list[PracticeUse]:
    """Who uses it or did, those of now first."""
    rows = practice.uses.select_related("corps").order_by(F("until").desc(nulls_first=True), "corps__code")
    return list(rows)


def research_on(practice: Practice) -> list[ResearchProject]:
    return list(practice.research_projects.select_related("school"))


def registers_listed() -> list[str]:
    """The registers that have corps, in their fixed order; the test register has no practices."""
    known = set(Corps.objects.order_by().values_list("register", flat=True).distinct())
    return [register for register in Register.values if register in known and register != Register.FOREIGN_TEST]


def described_by(corps: Sequence[Corps]) -> list[Practice]:
    """Drafts first."""
    rows = with_newest(Practice.objects.filter(corps__in=corps)).select_related("corps")
    return list(rows.order_by("status", "title"))


def used_by(corps: Sequence[Corps]) -> list[PracticeUse]:
    rows = PracticeUse.objects.filter(corps__in=corps).select_related("practice", "corps")
    return list(rows.order_by(F("until").desc(nulls_first=True), "practice__title", "pk"))


def unrated(registers: Sequence[str]) -> QuerySet[Practice]:
    """Published practices without any rating, those that wait longest first."""
    rows = Practice.objects.filter(register__in=registers, status=Status.PUBLISHED, ratings=None)
    return rows.select_related("corps").order_by("published_on", "title")
