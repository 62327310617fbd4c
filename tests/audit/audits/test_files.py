"""The report of an audit as a file: the same as its page, for those who may read it, and the same again."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from audit.exports.reading import document_read
from audit.models import Audit, AuditFinding, AuditReply, Report
from audit.services.audits.findings import FindingText, RecommendationText, finding_write, recommendation_write
from audit.services.audits.planning import audit_plan
from audit.services.audits.recommendations import recommendation_answer
from audit.services.audits.replies import reply_send
from audit.services.audits.steps import audit_step
from audit.services.reports import report_open, report_request
from audit.workflow.audits import Answer, Grade, Status
from legitimacy.disclosure.selectors import values_history
from legitimacy.models import Corps, Publication, Register, Role, TrailEvent, User
from legitimacy.models.disclosure import Audience
from tests.audit.audits.conftest import Make, evidence_add, scope, signed_in
from tests.dashboard.world import framework_make, history_make, region_make, settle
from tests.people import corps_make, person_joins, person_make

pytestmark = pytest.mark.django_db
FORMATS = ("pdf", "xlsx", "csv", "csv-excel", "json")
TEXT = "Too many files wait too long.\r\n=1+1 second line"
REPLY = "This changed in May.\r\nSee our plan."


@pytest.fixture
def karin(db: None) -> User:
    corps = settle(
        corps_make("V011", "Corps 11"),
        region_make("VBL-L", "Laagland", Register.EXAMPLE),
        region_make("VBL-E", "Oost", Register.EXAMPLE),
    )
    history_make([corps], framework_make(), ("2025-Q4",))
    return person_make("karin", (Role.CHIEF_OF_CORPS, corps))


@pytest.fixture
def final(karin: User, amina: User) -> Audit:
    """A final report with a finding on the exact figure of PRV-05, a reply to it and an accepted recommendation."""
    corps = Corps.objects.get(code="V011")
    audit = audit_plan(corps=corps, scope=scope(indicators=["PRV-05"], standards="CP 3"), lead=amina, actor=amina)
    audit = audit_step(audit=audit, step="open", actor=amina)
    figure = figure_of(corps)
    text = FindingText(grade=Grade.WEAKNESS, title="Files wait", text=TEXT, value=figure)
    finding = finding_write(audit=audit, given=text, actor=amina)
    evidence_add(finding, amina)
    wanted = RecommendationText(
        text="Look every week.", owner="Head of oversight", due_on=timezone.localdate() + timedelta(60), finding=finding
    )
    recommendation = recommendation_write(audit=audit, given=wanted, actor=amina)
    audit = audit_step(audit=audit, step="send_draft", actor=amina)
    audit = reply_send(audit=audit, overall="We thank you.", by_finding={finding.pk: REPLY}, actor=karin)
    audit = audit_step(audit=audit, step="finalise", actor=amina)
    recommendation_answer(recommendation=recommendation, answer=Answer.ACCEPTED, note="We will.", actor=karin)
    audit.refresh_from_db()
    return audit


def figure_of(corps: Corps) -> Any:
    found = values_history(audience=Audience.AUDITOR, subject=corps, indicators=["PRV-05"], periods=["2025-Q4"])
    return found[0]


def wish(audit: Audit, file_format: str = "json", **given: Any) -> Report:
    usual = {"kind": "audit", "register": audit.register, "audit": audit, "corps": [audit.corps.code]}
    return Report(**usual | {"language": "en", "format": file_format} | given)


def made(audit: Audit, actor: User, file_format: str = "json", **given: Any) -> bytes:
    report = report_request(report=wish(audit, file_format, **given), actor=actor, read=document_read)
    assert report.state == Report.State.DONE
    return report_open(report=report, actor=actor)


def tables_of(content: bytes) -> dict[str, list[dict[str, Any]]]:
    return {
        table["key"]: [dict(zip([c["key"] for c in table["columns"]], row, strict=True)) for row in table["rows"]]
        for table in json.loads(content)["tables"]
    }


def paper_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_every_way_out_gives_the_same_figure_and_the_same_words(final: Audit, karin: User, amina: User) -> None:
    figure = figure_of(final.corps)
    told = tables_of(made(final, amina))
    finding = told["findings"][0]
    book = load_workbook(io.BytesIO(made(final, amina, "xlsx")))
    cells = book["findings"].iter_rows(min_row=2, max_row=3, values_only=True)
    sheet = dict(zip(*cells, strict=True))
    table = next(iter(csv.DictReader(io.StringIO(made(final, amina, "csv").decode(), newline=""))))
    for name in ("value", "lower", "upper", "numerator", "denominator", "n"):
        number = getattr(figure, name)
        assert number is not None
        assert finding[name] == number
        assert sheet[name] == pytest.approx(number, rel=1e-14)
        assert float(table[name]) == number
    assert finding["value_key"] == sheet["value_key"] == figure.value_id
    assert finding["evidence"].startswith("notes.txt sha256:")
    assert finding["text"] == sheet["text"] == TEXT.replace("\r\n", "\n")
    assert told["replies"][0]["value_key"] == figure.value_id
    assert [row["reply"] for row in told["replies"]] == [REPLY.replace("\r\n", "\n"), "We thank you."]
    followed = told["follow_up"][0]
    assert (followed["standing"], followed["answer"], followed["answer_note"]) == ("steady", "accepted", "We will.")
    assert told["recommendations"][0]["owner"] == "Head of oversight"

    client = signed_in(amina)
    page = " ".join(client.get(f"/en/audit/audits/{final.pk}/report/").content.decode().split())
    paper = paper_of(made(final, amina, "pdf"))
    words = [
        *figure_words(figure),
        "Files wait",
        "notes.txt",
        "This changed in May.",
        "We thank you.",
        "Look every week.",
    ]
    for word in (*words, "Head of oversight", "accepted", "We will.", "CP 3", final.report.digest):
        assert word in page, word
        assert word.replace(" ", "") in paper.replace(" ", ""), word
    api = client.get("/api/v1/values/?corps=V011&period=2025-Q4&page_size=200").json()["results"]
    assert next(row["value"] for row in api if row["indicator"] == "PRV-05") == finding["value"]


def figure_words(figure: Any) -> list[str]:
    from audit.selectors.audits.detail import figure_words as words

    return words(figure).split(" (")[:1]


def test_the_same_moment_gives_the_same_file_and_the_checksum_is_found_again(
    final: Audit, amina: User, tmp_path: Path
) -> None:
    for file_format in FORMATS:
        assert made(final, amina, file_format) == made(final, amina, file_format), file_format
    for suffix in ("xlsx", "json"):
        path = tmp_path / f"r.{suffix}"
        path.write_bytes(made(final, amina, suffix))
        call_command("report_verify", path)


def test_the_follow_up_of_a_record_of_the_past_stands_as_of_its_last_day(final: Audit, amina: User) -> None:
    later = timezone.localdate() + timedelta(days=3)
    final.recommendations.update(done_on=later, done_note="Done.")
    document = document_read(wish(final, requested_by=amina))
    assert timezone.localdate(document.snapshot) == later


def test_the_pdf_is_tagged_marked_and_in_the_language_asked_for(final: Audit, amina: User) -> None:
    for language, word in (("nl", "Aanbevelingen"), ("fr", "Recommandations"), ("de", "Empfehlungen")):
        reader = PdfReader(io.BytesIO(made(final, amina, "pdf", language=language)))
        root: Any = reader.trailer["/Root"]
        assert b"pdfuaid:part" in root["/Metadata"].get_data()
        assert str(root["/Lang"]).startswith(language)
        assert word in paper_of(made(final, amina, "pdf", language=language))
        assert all("Voorbeeldland" in page.extract_text() for page in reader.pages)


def test_a_figure_that_may_not_be_read_has_no_number_anywhere(final: Audit, amina: User) -> None:
    number = figure_of(final.corps).value
    Publication.objects.filter(value__indicator="PRV-05", value__subject=final.corps).update(
        visibility="suppressed", reason="small_count"
    )
    row = tables_of(made(final, amina))["findings"][0]
    assert (row["value"], row["numerator"], row["denominator"]) == (None, None, None)
    assert row["visibility"] == "suppressed"
    assert str(number) not in made(final, amina, "csv").decode()


def test_the_page_offers_it_and_the_form_takes_it(final: Audit, karin: User, client: Client) -> None:
    client.force_login(karin)
    link = f"/en/audit/reports/?kind=audit&amp;audit={final.pk}"
    assert link in client.get(f"/en/audit/audits/{final.pk}/report/").content.decode()
    form = client.get(link.replace("&amp;", "&"))
    assert form.context["form"].initial["audit"] == str(final.pk)
    asked = {"kind": "audit", "language": "en", "format": "csv"}
    wrong = client.post("/en/audit/reports/", asked)
    assert wrong.status_code == 422
    assert "Choose the audit." in wrong.content.decode()
    answer = client.post("/en/audit/reports/", asked | {"audit": str(final.pk)})
    report = Report.objects.get()
    assert "Fetch the file" in client.get(answer.headers["Location"]).content.decode()
    file = client.get(f"/en/audit/reports/{report.pk}/file/")
    day = timezone.localdate().isoformat()
    assert file["Content-Disposition"] == f'attachment; filename="audit-V011-{day}-en-simulated.csv"'
    assert list(TrailEvent.objects.filter(object_type="report").values_list("verb", flat=True)) == [
        "report.requested",
        "report.fetched",
    ]


def test_who_may_not_read_the_audit_gets_no_file(final: Audit, amina: User, aline: User, client: Client) -> None:
    strangers = [
        person_make("chief", (Role.CHIEF_OF_CORPS, corps_make("V012", "Corps 12"))),
        person_make("council", (Role.COUNCIL_MEMBER, final.corps)),
    ]
    for person in strangers:
        report = report_request(report=wish(final), actor=person, read=document_read)
        assert report.state == Report.State.EMPTY
        client.force_login(person)
        asked = {"kind": "audit", "audit": str(final.pk), "language": "en", "format": "csv"}
        assert client.post("/en/audit/reports/", asked).status_code == 422
    # A tie that comes later takes the file away too.
    report = report_request(report=wish(final), actor=aline, read=document_read)
    client.force_login(aline)
    assert client.get(f"/en/audit/reports/{report.pk}/file/").status_code == 200
    person_joins(aline, Role.STAFF, final.corps)
    assert client.get(f"/en/audit/reports/{report.pk}/file/").status_code == 403


def test_an_audit_without_a_final_report_is_not_offered(audit_at: Make, amina: User, client: Client) -> None:
    audit = audit_at(Status.REPLIED)
    report = report_request(report=wish(audit), actor=amina, read=document_read)
    assert report.state == Report.State.EMPTY
    client.force_login(amina)
    assert "audit" not in client.get("/en/audit/reports/").context["form"].fields


def test_it_takes_few_queries_however_many_findings(
    final: Audit, amina: User, django_assert_max_num_queries: Any
) -> None:
    report = wish(final, requested_by=amina)
    for _ in range(2):
        with django_assert_max_num_queries(14):
            document_read(report)
    assert AuditFinding.objects.count() == 1
    assert AuditReply.objects.count() == 2
