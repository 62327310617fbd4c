"""The columns of the matrix, in bands: indicators or scores under their pillar, or what became of each goal."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from audit.selectors.compare.reading import Comparison
from audit.selectors.compare.selection import NAME, Selection, View
from legitimacy import numbers
from legitimacy.indicators.definitions import Indicator, Pillar, Subject
from legitimacy.indicators.registry import indicators
from legitimacy.models import FrameworkItem
from legitimacy.standings import GOALS, PILLARS

OVERALL = "overall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`key` is the code of an indicator, the key of a part (`EFF`, `EFF.results`, `overall`) or a goal (`goal-1`).

    `band` is what stands above it, `tone` the style of its pillar. `passport` is set for indicators alone.
    """

    key: str
    name: str
    band: str
    tone: str = ""
    unit: str = ""
    passport: Indicator | None = None
    item: FrameworkItem | None = None
    goal: int = 0

    @property
    def is_context(self) -> bool:
        """Background: it has no target, and no order says who does better."""
        return self.passport is not None and (self.item is None or self.item.weight <= 0)


def columns_of(selection: Selection, comparison: Comparison) -> list[Column]:
    """In the order of the pillars. An indicator that no corps is measured by (a school's, a region's) is left out."""
    if selection.view == View.GOALS:
        return [
            Column(key=f"goal-{number}", name=_("targets reached"), band=f"{number}. {GOALS[number]}", goal=number)
            for number in GOALS
        ]
    pillars = [pillar for pillar in Pillar if selection.pillar in ("", pillar)]
    if selection.view == View.PILLARS:
        return _parts(pillars, comparison, with_overall=not selection.pillar)
    return [_indicator(indicators.get(code), comparison) for pillar in pillars for code in _codes(pillar, comparison)]


def codes_elsewhere(comparison: Comparison) -> list[str]:
    """Indicators of the framework that speak of schools, regions or the country: no corps has a figure of its own."""
    return [code for code in comparison.rows.items if not _speaks_of_corps(code, comparison)]


def _codes(pillar: str, comparison: Comparison) -> list[str]:
    known = sorted(comparison.rows.items) or indicators.keys()
    return [
        code for code in known if code.startswith(pillar) and code in indicators and _speaks_of_corps(code, comparison)
    ]


def _speaks_of_corps(code: str, comparison: Comparison) -> bool:
    if code not in indicators or indicators.get(code).subject is Subject.CORPS:
        return True
    return any(figures[code].is_shown for figures in comparison.figures.values() if code in figures)


def _indicator(passport: Indicator, comparison: Comparison) -> Column:
    return Column(
        key=passport.code,
        name=str(passport.name),
        band=str(PILLARS[passport.pillar]),
        tone=passport.pillar.lower(),
        unit=passport.unit,
        passport=passport,
        item=comparison.rows.items.get(passport.code),
    )


def _parts(pillars: Sequence[Pillar], comparison: Comparison, *, with_overall: bool) -> list[Column]:
    """Each pillar with its facets beside it; the whole comes last."""
    found = []
    for pillar in pillars:
        band, tone = str(PILLARS[pillar]), pillar.lower()
        found.append(Column(key=pillar, name=_("pillar"), band=band, tone=tone, unit="score"))
        found += [
            Column(key=f"{pillar}.{facet.code}", name=str(facet), band=band, tone=tone, unit="score")
            for facet in comparison.rows.facets
            if facet.pillar == pillar
        ]
    if with_overall:
        found.append(Column(key=OVERALL, name=_("whole"), band=_("Together"), unit="score"))
    return found


def unit_of(column: Column) -> str:
    """The unit as it stands under the name of a column; empty for scores of 0 to 100 and for yes or no."""
    return numbers.unit_text(column.unit) if column.passport else ""


def sort_fault(selection: Selection, columns: Sequence[Column]) -> str:
    """A sentence when the address orders by a column that is not there; empty otherwise."""
    if selection.sort == NAME or any(column.key == selection.sort for column in columns):
        return ""
    return _("There is no column “%(key)s” here: the corps stand by name.") % {"key": selection.sort}
