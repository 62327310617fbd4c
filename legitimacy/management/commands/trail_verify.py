"""`trail_verify`: exits 0 with a count when the trail holds, 1 with the first broken entry when it does not."""

import sys

from django.core.management.base import BaseCommand

from legitimacy.trail.verification import TrailBrokenError, trail_check


class Command(BaseCommand):
    help = "Check the chain of the trail, and the heads kept outside the database."

    def handle(self, *args: object, **options: object) -> None:
        try:
            verified = trail_check()
        except TrailBrokenError as broken:
            self.stderr.write(f"The trail is broken. {broken}")
            sys.exit(1)
        self.stdout.write(
            f"The trail holds: {verified.sealed} entries verified, {verified.waiting} events wait to be sealed, "
            f"{verified.expired} segments expired."
        )
