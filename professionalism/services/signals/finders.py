"""What each kind of rule sees: events about members of one corps, each once. Read only; nothing is decided here.

Members are per corps: what somebody did in another corps is about another member, and follows nobody.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, MemberEvent
from professionalism.models import ColleagueReport, ForceIncident, ForceOfficer
from professionalism.selectors.signals.peers import groups_read
from professionalism.workflow.force import HANDED_IN
from professionalism.workflow.signal_rules import Kind, SignalRule

SIMULATED = "simulated"
"""Source of signals of the example register that stand for no record."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One event. `source` and `reference` name the record; `measures` the numbers of a comparison."""

    member: int
    on: date
    source: str
    reference: str
    measures: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Span:
    """Days that are looked at: `since` is the first on which a signal has not expired."""

    since: date
    today: date

    @property
    def quarters(self) -> list[Period]:
        quarter, found = Period.containing(self.since), []
        while quarter.end < self.today:
            if quarter.end >= self.since:
                found.append(quarter)
            quarter = quarter.next
        return found


def member_events(rule: SignalRule, corps: Corps, span: Span) -> Iterator[Seen]:
    rows = MemberEvent.objects.filter(
        member__corps=corps, kind=rule.parameters["event"], withdrawn_on=None, on__range=(span.since, span.today)
    )
    for pk, member, on in rows.order_by("pk").values_list("pk", "member_id", "on"):
        yield Seen(member, on, "member_event", str(pk))


def _parts(corps: Corps, span: Span) -> QuerySet[ForceOfficer]:
    """Members of the corps in incidents that count."""
    return ForceOfficer.objects.filter(
        member__corps=corps,
        incident__status__in=HANDED_IN,
        incident__is_training=False,
        incident__happened_on__range=(span.since, span.today),
    ).order_by("pk")


def force_findings(rule: SignalRule, corps: Corps, span: Span) -> Iterator[Seen]:
    """Members who applied force in an incident with such a finding; all who took part where nothing says who did.

    Joined reports are one incident, known by its head, also where each of them has a finding.
    """
    found = _parts(corps, span).filter(incident__finding__in=rule.parameters["findings"])
    applied = Exists(ForceOfficer.objects.filter(pk=OuterRef("pk"), applications__isnull=False))
    anybody = Exists(ForceOfficer.objects.filter(incident=OuterRef("incident"), applications__isnull=False))
    rows = found.filter(Q(applied) | ~anybody).values_list(
        "member_id", "incident__reviewed_on", "incident__happened_on", "incident__joined_to_id", "incident_id"
    )
    for member, reviewed_on, happened_on, head, incident in rows:
        on = reviewed_on or happened_on
        if on is not None:
            yield Seen(member, on, "force_incident", str(head or incident))


def missing_reports(rule: SignalRule, corps: Corps, span: Span) -> Iterator[Seen]:
    """Members who, by a colleague's report, used force of the level and handed in no report of their own in time; and
    those of whom a colleague or a reviewer says so.
    """
    own = ForceIncident.objects.filter(reporter=OuterRef("member"), status__in=HANDED_IN)
    same = own.filter(
        Q(pk=OuterRef("incident"))
        | Q(pk=OuterRef("incident__joined_to"))
        | Q(joined_to=OuterRef("incident"))
        | Q(joined_to__isnull=False, joined_to=OuterRef("incident__joined_to"))
    )
    latest = span.today - timedelta(days=rule.parameters["within_days"])
    rows = _parts(corps, span).filter(
        ~Exists(same),
        applications__level__gte=rule.parameters["from_level"],
        incident__happened_on__range=(rule.valid_from, latest),
    )
    fields = ("member_id", "incident__happened_on", "incident__joined_to_id", "incident_id")
    for member, happened_on, head, incident in rows.distinct().values_list(*fields):
        if happened_on is not None:
            yield Seen(member, happened_on, "force_incident", str(head or incident))
    yield from _reports(corps, span, Q(about=ColleagueReport.About.NOT_REPORTED))


def colleague_reports(rule: SignalRule, corps: Corps, span: Span) -> Iterator[Seen]:
    yield from _reports(corps, span, ~Q(about=ColleagueReport.About.NOT_REPORTED))


def _reports(corps: Corps, span: Span, wanted: Q) -> Iterator[Seen]:
    rows = ColleagueReport.objects.filter(
        wanted, member__corps=corps, withdrawn_on=None, seen_on__range=(span.since, span.today)
    )
    for pk, member, on in rows.order_by("reported_at").values_list("pk", "member_id", "seen_on"):
        yield Seen(member, on, "colleague_report", str(pk))


def injuries(rule: SignalRule, corps: Corps, span: Span) -> Iterator[Seen]:
    rows = _parts(corps, span).filter(harm__in=rule.parameters["harms"])
    for member, on, head, incident in rows.values_list(
        "member_id", "incident__happened_on", "incident__joined_to_id", "incident_id"
    ):
        if on is not None:
            yield Seen(member, on, "force_incident", str(head or incident))


def above_peers(rule: SignalRule, corps: Corps, span: Span) -> Iterator[Seen]:
    for reading in groups_read(corps, span.quarters, rule):
        for one in reading.compared:
            if one.is_above:
                day = Period.parse(reading.quarter).end
                yield Seen(one.member, day, "quarter", reading.quarter, reading.measures_of(one))


Finder = Callable[[SignalRule, Corps, Span], Iterator[Seen]]
FINDERS: Mapping[Kind, Finder] = {
    Kind.MEMBER_EVENT: member_events,
    Kind.FORCE_FINDING: force_findings,
    Kind.MISSING_REPORT: missing_reports,
    Kind.PEERS: above_peers,
    Kind.COLLEAGUE_REPORT: colleague_reports,
    Kind.INJURY: injuries,
}
