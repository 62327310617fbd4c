"""Counts of complaints as charts, with the words and the table that say the same."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from complaints.selectors.figures.counts import QUARTERS_SHOWN, Table
from complaints.selectors.figures.protected import Cell, Protected
from legitimacy.charts.figures import Bars, Figure, Series, bar_figure, trend_figure
from legitimacy.charts.panels import Panel
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, Register

COLOURS = ("eff", "drv", "prv")
TITLES = {
    "flow": gettext_lazy("In and out, by quarter"),
    "backlog": gettext_lazy("Open files by age"),
    "terms": gettext_lazy("Terms of open files"),
    "allegations": gettext_lazy("What complaints are about"),
    "findings": gettext_lazy("What was found, per allegation"),
    "endings": gettext_lazy("How complaints ended"),
    "mediation": gettext_lazy("Mediation"),
    "review": gettext_lazy("Review of decisions"),
}
CAPTIONS = {
    "flow": gettext_lazy("The last %(quarters)s quarters; the newest is still running."),
    "backlog": gettext_lazy(
        "On the day of counting, from the day of receipt. Paused files wait for a criminal inquiry or an answer."
    ),
    "terms": gettext_lazy("On the day of counting, by the last day for the decision; paused files are left out."),
    "allegations": gettext_lazy("Received in the last 12 months. A complaint counts under each failing it names."),
    "findings": gettext_lazy("Decided in the last 12 months, findings of the corps itself."),
    "endings": gettext_lazy("Decided or ended in the last 12 months."),
    "mediation": gettext_lazy("Offered in the last 12 months."),
    "review": gettext_lazy("Asked in the last 12 months."),
}


def panel_of(table: Table, rows: Protected, corps: Corps) -> Panel:
    labels = [_label(table, label) for label, _cells in rows]
    empty = not any(cell for _label_, cells in rows for cell in cells) and not any(
        cell is None for _label_, cells in rows for cell in cells
    )
    return Panel(
        key=table.key,
        title=str(TITLES[table.key]),
        kind="trend" if table.key == "flow" else "bars",
        figure=None if empty else _figure(table, labels, rows),
        alternative=_alternative(table, labels, rows),
        caption=str(CAPTIONS[table.key]) % {"quarters": QUARTERS_SHOWN},
        columns=("", *(str(column) for column in table.columns)),
        rows=[(label, *map(cell_text, cells)) for label, (_label_, cells) in zip(labels, rows, strict=True)],
        mark=mark_of(corps),
        file_name=f"complaints-{corps.code}-{table.key}",
        csv_url=reverse("complaints_figures_csv", args=[corps.code, table.key]),
    )


def cell_text(cell: Cell) -> str:
    """A count as a reader sees it; hidden ones as a word, never as zero."""
    return _("hidden") if cell is None else str(cell)


def _label(table: Table, label: object) -> str:
    if table.key != "flow":
        return str(label)
    quarter = Period.parse(str(label))
    return _("Q%(quarter)s %(year)s") % {"quarter": quarter.quarter, "year": quarter.year}


def _figure(table: Table, labels: list[str], rows: Protected) -> Figure:
    columns = [[cells[place] for _label_, cells in rows] for place in range(len(table.columns))]
    names = [str(column) for column in table.columns]
    if table.key != "flow":
        bars = [
            Bars(name=name, colour=colour, values=values)
            for name, colour, values in zip(names, COLOURS, columns, strict=False)
        ]
        return bar_figure(labels=labels, bars=bars, stacked=True)
    none: list[float | None] = [None] * len(labels)
    series = [
        Series(
            name=name,
            colour=colour,
            values=[None if value is None else float(value) for value in values],
            lower=none,
            upper=none,
            hover=[f"{name}: {cell_text(value)}" for value in values],
        )
        for name, colour, values in zip(names, COLOURS, columns, strict=False)
    ]
    return trend_figure(labels=labels, series=series, tick_format="d")


def _alternative(table: Table, labels: list[str], rows: Protected) -> str:
    """The largest count of each column, in words."""
    told = []
    for place, column in enumerate(table.columns):
        known = [(cells[place] or 0, label) for label, (_label_, cells) in zip(labels, rows, strict=True)]
        most, where = max(known, default=(0, ""), key=lambda each: each[0])
        if most:
            told.append(
                ngettext("%(column)s: at most %(count)s (%(label)s)", "%(column)s: at most %(count)s (%(label)s)", most)
                % {"column": column, "count": most, "label": where}
            )
    return "; ".join(told) + "." if told else _("There is nothing to count here yet.")


def mark_of(corps: Corps) -> str:
    """What every image of the figures of a corps carries."""
    if corps.register == Register.EXAMPLE:
        return _("Voorbeeldland: fictional corps, simulated figures. Legitimiteitsmonitor")
    if corps.register == Register.FOREIGN_TEST:
        return _("Foreign test register. Legitimiteitsmonitor")
    return _("Real figures. Legitimiteitsmonitor")
