"""The country, its regions and its provinces as the shipped table names them."""

import csv
from functools import cache

from django.conf import settings

REGIONS = settings.BASE_DIR / "data" / "belgium" / "regions.csv"


def label_normalised(text: str) -> str:
    """How two names of a region are compared: capitals, blanks and hyphens do not count."""
    return " ".join(text.casefold().replace("-", " ").split())


@cache
def region_aliases() -> dict[str, str]:
    """Code by NIS code and by every other code under which statistics know the same area."""
    with REGIONS.open(encoding="utf-8", newline="") as file:
        return {row["nis"]: row["code"] for row in csv.DictReader(file) if row["nis"]}


@cache
def region_labels() -> dict[str, str]:
    """Code by normalised name, in every language and by every short form in use."""
    labels: dict[str, str] = {}
    with REGIONS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = [row[f"name_{language}"] for language in ("nl", "fr", "de", "en")]
            for name in (*names, *row["aliases"].split("|")):
                labels.setdefault(label_normalised(name), row["code"])
    return labels
