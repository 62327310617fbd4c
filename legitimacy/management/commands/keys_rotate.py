"""`keys_rotate`: run it after a change of FIELD_KEYS or LOOKUP_KEY. docs/operations.md has the steps."""

from django.core.management.base import BaseCommand

from legitimacy.accounts.rotation import factors_reseal, lookups_rebuild, texts_reseal
from legitimacy.attachments.rotation import files_reseal
from legitimacy.trail.services import event_append


class Command(BaseCommand):
    help = "Seal everything anew with the first of FIELD_KEYS, and rebuild the look-ups under LOOKUP_KEY."

    def handle(self, *args: object, **options: object) -> None:
        texts, factors, lookups, files = texts_reseal(), factors_reseal(), lookups_rebuild(), files_reseal()
        event_append(verb="keys.rotated")
        self.stdout.write(
            f"Sealed anew: {texts} rows, {factors} second factors, {files.sealed} files. Look-ups rebuilt: {lookups}."
        )
        if files.damaged:
            self.stderr.write(
                f"{len(files.damaged)} files could not be opened with any key and stay as they are; keep the old keys: "
                + ", ".join(files.damaged)
            )
