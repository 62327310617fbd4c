"""The peers of one corps: who they are, how far they are, and why there may be none (methods, part 9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from audit.selectors.compare.reader import Reader
from audit.selectors.compare.selection import Selection
from legitimacy.disclosure import selectors as disclosed
from legitimacy.disclosure.comparables import weighted_averages
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.peers import DISTANCE_LIMIT, MINIMUM_PEERS, PEERS, distances_from
from legitimacy.models import Corps, Framework, PeerLink
from legitimacy.models.disclosure import Audience
from legitimacy.scorecards.environment import environment_compared, environment_read


class NoPeers(StrEnum):
    """Why a corps has no fair peers."""

    NOT_FROZEN = "not_frozen"
    UNKNOWN = "unknown"
    TOO_FAR = "too_far"
    AFTER_THE_FREEZE = "after_the_freeze"


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A corps beside another. `weight` is None for one that is no peer. `surroundings`: variable and value, if known.

    `distance` is in standard deviations per variable.
    """

    corps: Corps
    distance: float
    weight: float | None
    surroundings: Mapping[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerGroup:
    """`neighbours` are the peers; where there are none (`why_not`), the nearest corps all the same, without weight.

    `near` says how many of those lie within the distance limit; `variables` are those that the register knows enough.
    """

    corps: Corps
    framework: str
    neighbours: tuple[Neighbour, ...]
    why_not: NoPeers | None
    near: int
    variables: tuple[str, ...]
    surroundings: Mapping[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerFigures:
    """By indicator: what the corps has, what its peers have together, and how many of them have a figure."""

    own: Mapping[str, VisibleValue]
    averages: Mapping[str, float]
    delivered: Mapping[str, int]


def peer_group(corps: Corps, selection: Selection) -> PeerGroup:
    """Who the peers of a corps are, under the framework in force. Four queries."""
    framework = Framework.objects.filter(status=Framework.Status.IN_FORCE).order_by("-valid_from", "-pk").first()
    everyone = {one.pk: one for one in selection.everyone}
    links = PeerLink.objects.filter(framework=framework, corps__register=corps.register) if framework else ()
    frozen = [(link.corps_id, link.peer_id, link.distance, link.weight) for link in links]
    own = sorted((link for link in frozen if link[0] == corps.pk), key=lambda link: link[2])
    environment = environment_read().reindex(list(everyone))
    compared = environment_compared(environment)
    surroundings = {pk: _known(environment, pk, compared) for pk in everyone}
    nearest: list[tuple[int, float, float | None]]
    if own:
        why_not, near = None, len(own)
        nearest = [(peer, distance, weight) for _corps, peer, distance, weight in own if peer in everyone]
    else:
        distances = distances_from(compared, corps.pk) if compared.shape[1] else pd.Series(dtype="float64")
        near = int((distances <= DISTANCE_LIMIT).sum())
        why_not = _why_not(bool(frozen), distances, near) if corps.pk in everyone else NoPeers.AFTER_THE_FREEZE
        nearest = [(int(str(pk)), float(distance), None) for pk, distance in distances.head(PEERS).items()]
    return PeerGroup(
        corps=corps,
        framework=framework.code if framework else "",
        neighbours=tuple(
            Neighbour(corps=everyone[pk], distance=distance, weight=weight, surroundings=surroundings[pk])
            for pk, distance, weight in nearest
        ),
        why_not=why_not,
        near=near,
        variables=tuple(str(name) for name in compared.columns),
        surroundings=surroundings.get(corps.pk, {}),
    )


def _known(environment: pd.DataFrame, pk: int, compared: pd.DataFrame) -> dict[str, float | None]:
    row = environment.loc[pk]
    return {str(name): None if pd.isna(row[name]) else float(row[name]) for name in compared.columns}


def _why_not(is_frozen: bool, distances: pd.Series, near: int) -> NoPeers:
    if not is_frozen:
        return NoPeers.NOT_FROZEN
    if distances.empty:
        return NoPeers.UNKNOWN
    return NoPeers.TOO_FAR if near < MINIMUM_PEERS else NoPeers.AFTER_THE_FREEZE


def peer_figures(group: PeerGroup, selection: Selection, reader: Reader) -> PeerFigures:
    """What stands on the scorecards of the period, each figure as this reader may read it.

    An average needs figures of at least five peers. At most one query for each audience, and those of a scorecard.
    """
    if not selection.period:
        return PeerFigures(own={}, averages={}, delivered={})
    weights = {one.corps.pk: one.weight for one in group.neighbours if one.weight is not None}
    found: list[VisibleValue] = []
    for audience, ids in reader.by_audience(one.corps for one in group.neighbours if one.weight is not None).items():
        # Somebody may read two corps as their own: as peers both are then read as everybody reads them.
        of_others = Audience.PUBLIC if audience == Audience.CORPS else audience
        found += disclosed.values_standing(audience=of_others, subject_ids=ids, period=selection.period)
    delivered: dict[str, int] = {}
    for value in found:
        if value.is_shown and value.value is not None:
            delivered[value.indicator] = delivered.get(value.indicator, 0) + 1
    return PeerFigures(
        own=_own(group.corps, selection, reader), averages=weighted_averages(found, weights), delivered=delivered
    )


def _own(corps: Corps, selection: Selection, reader: Reader) -> dict[str, VisibleValue]:
    (audience,) = reader.by_audience([corps])
    cards = disclosed.scorecards_list(
        audience=audience, register=corps.register, period=selection.period, corps_ids=[corps.pk], with_parts=False
    )
    return {item.indicator: item for card in cards for item in card.items}
