"""Modules of a school or a corps, and how their hours are split over themes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.models import User
from legitimacy.numbers import number_text
from professionalism.models import Module, ModuleTheme
from professionalism.services.training.faults import FaultError, code_require, text_require
from professionalism.services.training.saving import record_store, version_require
from professionalism.services.training.stale import stale_for_module

MOST_HOURS, MOST_CREDITS = 2000, 180


@transaction.atomic
def module_save(
    *,
    module: Module,
    values: dict[str, Any],
    themes: Mapping[str, Decimal],
    version: int = 0,
    actor: User | None = None,
) -> Module:
    """Add or change a module of `module.provider`. `themes` gives hours by theme; no hour counts twice."""
    version_require(module, version)
    text_require("code", values["code"])
    text_require("name", values["name"])
    hours: Decimal = values["hours"]
    if not 0 < hours <= MOST_HOURS:
        raise FaultError("hours", _("Hours lie above 0, and are at most %(most)d.") % {"most": MOST_HOURS})
    if not 0 <= values.get("ects", 0) <= MOST_CREDITS:
        raise FaultError("ects", _("Study credits lie between 0 and %(most)d.") % {"most": MOST_CREDITS})
    _themes_require(hours, themes)
    if module.pk and not values["is_assessed"] and module.attendance.filter(passed__gt=0).exists():
        raise FaultError("is_assessed", _("People passed this module already, so it is assessed."))
    record_store(module, values, subject=module.provider, actor=actor)
    module.themes.all().delete()
    spent = [ModuleTheme(module=module, theme=theme, hours=part) for theme, part in themes.items() if part]
    ModuleTheme.objects.bulk_create(spent)
    stale_for_module(module)
    return module


def _themes_require(hours: Decimal, themes: Mapping[str, Decimal]) -> None:
    for theme, spent in themes.items():
        code_require(f"theme_{theme}", "theme", theme, timezone.localdate())
        if spent < 0:
            raise FaultError(f"theme_{theme}", _("Hours cannot be negative."))
    total = sum(themes.values(), Decimal(0))
    if total > hours:
        words = {
            "total": number_text(float(total), 1),
            "hours": number_text(float(hours), 1),
            "share": number_text(float(100 * total / hours)),
        }
        sentence = _(
            "The themes together have %(total)s hours, which is %(share)s%% of the %(hours)s hours of the module. "
            "They can be 100%% at most: an hour on two themes is split over them."
        )
        raise FaultError("hours", sentence % words)
