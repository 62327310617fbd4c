"""Returns as their pages show them: the list by day and kind, cells protected where they must be, versions compared."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from diversity.models import StaffReturn
from diversity.selectors.staff_checks import Finding, cells_of
from diversity.workflow.cells import CellKey, Cells, label_of, rows_of
from diversity.workflow.staffing import BY_HAND, FROM_OUTSIDE, LISTS, PARTS, PROTECTED, Kind, Part, State
from legitimacy.models import Corps

SMALLEST = 5


def return_digest(staff_return: StaffReturn) -> str:
    """A word that changes with the return, so that nobody overwrites what they did not see.

    It is keyed: without the key nobody finds out which small count belongs to it.
    """
    cells = sorted((*place, count.heads, str(count.fte)) for place, count in cells_of(staff_return).items())
    text = repr((staff_return.pk, str(staff_return.state), staff_return.explanation, staff_return.decision_note, cells))
    return salted_hmac("diversity.staff_return", text, algorithm="sha256").hexdigest()[:24]


def returns_of(corps: Corps) -> QuerySet[StaffReturn]:
    """Every version, newest day first; one query with who entered it."""
    return (
        StaffReturn.objects.filter(corps=corps)
        .select_related("corps", "entered_by")
        .order_by("-reference_date", "kind", "-version")
    )


def versions_of(staff_return: StaffReturn) -> list[StaffReturn]:
    """All versions of the same kind and day that were ever submitted, newest first."""
    alike = StaffReturn.objects.filter(
        corps=staff_return.corps, kind=staff_return.kind, reference_date=staff_return.reference_date
    )
    return [each for each in alike if each.state != State.DRAFT or each.pk == staff_return.pk]


def years_missing(corps: Corps, today: date) -> list[tuple[Kind, date]]:
    """Kinds that HR enters, of which the last 31 December is neither there nor under way."""
    last = date(today.year - 1, 12, 31)
    if (corps.valid_from and last < corps.valid_from) or (corps.valid_to and last > corps.valid_to):
        return []
    there = set(
        StaffReturn.objects.filter(corps=corps, reference_date__gte=date(last.year, 7, 1))
        .exclude(state=State.REPLACED).order_by().values_list("kind", flat=True)
    )  # fmt: skip
    return [(Kind(kind), last) for kind in BY_HAND if kind not in there]


def words_of(kind: str, cells: Cells) -> dict[CellKey, str]:
    """What the page shows for the heads of each cell. Counts from 1 to 4 are never shown where a kind is protected.

    Groups of origin add up to all staff, which another page shows: where one is hidden, so is the next smallest.
    """
    shown = {place: number_format(count.heads) for place, count in cells.items()}
    if kind not in PROTECTED:
        return shown
    counted = {place: count.heads for place, count in cells.items() if place.part != Part.ASKED}
    small = [place for place, heads in counted.items() if 0 < heads < SMALLEST]
    if kind in FROM_OUTSIDE and len(small) == 1:
        others = sorted((heads, place) for place, heads in counted.items() if place not in small and heads)
        for _heads, place in others[:1]:
            shown[place] = _("not shown: it would tell another")
    for place in small:
        shown[place] = _("fewer than %(number)d") % {"number": SMALLEST}
    return shown


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a part: what it counts, a text of heads and FTE for each group, and what is wrong beside it.

    `total` is None where a hidden count could be worked out from it.
    """

    label: str
    texts: tuple[tuple[str, str], ...]
    total: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartTable:
    part: str
    label: object
    groups: tuple[str, ...]
    has_fte: bool
    lines: tuple[Line, ...]
    sums: tuple[str, ...]


def tables_of(kind: str, cells: Cells, findings: Sequence[Finding]) -> list[PartTable]:
    """A table for each part that holds a count: rows as in the lists, a column for each group."""
    words, found = words_of(kind, cells), []
    hides = kind in PROTECTED
    for part, rule in PARTS[kind].items():
        own = {place: count for place, count in cells.items() if place.part == part}
        if not own:
            continue
        groups = list(LISTS.lists[rule.groups]) if rule.groups else [""]
        rows = list(dict.fromkeys(place._replace(group="") for place in sorted(own, key=_order(kind))))
        lines = [_line(kind, row, groups, own, words, findings, hides=hides) for row in rows]
        sums = () if hides else tuple(
            number_format(sum(c.heads for p, c in own.items() if p.group == group)) for group in groups
        )  # fmt: skip
        titles = tuple(LISTS.label_of(rule.groups, group) if group else _("people") for group in groups)
        found.append(PartTable(part, Part(part).label, titles, rule.has_fte, tuple(lines), sums))
    return found


def _line(
    kind: str, row: CellKey, groups: Sequence[str], own: Cells, words: dict[CellKey, str],
    findings: Sequence[Finding], *, hides: bool,
) -> Line:  # fmt: skip
    places = [row._replace(group=group) for group in groups]
    texts, heads = [], 0
    for place in places:
        count = own.get(place)
        is_plain = count is not None and words[place] == number_format(count.heads)
        # Beside the sum that an indicator tells, FTE of the other rows would give away those of a hidden one.
        fte = _fte(count.fte) if count and count.fte is not None and is_plain and not hides else ""
        texts.append((words[place] if count else "", fte))
        heads += count.heads if count else 0
    reasons = [finding.reason for finding in findings if any(place in finding.places for place in places)]
    label = label_of(kind, row)
    label = label.partition(": ")[2] or label
    return Line(label, tuple(texts), None if hides else number_format(heads), tuple(dict.fromkeys(reasons)))


def _fte(fte: Decimal) -> str:
    return number_format(int(fte) if fte == int(fte) else fte.normalize())


def _order(kind: str) -> Callable[[CellKey], int]:
    places = {place: number for number, place in enumerate(rows_of(kind))}
    return lambda place: places.get(place, len(places))


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    old: str
    new: str


def differences_of(kind: str, old: Cells, new: Cells) -> list[Difference]:
    """Cells that two versions count differently, as the page shows them. A change inside what is hidden is hidden."""
    before, after = words_of(kind, old), words_of(kind, new)
    changed = [place for place in dict.fromkeys((*old, *new)) if _text(before, old, place) != _text(after, new, place)]
    return [
        Difference(label_of(kind, place), _text(before, old, place), _text(after, new, place))
        for place in sorted(changed, key=_order(kind))
    ]


def _text(words: dict[CellKey, str], cells: Cells, place: CellKey) -> str:
    count = cells.get(place)
    if count is None:
        return _("not counted")
    if count.fte is None or words[place] != number_format(count.heads):
        return words[place]
    return _("%(heads)s (%(fte)s FTE)") % {"heads": words[place], "fte": _fte(count.fte)}


def title_of(staff_return: StaffReturn) -> str:
    """Kind and day in words."""
    return f"{Kind(staff_return.kind).label}, {date_format(staff_return.reference_date, 'j F Y')}"
