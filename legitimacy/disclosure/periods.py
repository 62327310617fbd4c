"""Of which periods there are scorecards to read: asked by itself, or along with another query."""

from typing import Any

from django.db.models import Aggregate, QuerySet, Subquery, TextField

from legitimacy.disclosure.carried import newest_first
from legitimacy.models import Scorecard, ScorecardPublication
from legitimacy.models.disclosure import Audience, public_releases


class _Joined(Aggregate):
    """Different texts of a column, with commas between."""

    function = "STRING_AGG"
    template = "%(function)s(DISTINCT %(expressions)s, ',')"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        words = {"function": "GROUP_CONCAT", "template": "%(function)s(DISTINCT %(expressions)s)"}
        return super().as_sql(compiler, connection, **words, **extra)


def periods_available(*, audience: str, register: str) -> list[str]:
    """Periods that have scorecards for this audience, newest first. 1 query."""
    return _newest_first(set(_cards(audience, register).values_list("period", flat=True).distinct()))


def periods_beside(*, audience: str, register: str) -> Subquery:
    """The same as a column beside something else that is asked of the database; `periods_read` reads it."""
    cards = _cards(audience, register).values("corps__register")
    return Subquery(cards.annotate(joined=_Joined("period")).values("joined")[:1])


def periods_read(column: str | None) -> list[str]:
    return _newest_first(set((column or "").split(",")) - {""})


def _cards(audience: str, register: str) -> QuerySet[Any]:
    if audience != Audience.PUBLIC:
        return Scorecard.objects.filter(corps__register=register).order_by()
    return ScorecardPublication.objects.filter(release__register=register, **public_releases("release__")).order_by()


def _newest_first(periods: set[str]) -> list[str]:
    return sorted(periods, key=newest_first, reverse=True)
