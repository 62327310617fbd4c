"""What surrounds a corps: residents, density, age. Peers are chosen on it, and on nothing else (methods, part 9)."""

import numpy as np
import pandas as pd

from legitimacy.models import AreaStatistic, Municipality

LOGARITHMS = (AreaStatistic.Kind.POPULATION, AreaStatistic.Kind.DENSITY)
VARIABLES = (*LOGARITHMS, AreaStatistic.Kind.SHARE_OVER_65)
KNOWN_OF = 2 / 3
"""Share of the corps of a register of which a variable must be known, to be used."""


def environment_read() -> pd.DataFrame:
    """The newest statistics per corps (its id in the index), one column per variable, NaN where unknown.

    Of its municipalities together where it has none itself: residents add up; area follows from density; shares are
    weighted by residents. Two queries.
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
    return table.combine_first(summed)


def environment_compared(environment: pd.DataFrame) -> pd.DataFrame:
    """As peers are chosen on it: skewed variables as logarithms, and only those known of two thirds of the corps."""
    compared = environment.copy()
    logarithms = list(LOGARITHMS)
    compared[logarithms] = np.log(compared[logarithms].where(compared[logarithms] > 0))
    return compared.loc[:, compared.notna().mean() >= KNOWN_OF]
