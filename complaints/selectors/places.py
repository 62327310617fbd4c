"""Which register this installation takes complaints for, and which corps a complaint may be about."""

from django.conf import settings

from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Register


def register_here() -> tuple[Register, Origin]:
    """A demo takes complaints about fictional corps only and marks them as simulated; elsewhere everything is real."""
    if settings.DEMO:
        return Register.EXAMPLE, Origin.SIMULATED
    return Register.BELGIUM, Origin.REAL


def corps_choices() -> list[Corps]:
    """Corps of this installation's register that exist now, by name."""
    register, _ = register_here()
    return list(Corps.objects.filter(register=register, valid_to=None).order_by("name"))
