"""Counts of a whole register and finished year that go out as bands: no exact number, no sum that is exact.

Every count n, zero and sums included, becomes the band of width 2m that holds it (0 to 2m-1, 2m to 4m-1, ...), where m
is the smallest count of sensitive figures that the public may see. Bands are cut alike for cells and sums, so that for
any count under m there is a table of the same bands in which it is m or more: tests/disclosure/test_banded.py solves
for it. Explained in docs/methods/disclosure.md.
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


def band_width() -> int:
    return 2 * minimum_of_class(Disclosure.SENSITIVE, Audience.PUBLIC).count


def band(count: int, width: int) -> tuple[int, int]:
    """The lowest and the highest count that it may be."""
    low = count // width * width
    return low, low + width - 1


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
        origin, width = Register(release.register).origin.value, band_width()
        for year in years_closed(release):
            found = count(release.register, year)
            if not found:
                continue
            for table, codes in sorted(tables().items()):
                for code in codes:
                    low, high = band(found.get((table, code), 0), width)
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
            *limits,
        ),
    )
