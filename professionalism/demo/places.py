"""Simulated places of proactive checks: the checks of a quarter spread over places of which a few are busy."""

import numpy as np
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, OperationalCount, Register
from legitimacy.simulations import Example, Simulator
from professionalism.demo import shares
from professionalism.models import PlaceCount

PLACES, QUARTERS, STEEPNESS = 60, 4, 0.9
"""Places of a corps, quarters that are filled, and how much busier the busiest are (a power of their rank)."""


@transaction.atomic
def places_simulate(example: Example) -> int:
    """Write the places of the corps that keep everything, once; how many rows."""
    if PlaceCount.objects.filter(corps__register=Register.EXAMPLE).exists():
        return 0
    generator, newest = example.generator("check_places"), Period.containing(timezone.localdate()).previous
    weights = np.arange(1, PLACES + 1, dtype=float) ** -STEEPNESS
    rows = []
    for corps in Corps.objects.filter(register=Register.EXAMPLE, code__in=shares.COMPLETE).order_by("code"):
        for back in range(QUARTERS):
            quarter = newest.shift(-back)
            counted = OperationalCount.objects.filter(
                corps=corps, kind=OperationalCount.Kind.CHECKS, month__range=(quarter.start, quarter.end)
            ).aggregate(total=Sum("count"))["total"]
            if counted:
                rows += [
                    PlaceCount(
                        corps=corps, quarter=str(quarter), place=f"vak {place}", checks=int(n), origin=Origin.SIMULATED
                    )
                    for place, n in enumerate(generator.multinomial(counted, weights / weights.sum()), 1)
                ]
    PlaceCount.objects.bulk_create(rows, batch_size=500)
    return len(rows)


# Simulators run in the order of their keys: the counts that are spread here come from `force`.
PLACES_OF_CHECKS = Simulator(key="force_places", simulate=places_simulate, plant=lambda: 0)
