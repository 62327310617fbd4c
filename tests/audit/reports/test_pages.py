"""Asking for a report, waiting for it, fetching it; what is wrong gets a sentence."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from audit.exports.reading import document_read
from audit.models import Report
from audit.services import reports as services
from audit.tasks import report_make_task, reports_sweep_task
from legitimacy.models import Corps, Register, Role, TrailEvent, User
from tests.people import person_make

pytestmark = pytest.mark.django_db

USUAL = {"kind": "corps", "corps": "V011", "period": "2025-Q4", "language": "en", "format": "csv", "indicator": ""}


def ask(client: Client, **given: str) -> Any:
    return client.post("/en/audit/reports/", USUAL | given)


def test_a_chief_makes_and_fetches_a_report_on_the_own_corps(corps: list[Corps], karin: User, client: Client) -> None:
    client.force_login(karin)
    page = client.get(ask(client).headers["Location"])
    assert "Fetch the file" in page.content.decode()
    report = Report.objects.get()
    file = client.get(f"/en/audit/reports/{report.pk}/file/")
    assert file["Content-Disposition"] == 'attachment; filename="corps-V011-2025-Q4-en-simulated.csv"'
    assert file.content.startswith(b"origin,code,")
    assert report.content is not None
    assert b"EFF-01" not in bytes(report.content)
    verbs = list(TrailEvent.objects.filter(object_type="report").values_list("verb", flat=True))
    assert verbs == ["report.requested", "report.fetched"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"corps": ""}, "takes exactly one code"),
        ({"corps": "V011, V012"}, "takes exactly one code"),
        ({"corps": "=V0"}, "=V0 is no corps that you can report on"),
        ({"corps": "V999;V998"}, "V998, V999 are no corps"),
        ({"kind": "comparison"}, "One corps cannot be compared"),
        ({"kind": "comparison", "corps": "", "format": "pdf"}, "On paper choose one indicator"),
        ({"period": "2031-Q1"}, "Select a valid choice"),
        ({"kind": "everything"}, "Select a valid choice"),
        ({"language": "it"}, "Select a valid choice"),
    ],
)
def test_bad_wishes_get_a_sentence(
    corps: list[Corps], anton: User, client: Client, given: dict[str, str], sentence: str
) -> None:
    client.force_login(anton)
    page = ask(client, **given)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not Report.objects.exists()


def test_a_chief_cannot_report_on_another_corps_nor_compare(corps: list[Corps], karin: User, client: Client) -> None:
    client.force_login(karin)
    assert "is no corps that you can report on" in ask(client, corps="V012").content.decode()
    assert "Select a valid choice" in ask(client, kind="national").content.decode()


def test_nobody_fetches_the_report_of_another(corps: list[Corps], karin: User, anton: User, client: Client) -> None:
    client.force_login(karin)
    ask(client)
    address = f"/en/audit/reports/{Report.objects.get().pk}/"
    client.force_login(anton)
    assert client.get(address).status_code == 403
    assert client.get(f"{address}file/").status_code == 403
    client.logout()
    assert client.get(f"{address}file/").status_code == 302


def test_who_lost_the_role_finds_nothing_in_it(corps: list[Corps], karin: User) -> None:
    report = Report(kind="corps", register="example", period="2025-Q4", corps=["V011"], language="nl", format="csv")
    karin.memberships.update(valid_to=timezone.localdate() - timedelta(days=1))
    services.report_request(report=report, actor=User.objects.get(pk=karin.pk), read=document_read)
    assert report.state == Report.State.EMPTY


def test_a_large_one_is_made_by_a_worker_and_the_page_says_so(
    corps: list[Corps],
    anton: User,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(services, "report_announce", lambda report: sent.append(str(report.pk)))
    client.force_login(anton)
    with django_capture_on_commit_callbacks(execute=True):
        answer = ask(client, kind="comparison", corps="")
    page = client.get(answer.headers["Location"])
    assert page.headers["Refresh"] == "4"
    assert "It is being made" in page.content.decode()
    assert len(sent) == 1
    report_make_task(sent[0])
    report_make_task(sent[0])
    assert "Fetch the file" in client.get(answer.headers["Location"]).content.decode()


def test_what_the_queue_lost_is_swept(corps: list[Corps], anton: User) -> None:
    report = Report(kind="national", register="example", period="2025-Q4", language="nl", format="json")
    services.report_request(report=report, actor=anton, read=document_read)
    assert report.state == Report.State.WAITING
    Report.objects.update(state=Report.State.MAKING, made_at=timezone.now() - services.LOST * 2)
    reports_sweep_task()
    report.refresh_from_db()
    assert report.state == Report.State.DONE


def test_reports_go_after_a_week(corps: list[Corps], karin: User, client: Client) -> None:
    client.force_login(karin)
    ask(client)
    report = Report.objects.get()
    Report.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.get(f"/en/audit/reports/{report.pk}/file/").status_code == 404
    assert (services.reports_past(), services.reports_expire(), Report.objects.count()) == (1, 1, 0)


def test_a_former_corps_is_read_as_the_public_reads_it(corps: list[Corps]) -> None:
    arno = person_make("arno", (Role.AUDITOR, Register.EXAMPLE), (Role.STAFF, corps[0]))
    report = Report(
        kind="comparison", register="example", period="2025-Q4", corps=["V011", "V012"], language="nl", format="json"
    )
    services.report_request(report=report, actor=arno, read=document_read)
    document = document_read(report)
    rows = {(row[0], row[2]): row for row in document.table("figures").rows}
    assert rows["V011", "EFF-05"][3] == rows["V012", "EFF-05"][3]
    releases = next(text for label, text in document.facts if label == "Release")
    assert releases == "all-example"


def test_a_comparison_takes_few_queries_however_many_corps(
    corps: list[Corps], anton: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for codes in ([], ["V011", "V012"]):
        report = Report(
            kind="comparison",
            register="example",
            period="2025-Q4",
            corps=codes,
            language="nl",
            format="json",
            requested_by=anton,
        )
        with django_assert_max_num_queries(14):
            document_read(report)
