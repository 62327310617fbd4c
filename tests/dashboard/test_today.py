"""What needs somebody today: from every place of work, the late first, and for a chief how the corps moved."""

from datetime import date, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from complaints.services.intake import IdentityIntake, Intake, complaint_register
from legitimacy.dashboard.today import Task, groups_of
from legitimacy.models import AccessRequest, Corps, Release, ReleaseApproval, Role, User
from legitimacy.work_pages import Waiting
from tests.people import person_make

URL = "/en/today/"
TODAY = date(2025, 3, 3)


def test_late_things_stand_first_and_undated_ones_last() -> None:
    days = {"open": None, "later": 40, "soon": 14, "passed": -1, "longer": -9}
    tasks = [
        Task("Audit", Waiting(what=what, url="/", by_when=None if day is None else TODAY + timedelta(days=day)))
        for what, day in days.items()
    ]
    tasks.append(Task("Complaints", Waiting(what="told late", url="/", late=True)))
    told = [(group.key, [task.waiting.what for task in group.tasks]) for group in groups_of(tasks, TODAY)]
    assert told == [
        ("late", ["longer", "passed", "told late"]),
        ("soon", ["soon"]),
        ("later", ["later"]),
        ("open", ["open"]),
    ]


def test_a_chief_sees_the_next_account_and_how_the_corps_moved(client: Client, measured: Corps, katrien: User) -> None:
    client.force_login(katrien)
    page = client.get(URL)
    text = page.content.decode()
    year = localdate().year - 1
    assert page["Cache-Control"] == "no-store"
    assert f"Account about {year}: begin it" in text
    assert "What the scorecard asks" in text
    assert "Since Q4 2024" in text
    assert 'href="/en/corps/V017/#missing-' in text
    assert text.count('<tr class="pillar-') == 4


def test_a_handler_sees_how_many_files_wait_in_as_many_queries(client: Client, demervallei: Corps) -> None:
    client.force_login(person_make("Ilse", (Role.COMPLAINTS_OFFICER, demervallei)))
    client.get(URL)
    asked, told = [], []
    for number in (1, 4):
        for _ in range(number):
            story = Intake(
                register=demervallei.register,
                origin="simulated",
                corps=demervallei,
                story="They would not listen.",
                categories=("H3",),
                identity=IdentityIntake(name="Claire", email="claire@example.org"),
            )
            complaint_register(story)
        with CaptureQueriesContext(connection) as queries:
            told.append(client.get(URL).content.decode())
        asked.append(len(queries))
    assert "1 file has no handler" in told[0]
    assert "5 files have no handler" in told[1]
    assert asked[0] == asked[1]


def test_a_steward_sees_what_is_proposed_and_asked(client: Client, demervallei: Corps, steward1: User) -> None:
    client.force_login(steward1)
    assert "Nothing waits for you now" in client.get(URL).content.decode()
    release = Release.objects.create(code="example-9", register=demervallei.register)
    researcher = person_make("Wanda", (Role.RESEARCHER, demervallei.register))
    AccessRequest.objects.create(
        register=demervallei.register, person=researcher, title="T", purpose="P", ethics="E", plan="P", team="T",
        until=localdate(),
    )  # fmt: skip
    text = client.get(URL).content.decode()
    assert "Read the report of the release example-9" in text
    assert "Decide on 1 request for access" in text
    ReleaseApproval.objects.create(release=release, person=steward1)
    assert "example-9" not in client.get(URL).content.decode()
