"""Simulated complaints of the example register: the mass behind its figures, and a few files to work on."""

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from complaints.demo.drawing import files_draw
from complaints.demo.lively import files_plant
from complaints.demo.writing import files_write
from complaints.models import Complaint
from legitimacy.models import Register, User
from legitimacy.simulations import Example, Simulator

HANDLERS = {"V017": "intern-toezicht@voorbeeld.example", "": "simulatie@voorbeeld.example"}
"""Who handled the simulated files: an account of the demo, and for all other corps one that signs in to nothing."""


@transaction.atomic
def complaints_simulate(example: Example) -> int:
    """Write the simulated files once; number of files."""
    if Complaint.objects.filter(register=Register.EXAMPLE).exists():
        return 0
    today = timezone.localdate()
    return files_write(files_draw(example, today), {code: _user(email) for code, email in HANDLERS.items()}, today)


def _user(email: str) -> User:
    unknown = {"username": email.split("@")[0], "is_active": False, "password": make_password(None)}
    user, _ = User.objects.get_or_create(email=email, defaults=unknown)
    return user


COMPLAINTS = Simulator(key="complaints", simulate=complaints_simulate, plant=files_plant)
