"""A chart as a template takes it: the figure, what it says in words, its table twin, its ways out."""

from collections.abc import Sequence
from dataclasses import dataclass

from legitimacy.charts.figures import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """`key` is unique on its page; `mark` is the origin and source that every image of the chart carries.

    The figure stands in the page, or behind `figure_url` where many pages share it. Without `rows` the table twin is
    elsewhere, at `table_url`.
    """

    key: str
    title: str
    figure: Figure | None = None
    figure_url: str = ""
    kind: str = "trend"
    alternative: str
    caption: str
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    table_url: str = ""
    mark: str
    file_name: str
    csv_url: str = ""

    @property
    def figure_id(self) -> str:
        return f"figure-{self.key}"
