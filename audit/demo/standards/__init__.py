"""Simulated assessments and samples of the example register: the mass behind its figures, and a few to work on."""

import numpy as np
from django.contrib.auth.hashers import make_password
from django.db import transaction

from audit.demo.standards.drawing import documents_draw, lists_draw, samples_draw, silent_pairs
from audit.demo.standards.planted import assessments_plant, samples_plant
from audit.demo.standards.writing import DOCUMENT_CODES, Writer
from audit.models import Assessment
from audit.services.standards.publishing import standards_publish
from audit.workflow.standards.codes import Judges
from legitimacy.models import Register, User
from legitimacy.simulations import Example, Simulator

DOMAIN = "voorbeeld.example"
AUDITORS, CHIEF, OFFICER = ("auditor", "auditor2", "auditor3"), "korpschef", "beleid"
"""Accounts of the demo that did the simulated work."""


@transaction.atomic
def standards_simulate(example: Example) -> int:
    """Publish the standards and write the simulated records once; number of assessments and samples."""
    standards_publish(register=Register.EXAMPLE)
    if Assessment.objects.filter(corps__register=Register.EXAMPLE).exists():
        return 0
    writer = Writer.of(Register.EXAMPLE, [_user(name) for name in AUDITORS], example)
    silent, written = silent_pairs(example), 0
    for code in ("EFF-04", "PRV-13"):
        criteria = writer.judged_by(writer.standard_of(code).code, Judges.CORPS)
        worth = np.array([each.points for each in criteria], dtype=np.int64)
        written += writer.lists_write(lists_draw(example, code, worth, silent))
    criteria = writer.judged_by(DOCUMENT_CODES[0], Judges.DOCUMENT)
    written += writer.documents_write(documents_draw(example, len(criteria), silent))
    return written + writer.samples_write(samples_draw(example, silent))


@transaction.atomic
def standards_plant() -> int:
    """Write what people of the demo find to do, once; number of records."""
    writer = Writer.of(Register.EXAMPLE, [_user(name) for name in AUDITORS])
    return assessments_plant(writer, _user(CHIEF), _user(OFFICER)) + samples_plant(writer)


def _user(name: str) -> User:
    unknown = {"username": name, "is_active": False, "password": make_password(None)}
    user, _ = User.objects.get_or_create(email=f"{name}@{DOMAIN}", defaults=unknown)
    return user


# After the packages whose registers it draws from: simulators go by key.
STANDARDS = Simulator(key="standards", simulate=standards_simulate, plant=standards_plant)
