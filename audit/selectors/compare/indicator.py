"""One indicator of every corps of a register, each figure as this reader may read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Subquery

from audit.selectors.compare.funnel import FunnelAnswer, funnel_answer
from audit.selectors.compare.ranks import RankRange, ranks_of
from audit.selectors.compare.reader import Reader
from audit.selectors.compare.selection import Selection, corps_selected
from legitimacy.charts.courses import LIMITED, Rebased
from legitimacy.charts.rebases import rebases_read, rebases_told
from legitimacy.disclosure import selectors as disclosed
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import Indicator
from legitimacy.models import Corps, Framework, FrameworkItem
from legitimacy.models.disclosure import Audience
from legitimacy.shrunken import Shrunken, shrunken_figures

TRENDS_A_PAGE = 24


@dataclass(frozen=True, kw_only=True)
class IndicatorComparison:
    """`corps` are those that the filters leave; limits always come from all local corps of the register.

    `values` are the figures that stand on the period, by corps code. `pictured` are the corps of one page of trends,
    `courses` their figures by code and period, `rebases` where their limits begin anew.
    """

    selection: Selection
    reader: Reader
    passport: Indicator
    item: FrameworkItem | None
    corps: tuple[Corps, ...]
    values: Mapping[str, VisibleValue]
    pictured: tuple[Corps, ...]
    courses: Mapping[str, Mapping[str, VisibleValue]]
    rebases: Mapping[str, Sequence[Rebased]]
    page: int
    pages: int

    @cached_property
    def everyone(self) -> list[Corps]:
        """The local corps of the register. The federal police is one of a kind: it is compared with nobody."""
        return [one for one in self.selection.everyone if one.type == Corps.Type.LOCAL]

    @cached_property
    def funnel(self) -> FunnelAnswer:
        return funnel_answer(self.passport, self.everyone, self.values)

    @cached_property
    def shrunken(self) -> dict[str, Shrunken]:
        """Figures drawn towards the mean of all, by corps code; empty where there are no counts."""
        found = shrunken_figures([self.values.get(one.code) for one in self.everyone], self.passport)
        return {one.code: drawn for one, drawn in zip(self.everyone, found, strict=True) if drawn is not None}

    @cached_property
    def ranks(self) -> dict[str, RankRange | None]:
        """For an auditor over the register only; empty for everybody else."""
        if not self.is_auditor or self.funnel.picture is None:
            return {}
        framework = self.item.framework.code if self.item else ""
        return ranks_of(self.funnel.picture.points, self.passport, framework)

    @property
    def audience(self) -> Audience:
        return self.reader.audience_of_register(self.selection.register)

    @property
    def is_auditor(self) -> bool:
        return self.audience == Audience.AUDITOR

    @property
    def chosen(self) -> frozenset[str]:
        """Codes of the corps that the filters leave."""
        return frozenset(one.code for one in self.corps)

    @property
    def shown(self) -> list[VisibleValue]:
        """The figures of the chosen corps that have a number to read."""
        return [self.values[code] for code in sorted(self.chosen) if code in self.values and self.values[code].is_shown]


def indicator_read(
    selection: Selection, reader: Reader, passport: Indicator, *, page: int = 1, every_course: bool = False
) -> IndicatorComparison:
    """At most four queries: the framework's row, figures (one more for who reads an own corps), rebases.

    `page` of the trends starts at 1; one past the end gives the last. With `every_course` the trends of all chosen
    corps are read, for a file.
    """
    corps = tuple(corps_selected(selection, reader))
    own_first = sorted(corps, key=lambda one: one.pk not in reader.own)
    pages = max(1, -(-len(corps) // TRENDS_A_PAGE))
    page = min(max(1, page), pages)
    start = (page - 1) * TRENDS_A_PAGE
    pictured = own_first if every_course else own_first[start : start + TRENDS_A_PAGE]
    values, courses = _figures(selection, reader, passport, [one.pk for one in pictured])
    return IndicatorComparison(
        selection=selection,
        reader=reader,
        passport=passport,
        item=_item(passport),
        corps=corps,
        values=values,
        pictured=tuple(pictured),
        courses=courses,
        rebases=_rebases(selection, reader, passport, pictured),
        page=page,
        pages=pages,
    )


def _figures(
    selection: Selection, reader: Reader, passport: Indicator, course_ids: Sequence[int]
) -> tuple[dict[str, VisibleValue], dict[str, dict[str, VisibleValue]]]:
    values: dict[str, VisibleValue] = {}
    courses: dict[str, dict[str, VisibleValue]] = {}
    if not selection.period:
        return values, courses
    for audience, ids in reader.by_audience(selection.everyone).items():
        found = disclosed.values_courses(
            audience=audience,
            corps_ids=ids,
            indicator=passport.code,
            period=selection.period,
            course_ids=sorted(set(ids) & set(course_ids)),
        )
        values |= found.standing
        courses |= found.courses
    return values, courses


def _item(passport: Indicator) -> FrameworkItem | None:
    """How the framework in force judges the indicator."""
    in_force = Framework.objects.filter(status=Framework.Status.IN_FORCE).order_by("-valid_from", "-pk")
    rows = FrameworkItem.objects.filter(indicator=passport.code, framework=Subquery(in_force.values("pk")[:1]))
    return rows.select_related("framework").first()


def _rebases(
    selection: Selection, reader: Reader, passport: Indicator, corps: Sequence[Corps]
) -> dict[str, list[Rebased]]:
    if passport.window not in LIMITED or not corps or not selection.period:
        return {}
    found = rebases_read(indicator=passport.code, subject_ids=[one.pk for one in corps])
    inside = {pk for audience, ids in reader.by_audience(corps).items() if audience != Audience.PUBLIC for pk in ids}
    return {one.code: rebases_told(found.get(one.pk, ()), named=one.pk in inside) for one in corps}
