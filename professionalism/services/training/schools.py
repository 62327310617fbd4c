"""Programmes of a school, what was delivered of them in a year, and links with higher education."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.models import User
from professionalism.models import EducationLink, Programme, ProgrammeYear
from professionalism.services.training.faults import FIRST_YEAR, FaultError, code_require, text_require
from professionalism.services.training.saving import record_store, version_require
from professionalism.services.training.stale import stale_for_credits

MOST_CREDITS, MOST_CLASSES = 300, 200


@transaction.atomic
def programme_save(
    *, programme: Programme, values: dict[str, Any], version: int = 0, actor: User | None = None
) -> Programme:
    """Add or change a programme of `programme.school`. FaultError says what is wrong."""
    version_require(programme, version)
    text_require("code", values["code"])
    text_require("name", values["name"])
    if not 0 <= values["ects"] <= MOST_CREDITS:
        raise FaultError("ects", _("Study credits lie between 0 and %(most)d.") % {"most": MOST_CREDITS})
    _recognition_require(values)
    record_store(programme, values, subject=programme.school, actor=actor)
    stale_for_credits(programme.school, programme.years.values_list("year", flat=True))
    return programme


def _recognition_require(values: dict[str, Any]) -> None:
    begins, ends = values.get("recognised_from"), values.get("recognised_to")
    if begins and not (values.get("qualification") and values.get("awarding_body")):
        raise FaultError("qualification", _("Say which qualification was recognised, and by whom."))
    if values.get("awarding_body"):
        code_require("awarding_body", "awarding_body", values["awarding_body"], begins or timezone.localdate())
        if not begins:
            raise FaultError("recognised_from", _("Say since when the qualification is recognised."))
    if ends and (not begins or ends < begins):
        raise FaultError("recognised_to", _("The last day lies before the first."))


@transaction.atomic
def programme_year_save(
    *, year: ProgrammeYear, values: dict[str, Any], version: int = 0, actor: User | None = None
) -> ProgrammeYear:
    """Classes of a programme that finished in a year. Their credits are those of the programme as it is now."""
    version_require(year, version)
    programme: Programme = values["programme"]
    if not FIRST_YEAR <= values["year"] <= timezone.localdate().year:
        raise FaultError("year", _("This year has not begun yet, or is too long ago."))
    if not 0 <= values["classes"] <= MOST_CLASSES:
        raise FaultError("classes", _("Write a whole number from 0 to %(most)d.") % {"most": MOST_CLASSES})
    before = {year.year} if year.pk else set()
    earned = values["classes"] * programme.ects
    record_store(year, values | {"credits": earned}, subject=programme.school, actor=actor)
    stale_for_credits(programme.school, before | {year.year})
    return year


@transaction.atomic
def education_link_save(
    *, link: EducationLink, values: dict[str, Any], version: int = 0, actor: User | None = None
) -> EducationLink:
    """Evidence of a link with higher education. It is read by everybody and counted in nothing."""
    version_require(link, version)
    text_require("title", values["title"])
    text_require("partner", values["partner"])
    if not date(1900, 1, 1) <= values["begins_on"] <= timezone.localdate():
        raise FaultError("begins_on", _("This day has not come yet, or is too long ago."))
    if values.get("ends_on") and values["ends_on"] < values["begins_on"]:
        raise FaultError("ends_on", _("The last day lies before the first."))
    record_store(link, values, subject=link.school, actor=actor)
    return link
