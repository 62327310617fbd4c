"""Simulated training, schools and selection of the example register. One corps delivers nothing, one stopped."""

from django.db import transaction

from legitimacy.models import Corps, Register, School, Subject, SubjectKind
from legitimacy.simulations import Example, Simulator
from professionalism.demo.training.corps import corps_write
from professionalism.demo.training.schools import schools_write
from professionalism.demo.training.selection import selection_write
from professionalism.models import Programme


@transaction.atomic
def training_simulate(example: Example) -> int:
    """Write the simulated records once; number of counts, attendances and procedures."""
    schools = {school.code: school for school in School.objects.filter(register=Register.EXAMPLE)}
    if not schools or Programme.objects.filter(school__in=schools.values()).exists():
        return 0
    corps = {each.code: each for each in Corps.objects.filter(register=Register.EXAMPLE)}
    nation = Subject.objects.filter(register=Register.EXAMPLE, kind=SubjectKind.NATION).first()
    modules = schools_write(example, schools)
    return corps_write(example, corps, modules) + selection_write(example, corps, schools, nation)


def nothing_plant() -> int:
    """What people of the demo find on their pages stands in the mass already: the quarters of this year are missing."""
    return 0


TRAINING = Simulator(key="training", simulate=training_simulate, plant=nothing_plant)
