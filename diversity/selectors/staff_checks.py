"""What is wrong, or unlikely, in counts of staff. Errors refuse; what is unlikely needs an explanation.

A finding about disability or origin quotes no number: it would tell what the page hides.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from diversity.models import StaffReturn
from diversity.workflow.cells import CellKey, Cells, Count, label_of
from diversity.workflow.parameters import parameter_on
from diversity.workflow.staffing import LEADING, LISTS, OF_A_YEAR, PARTS, PROTECTED, SPLITS, Kind, Part
from legitimacy.models import Corps

FIRST_YEAR = 2001
"""The integrated police began on 1 January 2001."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`is_error` refuses; otherwise it needs an explanation. `places` are the cells beside which it is shown."""

    code: str
    reason: str
    places: tuple[CellKey, ...] = ()
    is_error: bool = True


@dataclass(frozen=True, slots=True)
class Before:
    """What counted earlier: the same kind a year ago, and for a year's movements who was there when it began."""

    cells: Cells = field(default_factory=dict)
    on: date | None = None
    stood: Cells | None = None


def cells_of(staff_return: StaffReturn) -> Cells:
    """Every count of a return by its place, in one query."""
    rows = staff_return.cells.values_list("part", "framework", "key", "group", "heads", "fte")
    return {CellKey(*row[:4]): Count(row[4], row[5]) for row in rows}


def before_of(corps: Corps, kind: str, day: date) -> Before:
    """The validated counts that a return is compared with. Four queries at most."""
    oldest = day - timedelta(days=parameter_on("stood_before_days", day))
    of_corps = StaffReturn.objects.in_force().filter(corps=corps)
    last = of_corps.filter(kind=kind, reference_date__lt=day, reference_date__gte=oldest).first()
    stood = None
    if kind == Kind.MOVEMENTS:
        staff = of_corps.filter(
            kind=Kind.COMPOSITION, reference_date__in=[date(day.year - 1, 12, 31), date(day.year, 1, 1)]
        )
        first = staff.first()
        stood = cells_of(first) if first else None
    return Before(cells_of(last) if last else {}, last.reference_date if last else None, stood)


def staff_findings(*, corps: Corps, kind: str, day: date, cells: Cells, before: Before) -> list[Finding]:
    """Everything that is wrong or unlikely, errors first."""
    found = [*_day(corps, kind, day), *_missing(kind, cells), *_codes(kind, day, cells), *_fte(kind, cells)]
    if kind == Kind.COMPOSITION:
        found += [*_sums(cells), *_mandates(cells), *_one_sex(day, cells)]
    elif kind == Kind.MOVEMENTS:
        found += [*_promoted(cells), *_left(cells, before)]
    elif kind == Kind.DISABILITY:
        found += _declared(cells)
    found += _jumps(kind, day, cells, before)
    return sorted(found, key=lambda finding: not finding.is_error)


def findings_of(staff_return: StaffReturn) -> list[Finding]:
    corps, kind, day = staff_return.corps, staff_return.kind, staff_return.reference_date
    before = before_of(corps, kind, day)
    return staff_findings(corps=corps, kind=kind, day=day, cells=cells_of(staff_return), before=before)


def day_fault(corps: Corps, kind: str, day: date) -> str:
    """Why a return cannot be of this day; empty where it can."""
    return next((finding.reason for finding in _day(corps, kind, day)), "")


def _day(corps: Corps, kind: str, day: date) -> Iterator[Finding]:
    if day > timezone.localdate():
        yield Finding("date_future", _("This day has not come yet."))
    elif day.year < FIRST_YEAR:
        yield Finding("date_old", _("This is too long ago."))
    elif kind in OF_A_YEAR and (day.month, day.day) != (12, 31):
        yield Finding("date_year", _("These counts are of a year: give its 31 December."))
    elif corps.valid_from and day < corps.valid_from:
        yield Finding("date_before_corps", _("The corps did not exist yet on this day."))
    elif corps.valid_to and day > corps.valid_to:
        yield Finding("date_after_corps", _("The corps did not exist any more on this day."))


def _missing(kind: str, cells: Cells) -> Iterator[Finding]:
    if not cells:
        yield Finding("empty", _("There is no count in it yet."))
        return
    parts = {place.part for place in cells}
    needed = {Kind.COMPOSITION: SPLITS, Kind.DISABILITY: (Part.DECLARED, Part.ASKED)}.get(Kind(kind), ())
    for part in needed:
        if part not in parts:
            reason = _("“%(part)s” is not counted. What is not counted is not delivered.") % {"part": part.label}
            yield Finding("part_missing", reason, is_error=part in (Part.GRADE, Part.DECLARED, Part.ASKED))


def _codes(kind: str, day: date, cells: Cells) -> Iterator[Finding]:
    """Codes that their list did not offer on the day, such as a grade that came later."""
    for place, count in cells.items():
        entry = LISTS.lists.get(PARTS[kind][place.part].keys, {}).get(place.key)
        if count.heads and entry is not None and not entry.is_offered(day):
            yield Finding("code_ended", _("“%(what)s” did not exist on this day.") % {"what": entry.label}, (place,))


def _fte(kind: str, cells: Cells) -> Iterator[Finding]:
    for place, count in cells.items():
        if count.fte is not None and count.fte > count.heads:
            words = {"fte": number_format(count.fte), "heads": count.heads}
            reason = _("%(fte)s full-time equivalents are more than %(heads)d people.") % words
            if kind in PROTECTED:
                reason = _("There are more full-time equivalents than people.")
            yield Finding("fte_more", reason, (place,))


def _sums(cells: Cells) -> Iterator[Finding]:
    """Grade, statute and age split the same people: per framework and sex they add up to the same."""
    sums: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    given = [part for part in SPLITS if any(place.part == part for place in cells)]
    for place, count in cells.items():
        if place.part in SPLITS:
            of_group = sums[place.framework, place.group]
            of_group[place.part] = of_group.get(place.part, 0) + count.heads
    for (framework, sex), totals in sorted(sums.items()):
        numbers = [totals.get(part, 0) for part in given]
        if len(set(numbers)) > 1:
            told = ", ".join(f"{part.label} {number}" for part, number in zip(given, numbers, strict=True))
            words = {"who": f"{LISTS.label_of('framework', framework)}, {LISTS.label_of('sex', sex)}", "told": told}
            places = tuple(key for key in cells if key.part in given and (key.framework, key.group) == (framework, sex))
            yield Finding("sums_differ", _("%(who)s: the splits do not add up to the same (%(told)s).") % words, places)


def _mandates(cells: Cells) -> Iterator[Finding]:
    for sex in LISTS.lists["sex"]:
        held = {key: count.heads for key, count in cells.items() if key.part == Part.MANDATE and key.group == sex}
        leading = sum(c.heads for k, c in cells.items() if k.part == Part.GRADE and k.group == sex and k.key in LEADING)
        if sum(held.values()) > leading:
            words = {"who": LISTS.label_of("sex", sex), "held": sum(held.values()), "officers": leading}
            reason = _("%(who)s: %(held)d mandates are held, but there are %(officers)d officers.") % words
            yield Finding("mandates_more", reason, tuple(held), is_error=False)


def _one_sex(day: date, cells: Cells) -> Iterator[Finding]:
    by_sex: dict[str, int] = defaultdict(int)
    for place, count in cells.items():
        if place.part == Part.GRADE:
            by_sex[place.group] += count.heads
    everybody = sum(by_sex.values())
    for sex, heads in by_sex.items():
        if heads == everybody >= parameter_on("whole_from", day):
            words = {"who": LISTS.label_of("sex", sex), "heads": heads}
            yield Finding("one_sex", _("100%% of the staff are %(who)s (%(heads)d).") % words, is_error=False)


def _promoted(cells: Cells) -> Iterator[Finding]:
    for place, count in cells.items():
        if place.part == Part.PROMOTED:
            asked = place._replace(part=Part.CANDIDATES.value)
            stood = cells[asked].heads if asked in cells else 0
            if count.heads > stood:
                words = {"promoted": count.heads, "stood": stood}
                reason = _("%(promoted)d were promoted, but there were %(stood)d candidates.") % words
                yield Finding("promoted_more", reason, (place, asked))


def _left(cells: Cells, before: Before) -> Iterator[Finding]:
    """Who left was there on 1 January or joined in the year. Over all grades: who was promoted changed grade."""
    if before.stood is None:
        return
    sums: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for place, count in (*cells.items(), *before.stood.items()):
        sums[place.framework, place.group][place.part] += count.heads
    for (framework, sex), parts in sorted(sums.items()):
        could = parts[Part.GRADE] + parts[Part.JOINED]
        if parts[Part.LEFT] > could:
            words = {"who": f"{LISTS.label_of('framework', framework)}, {LISTS.label_of('sex', sex)}"}
            words |= {"left": str(parts[Part.LEFT]), "could": str(could)}
            places = tuple(k for k in cells if (k.part, k.framework, k.group) == (Part.LEFT, framework, sex))
            reason = _("%(who)s: %(left)s left, but only %(could)s were there or joined.") % words
            yield Finding("left_more", reason, places)


def _declared(cells: Cells) -> Iterator[Finding]:
    for place, count in cells.items():
        asked = place._replace(part=Part.ASKED.value)
        if place.part == Part.DECLARED and (asked not in cells or count.heads > cells[asked].heads):
            yield Finding("declared_more", _("More people declared than could declare."), (place, asked))


def _jumps(kind: str, day: date, cells: Cells, before: Before) -> Iterator[Finding]:
    """Groups per framework that grew or shrank more than is usual, or that are gone."""
    if before.on is None:
        return
    now, then = _groups(cells), _groups(before.cells)
    percent, least = parameter_on("jump_percent", day), parameter_on("jump_heads", day)
    given = {place.part for place in cells}
    for place, old in sorted(then.items()):
        new = now.get(place, 0)
        if place.part not in given or place.part in (Part.STATUTE, Part.AGE):
            continue
        who = label_of(kind, place)
        hidden = kind in PROTECTED
        if new == 0 and old >= parameter_on("vanished_from", day):
            reason = _("%(who)s: nobody, where there were %(old)d a year before.") % {"who": who, "old": old}
            if hidden:
                reason = _("%(who)s: much fewer than a year before.") % {"who": who}
            yield Finding("vanished", reason, _members(cells, place), is_error=False)
        elif abs(new - old) > least and Decimal(abs(new - old)) * 100 > Decimal(percent) * old:
            reason = _("%(who)s: %(new)d, where there were %(old)d a year before.") % {
                "who": who,
                "new": new,
                "old": old,
            }
            if hidden:
                reason = _("%(who)s: much has changed since a year before.") % {"who": who}
            yield Finding("jump", reason, _members(cells, place), is_error=False)


def _groups(cells: Cells) -> dict[CellKey, int]:
    sums: dict[CellKey, int] = defaultdict(int)
    for place, count in cells.items():
        sums[place._replace(key="")] += count.heads
    return sums


def _members(cells: Cells, group: CellKey) -> tuple[CellKey, ...]:
    return tuple(place for place in cells if place._replace(key="") == group)
