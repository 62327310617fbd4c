"""Conditions on figures, written once for both ways to them: from the figure, and from the decision about it."""

from collections.abc import Sequence

from django.db.models import Q

from legitimacy.models import SubjectKind


def figure_filter(
    prefix: str = "",
    *,
    register: str | None = None,
    subject_ids: Sequence[int] | None = None,
    indicators: Sequence[str] | None = None,
    periods: Sequence[str] | None = None,
    corps_only: bool = False,
) -> Q:
    """`prefix` is the way to the figure (`value__` from a decision). None restricts nothing."""
    wanted = {
        "subject__register": register,
        "subject__in": subject_ids,
        "indicator__in": indicators,
        "period__in": periods,
        "subject__kind": SubjectKind.CORPS if corps_only else None,
    }
    return Q(**{f"{prefix}{field}": value for field, value in wanted.items() if value is not None})
