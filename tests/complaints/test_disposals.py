"""The page on which two people destroy a file of which the time is over."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from complaints.models import Complaint, Disposal
from complaints.selectors.keeping import disposals_done, disposals_due, disposals_proposed
from complaints.services.keeping import KeepingError, disposal_approve, disposal_propose, hold_place
from complaints.views.disposals import SENTENCES
from legitimacy.models import Register, Role, User
from tests.complaints.mailbox import close, days_ago
from tests.people import person_make

Make = Callable[..., Complaint]
YEAR = 366


@pytest.fixture
def old(complaint_of: Make) -> Complaint:
    """A file closed six years ago."""
    return close(complaint_of(), days_ago(6 * YEAR), "decided")


def test_each_body_sees_only_its_own(complaint_of: Make, ilse: User, heidi: User, hanne: User) -> None:
    mine = close(complaint_of(), days_ago(6 * YEAR), "decided")
    external = close(complaint_of(about_chief=True), days_ago(6 * YEAR), "decided")
    assert [list(disposals_due(person)) for person in (ilse, heidi, hanne)] == [[mine], [], [external]]
    proposed = disposal_propose(complaint=external, actor=hanne)
    assert disposals_proposed(hanne) == [(proposed, external)]
    assert disposals_proposed(ilse) == []
    second = person_make("Hugo", (Role.INDEPENDENT_HANDLER, Register.EXAMPLE), body="committee_p")
    disposal_approve(disposal=proposed, actor=second)
    assert proposed.corps_code == ""
    assert [disposals_done(person).count() for person in (ilse, heidi, hanne)] == [0, 0, 1]


def test_two_people_destroy_a_file_on_the_page(old: Complaint, ilse: User, ivo: User, client: Client) -> None:
    client.force_login(ilse)
    page = client.get(reverse("complaints_disposals"))
    assert page.headers["Cache-Control"] == "no-store"
    assert old.number in page.content.decode()
    client.post(reverse("complaints_disposal_propose"), {"number": [old.number]})
    own = client.post(reverse("complaints_disposal_answer"), {"number": old.number, "answer": "approve"}, follow=True)
    assert "a second person must agree" in own.content.decode()
    client.force_login(ivo)
    done = client.post(reverse("complaints_disposal_answer"), {"number": old.number, "answer": "approve"}, follow=True)
    assert f"{old.number} was destroyed." in done.content.decode()
    assert not Complaint.objects.exists()


def test_a_proposal_is_refused_on_the_page_and_held_files_are_named(
    old: Complaint, complaint_of: Make, ilse: User, client: Client
) -> None:
    held = close(complaint_of(), days_ago(6 * YEAR), "decided")
    hold_place(complaint=held, actor=ilse, reason="Claim in court")
    client.force_login(ilse)
    answer = client.post(reverse("complaints_disposal_propose"), {"number": [old.number, held.number]}, follow=True)
    assert f"{held.number}: {SENTENCES['hold']}" in answer.content.decode()
    answer = client.post(reverse("complaints_disposal_answer"), {"number": old.number, "answer": "drop"}, follow=True)
    assert f"{old.number} stays." in answer.content.decode()
    assert not Disposal.objects.exists()


@pytest.mark.parametrize("who", ["heidi", "hanne"])
def test_nobody_disposes_of_a_file_of_another_body(
    who: str, old: Complaint, ilse: User, client: Client, request: pytest.FixtureRequest
) -> None:
    disposal_propose(complaint=old, actor=ilse)
    client.force_login(request.getfixturevalue(who))
    assert old.number not in client.get(reverse("complaints_disposals")).content.decode()
    for name in ("complaints_disposal_propose", "complaints_disposal_answer"):
        assert client.post(reverse(name), {"number": old.number, "answer": "approve"}).status_code == 404
    assert Complaint.objects.filter(pk=old.pk).exists()


def test_every_reason_has_a_sentence() -> None:
    assert {"open", "hold", "unread", "term", "early", "proposed", "same_person", "not_proposed"} == set(SENTENCES)


def test_two_accounts_of_one_mailbox_are_one_person(old: Complaint, ilse: User, ivo: User, client: Client) -> None:
    disposal_propose(complaint=old, actor=ilse)
    name, _at, place = ilse.email.partition("@")
    User.objects.filter(pk=ivo.pk).update(email=f"{name.upper()}+second@{place}")
    client.force_login(ivo)
    answer = client.post(
        reverse("complaints_disposal_answer"), {"number": old.number, "answer": "approve"}, follow=True
    )
    assert "a second person must agree" in answer.content.decode()
    assert Complaint.objects.filter(pk=old.pk).exists()


def test_a_second_address_of_an_account_counts_too(old: Complaint, ilse: User, ivo: User) -> None:
    proposed = disposal_propose(complaint=old, actor=ilse)
    EmailAddress.objects.create(user=ivo, email=ilse.email.upper(), verified=False, primary=False)
    with pytest.raises(KeepingError) as refused:
        disposal_approve(disposal=proposed, actor=ivo)
    assert refused.value.reason == "same_person"
