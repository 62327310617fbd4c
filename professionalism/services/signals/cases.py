"""Working on a case: informing, hearing, advising, stepping aside, deciding, closing. A person takes every step."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.access import require_person
from legitimacy.accounts.selectors import accounts_of, is_same_person
from legitimacy.models import User
from legitimacy.models.members import user_lookup
from legitimacy.trail.services import event_append
from professionalism.models import (
    ColleagueReport,
    CorrectiveAction,
    ForceFollowUp,
    ForceIncident,
    ForceReview,
    SignalCase,
    SignalTie,
    SignalWord,
)
from professionalism.services.signals.counting import stale_for_case, stale_for_follow_up
from professionalism.services.signals.history import SignalTextError, case_append, case_lock, case_save
from professionalism.services.signals.terms import term_end
from professionalism.workflow.signals import (
    CORRECTIONS,
    FOLLOW_UPS,
    HANDED_OVER,
    Need,
    Outcome,
    Party,
    SignalStepError,
    Stage,
    Step,
    step_for,
    step_of,
)


@transaction.atomic
def case_inform(*, case: SignalCase, actor: User, on: date, version: int | None = None) -> SignalCase:
    """The member was told, in person, on a day. From now on they read the case on a page of their own."""
    require_person(actor, "signal.decide", case)
    case = case_lock(case, version=version)
    if on < case.opened_on:
        raise SignalTextError(_("The case was opened later than that day."))
    before = _step_take(case, step_for("inform", case.stage))
    case.informed_on, case.reply_until = on, term_end("reply", on)
    case_save(case, "stage", "informed_on", "reply_until")
    case_append(case, kind="inform", party=Party.STANDARDS, actor=actor, stage_from=before, on=on)
    return case


@transaction.atomic
def case_reply(*, case: SignalCase, actor: User, text: str, version: int | None = None) -> SignalCase:
    """The member's own words: as often as they like until the decision."""
    require_person(actor, "signal.read_own", case)
    case = case_lock(case, version=version)
    if case.stage != Stage.INFORMED:
        raise SignalStepError("reply", case.stage)
    if not text.strip():
        raise SignalTextError(_("Write your reply first."))
    case.replied_on = timezone.localdate()
    SignalWord.objects.create(case=case, kind=SignalWord.Kind.REPLY, text=text.strip(), at=timezone.now())
    case_save(case, "replied_on")
    case_append(case, kind="reply", party=Party.MEMBER)
    return case


@transaction.atomic
def case_advise(*, case: SignalCase, actor: User, text: str, version: int | None = None) -> SignalCase:
    """Advice of the wellbeing adviser, before the decision."""
    require_person(actor, "signal.advise", case)
    case = case_lock(case, version=version)
    if case.stage not in (Stage.OPENED, Stage.INFORMED):
        raise SignalStepError("advise", case.stage)
    SignalWord.objects.create(case=case, kind=SignalWord.Kind.ADVICE, text=text.strip(), at=timezone.now(), actor=actor)
    case_save(case)
    case_append(case, kind="advise", party=Party.WELLBEING, actor=actor)
    return case


@transaction.atomic
def case_step_aside(*, case: SignalCase, actor: User) -> None:
    """Somebody has a personal tie with the member: they no longer see the case, and decide nothing in it."""
    require_person(actor, "signal.view", case)
    case = case_lock(case)
    _tie, is_new = SignalTie.objects.get_or_create(case=case, user=actor, defaults={"on": timezone.localdate()})
    if is_new:
        case_save(case)
        case_append(case, kind="aside", party=party_of(actor, case), actor=actor)


@transaction.atomic
def case_decide(
    *,
    case: SignalCase,
    actor: User,
    outcome: str,
    reasons: str,
    owner: str = "",
    due_on: date | None = None,
    reference: str = "",
    version: int | None = None,
) -> SignalCase:
    """A person decides. A correction takes the function that sees to it and a day; a handing-over its reference.

    SignalStepError out of the table, SignalTextError with what is missing or who may not decide, SignalChangedError
    for an older `version`; then nothing was written.
    """
    require_person(actor, "signal.decide", case)
    case = case_lock(case, version=version)
    step = step_for(step_of(outcome), case.stage)
    sentence = next((text for text in (lacking(case, need, actor, reasons) for need in step.needs) if text), "")
    if not sentence and outcome in CORRECTIONS and not (owner.strip() and due_on):
        sentence = _("Say which function sees to it, and by when.")
    if not sentence and outcome in HANDED_OVER and not reference.strip():
        sentence = _("Give the number of the file that it is handed over to.")
    if sentence or outcome not in Outcome.values:
        raise SignalTextError(sentence or _("Choose a decision."))
    before = _step_take(case, step)
    today = timezone.localdate()
    case.outcome, case.reasons = outcome, reasons.strip()
    case.reference = reference.strip() if outcome in HANDED_OVER else ""
    case.decided_on, case.decided_by = today, actor
    case.closed_on = today if step.target is Stage.CLOSED else None
    case_save(case, "stage", "outcome", "reasons", "reference", "decided_on", "decided_by", "closed_on")
    if outcome in CORRECTIONS and due_on is not None:
        CorrectiveAction.objects.create(
            case=case, kind=outcome, owner=owner.strip(), due_on=due_on, original_due_on=due_on
        )
    case_append(case, kind="decide", party=Party.STANDARDS, actor=actor, stage_from=before)
    if outcome in FOLLOW_UPS:
        for incident in ForceIncident.objects.filter(pk__in=incidents_of(case)):
            follow_up_note(incident=incident, kind=FOLLOW_UPS[outcome], on=today)
    stale_for_case(case)
    return case


@transaction.atomic
def case_close(*, case: SignalCase, actor: User, version: int | None = None) -> SignalCase:
    """The corrections were judged: the case ends."""
    return _end(case, "close", actor, version)


@transaction.atomic
def case_lift(*, case: SignalCase, actor: User, version: int | None = None) -> SignalCase:
    """What the decision rests on was taken back, and a person stops the corrections: the case ends with them open."""
    return _end(case, "lift", actor, version)


def _end(case: SignalCase, name: str, actor: User, version: int | None) -> SignalCase:
    require_person(actor, "signal.decide", case)
    case = case_lock(case, version=version)
    step = step_for(name, case.stage)
    sentence = next((text for text in (lacking(case, need, actor) for need in step.needs) if text), "")
    if sentence:
        raise SignalTextError(sentence)
    before = _step_take(case, step)
    case.closed_on = timezone.localdate()
    case_save(case, "stage", "closed_on")
    case_append(case, kind=name, party=Party.STANDARDS, actor=actor, stage_from=before)
    return case


@transaction.atomic
def follow_up_note(*, incident: ForceIncident, kind: str, on: date) -> ForceFollowUp:
    """That a correction, order measure or disciplinary step followed a finding; the earliest of each kind counts."""
    noted, is_new = ForceFollowUp.objects.get_or_create(incident=incident, kind=kind, defaults={"on": on})
    if not is_new and on < noted.on:
        noted.on = on
        noted.save(update_fields=["on"])
    stale_for_follow_up(incident)
    return noted


def lacking(case: SignalCase, need: Need, actor: User, reasons: str = "") -> str:
    """What is missing, as a sentence; empty where nothing is."""
    if need is Need.REASONS:
        return "" if reasons.strip() else _("Write down the reasons: the officer reads them.")
    if need is Need.HEARD:
        may = case.replied_on is not None or (case.reply_until is not None and case.reply_until < timezone.localdate())
        return "" if may else _("The officer may still reply: decide after the reply, or when the term is over.")
    if need is Need.JUDGED:
        open_rows = case.corrections.filter(effect="").exists()
        return _("Judge first whether each correction worked.") if open_rows else ""
    if need is Need.TAKEN_BACK:
        return "" if is_taken_back(case) else _("A signal of this case still stands: the corrections go on.")
    return not_free(case, actor)


def not_free(case: SignalCase, actor: User) -> str:
    """Why this person may not decide: they reported it, or they reviewed the force. Empty where they may."""
    signals = list(case.signals.values_list("source", "reference"))
    reports = [reference for source, reference in signals if source == "colleague_report"]
    mine = [user_lookup(key) for key in accounts_of(actor)]
    if ColleagueReport.objects.filter(pk__in=reports, reporter_lookup__in=mine).exists():
        return _("You reported one of these signals yourself: a colleague decides.")
    reviews = ForceReview.objects.filter(incident_id__in=incidents_of(case), reviewer__isnull=False)
    if any(is_same_person(review.reviewer, actor) for review in reviews.select_related("reviewer") if review.reviewer):
        return _("You reviewed the use of force that this is about: a colleague decides.")
    return ""


def is_taken_back(case: SignalCase) -> bool:
    """Whether every signal of the case was withdrawn, as what it rests on no longer stands."""
    days = list(case.signals.values_list("withdrawn_on", flat=True))
    return bool(days) and None not in days


def incidents_of(case: SignalCase) -> list[UUID]:
    """Keys of the force reports that signals of the case are about, with those that are joined with them."""
    found = case.signals.filter(source="force_incident", withdrawn_on=None)
    named = [UUID(reference) for reference in found.values_list("reference", flat=True)]
    heads = [row.joined_to_id or row.pk for row in ForceIncident.objects.filter(pk__in=named).only("pk", "joined_to")]
    same = ForceIncident.objects.filter(Q(pk__in=heads) | Q(joined_to__in=heads)).order_by("pk")
    return list(same.values_list("pk", flat=True)) if heads else []


def party_of(actor: User, case: SignalCase) -> Party:
    return Party.STANDARDS if SignalCase.objects.decidable_by(actor).filter(pk=case.pk).exists() else Party.WELLBEING


def reporter_open(*, report: ColleagueReport, case: SignalCase, actor: User, reason: str) -> str:
    """The sealed name of a reporter, for one page; the caller has checked who may and the reason."""
    event_append(
        verb="reporter.opened",
        actor=actor,
        object_type="colleague_report",
        object_id=str(report.pk),
        corps=case.corps.code,
        reason=reason,
    )
    return report.reporter or ""


def _step_take(case: SignalCase, step: Step) -> str:
    before = case.stage
    case.stage = step.target
    return before
