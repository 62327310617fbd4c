"""Lists, links to complaints, figures, audits and keeping: each shows what its reader may see, and no more."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from complaints.models import Complaint
from legitimacy.models import AuditGrant, Corps, Member, Role, TrailEvent, User
from legitimacy.sampling import sampling_registers
from legitimacy.trail.retention import retention_apply, retention_rules
from professionalism.models import ForceIncident
from professionalism.selectors.force_figures import figures_of, protect
from professionalism.services.force_drafting import incident_start
from professionalism.services.force_reviewing import Review, incident_review
from professionalism.workflow.force import Finding, Status
from tests.people import person_joins, person_make
from tests.professionalism.force.world import client_of, draft_make, report_make, url

pytestmark = pytest.mark.django_db
LIST = "/en/professionalism/force/reports/"
AUDITED = "/en/professionalism/force/audited/"
FIGURES = "/en/professionalism/force/figures/"


def many(corps: Corps, number: int, **given: Any) -> list[ForceIncident]:
    today = timezone.localdate()
    rows = [
        ForceIncident(
            register=corps.register,
            origin="simulated",
            corps=corps,
            status=Status.SUBMITTED,
            happened_on=today - timedelta(days=place % 20),
            happened_hour=12,
            highest_level=place % 5 + 2,
            review_due_on=today + timedelta(days=place % 14),
            registered_at=timezone.now(),
            **given,
        )
        for place in range(number)
    ]
    return ForceIncident.objects.bulk_create(rows)


def complaint_url(complaint: Complaint) -> str:
    with translation.override("en"):
        return reverse("complaint_detail", args=[complaint.number])


def numbers_in(content: str, reports: list[ForceIncident]) -> set[str]:
    return {row.number for row in reports if row.number in content}


@pytest.mark.parametrize("query", ["", "?group=waiting"])
def test_pages_of_the_list_hold_each_report_once(gita: User, demervallei: Corps, query: str) -> None:
    reports, client, seen = many(demervallei, 60), client_of(gita), []
    address = f"{LIST}{query}"
    for _page in range(3):
        answer = client.get(address)
        seen += [row["number"] for row in answer.context["rows"]]
        address = f"{LIST}{answer.context['next_url']}"
    assert answer.context["next_url"] == ""
    assert len(seen) == 60
    assert set(seen) == {row.number for row in reports}
    back = client.get(f"{LIST}{answer.context['previous_url']}")
    assert [row["number"] for row in back.context["rows"]] == seen[25:50]


def test_the_list_is_narrowed(gita: User, demervallei: Corps, heidekant: Corps) -> None:
    mine = many(demervallei, 5, unit="Wijk") + many(demervallei, 1, unit="Verkeer")
    other = many(heidekant, 5)
    client = client_of(gita)
    today = timezone.localdate()
    wanted = {
        "": {row.number for row in mine},
        "?level=3": {row.number for row in mine if row.highest_level == 3},
        "?unit=Verkeer": {mine[-1].number},
        f"?first={today:%Y-%m-%d}": {row.number for row in mine if row.happened_on == today},
        f"?last={today - timedelta(days=2):%d/%m/%Y}": {
            row.number for row in mine if row.happened_on and row.happened_on <= today - timedelta(days=2)
        },
        f"?number={mine[2].number.lower()}": {mine[2].number},
        f"?number={other[0].number}": set(),
        "?group=overdue": set(),
        "?group=reviewed": set(),
    }
    for query, numbers in wanted.items():
        assert {row["number"] for row in client.get(f"{LIST}{query}").context["rows"]} == numbers, query
    assert "Write a day as day/month/year" in client.get(f"{LIST}?first=soon").content.decode()
    assert client.get(f"{LIST}?place=broken&level=99&group=none").status_code == 200


def test_the_list_asks_as_much_for_many_as_for_few(gita: User, gita_member: Member, demervallei: Corps) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client_of(gita).get(LIST)
        return len(asked)

    many(demervallei, 2)
    few = queries()
    many(demervallei, 23)
    assert queries() == few


def test_the_report_asks_as_much_for_many_rows_as_for_few(
    amber: User, amber_member: Member, gita: User, demervallei: Corps
) -> None:
    report = report_make(amber, demervallei)

    def queries() -> int:
        client = client_of(gita)
        client.get(url("force_report", report))
        with CaptureQueriesContext(connection) as asked:
            client.get(url("force_report", report))
        return len(asked)

    def add(order: int) -> None:
        officer, citizen = report.officers.create(order=order), report.citizens.create(order=order)
        report.applications.create(order=order, level=3, means="handcuffs", officer=officer, citizen=citizen)

    add(2)
    few = queries()
    for order in range(3, 8):
        add(order)
    assert queries() == few


def test_standards_read_everything_handed_in_and_the_chief_no_report(
    amber: User, pina: User, katrien: User, demervallei: Corps
) -> None:
    report, draft = report_make(amber, demervallei), draft_make(amber, demervallei)
    content = client_of(pina).get(LIST).content.decode()
    assert numbers_in(content, [report, draft]) == {report.number}
    assert client_of(katrien).get(LIST).status_code == 403


@pytest.fixture
def complaint(demervallei: Corps) -> Complaint:
    now = timezone.now()
    return Complaint.objects.create(
        register=demervallei.register, origin="simulated", corps=demervallei, holder="corps",
        received_on=now.date(), received_at=now,
    )  # fmt: skip


def test_a_complaint_is_a_number_and_a_way_only_for_who_reads_it(
    complaint: Complaint, amber: User, pina: User, demervallei: Corps
) -> None:
    report = report_make(amber, demervallei, complaint_number=complaint.number)
    told, way = f"linked to complaint number {complaint.number}", complaint_url(complaint)
    for person in (amber, pina):
        content = client_of(person).get(url("force_report", report)).content.decode()
        assert told in content
        assert way not in content
    person_joins(pina, Role.COMPLAINTS_OFFICER, demervallei)
    assert way in client_of(pina).get(url("force_report", report)).content.decode()
    Complaint.objects.filter(pk=complaint.pk).update(holder="committee_p")
    assert way not in client_of(pina).get(url("force_report", report)).content.decode()


def test_a_complaint_shows_its_reports_only_to_who_reads_them(
    complaint: Complaint, amber: User, demervallei: Corps
) -> None:
    report = report_make(amber, demervallei, complaint_number=complaint.number)
    draft_make(amber, demervallei, complaint_number=complaint.number)
    ilse = person_make("Ilse", (Role.COMPLAINTS_OFFICER, demervallei))
    address = complaint_url(complaint)
    assert report.number not in client_of(ilse).get(address).content.decode()
    person_joins(ilse, Role.PROFESSIONAL_STANDARDS, demervallei)
    content = client_of(User.objects.get(pk=ilse.pk)).get(address).content.decode()
    assert url("force_report", report) in content
    assert numbers_in(content, list(ForceIncident.objects.all())) == {report.number}


def grant(person: User, corps: Corps, kind: str = "force") -> None:
    today = timezone.localdate()
    AuditGrant.objects.create(
        audit=uuid4(), user=person, corps=corps, kind=kind, reason="sample", from_on=today, until_on=today
    )


def test_an_auditor_reads_inside_an_opened_audit_only(
    amber: User, amina: User, demervallei: Corps, heidekant: Corps
) -> None:
    report, draft = report_make(amber, demervallei), draft_make(amber, demervallei)
    other = many(heidekant, 1)[0]
    assert client_of(amina).get(AUDITED).status_code == 403
    grant(amina, demervallei, "complaints")
    assert client_of(amina).get(AUDITED).status_code == 403
    grant(amina, demervallei)
    client = client_of(amina)
    assert numbers_in(client.get(AUDITED).content.decode(), [report, draft, other]) == {report.number}
    assert client.get(f"{AUDITED}{report.number}/").status_code == 200
    read = TrailEvent.objects.get(verb="force_report.read")
    assert (read.actor, read.role, read.reason) == (amina, Role.AUDITOR, "audit")
    for hidden in (draft, other):
        assert client.get(f"{AUDITED}{hidden.number}/").status_code == 404
    assert client.get(url("force_report", report)).status_code == 403
    AuditGrant.objects.update(ended_at=timezone.now())
    assert client_of(amina).get(f"{AUDITED}{report.number}/").status_code == 403


def test_reviewed_reports_are_a_list_to_draw_from(amber: User, gita: User, demervallei: Corps) -> None:
    reviewed, practice = report_make(amber, demervallei), report_make(amber, demervallei, is_training=True)
    report_make(amber, demervallei)
    for row in (reviewed, practice):
        incident_review(incident=row, actor=gita, review=Review(Finding.JUSTIFIED, "It was needed."))
    today = timezone.localdate()
    listed = sampling_registers.get("force").list_items([demervallei.pk], today, today)
    assert listed == {demervallei.pk: [(reviewed.number, today)]}


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (9, 5), (10, 10)])
def test_small_counts_are_hidden_and_others_rounded_down(count: int, shown: int | None) -> None:
    assert protect(count, 5) == shown


def test_figures_count_what_counts_in_twelve_whole_months(demervallei: Corps) -> None:
    many(demervallei, 30, alternatives=["time", "mediation"], warning="given", finding="justified")
    many(demervallei, 3, warning="not_given", finding="not")
    many(demervallei, 50, is_training=True)
    ForceIncident.objects.update(happened_on=date(2026, 3, 31))
    ForceIncident.objects.filter(finding="not").update(happened_on=date(2025, 4, 1))
    figures = figures_of(demervallei, date(2026, 4, 15))
    assert (figures.first, figures.last, figures.total) == (date(2025, 4, 1), date(2026, 3, 31), 30)
    with translation.override("en"):
        tables = {key: {str(label): count for label, count in rows} for key, _title, rows in figures.tables}
    assert tables["finding"] == {
        "justified": 30, "partly justified": 0, "not justified": None, "not enough information to judge": 0
    }  # fmt: skip
    assert tables["alternative"]["mediation"] == 30
    assert figures_of(demervallei, date(2026, 3, 31)).total is None


def test_zeros_do_not_tell_what_the_only_few_incidents_were(demervallei: Corps) -> None:
    many(demervallei, 20, finding="")
    many(demervallei, 2, finding="not")
    ForceIncident.objects.update(happened_on=date(2026, 3, 31))
    tables = {key: rows for key, _title, rows in figures_of(demervallei, date(2026, 4, 15)).tables}
    assert {count for _label, count in tables["finding"]} == {None}
    ForceIncident.objects.filter(finding="").delete()
    figures = figures_of(demervallei, date(2026, 4, 15))
    tables = {key: rows for key, _title, rows in figures.tables}
    assert {count for _label, count in tables["level"]} == {None}


def test_the_chief_reads_figures_without_a_report(katrien: User, tom: User, amber: User, demervallei: Corps) -> None:
    report = report_make(amber, demervallei)
    content = client_of(katrien).get(FIGURES).content.decode()
    assert "incidents with force" in content
    assert report.number not in content
    assert client_of(tom).get(f"{FIGURES}?corps=V017").context["corps"].code == "V018"
    assert client_of(amber).get(FIGURES).status_code == 403


def test_drafts_never_handed_in_go_after_their_time(amber: User, demervallei: Corps) -> None:
    old, new = incident_start(corps=demervallei, actor=amber, form_key=""), draft_make(amber, demervallei)
    report = report_make(amber, demervallei)
    days = timezone.now() - timedelta(days=61)
    ForceIncident.objects.filter(pk__in=[old.pk, report.pk]).update(started_at=days)
    rule = retention_rules.get("force_draft")
    assert rule.count() == 1
    assert retention_apply(rule) == 1
    assert set(ForceIncident.objects.all()) == {new, report}
