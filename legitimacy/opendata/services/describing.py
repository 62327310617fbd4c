"""How an edition describes itself: a resource of a Frictionless data package, with every text in four languages."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.translation import override

from legitimacy.exports.datasets import Dataset, Field

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
MAIN = "en"


def texts(text: object) -> dict[str, str]:
    """A lazy text by language."""
    return _by_language(lambda: str(text))


def _by_language(read: Callable[[], str]) -> dict[str, str]:
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = read()
    return found


def descriptor_make(dataset: Dataset) -> dict[str, Any]:
    """Title, description, schema, rhythm, breaks and limits, as they are today: frozen with the edition."""
    title, about = texts(dataset.title), texts(dataset.about)
    return {
        "name": dataset.key,
        "title": title[MAIN],
        "titles": title,
        "description": about[MAIN],
        "descriptions": about,
        "accrualPeriodicity": dataset.rhythm.value,
        "seriesBreaks": [texts(one) for one in dataset.breaks],
        "knownLimits": [texts(one) for one in dataset.limits],
        "licenses": [LICENCE],
        "schema": {
            "fields": [_field(field) for field in dataset.fields],
            "primaryKey": list(dataset.keys),
            "missingValues": [""],
        },
    }


def _field(field: Field) -> dict[str, Any]:
    about = texts(field.about)
    found: dict[str, Any] = {
        "name": field.name,
        "type": field.type.value,
        "description": about[MAIN],
        "descriptions": about,
    }
    rules: dict[str, Any] = {"required": True} if field.key or field.filled else {}
    if field.codes is not None:
        rules["enum"] = sorted(field.codes())
    return found | ({"constraints": rules} if rules else {})
