"""`make check`, the part that needs Django: migrations, translations, deploy checks. Prints one line per fault."""

import os
import subprocess
import sys

from tests.env import PRODUCTION, TESTING
from tests.translations import faults


def manage(*arguments: str, environment: dict[str, str]) -> int:
    return subprocess.call([sys.executable, "manage.py", *arguments], env=os.environ | environment)


def main() -> int:
    failed = manage("makemigrations", "--check", "--dry-run", "--verbosity", "1", environment=TESTING)
    failed |= manage("check", "--deploy", "--fail-level", "WARNING", environment=PRODUCTION)
    untranslated = faults()
    for fault in untranslated:
        print(fault)
    return int(bool(failed or untranslated))


if __name__ == "__main__":
    sys.exit(main())
