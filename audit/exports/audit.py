"""The report of one audit: what was frozen, the figures behind it as its reader may read them, and the follow-up."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from audit.exports.figures import cell_of, corps_and_code, mark_of
from audit.models import Recommendation
from audit.selectors.audits.final import FinalFinding, FinalReport, recommendation_standing
from audit.services.audits.reports import digest_of
from audit.workflow.audit_wording import GRADE_WORDS, PRIORITY_WORDS
from legitimacy import numbers
from legitimacy.exports.documents import Cell, Column, Document, Entry, Table, Type
from legitimacy.exports.scorecards import figure_row
from legitimacy.indicators.registry import indicators
from legitimacy.models import Register
from legitimacy.standings import PILLARS

NUMBERS = ("value", "lower", "upper", "numerator", "denominator", "n")
FINDING = (
    *(
        "number",
        "grade",
        "title",
        "text",
        "standard",
        "code",
        "name",
        "unit",
        "period",
        "state",
        "visibility",
        "reason",
    ),
    *(*NUMBERS, "value_key", "evidence", "reply"),
)
REPLY = ("finding", "code", "period", "value_key", "on", "reply")
RECOMMENDATION = ("number", "finding", "priority", "text", "owner", "due_on")
FOLLOWED = (
    *("number", "standing", "owner", "original_due_on", "due_on", "answer", "answered_on", "answer_note"),
    *("rejection_confirmed_on", "done_on", "done_note", "verdict", "verified_on", "verified_note"),
)
REVISED, NOT_RELEASED = "revised", "not_released"
"""States of a figure that is not read here: another one is in force now, or this reader may not read it."""


def audit_document(final: FinalReport, *, as_read_by: str) -> Document:
    """Everything of the page of the final report. Queries nothing."""
    content = final.content
    is_whole = digest_of(content) == final.report.digest
    return Document(
        kind="audit",
        title=_("Audit of %(corps)s: %(title)s") % {"corps": final.audit.corps.display_name, "title": content["title"]},
        language=get_language() or "nl",
        origin=content["origin"],
        mark=mark_of(content["register"]),
        snapshot=final.as_of,
        lead=[
            _("Final report of %(day)s. It is frozen: nobody can change it.") % {"day": _day(content["final_on"])},
            *([] if is_whole else [_("The checksum does not fit: this report is not what was frozen.")]),
        ],
        facts=_facts(final, as_read_by),
        tables=[_findings(final.findings), _replies(content), _recommendations(content), _followed(final.followed)],
        main="findings",
        notes=[
            *([mark_of(content["register"])] if mark_of(content["register"]) else []),
            _("A finding rests on an exact figure, on files, or on both."),
            _("A figure is printed as this reader may read it."),
            _("A figure that was revised since is not printed: the page of the indicator shows the one in force."),
            _("Whether a recommendation was carried out on time is judged by the date first agreed."),
            _("The follow-up goes on after the report was frozen; it is printed as it stood at the snapshot."),
        ],
    )


def _facts(final: FinalReport, as_read_by: str) -> list[tuple[str, str]]:
    content = final.content
    named = [str(indicators.get(code).name) for code in content["indicators"] if code in indicators]
    pillars = [str(PILLARS[code]) for code in content["pillars"] if code in PILLARS]
    facts = [
        (_("Register"), str(Register(content["register"]).label)),
        (_("Corps"), corps_and_code(final.audit.corps)),
        (_("Period"), f"{_day(content['period_from'])} \u2013 {_day(content['period_to'])}"),
        (_("Pillars"), ", ".join(pillars)),
        (_("Indicators"), ", ".join(named)),
        (_("Standards"), _lines(content["standards"])),
        (_("Auditors"), str(content["auditors"])),
        (_("Draft sent"), _day(content["draft_sent_on"])),
        (_("Corps replied"), _day(content["replied_on"]) or _("The corps did not reply within the term.")),
        (_("Final report"), _day(content["final_on"])),
        (_("Snapshot"), _("follow-up as it stood on %(moment)s") % {"moment": numbers.moment_text(final.as_of)}),
        (_("Checksum (SHA-256) of what was frozen"), final.report.digest),
        (_("As read by"), as_read_by),
    ]
    return [(label, text) for label, text in facts if text]


def _findings(findings: Sequence[FinalFinding]) -> Table:
    return Table(
        key="findings",
        title=_("Findings and replies"),
        columns=_columns(FINDING),
        rows=[_finding_cells(one) for one in findings],
        entries=[_finding_entry(one) for one in findings],
    )


def _finding_cells(one: FinalFinding) -> list[Cell]:
    row: dict[str, Any] = {name: one.row[name] for name in ("number", "grade", "title", "text", "standard", "period")}
    row |= {"code": one.row["indicator"], "value_key": one.row["value"]}
    row["evidence"] = "\n".join(f"{file.name} sha256:{file.digest}" for file in one.files)
    row["reply"] = "\n\n".join(reply["text"] for reply in one.row["replies"])
    if one.figure is not None:
        row |= {"name": one.figure.name, "unit": indicators.get(one.figure.indicator).unit}
        if one.figure.value is not None:
            read = figure_row(one.figure.value)
            row |= {name: read.get(name) for name in ("state", "visibility", "reason", *NUMBERS)}
        else:
            row["state"] = REVISED if one.figure.was_revised else NOT_RELEASED
    return [_cell(row.get(name)) for name in FINDING]


def _finding_entry(one: FinalFinding) -> Entry:
    row, figure = one.row, one.figure
    parts = [(_("Weight of the finding"), str(GRADE_WORDS[row["grade"]])), ("", _lines(row["text"]))]
    if row["standard"]:
        parts.append((_("Measured by"), row["standard"]))
    if figure is not None:
        words = figure.words or _("this figure was revised since; its page shows the one in force")
        parts.append(
            (_("Figure"), f"{figure.name} ({figure.indicator}), {numbers.period_text(figure.period)}: {words}")
        )
    if one.files:
        parts.append((_("Files"), ", ".join(file.name for file in one.files)))
    return Entry(f"{row['number']}. {row['title']}", [*parts, *_reply_parts(row["replies"])])


def _reply_parts(replies: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    return [(_("Reply of the corps, %(day)s") % {"day": _day(reply["on"])}, _lines(reply["text"])) for reply in replies]


def _replies(content: Mapping[str, Any]) -> Table:
    """Each reply with the finding and the exact figure that it answers; those to the whole have neither."""
    whole = content["replies"]
    rows = [
        *([_reply_cells(row, reply) for row in content["findings"] for reply in row["replies"]]),
        *(_reply_cells({}, reply) for reply in whole),
    ]
    return Table(
        key="replies",
        title=_("Reply to the report as a whole") if whole else _("Replies of the corps"),
        columns=_columns(REPLY),
        rows=rows,
        entries=[Entry(_day(reply["on"]), [("", _lines(reply["text"]))]) for reply in whole],
    )


def _reply_cells(row: Mapping[str, Any], reply: Mapping[str, str]) -> list[Cell]:
    place = {"finding": row.get("number"), "code": row.get("indicator"), "value_key": row.get("value")}
    return [
        _cell((place | {"period": row.get("period")} | {"reply": reply["text"], "on": reply["on"]})[k]) for k in REPLY
    ]


def _recommendations(content: Mapping[str, Any]) -> Table:
    rows = content["recommendations"]
    return Table(
        key="recommendations",
        title=_("Recommendations"),
        columns=_columns(RECOMMENDATION),
        rows=[[_cell(row[name]) for name in RECOMMENDATION] for row in rows],
        word_columns=[_("Number"), _("Recommendation"), _("Who does it"), _("Ready by"), _("How pressing")],
        words=[
            [
                str(row["number"]),
                _lines(row["text"]),
                row["owner"],
                _day(row["due_on"]),
                str(PRIORITY_WORDS[row["priority"]]),
            ]
            for row in rows
        ],
    )


def _followed(followed: Sequence[Recommendation]) -> Table:
    return Table(
        key="follow_up",
        title=_("Follow-up"),
        columns=_columns(FOLLOWED),
        rows=[
            [recommendation_standing(row)[0] if name == "standing" else _cell(getattr(row, name)) for name in FOLLOWED]
            for row in followed
        ],
        entries=[_followed_entry(row) for row in followed],
    )


def _followed_entry(row: Recommendation) -> Entry:
    title = _("Recommendation %(number)s") % {"number": row.number}
    due = numbers.date_text(row.due_on)
    if row.due_on != row.original_due_on:
        due += f" ({_('first agreed: %(day)s') % {'day': numbers.date_text(row.original_due_on)}})"
    parts = [(_("Who does it"), row.owner), (_("Ready by"), due)]
    if row.answered_on:
        parts.append((_with_day(_("Answer of the corps"), row.answered_on), _lines(row.answer_note) or "\u2013"))
    if row.done_on:
        parts.append((_with_day(_("The corps says that it is done"), row.done_on), _lines(row.done_note)))
    judged = row.verified_on or row.rejection_confirmed_on
    if judged:
        parts.append((_with_day(_("Verdict of the auditor"), judged), _lines(row.verified_note) or "\u2013"))
    return Entry(f"{title}: {recommendation_standing(row)[1]}", parts)


def _with_day(label: str, day: date) -> str:
    return f"{label}, {numbers.date_text(day)}"


def _day(text: str) -> str:
    return numbers.date_text(date.fromisoformat(text)) if text else ""


def _cell(value: object) -> Cell:
    """A cell whose line ends are the same in every kind of file."""
    cell = cell_of(value)
    return _lines(cell) or None if isinstance(cell, str) else cell


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _columns(keys: Sequence[str]) -> list[Column]:
    titles = {
        "number": _("Number"),
        "grade": _("Weight of the finding"),
        "title": _("Title"),
        "text": _("Text"),
        "standard": _("Measured by"),
        "code": _("Code"),
        "name": _("Indicator"),
        "unit": _("Unit"),
        "period": _("Period"),
        "state": _("State"),
        "visibility": _("Visibility"),
        "reason": _("Reason"),
        "value": _("Figure"),
        "lower": _("Lower limit (95 %)"),
        "upper": _("Upper limit (95 %)"),
        "numerator": _("Numerator"),
        "denominator": _("Denominator"),
        "n": _("Sample size"),
        "value_key": _("Key of the figure"),
        "evidence": _("Files"),
        "reply": _("Reply of the corps"),
        "finding": _("Finding"),
        "on": _("Day"),
        "priority": _("How pressing"),
        "owner": _("Who does it"),
        "due_on": _("Ready by"),
        "original_due_on": _("First agreed"),
        "standing": _("Standing"),
        "answer": _("Answer"),
        "answered_on": _("Answered on"),
        "answer_note": _("Answer of the corps"),
        "rejection_confirmed_on": _("Rejection confirmed on"),
        "done_on": _("Done on"),
        "done_note": _("How it was done"),
        "verdict": _("Verdict"),
        "verified_on": _("Verified on"),
        "verified_note": _("Verdict of the auditor"),
    }
    counted = {"number", "finding", "value_key"}
    return [
        Column(key, titles[key], Type.NUMBER if key in NUMBERS else Type.COUNT if key in counted else Type.TEXT)
        for key in keys
    ]
