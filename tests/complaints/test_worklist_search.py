"""Searching files: by words in the file's language, by number, and never past what the reader may see."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client

from complaints.models import Complaint
from complaints.selectors.finding import files_found, number_of, snippet_of
from complaints.services.conflicts import conflict_declare
from complaints.services.referring import referral_receive, referral_send
from legitimacy.models import User
from tests.complaints.conftest import Make

SignedIn = Callable[[User], Client]
LIST = "/en/complaints/files/"
CHANGING = re.compile(r'csrfmiddlewaretoken" value="[^"]*"|words=[^"&]*|nonce="[^"]*"')


def numbers(user: User, words: str) -> set[str]:
    return {row.number for row in files_found(Complaint.objects.visible_to(user), user, words)}


def search(client: Client, words: str) -> str:
    answer = client.post(LIST, {"q": words}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_words_of_the_story_find_the_file(complaint_of: Make, ilse: User) -> None:
    right = complaint_of(story="De patrouille weigerde mijn fiets terug te geven.").number
    complaint_of(story="Niemand nam de telefoon op.")
    assert numbers(ilse, "fiets patrouille") == {right}
    assert numbers(ilse, "FIETS") == {right}
    assert numbers(ilse, "fiets -patrouille") == set()
    assert numbers(ilse, '"mijn fiets"') == {right}
    assert numbers(ilse, "fiets telefoon") == set()


def test_accents_do_not_matter(complaint_of: Make, ilse: User) -> None:
    found = complaint_of(story="Il a été brutalisé à Liège.", language="fr").number
    assert numbers(ilse, "brutalise") == numbers(ilse, "brutalisé") == {found}


@pytest.mark.postgresql
@pytest.mark.parametrize(
    ("language", "story", "words"),
    [
        ("nl", "Zij hielden mij twee keer tegen en schreeuwden.", "schreeuwde"),
        ("fr", "Les policiers ont confisqué mes papiers.", "policier confisquer"),
        ("de", "Die Beamten haben meine Taschen durchsucht.", "Beamter Tasche"),
        ("en", "They were shouting and searching my bags.", "shouted bag"),
    ],
)
def test_other_forms_of_a_word_find_it_in_the_language_of_the_file(
    complaint_of: Make, ilse: User, language: str, story: str, words: str
) -> None:
    right = complaint_of(story=story, language=language).number
    complaint_of(story="Niets daarvan.")
    assert numbers(ilse, words) == {right}


@pytest.mark.parametrize(
    "words", ["", " ", "-", '"', '""', "the of de la", "lang=nl", "see=corps@1", "|", "a & b", "%"]
)
def test_words_that_say_nothing_find_nothing_and_break_nothing(
    complaint_of: Make, ilse: User, signed_in: SignedIn, words: str
) -> None:
    complaint_of(story="Niets.")
    assert signed_in(ilse).post(LIST, {"q": words}, follow=True).status_code == 200
    if words.strip() and connection.vendor == "postgresql":
        assert numbers(ilse, words) == set()


def test_a_very_long_or_strange_search_is_taken(signed_in: SignedIn, ilse: User) -> None:
    for words in ("x" * 5_000, "\x00klacht", "🚲 \u202egnilekrew", "<script>alert(1)</script>", "=cmd|' /C calc'!A0"):
        page = search(signed_in(ilse), words)
        assert "<script>alert" not in page


def test_a_number_finds_its_file_whole_or_by_its_beginning(complaint_of: Make, ilse: User) -> None:
    complaint_of()
    whole = "K-7QF2-M9XD"
    Complaint.objects.update(number=whole)
    for typed in (whole, whole.lower(), whole.replace("-", ""), whole[2:].replace("-", ""), whole[:5], whole[:8]):
        assert whole in numbers(ilse, typed), typed
    assert whole not in numbers(ilse, "K-2222-2222")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("K-7QF2-M9XD", ("K-7QF2-M9XD", True)),
        ("k7qf2m9xd", ("K-7QF2-M9XD", True)),
        ("k-7q", ("K-7Q", False)),
        ("k-7qf2-m", ("K-7QF2-M", False)),
        ("k-7qf2", ("K-7QF2-", False)),
        ("K-1O0I", None),
        ("fiets", None),
        ("zebrapad", None),
        ("k", None),
    ],
)
def test_what_counts_as_a_number(words: str, expected: tuple[str, bool] | None) -> None:
    assert number_of(words) == expected


def test_a_file_held_elsewhere_is_not_found_and_the_page_tells_nothing(
    complaint_of: Make, signed_in: SignedIn, ilse: User, hanne: User
) -> None:
    complaint = complaint_of(story="De korpschef sloeg een zebrapad over.", about_chief=True)
    client = signed_in(ilse)
    for words, nothing in (("zebrapad", "olifantje"), (complaint.number, "K-2222-2222")):
        there, absent = search(client, words), search(client, nothing)
        assert complaint.number not in there or words == complaint.number
        assert CHANGING.sub("", there).replace(words, "") == CHANGING.sub("", absent).replace(nothing, "")
    assert complaint.number in search(signed_in(hanne), "zebrapad")


def test_whoever_is_in_conflict_does_not_find_the_file(complaint_of: Make, ilse: User, ivo: User) -> None:
    complaint = complaint_of(story="Een zebrapad.")
    conflict_declare(complaint=complaint, person=ilse, actor=ivo, note="They are friends.")
    assert numbers(ilse, "zebrapad") == numbers(ilse, complaint.number) == set()
    assert numbers(ivo, "zebrapad") == {complaint.number}


def test_who_finds_a_file_changes_with_who_holds_it(complaint_of: Make, ilse: User, hanne: User, heidi: User) -> None:
    complaint = complaint_of(story="Een zebrapad.")
    assert (numbers(ilse, "zebrapad"), numbers(hanne, "zebrapad")) == ({complaint.number}, set())
    referral = referral_send(complaint=complaint, to_body="committee_p", actor=ilse, reason="independence")
    assert numbers(ilse, "zebrapad") == numbers(hanne, "zebrapad") == {complaint.number}
    referral_receive(referral=referral, actor=hanne)
    assert (numbers(ilse, "zebrapad"), numbers(hanne, "zebrapad")) == (set(), {complaint.number})
    assert numbers(heidi, "zebrapad") == set()


def test_the_words_never_stand_in_an_address(complaint_of: Make, signed_in: SignedIn, ilse: User) -> None:
    number = complaint_of(story="Een zebrapad.").number
    client = signed_in(ilse)
    sent = client.post(LIST, {"q": "zebrapad"})
    assert sent.status_code == 303
    assert "zebrapad" not in sent["Location"]
    piece = client.post(LIST, {"q": "zebrapad"}, headers={"HX-Request": "true"})
    assert "zebrapad" not in piece["HX-Push-Url"]
    assert number in client.get(piece["HX-Push-Url"]).content.decode()


def test_a_hit_is_marked_and_html_of_a_story_stays_text(complaint_of: Make, signed_in: SignedIn, ilse: User) -> None:
    complaint_of(story="<b>Een</b> <script>alert(1)</script> zebrapad vol agenten.")
    page = search(signed_in(ilse), "zebrapad")
    assert "<mark>zebrapad</mark>" in page
    assert "<script>alert(1)" not in page


def test_a_snippet_is_short_and_begins_at_a_word(complaint_of: Make) -> None:
    complaint = complaint_of(story="woord " * 400 + "zebrapad " + "woord " * 400)
    pieces = snippet_of(complaint, "zebrapaden")
    text = "".join(piece.text for piece in pieces)
    assert [piece.text for piece in pieces if piece.is_hit] == ["zebrapad"]
    assert text.startswith("… woord")
    assert len(text) < 220


def test_a_search_never_finds_who_complained(complaint_of: Make, ilse: User) -> None:
    complaint_of()
    assert numbers(ilse, "Claire") == numbers(ilse, "claire@example.org") == set()
