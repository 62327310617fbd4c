"""Kept searches: one's own, shared ones, and that a shared search finds what its reader may see."""

from collections.abc import Callable

import pytest
from django.test import Client

from complaints.models import SavedSearch
from complaints.services.conflicts import conflict_declare
from complaints.services.saving import MOST, SearchError, search_save
from legitimacy.models import User
from tests.complaints.conftest import Make

SignedIn = Callable[[User], Client]
SAVE, LIST = "/en/complaints/searches/", "/en/complaints/files/"


def test_a_search_is_kept_and_run_again(complaint_of: Make, signed_in: SignedIn, ilse: User) -> None:
    letter, web = complaint_of(channel="letter").number, complaint_of().number
    client = signed_in(ilse)
    client.post(SAVE, {"name": "Letters", "query": "view=unit&channel=letter&place=x&evil=<script>"})
    kept = SavedSearch.objects.get()
    assert (kept.query, kept.owner, kept.shared_with) == ("view=unit&channel=letter", ilse, "")
    page = client.get(f"{LIST}?{kept.query}").content.decode()
    assert "Letters" in page
    assert letter in page
    assert web not in page


def test_a_shared_search_is_seen_by_the_own_body_only(
    signed_in: SignedIn, ilse: User, ivo: User, heidi: User, hanne: User
) -> None:
    search_save(owner=ilse, name="For all of us", query="view=unit", shared_with="V017")
    search_save(owner=ilse, name="For me alone", query="view=unit")
    seen = {person: signed_in(person).get(LIST).content.decode() for person in (ilse, ivo, heidi, hanne)}
    assert [("For all of us" in page, "For me alone" in page) for page in seen.values()] == [
        (True, True),
        (True, False),
        (False, False),
        (False, False),
    ]


def test_a_shared_search_finds_what_its_reader_may_see(
    complaint_of: Make, signed_in: SignedIn, ilse: User, ivo: User
) -> None:
    complaint = complaint_of(story="Een zebrapad.")
    conflict_declare(complaint=complaint, person=ivo, actor=ilse, note="They are friends.")
    address = signed_in(ilse).post(LIST, {"q": "zebrapad"})["Location"]
    kept = search_save(owner=ilse, name="Crossing", query=address.partition("?")[2], shared_with="V017")
    assert complaint.number in signed_in(ilse).get(f"{LIST}?{kept.query}").content.decode()
    assert complaint.number not in signed_in(ivo).get(f"{LIST}?{kept.query}").content.decode()


def test_nobody_shares_with_a_body_that_is_not_theirs(signed_in: SignedIn, ilse: User) -> None:
    for scope in ("V018", "example/committee_p", "everybody"):
        signed_in(ilse).post(SAVE, {"name": "Mine", "query": "view=unit", "shared_with": scope})
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "\x00"])
def test_a_search_needs_a_short_name(ilse: User, name: str) -> None:
    with pytest.raises(SearchError):
        search_save(owner=ilse, name=name, query="view=unit")


def test_the_same_name_replaces_and_there_is_an_end_to_keeping(ilse: User) -> None:
    for number in range(MOST):
        search_save(owner=ilse, name=str(number), query="view=unit")
    search_save(owner=ilse, name="0", query="view=mine")
    with pytest.raises(SearchError):
        search_save(owner=ilse, name="one more", query="view=unit")
    assert SavedSearch.objects.get(name="0").query == "view=mine"


def test_only_the_owner_removes_a_search(signed_in: SignedIn, ilse: User, ivo: User) -> None:
    kept = search_save(owner=ilse, name="Ours", query="view=unit", shared_with="V017")
    address = f"{SAVE}{kept.pk}/delete/"
    assert signed_in(ivo).post(address).status_code == 404
    assert signed_in(ilse).post(address).status_code == 303
    assert signed_in(ilse).post(address).status_code == 404
    assert not SavedSearch.objects.exists()
