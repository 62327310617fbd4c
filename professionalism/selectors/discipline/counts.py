"""Discipline in counts: cases as they ended, by year, kind of facts and outcome, erased ones included.

Small counts are hidden as in any two-way table (methods, part 13). No row is about a person.
"""

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache

import pandas as pd
from django.db.models import Count, Max, Sum
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone

from legitimacy.disclosure.policy import minimum_of_class
from legitimacy.indicators.definitions import Disclosure
from legitimacy.indicators.suppression import is_protected, protect_table
from legitimacy.models import Corps
from legitimacy.models.disclosure import Audience
from professionalism.models import DisciplinaryCase, DisciplinaryCount, DisciplinaryYear
from professionalism.workflow.discipline import ENDS
from professionalism.workflow.discipline_codes import FOLDER, SANCTIONS

YEARS = 5
NOTHING = "none"
"""The outcome of a case that was closed without a sanction."""
REST = ""
"""What is left out, together, while a table is protected."""
Key = tuple[int, int, str, str, str]
"""Corps, year, kind of facts, level, outcome."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a protected table: a count for each outcome, None where it is hidden, and their total."""

    key: str
    cells: tuple[int | None, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Protected:
    """`too_few` are keys that are left out: their total is under the minimum, or would give such a one away.

    `unsafe`: no pattern of hiding protects the cells.
    """

    outcomes: tuple[str, ...]
    lines: tuple[Line, ...]
    too_few: tuple[str, ...]
    unsafe: bool = False


@dataclass(frozen=True, slots=True)
class Consistency:
    """What was decided in like cases: one table for each level, and how many of them were of the own corps."""

    level: str
    table: Protected
    own: dict[str, int | None]


def minimum() -> int:
    """The smallest count that is shown: that of the public, as these counts are of many corps."""
    return minimum_of_class(Disclosure.SENSITIVE, Audience.PUBLIC).count


def last_finished() -> int:
    """The last calendar year that is over: in a running year each decision would show itself as one more."""
    return timezone.localdate().year - 1


def ended_counts(register: str, first: int, last: int) -> Counter[Key]:
    """Cases that ended in these years, live and erased together. Two queries."""
    found: Counter[Key] = Counter()
    ended = DisciplinaryCase.objects.filter(register=register, status__in=ENDS, decided_on__year__range=(first, last))
    live = ended.annotate(year=ExtractYear("decided_on"), given=Coalesce("sanction__level", "level"))
    rows = live.order_by().values_list("corps_id", "year", "facts_kind", "given", "sanction__code")
    for corps, year, kind, level, code, n in rows.annotate(n=Count("pk")):
        found[corps, year, kind, level, code or NOTHING] += n
    erased = DisciplinaryCount.objects.filter(register=register, year__range=(first, last)).order_by()
    counted = erased.values_list("corps_id", "year", "facts_kind", "level", "sanction").annotate(n=Sum("cases"))
    for corps, year, kind, level, code, n in counted:
        found[corps, year, kind, level, code or NOTHING] += n
    return found


def published_counts(register: str, first: int, last: int) -> Counter[Key]:
    """The same as the finished years were frozen: what every table is made from. One query."""
    found: Counter[Key] = Counter()
    rows = DisciplinaryYear.objects.filter(register=register, year__range=(first, last))
    for year, counted in rows.values_list("year", "counts"):
        for corps, kind, level, outcome, n in counted:
            found[corps, year, kind, level, outcome] += n
    return found


def published_on(register: str, last: int, years: int = YEARS) -> date | None:
    """When the newest of the years that are shown was counted."""
    rows = DisciplinaryYear.objects.filter(register=register, year__range=(last - years + 1, last))
    found: date | None = rows.aggregate(newest=Max("counted_on"))["newest"]
    return found


def outcomes_all() -> tuple[str, ...]:
    """Every sanction ever on the list, lightest first, after none."""
    return (NOTHING, *SANCTIONS.lists["sanction"])


def national(register: str, last: int, years: int = YEARS) -> Protected:
    """Years by outcome, of a whole register."""
    table: Counter[tuple[str, str]] = Counter()
    for (_corps, year, _kind, _level, outcome), n in published_counts(register, last - years + 1, last).items():
        table[str(year), outcome] += n
    keys = [str(year) for year in range(last - years + 1, last + 1)]
    return protected(table, keys)


def consistency(corps: Corps, last: int, years: int = YEARS) -> list[Consistency]:
    """Kinds of facts by outcome over the last years, for each level, in the register of a corps.

    The own corps's share of a line is shown only where it and what is left without it are both zero or not small.
    """
    found = published_counts(corps.register, last - years + 1, last)
    tables = []
    for level in ("light", "heavy"):
        table: Counter[tuple[str, str]] = Counter()
        own: Counter[str] = Counter()
        for (corps_id, _year, kind, its_level, outcome), n in found.items():
            if its_level == level:
                table[kind, outcome] += n
                own[kind] += n if corps_id == corps.pk else 0
        kinds = sorted({kind for kind, _outcome in table})
        result = protected(table, kinds)
        shown = {line.key: _own_shown(own[line.key], line.total) for line in result.lines}
        tables.append(Consistency(level, result, shown))
    return tables


def _own_shown(own: int, total: int) -> int | None:
    least = minimum()
    return own if own >= least and (total == own or total - own >= least) else None


def protected(table: Counter[tuple[str, str]], keys: list[str]) -> Protected:
    """A table with its small counts hidden; lines whose total is small are left out of it.

    Two tables of the same cases are shown, so their common margins are known: what is left out is protected together,
    as a line of its own, and lines are left out until it is not small.
    """
    outcomes = tuple(one for one in outcomes_all() if any(table[key, one] for key in keys))
    rows = {key: [table[key, one] for one in outcomes] for key in keys}
    kept = [key for key in keys if sum(rows[key]) >= minimum()]
    while kept and 0 < sum(sum(rows[key]) for key in keys if key not in kept) < minimum():
        kept.remove(min(kept, key=lambda key: sum(rows[key])))
    too_few = tuple(key for key in keys if key not in kept)
    rest = [sum(cells) for cells in zip(*(rows[key] for key in too_few), strict=True)]
    if not kept:
        return Protected(outcomes, (), too_few)
    told = {key: rows[key] for key in kept} | ({REST: rest} if any(rest) else {})
    counts = pd.DataFrame.from_dict(told, orient="index", columns=list(outcomes))
    shown = protect_table(counts, minimum())
    if not is_protected(counts, shown, minimum()):
        shown = shown & False
    lines = tuple(
        Line(
            key,
            tuple(int(n) if show else None for n, show in zip(counts.loc[key], shown.loc[key], strict=True)),
            sum(rows[key]),
        )
        for key in kept
    )
    return Protected(outcomes, lines, too_few, unsafe=not bool(shown.loc[kept].to_numpy().any()))


@cache
def published_belgium() -> tuple[dict[str, str], ...]:
    """National figures of Belgium as others published them, newest first: year, total, light, heavy, source."""
    with (FOLDER / "discipline_national.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(sorted(csv.DictReader(lines), key=lambda row: row["year"], reverse=True))
