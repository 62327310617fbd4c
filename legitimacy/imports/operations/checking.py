"""What a count of operations may be: alone, and beside the other counts of its corps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from legitimacy.imports.operations.uses import categories_of
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, OperationalCount

Kind = OperationalCount.Kind
PART_OF: Mapping[str, str] = {
    Kind.CHECKS_REASONED: Kind.CHECKS,
    Kind.CONFLICTS: Kind.INTERVENTIONS,
    Kind.CONFLICTS_WITHOUT_FORCE: Kind.CONFLICTS,
    Kind.CONFLICTS_MEDIATED: Kind.CONFLICTS,
    Kind.CONFLICTS_SETTLED: Kind.CONFLICTS_MEDIATED,
    Kind.URGENT_TIMED: Kind.URGENT_CALLS,
    Kind.URGENT_WITHIN_30: Kind.URGENT_TIMED,
    Kind.URGENT_WITHIN_20: Kind.URGENT_WITHIN_30,
    Kind.URGENT_WITHIN_15: Kind.URGENT_TIMED,
    Kind.URGENT_WITHIN_10: Kind.URGENT_WITHIN_15,
    Kind.REPORTS_IN_TIME: Kind.OFFICIAL_REPORTS,
    Kind.BEAT_SERVED: Kind.BEAT_RESIDENTS,
    Kind.OFFENCES_CLEARED: Kind.OFFENCES,
}
"""Kinds that cannot be more than another."""
SETTLED_AFTER_DAYS = 90
"""Whether a conflict came back is known so long after the month."""
LARGEST, FIRST_YEAR, QUARTER = 10_000_000, 2000, 3
Key = tuple[str, str, date]
"""Kind, category and first day."""


class CountRefusedError(ValueError):
    """A count that cannot be taken: the field (corps, kind, category, period or count) and a translated sentence."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Count:
    """How often in a month (`months` 1) or a whole quarter (3); `month` is its first day."""

    kind: str
    category: str
    month: date
    months: int
    count: int

    @property
    def key(self) -> Key:
        return self.kind, self.category, self.month

    @property
    def end(self) -> date:
        return following(self.month, self.months) - timedelta(days=1)

    def is_when(self, other: "Count") -> bool:
        """Whether both are of the same month, or of the same quarter as a whole."""
        return (self.month, self.months) == (other.month, other.months)


def following(month: date, months: int = 1) -> date:
    """The first day of a later month."""
    number = month.year * 12 + month.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def known_from(kind: str, end: date) -> date:
    """The first day on which a count of a kind can be known for a month that ends on `end`."""
    waits = SETTLED_AFTER_DAYS if kind == Kind.CONFLICTS_SETTLED else 0
    return end + timedelta(days=waits + 1)


def count_check(count: Count, corps: Corps, today: date) -> None:
    """Raises CountRefusedError for a count that cannot be, whatever else is known."""
    known = categories_of(count.kind)
    if known is not None and count.category not in known:
        reason = _("“%(text)s” is no code by which these counts are split; the codes are: %(known)s.")
        raise CountRefusedError("category", reason % {"text": count.category, "known": ", ".join(sorted(known))})
    if corps.valid_from is not None and count.end < corps.valid_from:
        raise CountRefusedError("period", _("this corps did not exist yet."))
    if corps.valid_to is not None and count.month > corps.valid_to:
        raise CountRefusedError("period", _("this corps no longer existed."))
    if count.month.year < FIRST_YEAR:
        raise CountRefusedError("period", _("this is too long ago; counts begin in 2000."))
    if count.end >= today:
        raise CountRefusedError("period", _("this month or quarter is not over yet."))
    day = known_from(count.kind, count.end)
    if day > today:
        reason = _("whether conflicts came back within 90 days is known from %(day)s on.")
        raise CountRefusedError("period", reason % {"day": date_format(day, "j F Y")})
    if not 0 <= count.count <= LARGEST:
        raise CountRefusedError("count", _("this is no number of events in one corps."))


def clashes_find(counts: Mapping[Key, Count], stood: Mapping[Key, Count]) -> dict[Key, str]:
    """Counts that do not go with each other, or with what stands, and why: by key, each with a sentence."""
    after = {**stood, **counts}
    found: dict[Key, str] = {}
    for count in counts.values():
        clash = _overlap(count, after) or _mixed(count, after.values()) or _too_many(count, after.values())
        clash = clash or _too_few(count, after.values(), counts)
        if clash:
            found[count.key] = clash
    return found


def _overlap(count: Count, after: Mapping[Key, Count]) -> str:
    """A month of a quarter that was handed over as a whole, or the other way round."""
    quarter = Period.containing(count.month).start
    whole = after.get((count.kind, count.category, quarter))
    clash = count.months == 1 and whole is not None and whole.months == QUARTER
    if count.months == QUARTER:
        clash = any((count.kind, count.category, following(quarter, step)) in after for step in (1, 2))
    return _("this quarter was handed over in another way (as a whole, or by month); keep to that.") if clash else ""


def _mixed(count: Count, after: Iterable[Count]) -> str:
    """A count that is split, and the same one as a whole."""
    same = {each.category for each in after if each.kind == count.kind and each.month == count.month}
    clash = "" in same and len(same) > 1
    return _("this count is there as a whole and split into categories; hand over one of the two.") if clash else ""


def _too_many(count: Count, after: Iterable[Count]) -> str:
    """A part that is more than its whole. Conflicts are held against all interventions, whatever they were about."""
    whole = PART_OF.get(count.kind)
    if whole is None:
        return ""
    like = [each for each in after if each.is_when(count)]
    in_all = whole == Kind.INTERVENTIONS
    mine = sum(each.count for each in like if each.kind == count.kind) if in_all else count.count
    wholes = [each.count for each in like if each.kind == whole and (in_all or each.category == count.category)]
    if not wholes or mine <= sum(wholes):
        return ""
    reason = _("“%(part)s” (%(count)d) cannot be more than “%(whole)s” (%(most)d).")
    words = {"part": Kind(count.kind).label, "count": mine, "whole": Kind(whole).label, "most": sum(wholes)}
    return reason % words


def _too_few(count: Count, after: Iterable[Count], given: Mapping[Key, Count]) -> str:
    """A whole that becomes less than a part that stands; a part that comes along is refused itself."""
    for each in after:
        if PART_OF.get(each.kind) == count.kind and each.is_when(count) and each.key not in given:
            clash = _too_many(each, after)
            if clash:
                return clash
    return ""
