#!/usr/bin/env python
"""Django's command line."""

import os
import sys

# These touch neither data nor keys, and build machines have none; `check` tells everything itself.
WITHOUT_KEYS = {"check", "collectstatic", "compilemessages", "makemessages", "makemigrations", "help", "--help"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legitimacy.settings")
    from django.core.management import execute_from_command_line

    from legitimacy.checks import start_or_refuse

    if len(sys.argv) > 1 and sys.argv[1] not in WITHOUT_KEYS:
        start_or_refuse()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
