"""Operational counts as evaluation reads them: fifths of neighbourhoods, steps of response times."""

from django.utils.translation import gettext as _

from evaluation.workflow.waves import DATA
from legitimacy.codes import CodeLists
from legitimacy.models import OperationalCount

Kind = OperationalCount.Kind
offences = CodeLists(DATA / "offences.csv")
"""Words for groups of offences; any other code may come and is shown as it is."""
DEPRIVED, LEAST_DEPRIVED = "fifth_1", "fifth_5"
"""Fifths of statistical sectors by taxable income, the most deprived first."""
FIFTHS = (DEPRIVED, "fifth_2", "fifth_3", "fifth_4", LEAST_DEPRIVED, "fifth_unknown")
URGENT = (
    *(Kind.URGENT_TIMED, Kind.URGENT_WITHIN_10, Kind.URGENT_WITHIN_15),
    *(Kind.URGENT_WITHIN_20, Kind.URGENT_WITHIN_30),
)
STEPS = (
    (Kind.URGENT_WITHIN_10, 10),
    (Kind.URGENT_WITHIN_15, 15),
    (Kind.URGENT_WITHIN_20, 20),
    (Kind.URGENT_WITHIN_30, 30),
)
"""Kinds that tell how many calls were reached within so many minutes."""
NINE_IN_TEN = 0.9


def ninth_words(timed: int, within: dict[str, int]) -> str:
    """Within how many minutes nine in ten calls were reached, as far as the steps tell; empty where none is there."""
    if not timed or not within:
        return ""
    for kind, minutes in STEPS:
        if kind in within and within[kind] >= NINE_IN_TEN * timed:
            return _("at most %(minutes)d minutes") % {"minutes": minutes}
    last = max(minutes for kind, minutes in STEPS if kind in within)
    return _("more than %(minutes)d minutes") % {"minutes": last}
