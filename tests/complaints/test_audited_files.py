"""An auditor reads complaint files of a corps inside an opened audit only: never who complained, and on the trail."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from complaints.models import Complaint, Conflict, Mediation
from complaints.services.assigning import complaint_assign
from complaints.services.members import involved_add
from complaints.services.messages import message_send
from complaints.services.referring import referral_receive, referral_send
from complaints.services.working import note_write
from legitimacy.conflicts import tie_with
from legitimacy.models import AuditGrant, Corps, Membership, Register, Role, TrailEvent, User
from legitimacy.models.members import user_lookup
from tests.complaints.conftest import At, Make
from tests.complaints.filepage import ACTIONS, NAMES, address, signed_in
from tests.complaints.rich import involved
from tests.people import person_joins

pytestmark = pytest.mark.django_db
LIST = "/en/complaints/audited/"
GIVEN = ("Claire Citoyen", "claire@example.org")


def page_of(file: Complaint) -> str:
    return f"{LIST}{file.number}/"


def grant_make(person: User, corps: Corps, **given: object) -> AuditGrant:
    today = timezone.localdate()
    usual = {"from_on": today, "until_on": today + timedelta(days=30), "kind": "complaints", "reason": "sample"}
    return AuditGrant.objects.create(**{"audit": uuid4(), "user": person, "corps": corps} | usual | given)


@pytest.fixture
def file(complaint_of: Make) -> Complaint:
    return complaint_of(involved=involved())


@pytest.fixture
def granted(amina: User, demervallei: Corps) -> User:
    """Amina with access to the complaint files of Demervallei."""
    grant_make(amina, demervallei)
    return amina


def test_without_access_an_auditor_reads_nothing(file: Complaint, amina: User) -> None:
    client = signed_in(amina)
    assert client.get(LIST).status_code == 403
    assert client.get(page_of(file)).status_code == 403


def test_with_access_an_auditor_reads_the_files_of_that_corps_alone(
    file: Complaint, complaint_of: Make, granted: User, heidekant: Corps
) -> None:
    other = complaint_of(corps=heidekant)
    client = signed_in(granted)
    listed = client.get(LIST).content.decode()
    assert file.number in listed
    assert other.number not in listed
    assert "They would not listen to me" in client.get(page_of(file)).content.decode()
    assert client.get(page_of(other)).status_code == 404


def test_access_opens_no_other_page_of_a_file(file: Complaint, granted: User) -> None:
    client = signed_in(granted)
    for name in NAMES:
        assert client.get(address(file, name), {"step": "assess"}).status_code == 403
    for name in ACTIONS:
        assert client.post(address(file, name), {"version": 1, "step": "assess"}).status_code == 403
    for place in ("evidence/", "letters/", "redaction/"):
        assert client.get(f"/en/complaints/{file.number}/{place}").status_code == 403
    assert client.get("/en/complaints/").status_code == 200  # the first work page, without a file
    assert file.number not in client.get("/en/complaints/").content.decode()


def test_reading_changes_nothing(file: Complaint, granted: User) -> None:
    client = signed_in(granted)
    before = Complaint.objects.get(pk=file.pk).version
    assert client.post(page_of(file)).status_code == 405
    client.get(page_of(file))
    assert Complaint.objects.get(pk=file.pk).version == before


def test_a_file_of_an_external_body_is_never_read(file: Complaint, granted: User, ilse: User, hanne: User) -> None:
    referral = referral_send(complaint=file, to_body="committee_p", actor=ilse, reason="independence")
    referral_receive(referral=referral, actor=hanne)
    client = signed_in(granted)
    assert client.get(page_of(file)).status_code == 404
    assert file.number not in client.get(LIST).content.decode()


def test_a_file_about_the_chief_is_never_read(complaint_of: Make, granted: User) -> None:
    assert signed_in(granted).get(page_of(complaint_of(about_chief=True))).status_code == 404


def test_identities_names_messages_notes_and_handlers_stay_closed(at: At, granted: User, ilse: User) -> None:
    file = at(involved=involved())
    involved_add(complaint=file, actor=ilse, description="a man called Peeters")
    message_send(complaint=file, actor=ilse, text="A message for the complainant.")
    note_write(complaint=file, actor=ilse, text="A note among handlers.")
    page = signed_in(granted).get(page_of(file)).content.decode()
    for hidden in (*GIVEN, "Jansen", "dark beard", "Peeters", "A message for", "A note among", "Ilse", "only one"):
        assert hidden not in page


def test_a_mediation_that_still_runs_is_not_shown(at: At, granted: User, ilse: User) -> None:
    file = at()
    Mediation.objects.create(complaint=file, mediator="Bemiddelaar", offered_on=timezone.localdate())
    file.events.create(
        at=timezone.now(), on=timezone.localdate(), kind="mediation_offered", actor_kind="handler", holder="corps"
    )
    page = signed_in(granted).get(page_of(file)).content.decode()
    assert "Bemiddelaar" not in page
    assert "ediation offered" not in page


def test_a_redacted_story_goes_before_the_full_one(file: Complaint, granted: User) -> None:
    Complaint.objects.filter(pk=file.pk).update(story_shared="They would not ███ at the desk.")
    page = signed_in(granted).get(page_of(file)).content.decode()
    assert "███" in page
    assert "listen to me" not in page


def test_every_reading_is_on_the_trail(file: Complaint, granted: User) -> None:
    client = signed_in(granted)
    for _ in range(2):
        client.get(page_of(file))
    reads = TrailEvent.objects.filter(verb="complaint.read", actor=granted, object_id=str(file.pk))
    assert list(reads.values_list("role", "corps", "reason")) == [("auditor", "V017", "audit")] * 2
    assert "in an opened audit" in client.get("/en/complaints/looks/").content.decode()


def test_a_refused_look_is_on_the_trail_without_the_corps(complaint_of: Make, granted: User, heidekant: Corps) -> None:
    hidden = complaint_of(corps=heidekant)
    signed_in(granted).get(page_of(hidden))
    tried = TrailEvent.objects.get(verb="access.denied", actor=granted)
    assert (tried.object_id, tried.corps) == (str(hidden.pk), "")


def test_access_runs_out_by_its_date_without_a_job(file: Complaint, amina: User, demervallei: Corps) -> None:
    grant = grant_make(amina, demervallei)
    with time_machine.travel(grant.until_on, tick=False):
        assert signed_in(amina).get(page_of(file)).status_code == 200
    with time_machine.travel(grant.until_on + timedelta(days=1), tick=False):
        assert signed_in(amina).get(page_of(file)).status_code == 403


@pytest.mark.parametrize(
    "given",
    [
        {"ended_at": timezone.now()},
        {"from_on": timezone.localdate() + timedelta(days=1)},
        {"from_on": timezone.localdate() - timedelta(days=9), "until_on": timezone.localdate() - timedelta(days=1)},
        {"kind": "force"},
    ],
)
def test_access_that_ended_or_has_not_begun_or_is_to_other_records_opens_nothing(
    file: Complaint, amina: User, demervallei: Corps, given: dict[str, object]
) -> None:
    grant_make(amina, demervallei, **given)
    assert signed_in(amina).get(page_of(file)).status_code == 403


def test_access_ends_with_the_role_of_auditor(file: Complaint, granted: User) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(user=granted, role=Role.AUDITOR).update(valid_to=yesterday)
    assert signed_in(granted).get(page_of(file)).status_code == 403


def test_a_tie_that_comes_later_ends_access(file: Complaint, granted: User, demervallei: Corps) -> None:
    person_joins(granted, Role.STAFF, demervallei)
    assert signed_in(granted).get(page_of(file)).status_code == 403


def test_whoever_is_named_in_a_file_does_not_read_it(file: Complaint, granted: User) -> None:
    Conflict.objects.create(complaint=file, user_lookup=user_lookup(granted.pk), kind=Conflict.Kind.NAMED)
    assert signed_in(granted).get(page_of(file)).status_code == 404


def test_who_handled_a_file_of_the_corps_has_a_tie_with_it(
    file: Complaint, hanne: User, ilse: User, demervallei: Corps, heidekant: Corps
) -> None:
    """The two hats of one inspectorate stay apart: who handles complaints of a corps never audits it."""
    person_joins(hanne, Role.AUDITOR, Register.EXAMPLE)
    assert tie_with(hanne, demervallei) is None
    referral = referral_send(complaint=file, to_body="committee_p", actor=ilse, reason="independence")
    referral_receive(referral=referral, actor=hanne)
    tie = tie_with(hanne, demervallei)
    assert tie is not None
    assert tie.code == "handled"
    assert "handled complaint files" in str(tie.sentence)
    assert tie_with(hanne, heidekant) is None


def test_a_handler_with_access_loses_it_at_once(file: Complaint, granted: User, ilse: User, demervallei: Corps) -> None:
    complaint_assign(complaint=file, handler=ilse, actor=ilse, note="only one", accept_ties=True)
    file.assignments.create(
        handler=granted, assigned_on=timezone.localdate(), body="corps", same_unit=False, in_line=False,
        earlier_involved=False, open_file_with_complainant=False, is_independent=True,
    )  # fmt: skip
    assert signed_in(granted).get(page_of(file)).status_code == 403


def test_a_list_of_many_files_is_cut_into_pages_and_takes_few_queries(
    complaint_of: Make, granted: User, django_assert_max_num_queries: object
) -> None:
    for _ in range(30):
        complaint_of()
    client = signed_in(granted)
    client.get(LIST)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        first = client.get(LIST).content.decode()
    assert first.count('<th scope="row">') == 25
    assert 'rel="next"' in first
