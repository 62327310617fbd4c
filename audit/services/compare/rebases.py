"""Beginning the limits of a trend anew, and taking that back."""

from django.db import transaction

from legitimacy.charts.courses import LIMITED
from legitimacy.disclosure import selectors as disclosed
from legitimacy.indicators.definitions import Indicator
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Role, Subject, TrendRebase, User
from legitimacy.models.disclosure import Audience
from legitimacy.trail.services import event_append

SHORTEST_REASON = 10


class RebaseReasonError(ValueError):
    """A reason that is too short to be one, or too long; `length` is what it has."""

    def __init__(self, length: int) -> None:
        self.length = length
        super().__init__(f"A reason has {SHORTEST_REASON} to {reason_limit()} characters, not {length}.")


class RebasePeriodError(ValueError):
    """A period without figures before it and from it on, or of an indicator without limits."""

    def __init__(self, period: str) -> None:
        self.period = period
        super().__init__(f"No limits can begin anew at {period[:10]!r}.")


class RebaseMeanwhileError(Exception):
    """Somebody decided about this trend after the page was opened; `newest` is what they wrote."""

    def __init__(self, newest: TrendRebase | None) -> None:
        self.newest = newest
        super().__init__("The decisions about this trend changed meanwhile.")


def reason_limit() -> int:
    return TrendRebase._meta.get_field("reason").max_length or 0


@transaction.atomic
def trend_rebase(
    *, corps: Corps, passport: Indicator, from_period: str, reason: str, actor: User, role: str, seen: int
) -> TrendRebase:
    """Let the limits of a trend begin anew at `from_period`, with a reason, and put it on the trail without its words.

    `seen` is the id of the newest decision about this trend that the person had before them, 0 for none.
    RebaseReasonError, RebasePeriodError, RebaseMeanwhileError: nothing was written.
    """
    _require_period(corps, passport, from_period, role)
    return _write(corps, passport, from_period, reason, actor, role, seen, withdraws=False)


@transaction.atomic
def trend_rebase_withdraw(*, rebase: TrendRebase, reason: str, actor: User, role: str, seen: int) -> TrendRebase:
    """Take a decision back, with a reason: the limits run through again. Errors as `trend_rebase`."""
    corps = Corps.objects.get(pk=rebase.subject_id)
    return _write(corps, rebase.indicator, rebase.from_period, reason, actor, role, seen, withdraws=True)


def _write(
    corps: Corps,
    indicator: Indicator | str,
    from_period: str,
    reason: str,
    actor: User,
    role: str,
    seen: int,
    *,
    withdraws: bool,
) -> TrendRebase:
    code = indicator if isinstance(indicator, str) else indicator.code
    words = " ".join(reason.split())
    if not SHORTEST_REASON <= len(words) <= reason_limit():
        raise RebaseReasonError(len(words))
    # Two people who decide about one corps wait for each other here; the second then sees what the first wrote.
    Subject.objects.select_for_update().get(pk=corps.pk)
    newest = TrendRebase.objects.filter(subject=corps.pk, indicator=code).order_by("-pk").first()
    if (newest.pk if newest else 0) != seen:
        raise RebaseMeanwhileError(newest)
    rebase = TrendRebase.objects.create(
        subject_id=corps.pk,
        indicator=code,
        from_period=from_period,
        withdraws=withdraws,
        reason=words,
        decided_by=actor,
        role=role,
    )
    event_append(
        verb="trend.rebase_withdrawn" if withdraws else "trend.rebased",
        actor=actor,
        role=role,
        object_type="trendrebase",
        object_id=rebase.pk,
        corps=corps.code,
        reason=f"{code}:{from_period}",
    )
    return rebase


def _require_period(corps: Corps, passport: Indicator, from_period: str, role: str) -> None:
    """A quarter of the trend as this person reads it: with at least one figure before it and one from it on."""
    try:
        begin = Period.parse(from_period)
    except ValueError:
        raise RebasePeriodError(from_period) from None
    audience = Audience.AUDITOR if role == Role.AUDITOR else Audience.CORPS
    figures = disclosed.values_history(audience=audience, subject=corps, indicators=[passport.code])
    known = [period for period in (Period.parse(one.period) for one in figures) if not period.is_year]
    is_inside = any(one < begin for one in known) and any(one >= begin for one in known)
    if begin.is_year or passport.window not in LIMITED or not is_inside:
        raise RebasePeriodError(from_period)
