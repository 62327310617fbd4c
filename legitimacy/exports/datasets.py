"""Datasets of open data: an app declares what it publishes, with every column, and gives the rows of a release.

What a dataset gives out must be public already when it is asked: rows come from what a release froze, or are protected
by the app that declares them. `legitimacy.opendata` freezes the rows of each release as files.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from legitimacy.indicators.registry import Registry
from legitimacy.models import Release

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]


class FieldType(StrEnum):
    """Types of the Table Schema of Frictionless."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"


class Rhythm(StrEnum):
    """How often a dataset is due: codes of the EU's list of frequencies."""

    QUARTERLY = "QUARTERLY"
    ANNUAL = "ANNUAL"


@dataclass(frozen=True, slots=True)
class Field:
    """A column. `about` says what stands in it and in which unit; `codes` are the only values it may have.

    A column that is no `key` and not `filled` may be empty: then another column says why, or it does not apply.
    """

    name: str
    about: object
    type: FieldType = FieldType.STRING
    key: bool = False
    filled: bool = False
    codes: Callable[[], Collection[str]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """`rows` gives the rows of a release in the order of the key. `breaks` tell where a series changed its meaning,
    `limits` what the rows do not say. `chart`: a column of groups and one of numbers to add up, or none to count rows.
    `corps`: the column that names the corps that owes its rows; none where nobody in particular owes them.
    """

    key: str
    title: object
    about: object
    fields: tuple[Field, ...]
    rows: Callable[[Release], Iterable[Row]]
    rhythm: Rhythm
    limits: tuple[object, ...]
    breaks: tuple[object, ...] = ()
    chart: tuple[str, str] = ("", "")
    corps: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields if field.key)


datasets: Registry[Dataset] = Registry("dataset", key=lambda dataset: dataset.key)
