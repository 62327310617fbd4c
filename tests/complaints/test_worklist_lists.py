"""Lists of files: who sees which, tabs, filters, pages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from complaints.models import Complaint, Message
from complaints.selectors.lists import VIEWS
from complaints.services.assigning import complaint_assign
from complaints.services.conflicts import conflict_declare
from complaints.services.referring import referral_send
from complaints.services.steps import complaint_step
from complaints.workflow.states import Actor
from legitimacy.models import Corps, Role, User
from tests.complaints.conftest import Make
from tests.complaints.factory import many_complaints
from tests.people import person_make

SignedIn = Callable[[User], Client]
LIST = "/en/complaints/files/"


def shown(client: Client, query: str = "?view=unit") -> str:
    answer = client.get(f"{LIST}{query}")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return answer.content.decode()


def test_a_corps_sees_its_own_files_only(complaint_of: Make, signed_in: SignedIn, ilse: User, heidi: User) -> None:
    number = complaint_of().number
    assert number in shown(signed_in(ilse))
    assert number not in shown(signed_in(heidi))


@pytest.mark.parametrize("view", VIEWS)
def test_a_file_that_another_body_holds_is_in_no_list_of_its_corps(
    complaint_of: Make, signed_in: SignedIn, ilse: User, hanne: User, view: str
) -> None:
    complaint = complaint_of(about_chief=True)
    Complaint.objects.filter(pk=complaint.pk).update(next_due_on=timezone.localdate() - timedelta(days=1))
    assert complaint.number not in shown(signed_in(ilse), f"?view={view}")
    assert complaint.number in shown(signed_in(hanne), "?view=unit")


@pytest.mark.parametrize("view", VIEWS)
def test_whoever_is_in_conflict_sees_the_file_in_no_list(
    complaint_of: Make, signed_in: SignedIn, ilse: User, ivo: User, view: str
) -> None:
    complaint = complaint_of()
    conflict_declare(complaint=complaint, person=ilse, actor=ivo, note="They are friends.")
    Complaint.objects.filter(pk=complaint.pk).update(next_due_on=timezone.localdate() - timedelta(days=1))
    assert complaint.number not in shown(signed_in(ilse), f"?view={view}")
    assert complaint.number in shown(signed_in(ivo), "?view=overdue")


def test_every_list_holds_visible_files_only(complaint_of: Make, hanne: User, ilse: User) -> None:
    kept, left = complaint_of(), complaint_of()
    complaint_of(about_chief=True)
    complaint_assign(complaint=kept, handler=ilse, actor=ilse)
    referral_send(complaint=left, to_body="committee_p", actor=ilse, reason="independence")
    for person in (ilse, hanne):
        visible = set(Complaint.objects.visible_to(person))
        for view in VIEWS.values():
            assert set(view.files(person)) <= visible


def test_the_tabs_show_what_they_say(complaint_of: Make, ilse: User, hanne: User) -> None:
    mine, waiting, sent, late, stopped = (complaint_of() for _ in range(5))
    complaint_assign(complaint=mine, handler=ilse, actor=ilse)
    referral_send(complaint=sent, to_body="committee_p", actor=ilse, reason="independence")
    Complaint.objects.filter(pk=late.pk).update(next_due_on=timezone.localdate() - timedelta(days=1))
    Complaint.objects.filter(pk=stopped.pk).update(paused_on=timezone.localdate())
    found = {key: set(view.files(ilse)) for key, view in VIEWS.items()}
    assert found["mine"] == {mine}
    assert found["unit"] == {mine, waiting, sent, late, stopped}
    assert found["unassigned"] == {waiting, sent, late, stopped}
    assert (found["overdue"], found["paused"], found["referred"]) == ({late}, {stopped}, {sent})
    assert set(VIEWS["offered"].files(hanne)) == {sent}


@pytest.mark.parametrize("role", [Role.STAFF, Role.CHIEF_OF_CORPS, Role.OFFICER, Role.PROFESSIONAL_STANDARDS])
def test_other_roles_of_the_corps_get_no_list(
    complaint_of: Make, signed_in: SignedIn, demervallei: Corps, role: str
) -> None:
    complaint_of()
    person = person_make("Other", (role, demervallei))
    assert signed_in(person).get(LIST).status_code == 403


def test_filters_narrow_the_list(complaint_of: Make, signed_in: SignedIn, ilse: User) -> None:
    letter = complaint_of(channel="letter", language="fr", categories=("T4",), injured=False).number
    web = complaint_of(channel="web", categories=("H3",)).number
    client = signed_in(ilse)
    for query in ("channel=letter", "language=fr", "category=T4", "channel=letter&category=T4&handler=none"):
        page = shown(client, f"?view=unit&{query}")
        assert (letter in page, web in page) == (True, False), query


@pytest.mark.parametrize(
    "query",
    ["status=%00", "category=ZZ", "handler=99999", "sort=story", "view=everything", "place=made-up", "words=made-up"],
)
def test_values_nobody_offered_narrow_nothing(complaint_of: Make, signed_in: SignedIn, ilse: User, query: str) -> None:
    number = complaint_of().number
    assert number in shown(signed_in(ilse), f"?view=unit&{query}") or query.startswith("view")


def test_a_malformed_day_is_told_and_narrows_nothing(complaint_of: Make, signed_in: SignedIn, ilse: User) -> None:
    number = complaint_of().number
    page = shown(signed_in(ilse), "?view=unit&received_from=yesterday")
    assert number in page
    assert "Write the day as year-month-day" in page


def test_an_unread_message_marks_its_file(complaint_of: Make, signed_in: SignedIn, ilse: User) -> None:
    complaint = complaint_of()
    assert "unread message</span>" not in shown(signed_in(ilse))
    Message.objects.create(complaint=complaint, from_complainant=True, body="corps", text="Any news?")
    page = shown(signed_in(ilse), "?view=unit&flag=unread")
    assert "unread message</span>" in page
    assert "Any news?" not in page


def walk(client: Client, query: str) -> list[str]:
    """Numbers of every page, in order, following the way to the next page."""
    found, address = [], f"{LIST}{query}"
    while address:
        answer = client.get(address)
        found.append([row.line.complaint.number for row in answer.context["rows"]])
        address = answer.context["next_url"]
    return [number for numbers in found for number in numbers]


@pytest.mark.parametrize("sort", ["received", "due"])
def test_pages_show_every_file_once_in_order(demervallei: Corps, signed_in: SignedIn, ilse: User, sort: str) -> None:
    many_complaints(83, demervallei)
    today = timezone.localdate()
    Complaint.objects.filter(pk__in=list(Complaint.objects.values_list("pk", flat=True)[:40])).update(
        next_due_on=today, received_on=today
    )
    found = walk(signed_in(ilse), f"?view=unit&sort={sort}")
    rows = {row.number: row for row in Complaint.objects.all()}
    assert len(found) == len(set(found)) == 83
    if sort == "received":
        assert found == sorted(found, key=lambda number: (rows[number].received_on, rows[number].pk), reverse=True)
    else:
        days = [rows[number].next_due_on for number in found]
        begun = [day for day in days if day]
        assert days == sorted(begun) + [None] * (83 - len(begun))


def test_the_way_back_leads_to_the_same_page(demervallei: Corps, signed_in: SignedIn, ilse: User) -> None:
    many_complaints(60, demervallei)
    client = signed_in(ilse)
    for sort in ("received", "due"):
        first = client.get(f"{LIST}?view=unit&sort={sort}")
        second = client.get(first.context["next_url"])
        back = client.get(second.context["previous_url"])
        numbers = [[row.line.complaint.number for row in page.context["rows"]] for page in (first, back)]
        assert numbers[0] == numbers[1]
        assert not back.context["previous_url"]


def test_a_page_after_a_file_that_came_meanwhile_repeats_nothing(
    demervallei: Corps, signed_in: SignedIn, ilse: User
) -> None:
    many_complaints(30, demervallei)
    client = signed_in(ilse)
    first = client.get(f"{LIST}?view=unit")
    many_complaints(3, demervallei, seed=9, received_on=timezone.localdate())
    second = client.get(first.context["next_url"])
    pages = [{row.line.complaint.number for row in page.context["rows"]} for page in (first, second)]
    assert not pages[0] & pages[1]


def test_queries_stay_as_many_as_the_list_grows(demervallei: Corps, signed_in: SignedIn, ilse: User) -> None:
    client = signed_in(ilse)
    many_complaints(120, demervallei, handlers=[ilse], unread=1.0)
    before = queries_of(client)
    many_complaints(400, demervallei, seed=2, handlers=[ilse], unread=1.0)
    assert all(now <= then for now, then in zip(queries_of(client), before, strict=True))
    assert max(before) <= 9


def queries_of(client: Client) -> list[int]:
    """How many questions each list asks the database; none counts rows or skips them."""
    counted = []
    client.get(LIST)
    for query in ("?view=unit", "?view=mine&sort=due", "?view=unit&channel=web", "?view=unit&sort=due&language=nl"):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{LIST}{query}")
        assert not [one for one in queries if "COUNT(" in one["sql"] or "OFFSET" in one["sql"]]
        counted.append(len(queries))
    return counted


def test_htmx_gets_the_list_only(complaint_of: Make, signed_in: SignedIn, ilse: User) -> None:
    number = complaint_of().number
    answer = signed_in(ilse).get(f"{LIST}?view=unit", headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert number in page
    assert "<html" not in page
    assert "HX-Request" in answer["Vary"]


def test_a_closed_file_is_due_nothing(complaint_of: Make, signed_in: SignedIn, ilse: User) -> None:
    complaint = complaint_of()
    complaint_step(complaint=complaint, step="withdraw", actor=None, actor_kind=Actor.COMPLAINANT)
    page = shown(signed_in(ilse), "?view=unit&status=closed")
    assert complaint.number in page
    assert "nothing due" in page
