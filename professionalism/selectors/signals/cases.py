"""Cases for lists and pages: found through what the reader may see, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from legitimacy.access import Person
from legitimacy.accounts.selectors import accounts_of
from legitimacy.models import Corps, Member, MemberEvent, User
from legitimacy.models.members import user_lookup
from legitimacy.record_links import url_of_record
from professionalism.models import ColleagueReport, CorrectiveAction, OfficerExposure, Signal, SignalCase, SignalEvent
from professionalism.querysets.signals import READERS, corps_as
from professionalism.selectors.signals.effect import EffectReading, effect_read
from professionalism.workflow.signal_rules import SignalRule, rule_of
from professionalism.workflow.signals import OPEN, Outcome, Stage

PAGE_SIZE = 25
GROUPS: dict[str, Q] = {
    "open": Q(stage__in=OPEN),
    "followed": Q(stage=Stage.FOLLOWED),
    "closed": Q(stage=Stage.CLOSED),
}


@dataclass(frozen=True, slots=True)
class CasesPage:
    """Rows of one page; `next` is the key of the last row where more follow. `signals` counts, by case, those that
    stand and those that were withdrawn.
    """

    rows: Sequence[SignalCase]
    signals: Mapping[UUID, tuple[int, int]]
    next: UUID | None = None


@dataclass(frozen=True, slots=True)
class SignalView:
    """A signal with its rule, the address of its record for this reader, and what a colleague wrote."""

    row: Signal
    rule: SignalRule | None
    url: str = ""
    report: ColleagueReport | None = None

    @property
    def measure_word(self) -> str:
        """What the exposure of a comparison with peers is counted in."""
        measure = self.row.measures.get("measure", "")
        return str(OfficerExposure.Measure(measure).label) if measure in OfficerExposure.Measure.values else ""


@dataclass(frozen=True, slots=True)
class CorrectionView:
    row: CorrectiveAction
    reading: EffectReading | None


def cases_page(user: Person, group: str, after: str = "", wanted: str = "") -> CasesPage:
    """Newest first, from the row behind `after`. Three queries, one more for a later page or a search.

    Signals are counted for the rows of the page alone, so that it stays flat however many cases there are.

    `wanted` is a pseudonym or the number of the file that a case was handed over to, looked for in every group.
    """
    cases = SignalCase.objects.visible_to(user)
    if wanted:
        members = list(Member.objects.filter(pseudonym=wanted.upper()).values_list("pk", flat=True))
        cases = cases.filter(Q(member__in=members) if members else Q(reference__in={wanted, wanted.upper()}))
    else:
        cases = cases.filter(GROUPS[group])
    cases = cases.select_related("member", "corps").order_by("-opened_on", "-pk")
    start = SignalCase.objects.visible_to(user).filter(pk=after).first() if _is_key(after) else None
    if start is not None:
        cases = cases.filter(Q(opened_on__lt=start.opened_on) | Q(opened_on=start.opened_on, pk__lt=start.pk))
    rows = list(cases[: PAGE_SIZE + 1])
    more = len(rows) > PAGE_SIZE
    counted = Signal.objects.filter(case__in=[case.pk for case in rows]).order_by().values_list("case")
    gone = Count("pk", filter=Q(withdrawn_on__isnull=False))
    signals = {pk: (n - withdrawn, withdrawn) for pk, n, withdrawn in counted.annotate(Count("pk"), gone=gone)}
    return CasesPage(rows[:PAGE_SIZE], signals, rows[PAGE_SIZE - 1].pk if more else None)


def case_find(user: Person, pk: UUID) -> SignalCase | None:
    return SignalCase.objects.visible_to(user).filter(pk=pk).select_related("member", "corps", "decided_by").first()


def own_find(user: Person, pk: UUID) -> SignalCase | None:
    return SignalCase.objects.about_person(user).filter(pk=pk).select_related("member", "corps").first()


def own_cases(user: Person) -> "QuerySet[SignalCase]":
    return SignalCase.objects.about_person(user).select_related("corps").order_by("-opened_on", "-pk")


def signals_of(user: Person, case: SignalCase) -> list[SignalView]:
    """What was seen, oldest first; reports by colleagues with their text. Two queries, and those of links."""
    rows = list(case.signals.all())
    keys = [row.reference for row in rows if row.source == "colleague_report"]
    reports = {str(report.pk): report for report in ColleagueReport.objects.filter(pk__in=keys)}
    return [
        SignalView(row, rule_of(row.rule), url_of_record(user, row.source, row.reference), reports.get(row.reference))
        for row in rows
    ]


def signals_told(case: SignalCase) -> list[SignalView]:
    """The same for the member concerned: in plain words, without links and without what a colleague wrote."""
    return [SignalView(row, rule_of(row.rule)) for row in case.signals.all()]


def corrections_of(case: SignalCase) -> list[CorrectionView]:
    return [
        CorrectionView(row, effect_read(row) if row.done_on and not row.effect else None)
        for row in case.corrections.select_related("case")
    ]


def events_of(case: SignalCase) -> list[SignalEvent]:
    return list(case.events.select_related("actor"))


def handed_over_url(user: Person, case: SignalCase) -> str:
    """The page of the disciplinary file, for who may see it."""
    return url_of_record(user, "discipline", case.reference) if case.outcome == Outcome.DISCIPLINE else ""


def corps_of(user: Person, *roles: str) -> list[Corps]:
    """Corps in which somebody has one of the roles, by name."""
    return list(Corps.objects.filter(pk__in=corps_as(user, *(roles or READERS))).order_by("name", "pk"))


def judgments_of(corps: Corps, user: User) -> "QuerySet[MemberEvent]":
    """Notices of judgments of a corps, newest first, without those about the reader."""
    rows = MemberEvent.objects.filter(member__corps=corps, kind=MemberEvent.Kind.JUDGMENT)
    own = Member.objects.filter(corps=corps, user_lookup__in=[user_lookup(key) for key in accounts_of(user)])
    return rows.exclude(member__in=own).select_related("member").order_by("-on", "-pk")


def report_of(case: SignalCase, key: str) -> ColleagueReport | None:
    """A report by a colleague that a signal of the case points to."""
    if not _is_key(key) or not case.signals.filter(source="colleague_report", reference=key).exists():
        return None
    return ColleagueReport.objects.filter(pk=key).first()


def _is_key(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def correction_find(case: SignalCase, text: str) -> Any:
    """A correction of this case by its key; None for anything else."""
    if not text.isdecimal() or len(text) > 18:
        return None
    return case.corrections.filter(pk=int(text)).select_related("case__corps", "case__member").first()
