"""The peers of one corps: who they are, why, and what they have together."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from audit.selectors.compare.peers import NoPeers, PeerFigures, PeerGroup, peer_figures, peer_group
from audit.selectors.compare.reader import reader_of
from audit.selectors.compare.selection import Selection, selection_read
from legitimacy import numbers
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.indicators.definitions import Indicator, Kind, Pillar, Subject
from legitimacy.indicators.peers import DISTANCE_LIMIT, MINIMUM_PEERS
from legitimacy.indicators.registry import indicators
from legitimacy.models import AreaStatistic, Corps
from legitimacy.standings import PILLARS, corps_title

VARIABLES: dict[str, Promise] = {
    AreaStatistic.Kind.POPULATION: gettext_lazy("Residents"),
    AreaStatistic.Kind.DENSITY: gettext_lazy("Residents per km²"),
    AreaStatistic.Kind.SHARE_OVER_65: gettext_lazy("Share over 65"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerLine:
    """One corps beside the other; `weight` is empty for one that is no peer."""

    name: str
    url: str
    distance: str
    weight: str
    surroundings: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """One indicator: the corps, its peers together, and whether they can be told apart."""

    name: str
    url: str
    figure: str
    interval: str
    average: str
    delivered: int
    words: str


@require_safe
def compare_peers(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody reads who the peers are; figures stand there as this reader may read them."""
    corps = Corps.objects.filter(code=code).first()
    if corps is None:
        raise Http404(_("There is no corps with the code %(code)s.") % {"code": code[:20]})
    reader = reader_of(request.user)
    selection = selection_read({**request.GET.dict(), "register": corps.register, "peers": ""}, reader)
    group = peer_group(corps, selection)
    figures = peer_figures(group, selection, reader)
    query = selection.query()
    context: dict[str, Any] = {
        "register": corps.register,
        "corps": corps,
        "title": corps_title(corps),
        "period_text": numbers.period_text(selection.period) if selection.period else "",
        "group": group,
        "why_not": why_not_words(group),
        "variables": [VARIABLES[name] for name in group.variables],
        "surroundings": surroundings_text(group, group.surroundings),
        "lines": [peer_line(one.corps, group, selection, at) for at, one in enumerate(group.neighbours)],
        "pillars": figure_lines(figures, selection) if group.why_not is None else [],
        "least": MINIMUM_PEERS,
        "matrix_url": f"{reverse('compare')}?{selection.query(peers=corps.code)}" if not group.why_not else "",
        "query": query,
        "faults": selection.faults,
    }
    return render(request, "audit/compare/peers.html", context)


def why_not_words(group: PeerGroup) -> str:
    """Why a corps has no fair peers; empty where it has."""
    if group.why_not is None:
        return ""
    words = {
        NoPeers.NOT_FROZEN: _("The framework in force has not chosen peers for the corps of this register yet."),
        NoPeers.UNKNOWN: _("Not enough is known of what surrounds this corps: residents, density and age."),
        NoPeers.TOO_FAR: _(
            "Only %(near)s corps are near enough (a distance of %(limit)s at most), and a fair comparison takes "
            "%(least)s. The nearest ones stand below, without a comparison."
        )
        % {"near": group.near, "limit": numbers.number_text(DISTANCE_LIMIT, 1), "least": MINIMUM_PEERS},
        NoPeers.AFTER_THE_FREEZE: _(
            "Peers were chosen before this corps was what it is today, for example before a merger. They are chosen "
            "again with the next framework."
        ),
    }
    return words[group.why_not]


def peer_line(corps: Corps, group: PeerGroup, selection: Selection, at: int) -> PeerLine:
    neighbour = group.neighbours[at]
    url = reverse("corps_scorecard", kwargs={"code": corps.code})
    return PeerLine(
        name=corps.display_name,
        url=f"{url}?period={selection.period}" if selection.period else url,
        distance=numbers.number_text(neighbour.distance, 2),
        weight=numbers.share_text(neighbour.weight) if neighbour.weight is not None else "",
        surroundings=surroundings_text(group, neighbour.surroundings),
    )


def surroundings_text(group: PeerGroup, surroundings: Any) -> list[str]:
    """The variables in words, in their order; a dash where unknown."""
    return [variable_text(name, surroundings.get(name)) for name in group.variables]


def variable_text(name: str, value: float | None) -> str:
    if value is None:
        return "\u2013"
    if name == AreaStatistic.Kind.SHARE_OVER_65:
        return numbers.value_text(value, "%")
    return numbers.number_text(value)


def figure_lines(figures: PeerFigures, selection: Selection) -> list[dict[str, Any]]:
    """Every indicator of corps, by pillar."""
    return [
        {
            "name": PILLARS[pillar],
            "key": pillar.value.lower(),
            "lines": [
                _figure_line(one, figures, selection)
                for one in indicators
                if one.pillar is pillar and one.subject is Subject.CORPS
            ],
        }
        for pillar in Pillar
    ]


def _figure_line(passport: Indicator, figures: PeerFigures, selection: Selection) -> FigureLine:
    own, average = figures.own.get(passport.code), figures.averages.get(passport.code)
    shown = own is not None and own.is_shown and own.value is not None
    return FigureLine(
        name=str(passport.name),
        url=f"{reverse('compare_indicator', kwargs={'indicator': passport.code})}?{selection.query()}",
        figure=numbers.value_text(own.value, passport.unit) if own and own.value is not None and shown else "",
        interval=numbers.interval_text(own.lower, own.upper, passport.unit) if own and shown else "",
        average=average_text(average, passport),
        delivered=figures.delivered.get(passport.code, 0),
        words=beside_words(own if shown else None, average, passport),
    )


def average_text(average: float | None, passport: Indicator) -> str:
    """Of answers yes or no it is the share that says yes."""
    if average is None:
        return ""
    return numbers.share_text(average) if passport.kind is Kind.BOOLEAN else numbers.value_text(average, passport.unit)


def beside_words(own: VisibleValue | None, average: float | None, passport: Indicator) -> str:
    """Whether the peers lie outside the margin of the corps; nothing is said to be better or worse.

    Where everything was counted there is no margin, and every difference is one.
    """
    if own is None or average is None or own.value is None or passport.kind is Kind.BOOLEAN:
        return ""
    if passport.sampled and (own.lower is None or own.upper is None):
        return _("no margin known")
    low, high = (own.lower, own.upper) if passport.sampled else (own.value, own.value)
    if low is not None and high is not None and low <= average <= high:
        return _("not distinguishable") if passport.sampled else _("as its peers")
    return _("higher than its peers") if own.value > average else _("lower than its peers")
