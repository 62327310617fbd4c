"""Which values stand on the scorecards of a period, for which corps, judged by what."""

from dataclasses import dataclass

import pandas as pd
from django.db.models import Q

from legitimacy.indicators.definitions import Direction, MeasuredBy, Pillar, State
from legitimacy.indicators.frameworks import FrameworkFacet, FrameworkItem, FrameworkSpec, weights_to_one
from legitimacy.indicators.periods import Period
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, Framework, SubjectKind
from legitimacy.models import FrameworkItem as StoredItem
from legitimacy.scorecards.rules import with_minima_of
from legitimacy.scorecards.selectors import counted_for, values_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Everything that the scorecards of a period rest on.

    `corps`: code, register, by corps id, of all corps that get a scorecard. `values`: the values that stand on them,
    a frame of values with `value_id`, one row per corps and indicator at most. `items`: the framework's, by code.
    """

    framework: Framework
    spec: FrameworkSpec
    period: Period
    items: dict[str, FrameworkItem]
    corps: pd.DataFrame
    values: pd.DataFrame


def basis_read(period: Period, framework: Framework, registers: frozenset[str] | None) -> Basis:
    """Read in four queries. Registers without a single value in force get no scorecards.

    Values were held to the minima of the framework that judges their period; a draft holds them to its own.
    """
    spec = spec_of(framework)
    items = {item.code: item for item in spec.items}
    corps = _corps_of(period, registers)
    kind = Q(subject__kind=SubjectKind.CORPS)
    values = _standing(values_in_force(counted_for(period, (code for code in items if code in indicators)), kind))
    values = values[values["subject_id"].isin(corps.index)]
    said = values.loc[values["state"] != State.NOT_DELIVERED, "subject_id"]
    corps = corps[corps["register"].isin(corps.loc[said.unique(), "register"])]
    values = values[values["subject_id"].isin(corps.index)].reset_index(drop=True)
    if framework.is_draft:
        values = with_minima_of(values, {item.indicator: item for item in framework.items.all()})
    return Basis(framework=framework, spec=spec, period=period, items=items, corps=corps, values=values)


def spec_of(framework: Framework) -> FrameworkSpec:
    """The stored framework in the shape that the arithmetic trusts. Raises FrameworkError when it does not add up."""
    facets = list(framework.facets.order_by("pk"))
    weights = {Pillar(facet.pillar): facet.pillar_weight for facet in facets}
    return FrameworkSpec(
        code=framework.code,
        items=weights_to_one(_item(item) for item in framework.items.all()),
        facets=tuple(
            FrameworkFacet(pillar=Pillar(facet.pillar), code=facet.code, weight=facet.weight) for facet in facets
        ),
        pillar_weights=weights,
    )


def _item(item: StoredItem) -> FrameworkItem:
    return FrameworkItem(
        code=item.indicator,
        pillar=Pillar(item.indicator[:3]),
        facet=item.facet,
        weight=item.weight,
        direction=Direction(item.direction),
        measured_by=MeasuredBy(item.measured_by),
        floor=item.floor,
        target=item.target,
        band_low=item.band_low,
        band_high=item.band_high,
        outer_low=item.outer_low,
        outer_high=item.outer_high,
        shared_draw=indicators.get(item.indicator).shared_draw if item.indicator in indicators else "",
    )


def _corps_of(period: Period, registers: frozenset[str] | None) -> pd.DataFrame:
    """Corps that exist in `period`, or came later from predecessors whose figures are back-cast into it."""
    begun = Q(valid_from=None) | Q(valid_from__lte=period.end) | Q(predecessor_links__isnull=False)
    rows = Corps.objects.filter(begun).exclude(valid_to__lt=period.start).distinct().order_by("code")
    if registers is not None:
        rows = rows.filter(register__in=registers)
    frame = pd.DataFrame(list(rows.values_list("pk", "code", "register")), columns=["subject_id", "code", "register"])
    return frame.set_index("subject_id")


def _standing(values: pd.DataFrame) -> pd.DataFrame:
    """The newest value per corps and indicator; one that says something goes before a newer one not delivered."""
    ends = {text: Period.parse(text).end.toordinal() for text in values["period"].unique()}
    ranked = values.assign(silent=values["state"] == State.NOT_DELIVERED, end=values["period"].map(ends))
    ranked = ranked.sort_values(["subject_id", "indicator", "silent", "end"], ascending=[True, True, True, False])
    return ranked.drop_duplicates(["subject_id", "indicator"]).drop(columns=["silent", "end"])
