"""Who gets nothing of a file by any of its addresses: the named, their line, other corps, the sender of a referral."""

import re

import pytest
from django.test import Client

from complaints.models import Complaint
from complaints.services.deciding import involved_identify
from complaints.services.members import involved_add
from complaints.services.referring import referral_receive, referral_send
from legitimacy.members import member_register
from legitimacy.models import Corps, TrailEvent, User
from tests.complaints.conftest import Make
from tests.complaints.filepage import ACTIONS, NAMES, address, signed_in
from tests.complaints.rich import involved

pytestmark = pytest.mark.django_db
NOWHERE = "K-2222-2222"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


def answers(person: User, file: Complaint) -> set[int]:
    """What somebody gets at every address of a file, looking and acting."""
    client = signed_in(person)
    addresses = [address(file, name) for name in NAMES]
    acting = [address(file, name) for name in ACTIONS]
    looked = {client.get(place, {"step": "assess"}).status_code for place in addresses}
    return looked | {client.post(place, {"version": 1, "step": "assess"}).status_code for place in acting}


@pytest.fixture
def file(complaint_of: Make) -> Complaint:
    return complaint_of(involved=involved())


def test_handler_of_the_corps_gets_every_address(file: Complaint, ilse: User) -> None:
    assert answers(ilse, file) <= {200, 302, 403, 409, 422}
    assert signed_in(ilse).get(address(file)).status_code == 200


def test_named_member_and_line_of_command_are_shut_out_of_everything(
    file: Complaint, ilse: User, ivo: User, demervallei: Corps
) -> None:
    chief = member_register(corps=demervallei, account=ivo)
    named = member_register(corps=demervallei, account=ilse, superior=chief)
    involved_identify(involved=involved_add(complaint=file, actor=ilse), member=named, actor=ilse)
    assert answers(ilse, file) == {404}
    assert answers(ivo, file) == {404}


def test_another_corps_gets_what_a_number_gives_that_does_not_exist(file: Complaint, heidi: User) -> None:
    assert answers(heidi, file) == {404}
    client = signed_in(heidi)
    pages = [client.get(address(Complaint(number=number))) for number in (file.number, NOWHERE)]
    texts = [TOKEN.sub("", page.content.decode().replace(file.number, NOWHERE)) for page in pages]
    assert [page.status_code for page in pages] == [404, 404]
    assert texts[0] == texts[1]


def test_corps_gets_nothing_once_a_referral_is_received(file: Complaint, ilse: User, hanne: User) -> None:
    referral = referral_send(complaint=file, to_body="committee_p", actor=ilse, reason="independence")
    assert signed_in(ilse).get(address(file)).status_code == 200
    referral_receive(referral=referral, actor=hanne)
    assert answers(ilse, file) == {404}
    assert signed_in(hanne).get(address(file)).status_code == 200


def test_corps_gets_nothing_of_a_file_about_its_chief(complaint_of: Make, ilse: User) -> None:
    assert answers(ilse, complaint_of(about_chief=True)) == {404}


def test_roles_that_handle_no_files_are_refused_whatever_the_number(
    file: Complaint, amina: User, katrien: User, bart: User, els: User, outsider: User
) -> None:
    root = User.objects.create_superuser("root", "root@example.org", "x")
    for person in (amina, katrien, bart, els, outsider, root):
        assert answers(person, file) == {403}
        assert signed_in(person).get(address(Complaint(number=NOWHERE))).status_code == 403


def test_visitor_is_asked_to_sign_in(file: Complaint, client: Client) -> None:
    for name in NAMES:
        answer = client.get(address(file, name))
        assert answer.status_code == 302
        assert "/account/login/" in answer.headers["Location"]


def test_trying_a_hidden_file_is_on_the_trail_without_its_corps(complaint_of: Make, ilse: User) -> None:
    hidden = complaint_of(about_chief=True)
    client = signed_in(ilse)
    client.get(address(hidden))
    client.get(address(Complaint(number=NOWHERE)))
    tried = TrailEvent.objects.get(verb="access.denied", actor=ilse)
    assert (tried.object_id, tried.corps, tried.reason) == (str(hidden.pk), "", "complaint.view")


@pytest.mark.parametrize("number", ["k-2222-2222", "K-22222222", "K-2222-22222", "K-%00-2222", "1"])
def test_malformed_number_is_no_page(ilse: User, number: str) -> None:
    assert signed_in(ilse).get(f"/en/complaints/{number}/").status_code == 404
