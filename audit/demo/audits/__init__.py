"""Simulated audits of the example register: six years of closed ones, and a few for the people of the demo."""

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from audit.demo.audits.drawing import audits_draw
from audit.demo.audits.planted import audits_plant, figures_settle
from audit.demo.audits.writing import audits_write
from audit.models import Audit
from legitimacy.models import Register, User
from legitimacy.simulations import Example, Simulator

AUDITORS = ("auditor", "auditor2")
DOMAIN = "voorbeeld.example"


@transaction.atomic
def audits_simulate(example: Example) -> int:
    """Write the simulated audits once; number of audits."""
    if Audit.objects.filter(register=Register.EXAMPLE).exists():
        return 0
    today = timezone.localdate()
    return audits_write(audits_draw(example, today), [_user(name) for name in AUDITORS], today)


def _user(name: str) -> User:
    unknown = {"username": name, "is_active": False, "password": make_password(None)}
    user, _ = User.objects.get_or_create(email=f"{name}@{DOMAIN}", defaults=unknown)
    return user


AUDITS = Simulator(key="audits", simulate=audits_simulate, plant=audits_plant, settle=figures_settle)
