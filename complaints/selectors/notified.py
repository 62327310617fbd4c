"""What corps told Committee P: number, corps, kind, alleged failings and day, and whom they shut out and why. Neither
story nor identity.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from complaints.models import Allegation, Complaint, Notification
from complaints.workflow.codes import categories, label_of
from complaints.workflow.routing import COMMITTEE_P, CORPS
from legitimacy.access import Person, standing_of
from legitimacy.keyset import PAGE_SIZE
from legitimacy.sealing import seal, unseal

PURPOSE = "complaints.notified.place"
COLUMNS = (
    *("pk", "complaint_id", "complaint__number", "complaint__corps__name", "complaint__kind", "notified_on"),
    *("complaint__holder", "about", "note"),
)
OPENABLE = (CORPS, COMMITTEE_P)
"""Who holds a file that Committee P may look into; one that a third body holds is asked of that body."""


@dataclass(frozen=True, slots=True)
class NotifiedLine:
    number: str
    corps: str
    kind: str
    categories: tuple[str, ...]
    notified_on: date
    may_open: bool
    about: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotifiedPage:
    lines: list[NotifiedLine]
    next: str


def notified_read(user: Person, token: str = "") -> NotifiedPage:
    """The newest notices first, a page at a time. Files about which this person is in conflict are left out."""
    registers = [m.register for m in standing_of(user).current if m.body == COMMITTEE_P]
    files = Complaint.objects.filter(register__in=registers).without_conflicts(user)
    found = Notification.objects.filter(body=COMMITTEE_P, notified_on__isnull=False, complaint__in=files.values("pk"))
    place = unseal(PURPOSE, token)
    if place is not None:
        found = found.filter(pk__lt=place)
    rows = list(found.order_by("-pk").values_list(*COLUMNS)[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    alleged = _categories_of([row[1] for row in shown])
    lines = [
        NotifiedLine(
            number,
            corps or "",
            label_of("kind", kind),
            tuple(alleged[file]),
            day,
            holder in OPENABLE,
            "" if about == Notification.About.FILE else str(Notification.About(about).label),
            note,
        )
        for _, file, number, corps, kind, day, holder, about, note in shown
    ]
    return NotifiedPage(lines, seal(PURPOSE, shown[-1][0]) if len(rows) > PAGE_SIZE else "")


def _categories_of(files: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for file, code in Allegation.objects.filter(complaint__in=list(files)).values_list("complaint_id", "category"):
        found[file].append(str(categories()[code].label) if code in categories() else code)
    return found
