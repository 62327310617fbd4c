"""Fills an installation with ten corps and asks its workers for a quarter. Run as a module."""

import django

django.setup()

from django.db import transaction  # noqa: E402  Django is ready now

from legitimacy.models import Run  # noqa: E402
from legitimacy.scorecards.services import run_request  # noqa: E402
from tests.people import corps_make  # noqa: E402
from tests.scorecards.world import deliver, framework_load  # noqa: E402

CORPS, VALUES_PER_CORPS = 10, 3
PERIOD = "2025-Q4"


def main() -> None:
    framework_load()
    for number in range(CORPS):
        corps = corps_make(f"W{number:03d}", f"Corps {number}")
        deliver(corps, "DRV-16", PERIOD, 13, 20)
        deliver(corps, "PRV-03", "2025", 400, 1000)
        deliver(corps, "EFF-19", PERIOD, 11, 20)
    with transaction.atomic():
        run_request(period=PERIOD, reason=Run.Reason.PERSON)


if __name__ == "__main__":
    main()
