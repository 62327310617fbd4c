"""The matrix as rows of a file: the rows of the scorecard export, for the corps and columns that were chosen."""

from collections.abc import Iterator, Mapping, Sequence

from audit.selectors.compare.columns import Column
from audit.selectors.compare.reading import Comparison
from audit.selectors.compare.selection import Selection
from legitimacy.disclosure.selectors import replies_read
from legitimacy.exports.scorecards import COLUMNS, file_name, scorecard_rows
from legitimacy.indicators.definitions import State
from legitimacy.models import Corps, Register, Reply

CSV_HEADER = COLUMNS
"""The columns of every export of scorecards; docs/api.md says what they mean."""


def csv_rows(
    comparison: Comparison, corps: Sequence[Corps], columns: Sequence[Column], selection: Selection
) -> Iterator[list[object]]:
    """A line for each corps and column, in the order of the page; one line for a corps without a scorecard."""
    replies = replies_read(item for card in comparison.cards.values() for item in card.items)
    wanted = None if any(column.goal for column in columns) else {column.key for column in columns}
    for one in corps:
        for row in _rows_of(comparison, one, selection, replies):
            if wanted is None or row["code"] in wanted or not row["code"]:
                yield [row.get(name) for name in COLUMNS]


def _rows_of(
    comparison: Comparison, corps: Corps, selection: Selection, replies: Mapping[int, Sequence[Reply]]
) -> Iterator[Mapping[str, object]]:
    card = comparison.cards.get(corps.code)
    if card is None:
        yield {
            "origin": Register(selection.register).origin.value,
            "register": selection.register,
            "corps": corps.code,
            "corps_name": corps.name,
            "period": selection.period,
            "level": "scorecard",
            "code": "",
            "state": State.NOT_DELIVERED.value,
        }
        return
    yield from scorecard_rows(card, register=selection.register, corps_name=corps.name, replies=replies)


def csv_name(comparison: Comparison, selection: Selection) -> str:
    """A name that says what is inside, and whether it is real."""
    origin = Register(selection.register).origin
    name = file_name(register=selection.register, origin=origin, period=selection.period or "none", extension="csv")
    return name.replace("scorecards-", "comparison-", 1)
