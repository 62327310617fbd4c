"""Lists of force reports: what a reader may see, narrowed, one page at a time; flat however many there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from legitimacy.access import Person
from legitimacy.keyset import PAGE_SIZE, Keyset, KeysetPage, Segment
from legitimacy.models import Member, Role
from professionalism.models import ForceIncident
from professionalism.querysets.force import ForceQuerySet, corps_of
from professionalism.workflow.force import AWAITED, HANDED_IN, Status

Reports = ForceQuerySet[ForceIncident]
NEWEST, DUE = "newest", "due"
KEYSET = Keyset(
    "force.list.place",
    {NEWEST: (Segment(("-happened_on", "-pk")),), DUE: (Segment(("review_due_on", "pk")),)},
)
COLUMNS = (
    *("number", "register", "origin", "corps", "status", "is_training", "joined_to", "unit", "happened_on"),
    *("happened_hour", "highest_level", "review_due_on", "reviewed_on", "finding", "reporter", "started_at"),
)
GROUPS: Mapping[str, Q] = {
    "waiting": Q(status=Status.SUBMITTED),
    "overdue": Q(status__in=AWAITED),
    "returned": Q(status=Status.RETURNED),
    "reviewed": Q(status=Status.REVIEWED),
    "void": Q(status=Status.VOID),
}
BY_DUE = ("waiting", "overdue", "returned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list is narrowed to. `group` is a key of GROUPS; `level` the highest level of force."""

    group: str = ""
    level: int | None = None
    unit: str = ""
    first: date | None = None
    last: date | None = None
    number: str = ""

    @property
    def sort(self) -> str:
        return DUE if self.group in BY_DUE else NEWEST


def reports_found(user: Person, wanted: Wanted, today: date) -> Reports:
    rows = ForceIncident.objects.listed_for(user).filter(happened_on__isnull=False)
    if wanted.number:
        rows = rows.filter(number=wanted.number.strip().upper())
    if wanted.group in GROUPS:
        rows = rows.filter(GROUPS[wanted.group])
    if wanted.sort == DUE:
        rows = rows.filter(review_due_on__isnull=False)
    if wanted.group == "overdue":
        rows = rows.filter(review_due_on__lt=today)
    if wanted.level is not None:
        rows = rows.filter(highest_level=wanted.level)
    if wanted.unit:
        rows = rows.filter(unit=wanted.unit)
    if wanted.first is not None:
        rows = rows.filter(happened_on__gte=wanted.first)
    if wanted.last is not None:
        rows = rows.filter(happened_on__lte=wanted.last)
    return rows.select_related("corps", "reporter").only(*COLUMNS, "corps__code", "corps__name", "reporter__pseudonym")


def reports_page(user: Person, wanted: Wanted, token: str, today: date) -> KeysetPage[ForceIncident]:
    """One page, in one query and one for who the reader is."""
    return KEYSET.page_read(reports_found(user, wanted, today), wanted.sort, token, PAGE_SIZE)


def own_reports(user: Person, most: int = 50) -> list[ForceIncident]:
    """The reader's own reports, drafts first and then the newest."""
    rows = ForceIncident.objects.reported_by_person(user).only(*COLUMNS).order_by("-started_at", "-pk")[:most]
    return sorted(rows, key=lambda row: row.status not in (Status.DRAFT, Status.RETURNED))


def units_of(user: Person) -> list[str]:
    """Units of the corps whose reports the reader lists."""
    corps = {*corps_of(user, Role.FORCE_REVIEWER), *corps_of(user, Role.PROFESSIONAL_STANDARDS)}
    found = Member.objects.filter(corps__in=corps).exclude(unit="").values_list("unit", flat=True)
    return sorted(set(found.order_by().distinct()))


def audited_page(user: Person, token: str) -> KeysetPage[ForceIncident]:
    """Reports that an auditor may read today, newest first."""
    rows = ForceIncident.objects.audited_by(user).filter(happened_on__isnull=False)
    return KEYSET.page_read(rows.select_related("corps").only(*COLUMNS, "corps__code", "corps__name"), NEWEST, token)


def handed_in() -> Reports:
    return ForceIncident.objects.filter(status__in=HANDED_IN)
