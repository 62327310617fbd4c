"""Simulated disciplinary cases of the example register: the mass behind its figure, and a few to work on."""

from django.db import transaction
from django.utils import timezone

from legitimacy.models import Register
from legitimacy.simulations import Example, Simulator
from professionalism.demo.discipline.drawing import cases_draw
from professionalism.demo.discipline.planted import cases_plant
from professionalism.demo.discipline.writing import cases_write
from professionalism.models import DisciplinaryCase, DisciplinaryCount
from professionalism.services.discipline.freezing import years_freeze


@transaction.atomic
def cases_simulate(example: Example) -> int:
    """Write the simulated cases once; number of cases, erased ones included."""
    register = Register.EXAMPLE
    if any(model.objects.filter(register=register).exists() for model in (DisciplinaryCase, DisciplinaryCount)):
        return 0
    today = timezone.localdate()
    return cases_write(cases_draw(example, today), today)


def _plant() -> int:
    """The planted cases, and the finished years frozen as the night would do it."""
    planted = cases_plant()
    years_freeze()
    return planted


DISCIPLINE = Simulator(key="discipline", simulate=cases_simulate, plant=_plant)
