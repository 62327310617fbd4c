"""The tables of the figures page, each counted in one query or a few, for one corps."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint, Finding, Pause
from complaints.selectors.register import own_register, undecided_on
from complaints.workflow.codes import categories, codes
from complaints.workflow.routing import CORPS
from legitimacy.indicators.periods import Period, months_before
from legitimacy.models import Corps

QUARTERS_SHOWN, SOON_DAYS, MONTHS_COUNTED = 9, 14, 12
AGES = ((45, _("up to 45 days")), (90, _("46 to 90 days")), (180, _("91 to 180 days")), (None, _("over 180 days")))

Row = tuple[object, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts under headings: `rows` are a label and one count per column of `columns`."""

    key: str
    columns: tuple[object, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """The own register of one corps on a day."""

    corps: Corps
    today: date

    @property
    def files(self) -> QuerySet[Complaint]:
        return own_register().filter(corps=self.corps)

    @property
    def last_year(self) -> tuple[date, date]:
        """First day of the last twelve months, this one included, and today."""
        return months_before(self.today, MONTHS_COUNTED), self.today

    def open(self) -> QuerySet[Complaint]:
        return self.files.filter(undecided_on(self.today))

    def running(self) -> QuerySet[Complaint]:
        """Open files whose term runs, or was over before it was paused: a pause hides no late file."""
        return self.open().filter(~Exists(_pauses_on(self.today)) | Q(due_on__lt=self.today))

    def paused(self) -> QuerySet[Complaint]:
        """Open files of which the term stands still."""
        in_time = Q(due_on__isnull=True) | Q(due_on__gte=self.today)
        return self.open().filter(in_time, Exists(_pauses_on(self.today)))


def _pauses_on(day: date) -> QuerySet[Pause]:
    begun = Pause.objects.filter(complaint=OuterRef("pk"), from_on__lte=day)
    return begun.filter(Q(to_on__isnull=True) | Q(to_on__gt=day))


def now(register: Register) -> Table:
    """How the register stands today, in one row."""
    soon = Q(due_on__range=(register.today, register.today + timedelta(days=SOON_DAYS)))
    running = register.running().aggregate(
        running=Count("pk"),
        overdue=Count("pk", filter=Q(due_on__lt=register.today)),
        soon=Count("pk", filter=soon),
        nobody=Count("pk", filter=Q(handler__isnull=True)),
    )
    whole = register.open().count()
    counts = (whole, running["overdue"], running["soon"], whole - running["running"], running["nobody"])
    columns = (_("open"), _("overdue"), _("due within 14 days"), _("paused"), _("without a handler"))
    return Table("now", columns, ((_("open files"), counts),))


def flow(register: Register) -> Table:
    """What came in, what was decided or ended, and what was open on the last day, by quarter."""
    last = Period.containing(register.today)
    quarters = [last.shift(-step) for step in reversed(range(QUARTERS_SHOWN))]
    counts: dict[str, Count] = {}
    for place, quarter in enumerate(quarters):
        span = (quarter.start, quarter.end)
        ended = Q(decided_on__range=span) | Q(decided_on__isnull=True, closed_on__range=span)
        counts[f"in{place}"] = Count("pk", filter=Q(received_on__range=span))
        counts[f"out{place}"] = Count("pk", filter=ended)
        counts[f"open{place}"] = Count("pk", filter=undecided_on(min(quarter.end, register.today)))
    found = register.files.aggregate(**counts)
    rows = tuple(
        (str(quarter), (found[f"in{place}"], found[f"out{place}"], found[f"open{place}"]))
        for place, quarter in enumerate(quarters)
    )
    return Table("flow", (_("received"), _("decided or ended"), _("open on the last day")), rows)


def backlog(register: Register) -> Table:
    """Open files by age; paused ones apart."""
    counts, youngest = {}, 0
    for place, (oldest, _label) in enumerate(AGES):
        young = Q(received_on__lte=register.today - timedelta(days=youngest))
        old = Q() if oldest is None else Q(received_on__gte=register.today - timedelta(days=oldest))
        counts[f"age{place}"] = Count("pk", filter=young & old)
        youngest = (oldest or 0) + 1
    running = register.running().aggregate(**counts)
    paused = register.paused().aggregate(**counts)
    rows = tuple(
        (label, (running[f"age{place}"], paused[f"age{place}"])) for place, (_oldest, label) in enumerate(AGES)
    )
    return Table("backlog", (_("term runs"), _("paused")), rows)


def terms(register: Register) -> Table:
    """Running files by how far their last day is."""
    steps: tuple[tuple[object, Q], ...] = (
        (_("overdue"), Q(due_on__lt=register.today)),
        (_("due within 14 days"), _due(register.today, 0, SOON_DAYS)),
        (_("due within 30 days"), _due(register.today, SOON_DAYS + 1, 30)),
        (_("due later"), Q(due_on__gt=register.today + timedelta(days=30)) | Q(due_on__isnull=True)),
    )
    counts = {f"step{place}": Count("pk", filter=condition) for place, (_label, condition) in enumerate(steps)}
    found = register.running().aggregate(**counts)
    rows = tuple((label, (found[f"step{place}"],)) for place, (label, _condition) in enumerate(steps))
    return Table("terms", (_("open files"),), rows)


def _due(today: date, first: int, last: int) -> Q:
    return Q(due_on__range=(today + timedelta(days=first), today + timedelta(days=last)))


def allegations(register: Register) -> Table:
    """Files received in twelve months by what they allege; a file counts under each of its failings."""
    files = register.files.filter(received_on__range=register.last_year)
    found = dict(files.order_by().values_list("allegations__category").annotate(n=Count("pk", distinct=True)))
    rows = [(category.label, (found[code],)) for code, category in categories().items() if found.get(code)]
    return Table("allegations", (_("complaints"),), _largest_first(rows))


def findings(register: Register) -> Table:
    """What the corps found of allegations in twelve months."""
    rows = Finding.objects.filter(
        allegation__complaint__in=register.files.filter(decided_on__range=register.last_year), authority=CORPS
    )
    return Table("findings", (_("allegations"),), _by_code("finding", dict(_counted(rows, "finding"))))


def endings(register: Register) -> Table:
    """How files ended in twelve months."""
    first, last = register.last_year
    ended = Q(decided_on__range=(first, last)) | Q(decided_on__isnull=True, closed_on__range=(first, last))
    rows = register.files.filter(ended).exclude(disposition="")
    return Table("endings", (_("complaints"),), _by_code("disposition", dict(_counted(rows, "disposition"))))


def mediation(register: Register) -> Table:
    """Mediations offered in twelve months, and what became of them."""
    found = register.files.filter(mediation__offered_on__range=register.last_year).aggregate(
        offered=Count("pk"),
        started=Count("pk", filter=Q(mediation__started_on__isnull=False)),
        agreed=Count("pk", filter=Q(mediation__outcome="agreed")),
        failed=Count("pk", filter=Q(mediation__outcome="failed")),
        declined=Count("pk", filter=Q(mediation__outcome="declined")),
    )
    labels = (
        *((_("offered"), "offered"), (_("started"), "started"), (_("agreement"), "agreed")),
        *((_("no agreement"), "failed"), (_("declined"), "declined")),
    )
    return Table("mediation", (_("mediations"),), tuple((label, (found[key],)) for label, key in labels))


def review(register: Register) -> Table:
    """Reviews asked in twelve months, and how they ended."""
    found = register.files.filter(review__asked_on__range=register.last_year).aggregate(
        asked=Count("pk"),
        upheld=Count("pk", filter=Q(review__outcome="upheld")),
        overturned=Count("pk", filter=Q(review__outcome="overturned")),
        waiting=Count("pk", filter=Q(review__outcome="")),
    )
    labels = (
        *((_("asked"), "asked"), (_("decision stands"), "upheld")),
        *((_("decision set aside"), "overturned"), (_("not answered yet"), "waiting")),
    )
    return Table("review", (_("reviews"),), tuple((label, (found[key],)) for label, key in labels))


TABLES: dict[str, Callable[[Register], Table]] = {
    each.__name__: each for each in (now, flow, backlog, terms, allegations, endings, findings, mediation, review)
}


def _counted(rows: "QuerySet[Complaint] | QuerySet[Finding]", field: str) -> Iterator[tuple[str, int]]:
    yield from rows.order_by().values_list(field).annotate(n=Count("pk"))


def _by_code(list_name: str, found: dict[str, int]) -> tuple[Row, ...]:
    known = codes()[list_name]
    return _largest_first([(entry.label, (found[code],)) for code, entry in known.items() if found.get(code)])


def _largest_first(rows: Sequence[tuple[object, tuple[int]]]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: -row[1][0]))
