"""The list of disciplinary cases that somebody may see, narrowed, one page at a time; and what waits in them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from legitimacy.access import Person, can
from legitimacy.keyset import Keyset, KeysetPage, Segment
from legitimacy.models import Role
from legitimacy.record_links import RecordKind
from legitimacy.work_pages import Waiting
from professionalism.models import DisciplinaryCase
from professionalism.querysets.discipline import PROSECUTOR, corps_of, higher_corps_of
from professionalism.workflow.discipline import BEFORE_REPORT, ENDS, UNDECIDED, Authority, Status

RUNNING, OVER, ALARMED, CRIMINAL = "running", "over", "alarmed", "criminal"
DUE, KNOWN = "due", "known"
KEYSET = Keyset(
    "discipline.list.place",
    {
        DUE: (
            Segment(("due_on", "pk"), Q(due_on__isnull=False)),
            Segment(("-known_on", "-pk"), Q(due_on__isnull=True)),
        ),
        KNOWN: (Segment(("-known_on", "-pk")),),
    },
)
GROUPS: dict[str, Q] = {
    RUNNING: ~Q(status__in=ENDS),
    ALARMED: Q(status__in=BEFORE_REPORT, alarm__gt=0),
    CRIMINAL: Q(status__in=UNDECIDED, criminal_open=True),
    OVER: Q(status__in=ENDS),
    "all": Q(),
}
MOST = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; a word that is unknown narrows nothing."""

    group: str = RUNNING
    level: str = ""
    facts_kind: str = ""
    number: str = ""

    @property
    def sort(self) -> str:
        return KNOWN if self.group in (OVER, "all") else DUE


def cases_found(user: Person, wanted: Wanted) -> QuerySet[DisciplinaryCase]:
    found = DisciplinaryCase.objects.visible_to(user).filter(GROUPS[wanted.group])
    if wanted.level:
        found = found.filter(level=wanted.level)
    if wanted.facts_kind:
        found = found.filter(facts_kind=wanted.facts_kind)
    if wanted.number:
        found = found.filter(Q(number__iexact=wanted.number) | Q(member__pseudonym__iexact=wanted.number))
    return found.select_related("corps", "member", "sanction").defer("facts", "charge")


def cases_page(user: Person, wanted: Wanted, token: str) -> KeysetPage[DisciplinaryCase]:
    return KEYSET.page_read(cases_found(user, wanted), wanted.sort, token)


def cases_waiting(user: Person) -> list[Waiting]:
    """What waits for somebody in cases: alarms, decisions, advice. The most pressing first; three queries at most."""
    found = [*_of_standards(user), *_of_authority(user), *_of_prosecutor(user)]
    return sorted(found, key=lambda one: one.by_when or date.max)[:MOST]


def own_waiting(user: Person) -> list[Waiting]:
    """What the officer concerned may still do in their own case."""
    rows = DisciplinaryCase.objects.told_to(user).filter(status__in=(Status.INTRODUCED, Status.PROPOSED))
    words = {
        Status.INTRODUCED: _("You may hand in a written defence"),
        Status.PROPOSED: _("You may ask for reconsideration"),
    }
    return [
        Waiting(
            what=words[Status(case.status)], url=reverse("discipline_own_case", args=[case.pk]), by_when=case.due_on
        )
        for case in rows.only("pk", "status", "due_on")[:MOST]
    ]


def _rows(user: Person, condition: Q) -> list[DisciplinaryCase]:
    rows = DisciplinaryCase.objects.visible_to(user).filter(condition, status__in=UNDECIDED)
    return list(rows.only("pk", "number", "status", "alarm", "limit_on", "due_on").order_by("due_on", "pk")[:MOST])


def _waiting(case: DisciplinaryCase, sentence: str) -> Waiting:
    return Waiting(
        what=sentence % {"number": case.number},
        url=reverse("discipline_case", args=[case.pk]),
        by_when=case.due_on,
    )


def _of_standards(user: Person) -> list[Waiting]:
    corps = corps_of(user, Role.PROFESSIONAL_STANDARDS)
    if not corps:
        return []
    rows = _rows(user, Q(corps__in=corps) & (Q(alarm__gt=0) | Q(status__in=(Status.KNOWN, Status.COUNCIL))))
    sentences = {
        Status.KNOWN: _("%(number)s: begin the preliminary inquiry"),
        Status.INQUIRY: _("%(number)s: the limit comes near"),
        Status.COUNCIL: _("%(number)s: the disciplinary council gives advice"),
    }
    return [_waiting(case, sentences[Status(case.status)]) for case in rows if case.status in sentences]


def _of_authority(user: Person) -> list[Waiting]:
    ordinary, higher = corps_of(user, Role.CHIEF_OF_CORPS), higher_corps_of(user)
    if not ordinary and not higher:
        return []
    mine = Q(corps__in=ordinary, authority=Authority.ORDINARY) | Q(corps__in=higher, authority=Authority.HIGHER)
    sentences = {
        Status.INQUIRY: _("%(number)s: sign the introductory report, or close"),
        Status.INTRODUCED: _("%(number)s: decide or propose after the defence"),
        Status.PROPOSED: _("%(number)s: the officer may ask for reconsideration"),
        Status.ADVISED: _("%(number)s: take the final decision"),
    }
    rows = _rows(user, mine & Q(status__in=list(sentences)))
    return [_waiting(case, sentences[Status(case.status)]) for case in rows]


def _of_prosecutor(user: Person) -> list[Waiting]:
    corps = corps_of(user, Role.AUTHORITY, body=PROSECUTOR)
    if not corps:
        return []
    rows = _rows(user, Q(corps__in=corps) & ~Q(events__kind="prosecutor_advice"))
    return [_waiting(case, _("%(number)s: give your advice")) for case in rows]


def case_find(user: Person, pk: UUID) -> DisciplinaryCase | None:
    rows = DisciplinaryCase.objects.visible_to(user).select_related("corps", "member", "sanction")
    return rows.filter(pk=pk).first()


def case_url(user: Person, number: str) -> str:
    """Where a case is read, for whoever may: the officer concerned gets the own summary."""
    if not can(user, "discipline.list"):
        return ""
    case = DisciplinaryCase.objects.visible_to(user).filter(number=number).only("pk").first()
    return reverse("discipline_case", args=[case.pk]) if case else ""


DISCIPLINE_RECORDS = RecordKind(key="discipline", label=gettext_lazy("Disciplinary case"), url_for=case_url)
