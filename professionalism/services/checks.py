"""Entering where proactive checks were made: the whole list of a quarter at once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.indicators.definitions import Origin
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, User
from legitimacy.trail.services import event_append
from professionalism.models import PlaceCount
from professionalism.selectors.force_checking import holds_national_number, number_sentence
from professionalism.services.lines import cells_read

LONGEST, MOST = 60, 100_000
HOUSE_NUMBER = re.compile(
    r"(straat|laan|weg|lei|dreef|plein|kaai|stra(?:ß|ss)e|platz)\s+\d|^(rue|avenue|chaussée|boulevard|quai|place)\b.*\s\d",
    re.IGNORECASE,
)
"""A street with a number is somebody's address."""


class PlacesRefusedError(ValueError):
    """Lines that were not taken, whole; the text is a sentence that names the first wrong one and quotes nothing."""


@dataclass(frozen=True, slots=True)
class PlacesSummary:
    """Places stored, and checks in them."""

    places: int
    checks: int


@transaction.atomic
def places_enter(*, corps: Corps, actor: User, quarter: str, lines: Iterable[str]) -> PlacesSummary:
    """Lines of "place; checks" replace what stood for one quarter. PlacesRefusedError says what is wrong.

    Places in which there was no check may be listed with 0: they are part of what checks are spread over.
    """
    Corps.objects.select_for_update(of=("self",), no_key=True).get(pk=corps.pk)
    period = Period.parse(quarter)
    if period.is_year or period.end >= timezone.localdate():
        raise PlacesRefusedError(_("Choose a quarter that is over."))
    if (corps.valid_from and period.end < corps.valid_from) or (corps.valid_to and period.start > corps.valid_to):
        raise PlacesRefusedError(_("The corps did not exist then."))
    found = _read(lines)
    PlaceCount.objects.filter(corps=corps, quarter=str(period)).delete()
    origin = Origin.REAL if corps.is_real else Origin.SIMULATED
    PlaceCount.objects.bulk_create(
        PlaceCount(corps=corps, quarter=str(period), place=place, checks=checks, origin=origin)
        for place, checks in found.items()
    )
    event_append(
        verb="check_places.entered", actor=actor, object_type="quarter", object_id=str(period), corps=corps.code
    )
    return PlacesSummary(len(found), sum(found.values()))


def _read(lines: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, cells in enumerate(cells_read(lines, PlacesRefusedError), 1):
        if number == 1 and len(cells) == 2 and not any(sign.isdigit() for sign in cells[1]):
            continue  # a line of titles
        where = {"line": number}
        if len(cells) != 2 or not cells[0] or len(cells[0]) > LONGEST:
            raise PlacesRefusedError(_("Line %(line)s: write the place and the number of checks.") % where)
        if not cells[1].isdecimal() or len(cells[1]) > 6 or int(cells[1]) > MOST:
            raise PlacesRefusedError(_("Line %(line)s: the number of checks is a whole number of 0 or more.") % where)
        if holds_national_number(cells[0]):
            raise PlacesRefusedError(number_sentence())
        if HOUSE_NUMBER.search(cells[0]):
            sentence = _("Line %(line)s: give a street, square or neighbourhood, never a house number.")
            raise PlacesRefusedError(sentence % where)
        place = " ".join(cells[0].casefold().split())
        if place in found:
            raise PlacesRefusedError(_("Line %(line)s: this place stands here twice.") % where)
        found[place] = int(cells[1])
    if not found:
        raise PlacesRefusedError(_("There is no line to read."))
    return found
