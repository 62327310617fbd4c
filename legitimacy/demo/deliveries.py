"""Writes the simulated figures of the example register as one delivery."""

import pandas as pd
from django.db import transaction
from django.utils import timezone

from legitimacy.demo.figures import NUMBERS, figures_make
from legitimacy.demo.files import corps_read
from legitimacy.demo.planted import cases_plant, figures_go_missing
from legitimacy.demo.register import SOURCE
from legitimacy.demo.streams import streams_draw
from legitimacy.demo.world import world_make
from legitimacy.indicators.definitions import Origin
from legitimacy.models import DeliveredFigure, Delivery, Register, Subject
from legitimacy.models.inserting import rows_insert

COLUMNS = ("delivery_id", "subject_id", "indicator", "period", "state", "updated_at", *NUMBERS)


def example_figures() -> pd.DataFrame:
    """All figures that the example delivers; columns as in legitimacy.demo.figures."""
    world = world_make(corps_read())
    return cases_plant(figures_go_missing(figures_make(world, streams_draw(world)), world)).reset_index(drop=True)


@transaction.atomic
def figures_deliver() -> int:
    """Write the delivery once; number of figures added (0 when it stands already)."""
    if Delivery.objects.filter(register=Register.EXAMPLE, source=SOURCE).exists():
        return 0
    delivery = Delivery.objects.create(source=SOURCE, register=Register.EXAMPLE, origin=Origin.SIMULATED, credit=SOURCE)
    subjects = dict(Subject.objects.filter(register=Register.EXAMPLE).values_list("code", "pk"))
    figures = example_figures()
    now = timezone.now()
    frame = figures.assign(delivery_id=delivery.pk, subject_id=figures["code"].map(subjects), updated_at=now)
    plain = frame[list(COLUMNS)].astype(object)
    rows_insert(DeliveredFigure, COLUMNS, plain.where(plain.notna(), None).itertuples(index=False, name=None))
    return len(frame)
