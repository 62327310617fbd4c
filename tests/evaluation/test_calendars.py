"""The calendar that a program reads at an address: what stands in it, who gets one, and when it ends."""

from datetime import date, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from evaluation.models import CalendarFeed
from legitimacy.models import Corps, Membership, User
from tests.evaluation.policy import action_make, evaluation_make, objective_make


def address_made(client: Client, user: User) -> str:
    client.force_login(user)
    page = client.post(reverse("policy_calendar")).context["address"]
    assert page.startswith("http://testserver/")
    return str(page).removeprefix("http://testserver")


def entries(client: Client, address: str) -> dict[str, tuple[date, str]]:
    answer = Client().get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(each["UID"]): (each.decoded("DTSTART"), str(each["SUMMARY"])) for each in events}


def test_a_calendar_program_reads_what_is_open(
    client: Client, demervallei: Corps, heidekant: Corps, bram: User
) -> None:
    today = timezone.localdate()
    own = action_make(demervallei, due=today + timedelta(days=9), what="Tellen; elke maand, overal\nen altijd")
    learned = action_make(demervallei, "complaint", what="About the officer of Church Street", due=today)
    action_make(demervallei, due=today, done_on=today)
    action_make(heidekant, due=today)
    objective = objective_make(demervallei)
    planned = evaluation_make(objective, "2026-12-01", state="planned", approved_on=None, evaluated_on=None)
    address = address_made(client, bram)
    found = entries(client, address)
    assert found == {
        f"action-{own.pk}@testserver": (own.due_on, "Tellen; elke maand, overal\nen altijd"),
        f"action-{learned.pk}@testserver": (today, "Iets wat uit een klacht geleerd werd"),
        f"evaluation-{planned.pk}@testserver": (planned.planned_for, f"Evalueren: {objective.title}"),
    }
    own.due_on = today + timedelta(days=30)
    own.save()
    assert entries(client, address)[f"action-{own.pk}@testserver"][0] == own.due_on, "moved, not added"
    assert "Church" not in Client().get(address).content.decode()


def test_an_address_is_kept_as_a_digest_and_ends(client: Client, demervallei: Corps, bram: User, roos: User) -> None:
    first = address_made(client, bram)
    key = first.rsplit("/", 1)[-1].removesuffix(".ics")
    feed = CalendarFeed.objects.get()
    assert key not in feed.digest
    assert key not in client.get(reverse("policy_calendar")).content.decode(), "shown once"
    second = address_made(client, bram)
    assert [Client().get(each).status_code for each in (first, second)] == [404, 200]
    assert client.post(reverse("policy_calendar_end")).status_code == 302
    assert Client().get(second).status_code == 404
    third = address_made(client, bram)
    Membership.objects.filter(user=bram).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert Client().get(third).status_code == 404, "who no longer follows actions gets nothing"
    client.force_login(roos)
    assert client.post(reverse("policy_calendar")).status_code == 403
    assert Client().get(reverse("policy_calendar_feed", args=["x" * 5000])).status_code == 404
