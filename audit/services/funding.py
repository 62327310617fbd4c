"""Making, calculating, answering and signing funding advice. It is advice: an authority decides, elsewhere."""

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.models import (
    FundingDecision,
    FundingInput,
    FundingItem,
    FundingReply,
    FundingResult,
    FundingSample,
    FundingScheme,
    FundingSignature,
)
from audit.selectors.funding.inputs import Judged, corps_judged
from audit.selectors.funding.samples import samples_fitting
from audit.selectors.funding.sheets import sheet_content
from audit.workflow.funding import refusal
from legitimacy.accounts.selectors import is_same_person
from legitimacy.indicators.funding import Advice, advise, sheet_digest
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, User
from legitimacy.trail.services import event_append

State = FundingScheme.State


class FundingError(ValueError):
    """A step that cannot be taken. `reason` is a word; the pages have a sentence for each."""

    REASONS = (
        *("changed", "signed", "not_draft", "no_items", "no_corps", "not_calculated", "reply_open", "unanswered"),
        *("same_person", "other_calculation", "reply_over", "answered", "not_signed", "other_sample", "no_reason"),
    )

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class ItemRefusedError(ValueError):
    """An indicator that may not be tied to money. `reason` is a key of `workflow.funding.REFUSALS`."""

    def __init__(self, indicator: str, reason: str) -> None:
        self.indicator, self.reason = indicator, reason
        super().__init__(f"{indicator}: {reason}")


@transaction.atomic
def scheme_create(*, scheme: FundingScheme, actor: User) -> FundingScheme:
    """A draft with every indicator that its framework ties to money, all weighing the same."""
    scheme.created_by = actor
    scheme.save(force_insert=True)
    usable = [
        item.indicator
        for item in scheme.framework.items.all()
        if item.indicator in indicators and not refusal(indicators.get(item.indicator), item)
    ]
    FundingItem.objects.bulk_create(FundingItem(scheme=scheme, indicator=code) for code in usable)
    _tell(scheme, "funding_scheme.created", actor)
    return scheme


@transaction.atomic
def scheme_edit(*, scheme: FundingScheme, version: int, changes: Mapping[str, Any], actor: User) -> FundingScheme:
    """Change rules of a draft. FundingError `changed` when somebody else was quicker, `not_draft` later on."""
    stored = _locked(scheme, version)
    _require_draft(stored)
    for name, value in changes.items():
        setattr(stored, name, value)
    stored.rules  # noqa: B018  RulesError before anything is stored
    _touch(stored, *changes)
    _tell(stored, "funding_scheme.edited", actor)
    return stored


@transaction.atomic
def items_set(
    *, scheme: FundingScheme, version: int, weights: Mapping[str, float], without_delivery: frozenset[str], actor: User
) -> None:
    """Which indicators count, with what weight. ItemRefusedError for one that may not be tied to money."""
    stored = _locked(scheme, version)
    _require_draft(stored)
    framed = {item.indicator: item for item in stored.framework.items.all()}
    for code in weights:
        reason = refusal(indicators.get(code), framed.get(code)) if code in indicators else "not_allowed"
        if reason:
            raise ItemRefusedError(code, reason)
    stored.items.all().delete()
    FundingItem.objects.bulk_create(
        FundingItem(scheme=stored, indicator=code, weight=weight, legal_delivery=code not in without_delivery)
        for code, weight in weights.items()
    )
    _touch(stored)
    _tell(stored, "funding_scheme.edited", actor)


@transaction.atomic
def scheme_calculate(*, scheme: FundingScheme, version: int, actor: User) -> list[Corps]:
    """Freeze every input now, compute the advice and open the time to reply; corps without residents are answered.

    May be done again, for instance after a reply, until somebody signed.
    """
    stored = _locked(scheme, version)
    if stored.state not in (State.DRAFT, State.CALCULATED):
        raise FundingError("signed")
    if not stored.items.exists():
        raise FundingError("no_items")
    for item in stored.items.all():
        framed = stored.framework.items.filter(indicator=item.indicator).first()
        if reason := refusal(indicators.get(item.indicator), framed):
            raise ItemRefusedError(item.indicator, reason)
    judged, left_out = corps_judged(stored)
    if not judged:
        raise FundingError("no_corps")
    stored.signatures.all().delete()
    stored.results.all().delete()
    stored.state, stored.calculation, stored.cut_off = State.CALCULATED, stored.calculation + 1, timezone.now()
    stored.reply_until = timezone.localdate() + timedelta(days=stored.reply_days)
    advice = advise(
        {one.corps.code: (one.residents, [each.input for each in one.measured]) for one in judged}, stored.rules
    )
    digests = _freeze(stored, judged, advice)
    stored.digest = hashlib.sha256("\n".join(digests).encode()).hexdigest()
    _touch(stored, "state", "calculation", "cut_off", "reply_until", "digest")
    _tell(stored, "funding_scheme.calculated", actor)
    return left_out


def _freeze(scheme: FundingScheme, judged: list[Judged], advice: Mapping[str, Advice]) -> list[str]:
    """Store results and inputs; the digests of all sheets, by corps code."""
    sizes = {one.corps.code: one.residents**scheme.size_exponent for one in judged}
    total = sum(sizes.values())
    results, inputs = [], []
    for one in judged:
        found = advice[one.corps.code]
        result = FundingResult(
            scheme=scheme,
            corps=one.corps,
            residents=one.residents,
            size_share=sizes[one.corps.code] / total,
            maximum_cents=found.maximum_cents,
            assessed=found.assessed,
            points=found.points,
            amount_cents=found.amount_cents,
        )
        rows = [
            FundingInput(
                result=result,
                indicator=earned.indicator,
                weight=measured.input.weight,
                standing=measured.input.standing,
                floor=measured.input.floor,
                target=measured.input.target,
                value=measured.input.value,
                baseline=measured.input.baseline,
                measured_id=measured.now.value_id if measured.now else None,
                measured_before_id=measured.before.value_id if measured.before else None,
                pooled=measured.pooled,
                sample_typed=measured.sample_typed,
                outcome=earned.outcome,
                earned=earned.earned,
                score=earned.score,
                gap_closed=earned.gap_closed,
            )
            for measured, earned in zip(one.measured, found.earned, strict=True)
        ]
        result.digest = sheet_digest(sheet_content(scheme, result, rows))
        results.append(result)
        inputs += rows
    FundingResult.objects.bulk_create(results)
    FundingInput.objects.bulk_create(inputs, batch_size=2_000)
    return [result.digest for result in results]


@transaction.atomic
def sample_enter(*, sample: FundingSample, actor: User) -> FundingSample:
    """What an auditor's sample says of one figure; the last word replaces an earlier one until somebody signed.

    The counts of a closed sample are its own, whatever was given. FundingError `other_sample` for one that does not fit
    corps, indicator and period; `no_reason` for typed counts without a reason.
    """
    stored = FundingScheme.objects.select_for_update().get(pk=sample.scheme_id)
    if stored.state in (State.SIGNED, State.WITHDRAWN):
        raise FundingError("signed")
    if sample.drawn_id is not None:
        fitting = {one.sample.pk: one for one in samples_fitting(stored, sample.corps, [sample.indicator])}
        if sample.drawn_id not in fitting:
            raise FundingError("other_sample")
        counted = fitting[sample.drawn_id]
        sample.sampled, sample.confirmed = counted.drawn, counted.passed
        sample.reference, sample.reason = sample.reference or str(counted.sample), ""
    elif not sample.reason.strip():
        raise FundingError("no_reason")
    FundingSample.objects.filter(scheme=stored, corps=sample.corps, indicator=sample.indicator).delete()
    sample.entered_by = actor
    sample.save(force_insert=True)
    _tell(stored, "funding_sample.entered", actor, corps=sample.corps.code)
    return sample


@transaction.atomic
def reply_write(*, result: FundingResult, text: str, actor: User) -> FundingReply:
    """The right of reply of the corps, while it is open."""
    stored = FundingScheme.objects.select_for_update().get(pk=result.scheme_id)
    if stored.state != State.CALCULATED or (stored.reply_until and stored.reply_until < timezone.localdate()):
        raise FundingError("reply_over")
    reply = FundingReply.objects.create(scheme=stored, corps=result.corps, text=text, author=actor)
    _tell(stored, "funding_reply.written", actor, corps=result.corps.code)
    return reply


@transaction.atomic
def reply_answer(*, reply: FundingReply, answer: str, actor: User) -> FundingReply:
    stored = FundingReply.objects.select_for_update().get(pk=reply.pk)
    if stored.answered_at is not None:
        raise FundingError("answered")
    stored.answer, stored.answered_by, stored.answered_at = answer, actor, timezone.now()
    stored.save(update_fields=["answer", "answered_by", "answered_at"])
    _tell(stored.scheme, "funding_reply.answered", actor, corps=stored.corps.code)
    return stored


@transaction.atomic
def scheme_sign(*, scheme: FundingScheme, digest: str, actor: User) -> FundingScheme:
    """One of two signatures under exactly the calculation with `digest`; the second makes it stand for good."""
    stored = FundingScheme.objects.select_for_update().get(pk=scheme.pk)
    if stored.state == State.CALCULATED and stored.digest != digest:
        raise FundingError("other_calculation")
    if reason := signing_refused(stored, actor):
        raise FundingError(reason)
    FundingSignature.objects.create(scheme=stored, person=actor, digest=digest)
    if stored.signatures.count() >= 2:
        stored.state, stored.signed_at = State.SIGNED, timezone.now()
        _touch(stored, "state", "signed_at")
    _tell(stored, "funding_scheme.signed", actor)
    return stored


def signing_refused(scheme: FundingScheme, actor: User) -> str:
    """Why this person cannot sign now: one of the reasons of FundingError, or empty."""
    if scheme.state == State.SIGNED:
        return "signed"
    if scheme.state != State.CALCULATED:
        return "not_calculated"
    if scheme.reply_until is not None and scheme.reply_until >= timezone.localdate():
        return "reply_open"
    if scheme.replies.filter(answered_at=None).exists():
        return "unanswered"
    signed = (one.person for one in scheme.signatures.select_related("person"))
    return "same_person" if any(is_same_person(person, actor) for person in signed) else ""


@transaction.atomic
def scheme_withdraw(*, scheme: FundingScheme, actor: User) -> FundingScheme:
    """A scheme that nobody signed yet is not used; it stays readable to auditors."""
    stored = FundingScheme.objects.select_for_update().get(pk=scheme.pk)
    if stored.state == State.SIGNED:
        raise FundingError("signed")
    stored.state = State.WITHDRAWN
    _touch(stored, "state")
    _tell(stored, "funding_scheme.withdrawn", actor)
    return stored


@transaction.atomic
def decision_enter(
    *,
    scheme: FundingScheme,
    authority: str,
    decided_on: date,
    follows_advice: bool,
    text: str,
    reference: str,
    actor: User,
) -> FundingDecision:
    """What the authority did with signed advice, for the log of decisions."""
    stored = FundingScheme.objects.select_for_update().get(pk=scheme.pk)
    if stored.state != State.SIGNED:
        raise FundingError("not_signed")
    decision = FundingDecision.objects.create(
        scheme=stored,
        authority=authority,
        decided_on=decided_on,
        follows_advice=follows_advice,
        text=text,
        reference=reference,
        entered_by=actor,
    )
    _tell(stored, "funding_decision.entered", actor)
    return decision


def _locked(scheme: FundingScheme, version: int) -> FundingScheme:
    stored = FundingScheme.objects.select_for_update().get(pk=scheme.pk)
    if stored.version != version:
        raise FundingError("changed")
    return stored


def _require_draft(scheme: FundingScheme) -> None:
    if scheme.state != State.DRAFT:
        raise FundingError("not_draft")


def _touch(scheme: FundingScheme, *fields: str) -> None:
    scheme.version += 1
    scheme.save(update_fields=[*fields, "version"])


def _tell(scheme: FundingScheme, verb: str, actor: User, corps: str = "") -> None:
    event_append(verb=verb, actor=actor, object_type="fundingscheme", object_id=scheme.pk, corps=corps)
