"""Programmes and modules of a school in words."""

from collections.abc import Iterable
from typing import Any

from legitimacy.numbers import number_text, share_text
from professionalism.models import Module, Programme
from professionalism.workflow.training import label_of


def programme_rows(programmes: Iterable[Programme]) -> list[dict[str, Any]]:
    """With what was delivered in the newest year. The years were read with the programmes."""
    rows = []
    for programme in programmes:
        newest = max(programme.years.all(), key=lambda each: each.year, default=None)
        rows.append(
            {
                "programme": programme,
                "body": label_of("awarding_body", programme.awarding_body) if programme.awarding_body else "",
                "newest": newest,
            }
        )
    return rows


def module_rows(modules: Iterable[Module]) -> list[dict[str, Any]]:
    """With the share of each theme. Programmes and themes were read with the modules."""
    return [
        {
            "module": module,
            "hours": number_text(float(module.hours), 0 if module.hours == int(module.hours) else 1),
            "themes": [
                (label_of("theme", each.theme), share_text(float(each.hours / module.hours)))
                for each in module.themes.all()
            ],
        }
        for module in modules
    ]
