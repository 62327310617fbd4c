"""Emptying: signals that expired go, and a case is emptied 24 months after its decision. Counts stay."""

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from legitimacy.deadlines.rules import rule_set_on
from legitimacy.models import MemberEvent
from professionalism.models import ColleagueReport, OfficerExposure, Signal, SignalCase
from professionalism.services.signals.history import case_append, case_lock
from professionalism.workflow.signals import OPEN, Party, Stage


def cases_past() -> "QuerySet[SignalCase]":
    """Closed cases of which the time is over."""
    today = timezone.localdate()
    months = rule_set_on("signals", today).rule("keep").amount
    over = today - relativedelta(months=months)
    return SignalCase.objects.filter(stage=Stage.CLOSED, decided_on__lte=over, emptied_on=None)


def cases_empty() -> int:
    return sum(_empty(case) for case in cases_past().order_by("pk"))


def signals_past() -> "QuerySet[Signal]":
    """Signals that expired, unless their case still waits for a decision or is followed."""
    running = Q(case__stage__in=(*OPEN, Stage.FOLLOWED))
    return Signal.objects.filter(expires_on__lte=timezone.localdate()).exclude(running)


@transaction.atomic
def signals_expire() -> int:
    """Expired signals go, with the reports by colleagues that no signal points to any more, and with notices of
    judgments and exposure that no rule reads any more.
    """
    number, _rows = signals_past().delete()
    over = timezone.localdate() - relativedelta(months=24)
    kept = Signal.objects.filter(source="colleague_report").values_list("reference", flat=True)
    ColleagueReport.objects.filter(seen_on__lte=over).exclude(pk__in=list(kept)).delete()
    MemberEvent.objects.filter(kind=MemberEvent.Kind.JUDGMENT, on__lte=over).delete()
    oldest = f"{over.year - 1}-Q1"
    OfficerExposure.objects.filter(quarter__lt=oldest).delete()
    return number


@transaction.atomic
def _empty(case: SignalCase) -> int:
    """Member, texts, ties and signals go; days, outcome and the kinds and effects of corrections stay."""
    case = case_lock(case)
    reports = case.signals.filter(source="colleague_report").values_list("reference", flat=True)
    ColleagueReport.objects.filter(pk__in=list(reports)).delete()
    case.signals.all().delete()
    case.words.all().delete()
    case.ties.all().delete()
    case.corrections.update(effect_note="", owner="", effect_by=None)
    case.member, case.reasons, case.reference, case.decided_by = None, "", "", None
    case.emptied_on = timezone.localdate()
    case.version += 1
    case.save(update_fields=["member", "reasons", "reference", "decided_by", "emptied_on", "version"])
    case_append(case, kind="emptied", party=Party.SYSTEM)
    return 1
