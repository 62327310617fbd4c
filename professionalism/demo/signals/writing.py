"""The mass of simulated cases, and what followed findings of excessive force: counts behind LEG-08 and LEG-12.

Volumes are orders of magnitude that make a page look like real work; they are nobody's figures. A corps that does well
in the world decides in time and follows up more often.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Member, Register
from legitimacy.simulations import Example, Floats
from professionalism.models import CorrectiveAction, ForceFollowUp, ForceIncident, Signal, SignalCase
from professionalism.services.signals.counting import DECIDED, FOLLOWED_UP
from professionalism.services.signals.finders import SIMULATED
from professionalism.services.signals.terms import term_end
from professionalism.workflow.force import EXCESSIVE
from professionalism.workflow.signal_rules import rule_of
from professionalism.workflow.signals import CORRECTIONS, Effect, FollowUpKind, Outcome, Stage

SILENT = "V038"
A_YEAR, SPREAD = 1.2, 0.25
"""Cases a year for each 10,000 residents, and how far corps differ (standard deviation of the log)."""
KEPT_MONTHS = 24
OUTCOMES = (
    *((Outcome.NONE, 0.28), (Outcome.TALK, 0.30), (Outcome.COACHING, 0.20), (Outcome.TRAINING, 0.13)),
    *((Outcome.RESTRICTION, 0.04), (Outcome.DISCIPLINE, 0.04), (Outcome.PROSECUTOR, 0.01)),
)
EFFECTS = ((Effect.WORKED, 0.62), (Effect.PARTLY, 0.27), (Effect.FAILED, 0.11))
RULES = ("attitude_complaint", "force_complaint", "colleague_report", "injury")
KINDS = ((FollowUpKind.CORRECTION, 0.75), (FollowUpKind.ORDER, 0.08), (FollowUpKind.DISCIPLINE, 0.17))
BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """One case before it is written. `done_after` are days from the decision to the correction."""

    corps: Corps
    opened_on: date
    decided_on: date
    outcome: str
    rule: str
    done_after: int
    effect: str


@transaction.atomic
def signals_simulate(example: Example) -> int:
    """Write the simulated cases and follow-ups once; number of cases."""
    if SignalCase.objects.filter(register=Register.EXAMPLE).exists():
        return 0
    today = timezone.localdate()
    corps = {each.code: each for each in Corps.objects.filter(register=Register.EXAMPLE)}
    drawn = [one for one in _drawn(example, corps) if one.decided_on <= today]
    kept = today - relativedelta(months=KEPT_MONTHS)
    members = Member.objects.bulk_create(
        [Member(corps=one.corps, unit="Interventie") for one in drawn if one.decided_on > kept], batch_size=BATCH
    )
    waiting = iter(members)
    cases = [_case(one, next(waiting) if one.decided_on > kept else None, today) for one in drawn]
    SignalCase.objects.bulk_create(cases, batch_size=BATCH)
    pairs = list(zip(drawn, cases, strict=True))
    Signal.objects.bulk_create(
        [_signal(one, case, case.member_id) for one, case in pairs if case.member_id], batch_size=BATCH
    )
    corrections = [_correction(one, case, today) for one, case in pairs if one.outcome in CORRECTIONS]
    CorrectiveAction.objects.bulk_create(corrections, batch_size=BATCH)
    ForceFollowUp.objects.bulk_create(_follow_ups(example, today), batch_size=BATCH)
    return len(cases)


def _drawn(example: Example, corps: dict[str, Corps]) -> Iterator[Drawn]:
    in_time = example.expected(DECIDED)
    for row, code in enumerate(example.codes):
        if code not in corps or code == SILENT:
            continue
        rng = example.generator("signals", code)
        rate = example.residents[row] * example.alive[row] * A_YEAR / 40_000 * np.exp(rng.normal(0, SPREAD))
        for column, number in enumerate(rng.poisson(rate)):
            quarter = example.quarters[column]
            for _case_drawn in range(int(number)):
                opened_on = quarter.start + timedelta(days=int(rng.integers(0, 90)))
                is_quick = rng.random() < float(np.clip(in_time[row, column], 0.02, 0.99))
                days = int(rng.integers(12, 31) if is_quick else rng.integers(31, 70))
                yield Drawn(
                    corps[code],
                    opened_on,
                    opened_on + timedelta(days=days),
                    _chosen(rng, OUTCOMES),
                    RULES[int(rng.integers(0, len(RULES)))],
                    int(rng.integers(14, 60)),
                    _chosen(rng, EFFECTS),
                )


def _chosen(rng: np.random.Generator, shares: tuple[tuple[str, float], ...]) -> str:
    place = int(rng.choice(len(shares), p=[share for _, share in shares]))
    return str(shares[place][0].value)  # type: ignore[attr-defined]  # a member of TextChoices


def _case(one: Drawn, member: Member | None, today: date) -> SignalCase:
    judged_on = term_end("effect", one.decided_on + timedelta(days=one.done_after))
    closed_on = judged_on if one.outcome in CORRECTIONS else one.decided_on
    is_closed = closed_on <= today
    emptied = term_end("keep", one.decided_on) if member is None else None
    return SignalCase(
        register=Register.EXAMPLE,
        origin=Origin.SIMULATED,
        corps=one.corps,
        member=member,
        stage=Stage.CLOSED if is_closed else Stage.FOLLOWED,
        opened_on=one.opened_on,
        inform_by=term_end("inform", one.opened_on),
        decide_by=term_end("decide", one.opened_on),
        informed_on=one.opened_on + timedelta(days=2),
        reply_until=one.opened_on + timedelta(days=12),
        decided_on=one.decided_on,
        outcome=one.outcome,
        reasons="Gesimuleerd dossier: besproken met de betrokkene." if member else "",
        closed_on=closed_on if is_closed else None,
        emptied_on=min(emptied, today) if emptied else None,
    )


def _signal(one: Drawn, case: SignalCase, member: int) -> Signal:
    rule = rule_of(one.rule)
    months = rule.expires_months if rule else KEPT_MONTHS
    on = one.opened_on - timedelta(days=5)
    return Signal(
        member_id=member,
        case=case,
        rule=one.rule,
        on=on,
        source=SIMULATED,
        reference=str(case.pk),
        found_on=one.opened_on,
        expires_on=on + relativedelta(months=months),
    )


def _correction(one: Drawn, case: SignalCase, today: date) -> CorrectiveAction:
    due_on = one.decided_on + timedelta(days=60)
    done_on = one.decided_on + timedelta(days=one.done_after)
    is_done = done_on <= today
    is_judged = case.stage == Stage.CLOSED
    return CorrectiveAction(
        case=case,
        kind=one.outcome,
        owner="Diensthoofd" if case.member_id else "",
        due_on=due_on,
        original_due_on=due_on,
        done_on=done_on if is_done else None,
        effect_due_on=term_end("effect", done_on) if is_done else None,
        effect=one.effect if is_judged else "",
        effect_on=case.closed_on if is_judged else None,
        effect_note="Gesimuleerd: besproken met de betrokkene." if is_judged and case.member_id else "",
        returned=(0 if one.effect == Effect.WORKED else 1) if is_judged else None,
    )


def _follow_ups(example: Example, today: date) -> Iterator[ForceFollowUp]:
    """A step after a share of the findings of excessive force that exist in the example by now."""
    share: Floats = example.expected(FOLLOWED_UP)
    rows = {code: row for row, code in enumerate(example.codes)}
    found = ForceIncident.objects.counted().filter(
        register=Register.EXAMPLE, finding__in=EXCESSIVE, reviewed_on__isnull=False
    )
    first = example.quarters[0]
    rng = example.generator("signals", "follow_up")
    for pk, code, reviewed_on in found.order_by("corps__code", "reviewed_on", "number").values_list(
        "pk", "corps__code", "reviewed_on"
    ):
        if reviewed_on is None:
            continue
        column = (reviewed_on.year - first.year) * 4 + (reviewed_on.month - 1) // 3
        column = min(max(column, 0), share.shape[1] - 1)
        follows, days, kind = rng.random(), int(rng.integers(7, 150)), _chosen(rng, KINDS)
        on = reviewed_on + timedelta(days=days)
        if code in rows and follows < float(np.clip(share[rows[code], column], 0.02, 0.99)) and on <= today:
            yield ForceFollowUp(incident_id=pk, kind=kind, on=on)
