"""The form of a report: each step saves, in the background too, and what is wrong is said at its field."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from legitimacy.models import Corps, Member, TrailEvent, User
from professionalism.models import ForceIncident
from professionalism.services.force_drafting import incident_start
from professionalism.workflow.force import Status
from tests.professionalism.force.world import TEXT, client_of, draft_make, posted, report_make, url

pytestmark = pytest.mark.django_db
MINE = "/en/professionalism/force/"
YESTERDAY = timezone.localdate() - timedelta(days=1)
WHAT = {
    "happened_on": YESTERDAY.isoformat(),
    "happened_hour": "14",
    "place_kind": "street",
    "functionality": "intervention",
    "call_type": "emergency",
}
WHY = {
    "threat": "assault",
    "alternatives": ["communication", "distance"],
    "warning": "given",
    **dict.fromkeys(("why_lawful", "why_needed", "why_measured", "why_warned"), TEXT),
}


@pytest.fixture
def client(amber: User, amber_member: Member) -> Client:
    return client_of(amber)


@pytest.fixture
def draft(client: Client) -> ForceIncident:
    client.post(f"{MINE}new/", {"key": "k1"})
    return ForceIncident.objects.get()


def step(client: Client, draft: ForceIncident, name: str, /, **data: Any) -> Any:
    """The answer to a step that was sent."""
    return client.post(url("force_step", draft, name), posted(draft, **data))


def test_a_report_goes_from_step_to_step_and_is_handed_in(
    client: Client, draft: ForceIncident, bilal_member: Member, amber_member: Member
) -> None:
    assert draft.reporter == amber_member
    assert step(client, draft, "what", **WHAT)["Location"] == url("force_step", draft, "who")
    people = {
        "officers-1-place": "1",
        "officers-1-member": amber_member.pseudonym,
        "officers-2-place": "2",
        "officers-2-member": "5678",
        "citizens-1-place": "1",
        "citizens-1-age_band": "18_29",
        "citizens-1-sex": "m",
        "citizens-1-is_intoxicated": "yes",
    }
    assert step(client, draft, "who", **people)["Location"] == url("force_step", draft, "force")
    officers = {row.order: row for row in draft.officers.all()}
    assert officers[2].member == bilal_member
    citizen = draft.citizens.get()
    assert (citizen.age_band, citizen.is_intoxicated, citizen.is_distressed) == ("18_29", True, None)
    used = {
        "applications-1-place": "1",
        "applications-1-level": "4",
        "applications-1-means": "hands",
        "applications-1-officer": str(officers[1].pk),
        "applications-1-citizen": str(citizen.pk),
        "applications-2-place": "2",
        "applications-2-level": "3",
        "applications-2-means": "handcuffs",
        "applications-2-officer": str(officers[2].pk),
        "applications-2-worked": "yes",
    }
    assert step(client, draft, "force", **used)["Location"] == url("force_step", draft, "why")
    assert step(client, draft, "why", **WHY)["Location"] == url("force_step", draft, "after")
    after = {
        "bodycam": "yes",
        "report_made": "no",
        "complaint_number": "k-7m3p-9qx2",
        "officers-1-place": "1",
        "officers-1-harm": "light",
        "officers-1-care": "first_aid",
        "citizens-1-place": "1",
        "citizens-1-harm": "medical",
    }
    assert step(client, draft, "after", **after)["Location"] == url("force_check", draft)
    answer = client.post(url("force_check", draft), posted(draft))
    assert answer["Location"] == url("force_report", draft)
    draft.refresh_from_db()
    assert draft.status == Status.SUBMITTED
    assert draft.highest_level == 4
    assert draft.complaint_number == "K-7M3P-9QX2"
    assert draft.review_due_on == timezone.localdate() + timedelta(days=14)
    assert draft.registered_at == draft.completed_at
    assert [(row.level, row.means) for row in draft.applications.all()] == [(4, "hands"), (3, "handcuffs")]
    assert draft.officers.get(order=1).care == "first_aid"
    assert draft.citizens.get().harm == "medical"


def test_begun_twice_with_one_key_is_one_draft(client: Client, draft: ForceIncident) -> None:
    answer = client.post(f"{MINE}new/", {"key": "k1"})
    assert answer["Location"] == url("force_step", draft, "what")
    assert ForceIncident.objects.count() == 1


def test_a_key_is_a_persons_own(client: Client, draft: ForceIncident, bilal: User) -> None:
    client_of(bilal).post(f"{MINE}new/", {"key": "k1"})
    assert ForceIncident.objects.get(reported_by=bilal) != draft


def test_the_first_page_leads_back_to_the_draft(client: Client, draft: ForceIncident) -> None:
    assert url("force_step", draft, "what") in client.get("/en/professionalism/").content.decode()
    assert url("force_step", draft, "what") in client.get(MINE).content.decode()


@pytest.mark.parametrize(
    ("name", "sent", "sentence"),
    [
        ("what", {"happened_on": (timezone.localdate() + timedelta(days=1)).isoformat()}, "This has not happened yet."),
        ("what", {"happened_on": "1815-06-18"}, "Check the year of this day."),
        ("what", {"happened_on": "18 june"}, "Write the day as day/month/year"),
        ("what", {"officers_present": "0"}, "greater than or equal to 1"),
        ("what", {"place_kind": "moon"}, "Select a valid choice"),
        ("who", {"officers-1-place": "1", "officers-1-member": "9999"}, "Nobody in your corps has this number"),
        (
            "force",
            {"applications-1-place": "1", "applications-1-level": "10", "applications-1-means": "baton"},
            "force never reaches level 10",
        ),
        (
            "force",
            {"applications-1-place": "1", "applications-1-level": "2", "applications-1-means": "firearm"},
            "does not go with level 2",
        ),
        ("force", {"applications-1-place": "1", "applications-1-means": "baton"}, "Choose a level."),
        ("why", {"why_lawful": "His number is 85.07.30-033.28 and he ran."}, "national register number"),
        ("why", {"alternatives": ["none", "time"]}, "Choose “none”, or what was tried, not both."),
        ("after", {"complaint_number": "<b>"}, "letters, digits and hyphens"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field_and_nothing_is_written(
    client: Client, draft: ForceIncident, name: str, sent: dict[str, object], sentence: str
) -> None:
    draft.refresh_from_db()
    answer = step(client, draft, name, **sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert ForceIncident.objects.get().version == draft.version


def test_a_day_outside_the_life_of_the_corps_is_refused(
    client: Client, draft: ForceIncident, demervallei: Corps
) -> None:
    demervallei.valid_from, demervallei.valid_to = date(2020, 1, 1), date(2024, 12, 31)
    demervallei.save()
    early = step(client, draft, "what", **WHAT | {"happened_on": "2019-12-31"})
    late = step(client, draft, "what", **WHAT | {"happened_on": "2025-01-01"})
    assert "did not exist yet on this day" in early.content.decode()
    assert "did not exist any more on this day" in late.content.decode()
    assert step(client, draft, "what", **WHAT | {"happened_on": "2024-12-31"}).status_code == 302


def test_one_officer_does_not_stand_in_two_rows(client: Client, draft: ForceIncident, amber_member: Member) -> None:
    rows = {f"officers-{n}-{name}": value for n in (1, 2) for name, value in (("place", n), ("member", "1234"))}
    answer = step(client, draft, "who", **rows)
    assert answer.status_code == 422
    assert "stands in another row already" in answer.content.decode()


def test_rows_are_added_taken_away_and_put_in_order(client: Client, draft: ForceIncident) -> None:
    rows = {
        "applications-1-place": "1",
        "applications-1-level": "3",
        "applications-1-means": "handcuffs",
        "applications-2-place": "2",
        "applications-2-level": "4",
        "applications-2-means": "hands",
    }
    answer = step(client, draft, "force", **rows, go="add-applications")
    assert answer["Location"].endswith("?add=applications#applications-last")
    assert b"applications-3-level" in client.get(answer["Location"]).content
    step(client, draft, "force", **rows, go="raise-2")
    assert [row.level for row in draft.applications.all()] == [4, 3]
    kept = {name: value for name, value in rows.items() if name.startswith("applications-1")}
    step(client, draft, "force", **kept, **{"applications-2-place": "2", "applications-2-remove": "on"})
    assert [row.level for row in draft.applications.all()] == [3]


def test_taking_an_officer_away_keeps_the_force(client: Client, amber: User, demervallei: Corps) -> None:
    draft = draft_make(amber, demervallei)
    used = draft.applications.get()
    used.officer = draft.officers.get()
    used.save()
    step(client, draft, "who", **{"officers-1-place": "1", "officers-1-remove": "on"})
    used.refresh_from_db()
    assert used.officer is None


def test_the_background_save_keeps_what_makes_sense(client: Client, draft: ForceIncident) -> None:
    sent = {**WHAT, "happened_hour": "99", "autosave": "1"}
    answer = step(client, draft, "what", **sent)
    now = ForceIncident.objects.get()
    assert answer.json()["version"] == now.version
    assert (now.place_kind, now.happened_hour) == ("street", None)
    wrong = {"applications-1-place": "1", "applications-1-level": "10", "applications-1-means": "baton"}
    step(client, draft, "force", **wrong, autosave="1")
    assert not draft.applications.exists()
    right = {"applications-1-place": "1", "applications-1-level": "6", "applications-1-means": "baton"}
    for _again in range(2):
        step(client, draft, "force", **right, autosave="1")
    assert [row.level for row in draft.applications.all()] == [6]
    step(client, draft, "force", **wrong, autosave="1")
    assert [row.level for row in draft.applications.all()] == [6]
    step(client, draft, "force", **right | {"applications-1-remove": "on"}, autosave="1")
    assert draft.applications.exists()


def test_two_windows_do_not_overwrite_each_other(client: Client, draft: ForceIncident) -> None:
    draft.refresh_from_db()
    old = {"version": draft.version}
    step(client, draft, "what", **WHAT)
    answer = client.post(url("force_step", draft, "what"), {**WHAT, "place_kind": "home", **old})
    assert answer.status_code == 409
    assert "Changed meanwhile" in answer.content.decode()
    assert '<option value="home" selected>' in answer.content.decode()
    assert ForceIncident.objects.get().place_kind == "street"
    assert client.post(url("force_step", draft, "what"), {**WHAT, **old, "autosave": "1"}).status_code == 409
    assert client.post(url("force_check", draft), old).status_code == 409


def test_what_is_missing_is_named_with_a_way_to_its_step(client: Client, draft: ForceIncident) -> None:
    answer = client.post(url("force_check", draft), posted(draft))
    content = answer.content.decode()
    assert answer.status_code == 422
    for step_name, anchor in (("what", "id_happened_on"), ("force", "applications"), ("why", "id_why_lawful")):
        assert f"{url('force_step', draft, step_name)}?check=1#{anchor}" in content
    assert "Still to do in this step" in client.get(f"{url('force_step', draft, 'why')}?check=1").content.decode()
    assert "Still to do in this step" not in client.get(url("force_step", draft, "why")).content.decode()
    assert ForceIncident.objects.get().status == Status.DRAFT


def test_nothing_below_the_reporting_level_is_reported(client: Client, amber: User, demervallei: Corps) -> None:
    draft = draft_make(amber, demervallei, level=1, means="voice")
    answer = client.post(url("force_check", draft), posted(draft))
    assert "at least one use of force at level 2 or higher" in answer.content.decode()


def test_handed_in_twice_is_handed_in_once(client: Client, amber: User, demervallei: Corps) -> None:
    draft = draft_make(amber, demervallei)
    sent = posted(draft)
    for _again in range(2):
        assert client.post(url("force_check", draft), sent)["Location"] == url("force_report", draft)
    assert draft.events.count() == 1
    assert draft.reviews.count() == 1
    assert step(client, draft, "what", **WHAT)["Location"] == url("force_report", draft)


def test_a_draft_is_its_reporters_alone(
    draft: ForceIncident, bilal: User, gita: User, pina: User, katrien: User
) -> None:
    for person, refusal in ((bilal, 404), (gita, 404), (pina, 404), (katrien, 403)):
        other = client_of(person)
        assert other.get(url("force_step", draft, "what")).status_code == refusal
        assert other.get(url("force_report", draft)).status_code == refusal


def test_a_draft_can_be_thrown_away_and_a_report_cannot(client: Client, amber: User, demervallei: Corps) -> None:
    draft = draft_make(amber, demervallei)
    report = report_make(amber, demervallei)
    assert client.post(url("force_discard", draft)).status_code == 302
    assert client.post(url("force_discard", report)).status_code == 403
    assert list(ForceIncident.objects.all()) == [report]


def test_an_officer_without_a_pseudonym_gets_one(amber: User, demervallei: Corps) -> None:
    incident = incident_start(corps=demervallei, actor=amber, form_key="")
    assert incident.reporter is not None
    assert incident_start(corps=demervallei, actor=amber, form_key="").reporter == incident.reporter


def test_the_trail_tells_steps_and_no_content(client: Client, amber: User, demervallei: Corps) -> None:
    report_make(amber, demervallei)
    rows = TrailEvent.objects.filter(object_type="force_report")
    assert [row.verb for row in rows.order_by("pk")] == ["force_report.started", "force_report.submitted"]
    assert all(TEXT not in str(row.__dict__) for row in rows)


def test_a_version_of_thousands_of_digits_is_an_older_one(
    amber: User, amber_member: Member, demervallei: Corps
) -> None:
    draft = draft_make(amber, demervallei)
    answer = client_of(amber).post(url("force_check", draft), {"version": "9" * 5_000})
    assert answer.status_code == 409
    draft.refresh_from_db()
    assert draft.status == "draft"
