"""The rules run over one corps: new signals open a case for a person, and signals without an event are withdrawn.

Running it twice changes nothing. Nothing is decided here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Member, User
from professionalism.models import ForceIncident, Signal, SignalCase
from professionalism.services.signals.counting import stale_for_case
from professionalism.services.signals.finders import FINDERS, SIMULATED, Seen, Span
from professionalism.services.signals.history import case_append
from professionalism.services.signals.terms import term_end
from professionalism.workflow.signal_rules import SignalRule, signal_rules
from professionalism.workflow.signals import OPEN, Party

Key = tuple[int, str, str, str]
"""Member, rule, source and reference of a signal."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a run changed: new signals, signals withdrawn, and cases opened."""

    new: int = 0
    withdrawn: int = 0
    opened: int = 0


def signals_find_everywhere() -> Found:
    """Every corps that has members, each in a transaction of its own."""
    total = Found()
    for corps in Corps.objects.filter(pk__in=Member.objects.order_by().values("corps").distinct()).order_by("pk"):
        found = signals_find(corps=corps)
        total = Found(total.new + found.new, total.withdrawn + found.withdrawn, total.opened + found.opened)
    return total


@transaction.atomic
def signals_find(*, corps: Corps, actor: User | None = None, today: date | None = None) -> Found:
    """Run every rule over one corps; two runs at once wait for each other. `actor` asked for it, where somebody did."""
    Corps.objects.select_for_update(of=("self",), no_key=True).get(pk=corps.pk)
    today = today or timezone.localdate()
    serving = set(Member.objects.filter(corps=corps).exclude(valid_to__lt=today).values_list("pk", flat=True))
    seen = _seen(corps, today)
    stored = list(
        Signal.objects.filter(member__corps=corps)
        .exclude(source=SIMULATED)
        .order_by("pk")
        .select_related("case__corps")
        .select_for_update(of=("self",))
    )
    known = _known(stored)
    withdrawn = _withdraw(stored, known, set(seen), today)
    back = [known[key] for key in seen.keys() & known.keys() if known[key].withdrawn_on is not None]
    for signal in back:
        signal.withdrawn_on = None
        signal.save(update_fields=["withdrawn_on"])
    # Whoever left the corps gets no new signal; those there are stay as they are.
    new = [_signal(key, *seen[key], today) for key in seen.keys() - known.keys() if key[0] in serving]
    opened = _gather(corps, sorted(new, key=lambda signal: (signal.on, signal.rule)), actor, today)
    return Found(len(new), withdrawn, opened)


def _seen(corps: Corps, today: date) -> dict[Key, tuple[SignalRule, Seen]]:
    found: dict[Key, tuple[SignalRule, Seen]] = {}
    for rule in signal_rules():
        if rule.valid_from > today:
            continue
        since = max(rule.valid_from, today - relativedelta(months=rule.expires_months) + timedelta(days=1))
        for one in FINDERS[rule.kind](rule, corps, Span(since, today)):
            if _expires(rule, one) <= today:
                continue  # a leap day two years ago: it would come back the day its signal went
            found.setdefault((one.member, rule.code, one.source, one.reference), (rule, one))
    return found


def _known(stored: Iterable[Signal]) -> dict[Key, Signal]:
    """The signal that stands for each event. Of a force incident it is found under the report that heads the incident
    today: reports that are joined later are one event, and the signal that came first stands for it, whatever its case.
    """
    rows = list(stored)
    named = [UUID(row.reference) for row in rows if row.source == "force_incident"]
    joined = ForceIncident.objects.filter(pk__in=named, joined_to__isnull=False).order_by()
    heads = {str(pk): str(head) for pk, head in joined.values_list("pk", "joined_to_id")}
    found: dict[Key, Signal] = {}
    for row in rows:
        reference = heads.get(row.reference, row.reference) if row.source == "force_incident" else row.reference
        key = row.member_id, row.rule, row.source, reference
        if key not in found or (found[key].withdrawn_on is not None and row.withdrawn_on is None):
            found[key] = row
    return found


def _withdraw(stored: Iterable[Signal], known: dict[Key, Signal], seen: set[Key], today: date) -> int:
    """A signal that has not expired and is seen no more: a finding changed, an event was taken back, or another signal
    stands for the same incident by now.
    """
    standing = {known[key].pk for key in seen & known.keys()}
    gone = [
        signal
        for signal in stored
        if signal.withdrawn_on is None and signal.expires_on > today and signal.pk not in standing
    ]
    for signal in gone:
        signal.withdrawn_on = today
        signal.save(update_fields=["withdrawn_on"])
        if signal.case is not None:
            case_append(signal.case, kind="withdrawn", party=Party.SYSTEM)
    return len(gone)


def _signal(key: Key, rule: SignalRule, seen: Seen, today: date) -> Signal:
    return Signal(
        member_id=key[0],
        rule=rule.code,
        source=seen.source,
        reference=seen.reference,
        on=seen.on,
        measures=seen.measures,
        found_on=today,
        expires_on=_expires(rule, seen),
    )


def _expires(rule: SignalRule, seen: Seen) -> date:
    day: date = seen.on + relativedelta(months=rule.expires_months)
    return day


def _gather(corps: Corps, signals: list[Signal], actor: User | None, today: date) -> int:
    """Put new signals in the open case of their member, or in a new one."""
    members = {signal.member_id for signal in signals}
    waiting = SignalCase.objects.select_for_update(of=("self",)).filter(member__in=members, stage__in=OPEN)
    cases = {case.member_id: case for case in waiting.select_related("corps")}
    opened = 0
    for signal in signals:
        case = cases.get(signal.member_id)
        if case is None:
            case = cases[signal.member_id] = _open(corps, signal.member_id, actor, today)
            opened += 1
        else:
            case_append(case, kind="signal", party=Party.SYSTEM)
        signal.case = case
    Signal.objects.bulk_create(signals)
    return opened


def _open(corps: Corps, member: int, actor: User | None, today: date) -> SignalCase:
    case = SignalCase.objects.create(
        register=corps.register,
        origin=Origin.REAL if corps.is_real else Origin.SIMULATED,
        corps=corps,
        member_id=member,
        opened_on=today,
        inform_by=term_end("inform", today),
        decide_by=term_end("decide", today),
    )
    case_append(case, kind="opened", party=Party.SYSTEM, actor=actor, on=today)
    stale_for_case(case)
    return case
