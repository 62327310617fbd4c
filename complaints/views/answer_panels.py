"""Protected counts of anonymous answers as charts, with the words and the table that say the same."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.selectors.figures.answers import (
    CORPS_TOGETHER,
    EQUALITY_KEY,
    EXTERNAL,
    OWN,
    AnswerTable,
    minimum_equality,
    minimum_satisfied,
)
from complaints.views.panels import COLOURS, cell_text, mark_of
from complaints.workflow.surveys import MONITORING
from legitimacy.charts.figures import Bars, bar_figure
from legitimacy.charts.panels import Panel
from legitimacy.models import Corps

TITLES: dict[str, object] = {
    OWN: gettext_lazy("Satisfied with the handling, by outcome: this corps"),
    CORPS_TOGETHER: gettext_lazy("Satisfied with the handling, by outcome: all corps together"),
    EXTERNAL: gettext_lazy("Satisfied with the handling, by outcome: files of other bodies"),
    **{f"{EQUALITY_KEY}{question.code}": question.text for question in MONITORING},
}
YEAR_COLOURS = ("eff/0.4", "eff/0.7", "eff")


def answer_panel(table: AnswerTable, corps: Corps) -> Panel:
    labels = [label_text(label) for label, _cells in table.rows]
    about_people = table.key.startswith(EQUALITY_KEY)
    colours = YEAR_COLOURS[-len(table.columns) :] if about_people else COLOURS
    seen = any(cell for _label, cells in table.rows for cell in cells)
    bars = [
        Bars(name=str(column), colour=colour, values=[cells[place] for _label, cells in table.rows])
        for place, (column, colour) in enumerate(zip(table.columns, colours, strict=False))
    ]
    return Panel(
        key=table.key,
        title=str(TITLES[table.key]),
        kind="bars",
        figure=bar_figure(labels=labels, bars=bars, stacked=not about_people) if seen else None,
        alternative=_alternative(table, labels),
        caption=_caption(table.key),
        columns=("", *map(str, table.columns)),
        rows=[(label, *map(cell_text, cells)) for label, cells in answer_rows(table)] if table.columns else (),
        mark=mark_of(corps),
        file_name=f"complaints-{corps.code}-{table.key}",
        csv_url=reverse("complaints_answers_csv", args=[corps.code, table.key]),
    )


def answer_rows(table: AnswerTable) -> list[tuple[str, tuple[int | None, ...]]]:
    """The rows under their words, and the row of how many answered where there is one."""
    rows = [(label_text(label), cells) for label, cells in table.rows]
    return [*rows, (_("people who answered"), table.answered)] if table.answered else rows


def label_text(label: object) -> str:
    """A choice in its words; a year and an outcome as one label."""
    if isinstance(label, tuple):
        year, group = label
        return f"{year} · {group}"
    return str(label) if isinstance(label, Promise | str) else ""


def _caption(key: str) -> str:
    if key.startswith(EQUALITY_KEY):
        text = _("The whole country, by year. A count under %(minimum)s is hidden, and others that would betray it.")
        return text % {"minimum": minimum_equality()}
    text = _(
        "By year of the answer. A year is hidden whole when one of its counts is under %(minimum)s, or would betray "
        "another."
    )
    return text % {"minimum": minimum_satisfied()}


def _alternative(table: AnswerTable, labels: list[str]) -> str:
    """The shown counts in words; that all is hidden, or that nobody answered yet."""
    told = []
    for label, (_label, cells) in zip(labels, table.rows, strict=True):
        known = [f"{column} {cell}" for column, cell in zip(table.columns, cells, strict=True) if cell]
        if known:
            told.append(f"{label}: {', '.join(known)}")
    if told:
        return "; ".join(told) + "."
    if any(cell is None for _label, cells in table.rows for cell in cells):
        return _("All counts are hidden: too few people answered.")
    return _("There is nothing to count here yet.")
