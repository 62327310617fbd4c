"""Counts of a whole register and finished year that go out as bands: no exact number, no sum that is exact.

Every count n, zero and sums included, is told as the ten (2m) that holds it, widened by m on both sides: 0 to 14, 5 to
24, 15 to 34, ..., where m is the smallest count of sensitive figures that the public may see. So each count could be m
more, and m fewer or none, whatever else is known: also where the figures of all corps but one are public and count the
very same files, or where the exact sum of the country is. Tens alone would not do: 119 is told as 110 to 119, and who
adds up 118 elsewhere knows that the corps left has one at most. tests/disclosure/ solves for it. Explained in
docs/methods/disclosure.md.
"""

from collections.abc import Callable, Collection, Iterator, Mapping

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from legitimacy.disclosure.policy import minimum_of_class
from legitimacy.exports.datasets import Dataset, Field, FieldType, Rhythm, Row
from legitimacy.indicators.definitions import Disclosure, Origin
from legitimacy.indicators.periods import Period
from legitimacy.models import Register, Release
from legitimacy.models.disclosure import Audience

TOTAL = "total"
Counts = Mapping[tuple[str, str], int]
"""Counts by table and code; the code `total` is the sum that the tables share."""


def least_room() -> int:
    """m: so much every band leaves above the count, and below it where the count is not smaller."""
    return minimum_of_class(Disclosure.SENSITIVE, Audience.PUBLIC).count


def band(count: int, room: int) -> tuple[int, int]:
    """The lowest and the highest count that it may be."""
    step = 2 * room
    low = count // step * step
    return max(low - room, 0), low + step - 1 + room


def years_closed(release: Release) -> list[int]:
    """The calendar years that a release closes and that are over: a running year would show each event as one more."""
    periods = [Period.parse(text) for text in release.periods]
    years = {period.year for period in periods if period.is_year or period.quarter == 4}
    return sorted(year for year in years if year < timezone.localdate().year)


def banded_dataset(
    *,
    key: str,
    title: object,
    about: object,
    tables: Callable[[], Mapping[str, Collection[str]]],
    count: Callable[[str, int], Counts],
    limits: tuple[object, ...] = (),
) -> Dataset:
    """A dataset of such bands. `tables` names the codes of each table: all of them are told, whatever was counted.

    `count` takes a register and a year; it answers nothing where the register keeps no records of that year.
    """

    def rows(release: Release) -> Iterator[Row]:
        origin, room = Register(release.register).origin.value, least_room()
        for year in years_closed(release):
            found = count(release.register, year)
            if not found:
                continue
            for table, codes in sorted(tables().items()):
                for code in codes:
                    low, high = band(found.get((table, code), 0), room)
                    yield str(year), table, code, low, high, "band", origin

    return Dataset(
        key=key,
        title=title,
        about=about,
        rows=rows,
        rhythm=Rhythm.ANNUAL,
        chart=("code", "count_from"),
        fields=(
            Field("year", _("Calendar year"), key=True),
            Field("table", _("What the counts are split by"), key=True),
            Field("code", _("Code of the group, as in the lists of this product; total: all"), key=True),
            Field("count_from", _("The count is this or more"), FieldType.INTEGER, filled=True),
            Field("count_to", _("The count is this or less"), FieldType.INTEGER, filled=True),
            Field("state", _("band: the limits are told, the exact count is not"), filled=True, codes=lambda: ["band"]),
            Field("origin", _("real, simulated (a fictional corps) or test"), filled=True, codes=lambda: list(Origin)),
        ),
        limits=(
            _("Counts are of the whole register, never of one corps, and told as bands, so that no person is found."),
            _("Bands do not add up: the sum of the limits is wider than the band of the total."),
            _("Neighbouring bands overlap, so that a count is never known to lie just above or just below a limit."),
            *limits,
        ),
    )
