"""What approved releases of a register already told the public."""

from collections.abc import Mapping

from legitimacy.disclosure.policy import Measure
from legitimacy.disclosure.reading import cells_read
from legitimacy.disclosure.windows import Ledger
from legitimacy.indicators.definitions import State, Visibility
from legitimacy.models import IndicatorValue, PartPublication, Release
from legitimacy.models.disclosure import Audience


def ledger_read(register: str, measures: Mapping[str, Measure]) -> Ledger:
    """Every figure that a release showed, and every hidden one that stands behind a published band. Three queries."""
    ledger = Ledger()
    shown = IndicatorValue.objects.filter(
        state=State.OK,
        publications__audience=Audience.PUBLIC,
        publications__visibility=Visibility.SHOWN,
        publications__release__register=register,
        publications__release__status=Release.Status.APPROVED,
    )
    for cell in cells_read(shown.distinct()):
        ledger.show(cell, measures[cell.indicator])
    spent = _spent(register)
    for cell in cells_read(IndicatorValue.objects.filter(pk__in=spent)):
        ledger.band(cell, measures[cell.indicator], spent[cell.value_id])
    return ledger


def _spent(register: str) -> dict[int, str]:
    bands = PartPublication.objects.filter(
        audience=Audience.PUBLIC, release__register=register, release__status=Release.Status.APPROVED
    )
    found = bands.filter(spent__isnull=False).values_list("spent", flat=True)
    return {int(value_id): digest for spent in found for value_id, digest in (spent or {}).items()}
