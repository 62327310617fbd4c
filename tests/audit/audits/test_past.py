"""Audits from before the software: entered, counted in the plan, told on the public page of the corps."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from audit.models import PastAudit
from audit.selectors.audits.plan import PlanRow, plan_of
from audit.services.audits.history import AuditTextError
from audit.services.audits.past import PastAuditText, past_audit_enter, past_audit_remove
from audit.workflow.audits import Status
from legitimacy.access import AccessDeniedError
from legitimacy.conflicts import ConflictError
from legitimacy.models import Corps, CorpsLink, Role, TrailEvent, User
from legitimacy.numbers import date_text
from tests.audit.audits.conftest import Make
from tests.people import corps_make, person_joins

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
FORM = "/en/audit/audits/past/?corps=V017"
PAGE = "/en/corps/V017/"


def text(**given: Any) -> PastAuditText:
    usual: dict[str, Any] = {"body": "Committee P", "title": "Reception", "reported_on": date(2024, 5, 3)}
    return PastAuditText(**usual | given)


def row_of(user: User, corps: Corps) -> PlanRow:
    return next(row for row in plan_of(user, "example", TODAY).rows if row.corps == corps)


def test_it_counts_in_the_plan_marked_as_entered_afterwards(demervallei: Corps, amina: User) -> None:
    assert not row_of(amina, demervallei).is_covered
    past_audit_enter(corps=demervallei, text=text(), actor=amina)
    row = row_of(amina, demervallei)
    assert (row.last_on, row.due_on, row.is_covered, row.afterwards) == (
        date(2024, 5, 3), date(2030, 5, 3), True, True,
    )  # fmt: skip
    assert plan_of(amina, "example", TODAY).covered == 1
    event = TrailEvent.objects.get(verb="past_audit.entered")
    assert (event.actor_id, event.corps) == (amina.pk, "V017")


def test_a_merged_corps_inherits_it(demervallei: Corps, amina: User) -> None:
    merged = corps_make("V099", "Samen")
    CorpsLink.objects.create(predecessor=demervallei, successor=merged, on=date(2025, 1, 1))
    past_audit_enter(corps=demervallei, text=text(), actor=amina)
    row = row_of(amina, merged)
    assert (row.last_on, row.inherited, row.afterwards) == (date(2024, 5, 3), True, True)


def test_the_newer_of_both_counts(demervallei: Corps, amina: User, audit_at: Make) -> None:
    done = audit_at(Status.FINAL)
    past_audit_enter(corps=demervallei, text=text(), actor=amina)
    row = row_of(amina, demervallei)
    assert (row.last_on, row.afterwards) == (done.final_on, False)


def test_the_same_audit_is_entered_once_and_a_wrong_one_taken_back(demervallei: Corps, amina: User) -> None:
    past = past_audit_enter(corps=demervallei, text=text(), actor=amina)
    with pytest.raises(AuditTextError, match="entered before"):
        past_audit_enter(corps=demervallei, text=text(body="Another"), actor=amina)
    past_audit_remove(past=past, actor=amina)
    assert not PastAudit.objects.exists()
    assert TrailEvent.objects.filter(verb="past_audit.removed", corps="V017").count() == 1


def test_only_an_auditor_without_a_tie_enters_and_removes(
    demervallei: Corps, amina: User, aline: User, katrien: User
) -> None:
    with pytest.raises(AccessDeniedError):
        past_audit_enter(corps=demervallei, text=text(), actor=katrien)
    past = past_audit_enter(corps=demervallei, text=text(), actor=aline)
    person_joins(amina, Role.EVALUATION_OFFICER, demervallei, valid_from=date(2015, 1, 1), valid_to=date(2016, 1, 1))
    amina = User.objects.get(pk=amina.pk)
    for act in (
        lambda: past_audit_enter(corps=demervallei, text=text(title="Other"), actor=amina),
        lambda: past_audit_remove(past=past, actor=amina),
    ):
        with pytest.raises(ConflictError):
            act()
    assert PastAudit.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reported_on": ""}, "This field is required."),
        ({"reported_on": "2999-01-01"}, "This day has not come yet."),
        ({"begun_on": "2024-06-01"}, "The report lies before the beginning."),
        ({"link": "javascript:alert(1)"}, "Give a whole address, such as https://"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    client: Client, demervallei: Corps, amina: User, given: dict[str, str], sentence: str
) -> None:
    client.force_login(amina)
    posted = {"body": "Committee P", "title": "Reception", "reported_on": "2024-05-03"} | given
    response = client.post(FORM, posted)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not PastAudit.objects.exists()


def test_the_form_enters_lists_and_removes(client: Client, demervallei: Corps, amina: User) -> None:
    client.force_login(amina)
    posted = {"body": "Committee P", "title": "Reception", "reported_on": "2024-05-03", "link": ""}
    page = client.post(FORM, posted, follow=True).content.decode()
    assert "It counts in the plan from now on." in page
    assert "Reception, Committee P" in page
    assert "entered afterwards" in client.get("/en/audit/audits/plan/").content.decode()
    past = PastAudit.objects.get()
    gone = client.post(f"/en/audit/audits/past/{past.pk}/remove/", follow=True).content.decode()
    assert "The entry was removed." in gone
    assert client.get("/en/audit/audits/past/").status_code == 302
    assert client.get("/en/audit/audits/past/?corps=nobody").status_code == 404


def test_the_page_of_a_corps_says_when_it_was_last_audited(
    client: Client, demervallei: Corps, amina: User, audit_at: Make
) -> None:
    assert "No audit recorded." in client.get(PAGE).content.decode()
    past_audit_enter(corps=demervallei, text=text(link="https://committee.example/report"), actor=amina)
    page = client.get(PAGE).content.decode()
    assert "Last audit: reported on May 3, 2024 by Committee P (entered afterwards)." in page
    assert 'href="https://committee.example/report"' in page
    done = audit_at(Status.FINAL)
    assert done.final_on is not None
    page = client.get(PAGE).content.decode()
    assert f"Last audit: reported on {date_text(done.final_on)}." in page
    assert "committee.example" not in page
    assert str(done.pk) not in page, "the report itself is not public"


def test_an_audit_that_is_not_final_is_nowhere_told(client: Client, demervallei: Corps, audit_at: Make) -> None:
    audit_at(Status.DRAFT_SENT)
    assert "No audit recorded." in client.get(PAGE).content.decode()


def test_an_audit_of_long_ago_covers_nothing(demervallei: Corps, amina: User) -> None:
    past_audit_enter(corps=demervallei, text=text(reported_on=TODAY - timedelta(days=7 * 366)), actor=amina)
    assert not row_of(amina, demervallei).is_covered
