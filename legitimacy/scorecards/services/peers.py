"""Comparable corps, frozen once per framework and register, on what surrounds a corps and never on its figures."""

import numpy as np
import pandas as pd
from django.db import transaction

from legitimacy.indicators.peers import nearest_peers
from legitimacy.models import AreaStatistic, Corps, Framework, Municipality, PeerLink

LOGARITHMS = (AreaStatistic.Kind.POPULATION, AreaStatistic.Kind.DENSITY)
VARIABLES = (*LOGARITHMS, AreaStatistic.Kind.SHARE_OVER_65)
KNOWN_OF = 2 / 3
"""Share of the corps of a register of which a variable must be known, to be used."""


@transaction.atomic
def peers_freeze(*, framework: Framework) -> int:
    """Choose the comparable corps of every register that has none yet under `framework`; return how many links.

    A register whose environment is not known yet is chosen when it is. What is chosen stays until the next framework.
    """
    frozen = set(PeerLink.objects.filter(framework=framework).values_list("corps__register", flat=True).distinct())
    corps = pd.DataFrame(
        list(Corps.objects.filter(valid_to=None).exclude(register__in=frozen).values_list("pk", "register")),
        columns=["corps", "register"],
    )
    if corps.empty:
        return 0
    environment = _environment().reindex(corps["corps"])
    chosen = [_links(framework, environment.loc[rows["corps"]]) for _, rows in corps.groupby("register")]
    links = PeerLink.objects.bulk_create((link for links in chosen for link in links), batch_size=2_000)
    return len(links)


def _links(framework: Framework, environment: pd.DataFrame) -> list[PeerLink]:
    known = environment.loc[:, environment.notna().mean() >= KNOWN_OF]
    if known.shape[1] == 0:
        return []
    rows = nearest_peers(known).table.to_dict("records")
    return [
        PeerLink(
            framework=framework,
            corps_id=int(row["corps"]),
            peer_id=int(row["peer"]),
            distance=float(row["distance"]),
            weight=float(row["weight"]),
        )
        for row in rows
    ]


def _environment() -> pd.DataFrame:
    """The newest statistics per corps, skewed ones as logarithms; of its municipalities where it has none itself.

    Residents add up; area follows from density; shares are weighted by residents.
    """
    rows = AreaStatistic.objects.filter(kind__in=VARIABLES).order_by("date").values_list("subject_id", "kind", "value")
    known = pd.DataFrame(list(rows), columns=["subject", "kind", "value"])
    newest = known.drop_duplicates(["subject", "kind"], keep="last")
    table = newest.pivot(index="subject", columns="kind", values="value")
    table = table.reindex(columns=list(VARIABLES)).astype("float64")
    homes = dict(Municipality.objects.filter(corps__isnull=False).values_list("pk", "corps_id"))
    located = table[table.index.isin(list(homes))]
    residents, density, over_65 = (located[kind] for kind in VARIABLES)
    parts = pd.DataFrame({"residents": residents, "area": residents / density, "over_65": residents * over_65})
    sums = parts.groupby(located.index.map(homes)).sum(min_count=1, skipna=False)
    summed = pd.DataFrame(
        {
            AreaStatistic.Kind.POPULATION: sums["residents"],
            AreaStatistic.Kind.DENSITY: sums["residents"] / sums["area"],
            AreaStatistic.Kind.SHARE_OVER_65: sums["over_65"] / sums["residents"],
        }
    )
    environment = table.combine_first(summed)
    logarithms = list(LOGARITHMS)
    environment[logarithms] = np.log(environment[logarithms].where(environment[logarithms] > 0))
    return environment
