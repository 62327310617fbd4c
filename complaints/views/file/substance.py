"""What was alleged, about whom, and who found what: one row for each alleged failing, one column for each authority."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from complaints.models import Allegation, Complaint, Finding, InvolvedMember
from complaints.services.deciding import DECIDABLE
from complaints.workflow.codes import bodies, categories, label_of
from complaints.workflow.routing import CORPS, MAYOR, PROSECUTOR
from complaints.workflow.wording import body_words

EXTERNAL = frozenset(code for code, body in bodies().items() if body.kind == "external")
JUDICIAL = frozenset({"judicial", PROSECUTOR})


@dataclass(frozen=True, slots=True)
class Word:
    """A finding in a cell; `by` names the authority where the column holds several."""

    words: str
    by: str
    on: date
    note: str


@dataclass(frozen=True, slots=True)
class Cell:
    column: str
    found: list[Word]
    awaited: bool


@dataclass(frozen=True, slots=True)
class Row:
    code: str
    name: str
    text: str
    members: list[str]
    cells: list[Cell]
    finding_url: str


@dataclass(frozen=True, slots=True)
class Involved:
    """Somebody of the police in the file. Names are never among this."""

    pk: int
    pseudonym: str
    kind: str
    unit: str
    description: str
    vehicle: str
    is_sealed: bool


@dataclass(frozen=True, slots=True)
class Substance:
    columns: list[str]
    rows: list[Row]
    involved: list[Involved]


def substance_of(
    complaint: Complaint, allegations: Sequence[Allegation], involved: Sequence[InvolvedMember], *, handles: bool
) -> Substance:
    """Descriptions are for handlers only, as people write names into them."""
    columns = _columns(complaint, allegations)
    decidable = handles and complaint.status in DECIDABLE
    return Substance(
        columns=[title for title, _codes in columns],
        rows=[_row(complaint, one, columns, decidable=decidable) for one in allegations],
        involved=[_involved(row, handles=handles) for row in involved],
    )


def _columns(complaint: Complaint, allegations: Sequence[Allegation]) -> list[tuple[str, frozenset[str]]]:
    """Corps, external bodies, discipline, judiciary; an authority such as the mayor only where it has a part."""
    taken = {finding.authority for one in allegations for finding in one.findings.all()} | {complaint.holder}
    columns = [(_("Corps"), frozenset({CORPS})), (_("Committee P / AIG"), EXTERNAL)]
    if MAYOR in taken:
        columns.append((body_words(MAYOR), frozenset({MAYOR})))
    return [*columns, (_("Discipline"), frozenset({"discipline"})), (_("Judiciary"), JUDICIAL)]


def _row(
    complaint: Complaint, allegation: Allegation, columns: list[tuple[str, frozenset[str]]], *, decidable: bool
) -> Row:
    category = categories().get(allegation.category)
    findings = list(allegation.findings.all())
    url = reverse("complaint_finding", args=[complaint.number])
    return Row(
        code=allegation.category,
        name=str(category.label) if category else allegation.category,
        text=allegation.text,
        members=[_member(row.involved) for row in allegation.about.all()],
        cells=[_cell(complaint, findings, title, codes, decidable=decidable) for title, codes in columns],
        finding_url=f"{url}?allegation={allegation.pk}",
    )


def _cell(complaint: Complaint, findings: list[Finding], title: str, codes: frozenset[str], *, decidable: bool) -> Cell:
    found = [
        Word(
            label_of("finding", row.finding),
            body_words(row.authority) if len(codes) > 1 else "",
            row.found_on,
            row.note,
        )
        for row in findings
        if row.authority in codes
    ]
    return Cell(title, found, awaited=decidable and not found and complaint.holder in codes)


def _member(involved: InvolvedMember) -> str:
    return involved.member.pseudonym if involved.member else str(involved.get_kind_display())


def _involved(row: InvolvedMember, *, handles: bool) -> Involved:
    return Involved(
        pk=row.pk,
        pseudonym=row.member.pseudonym if row.member else "",
        kind=str(row.get_kind_display()),
        unit=row.unit or (row.member.unit if row.member else ""),
        description=(row.description or "") if handles else "",
        vehicle=row.vehicle,
        is_sealed=handles and bool(row.name or row.number or row.member_id),
    )
