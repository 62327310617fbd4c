"""`indicators_document`: writes docs/indicators.md from the passports and the shipped framework."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand

from legitimacy.opendata.documents import indicators_markdown


class Command(BaseCommand):
    help = "Writes docs/indicators.md: the 70 indicators, what they count and how the first framework judges them."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--out", type=Path, default=settings.BASE_DIR / "docs" / "indicators.md")

    def handle(self, *args: Any, **options: Any) -> None:
        options["out"].write_text(indicators_markdown(), encoding="utf-8")
        self.stdout.write(f"Written: {options['out']}.")
