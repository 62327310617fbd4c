"""What is shared of a story: hidden passages leave no trace of themselves, and nothing is hidden by accident."""

import time
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as some

from complaints.models import Complaint
from complaints.services.history import ChangedMeanwhileError
from complaints.services.intake import IdentityIntake
from complaints.services.redacting import PassageError, redaction_suggest, story_redact, story_to_share
from complaints.workflow.passages import BLOCK, hidden_in, hide, stands_in, suggestions_in, text_of
from legitimacy.models import TrailEvent, User

Make = Callable[..., Complaint]
STORY = (
    "Ik heet Claire Citoyen en woon in de Kerkstraat 12. Mijn gsm is 0478 12 34 56 of +32 478 12 34 56.\n"
    "Schrijf naar claire.citoyen+klacht@example.org. Mijn nummer is 85.07.30-033.28, de auto 1-ABC-123.\n"
    "De agent zei: claire, ga weg. Op 12/03/2026 om 14.30 uur waren er 1500 mensen."
)


@pytest.mark.parametrize(
    ("text", "kind", "passage"),
    [
        ("Bel 0478 12 34 56 alstublieft", "phone", "0478 12 34 56"),
        ("Bel 02/123.45.67 overdag", "phone", "02/123.45.67"),
        ("Appelez +32 (0)478 12 34 56", "phone", "+32 (0)478 12 34 56"),
        ("mail a.b@police.example", "email", "a.b@police.example"),
        ("numéro 85.07.30-033.28", "register_number", "85.07.30-033.28"),
        ("nr 85073003328", "register_number", "85073003328"),
        ("rekening BE71 0961 2345 6769", "account", "BE71 0961 2345 6769"),
        ("Die Nummer 1-ABC-123 stand da", "plate", "1-ABC-123"),
        ("plaat ABC-123", "plate", "ABC-123"),
        ("j'habite rue de la Loi 16", "address", "rue de la Loi 16"),
        ("in de Kerkstraat 12", "address", "Kerkstraat 12"),
        ("Ich heiße Anna Schmidt", "name", "Anna Schmidt"),
        ("Je m’appelle Zoé Lefèvre", "name", "Zoé Lefèvre"),  # noqa: RUF001  as people type it
    ],
)
def test_what_tells_who_somebody_is_is_suggested(text: str, kind: str, passage: str) -> None:
    assert (kind, passage) in [(found.kind, found.passage) for found in suggestions_in(text)]


@pytest.mark.parametrize(
    "text", ["Op 12/03/2026 om 14.30 uur.", "Er waren 1500 mensen.", "Zone 5412, dossier 2026/118."]
)
def test_days_hours_and_counts_are_not_suggested(text: str) -> None:
    assert suggestions_in(text) == []


def test_a_known_name_is_found_whole_and_by_its_parts() -> None:
    found = {entry.passage for entry in suggestions_in(STORY, ["Claire Citoyen"])}
    assert {"Claire Citoyen", "claire"} <= found


def test_a_block_does_not_tell_how_long_the_words_were() -> None:
    assert hide("Ik ben Jan.", ["Jan"]) == f"Ik ben {BLOCK}."
    assert hide("Ik ben Alexandrina.", ["Alexandrina"]) == f"Ik ben {BLOCK}."


def test_a_passage_is_hidden_wherever_it_stands_as_a_word() -> None:
    assert hide("Jan zag JAN in januari.", ["jan"]) == f"{BLOCK} zag {BLOCK} in januari."


def test_a_passage_may_run_over_lines() -> None:
    assert hide("de rode\n  auto reed weg", ["rode auto"]) == f"de {BLOCK} reed weg"


def test_a_part_of_a_word_can_be_hidden() -> None:
    assert hide("Hij heet Vandenberghe", ["enberg"]) == f"Hij heet Vand{BLOCK}he"


def test_signs_in_a_passage_mean_nothing_else() -> None:
    assert hide("He said (a+b)* twice: (a+b)*", ["(a+b)*"]) == f"He said {BLOCK} twice: {BLOCK}"


def test_blocks_that_stood_in_the_story_are_not_taken_for_ours() -> None:
    story = f"Zwart {BLOCK} en Jan"
    assert hidden_in(story, hide(story, ["Jan"])) == ["Jan"]


@settings(deadline=None)
@given(
    some.lists(some.sampled_from(["Jan", "Piet", "rood", "a", "Éé", ".", "█", "(x)", "123"]), min_size=1, max_size=14),
    some.lists(some.sampled_from(["Jan", "Piet", "rood", "Éé", "(x)", "Jan Piet", "a rood"]), max_size=4),
)
def test_what_was_hidden_is_hidden_again(words: list[str], passages: list[str]) -> None:
    story = " ".join(words)
    shared = hide(story, passages)
    assert not [passage for passage in passages if stands_in(shared, passage)]
    again = hide(story, hidden_in(story, shared))
    assert not [passage for passage in passages if stands_in(again, passage)]
    assert (BLOCK in shared) == any(stands_in(text_of(story), passage) for passage in passages)


def test_a_long_story_is_looked_through_at_once() -> None:
    story = "Jan zei 0478 12 34 56 en a@b.example. " * 1300 + "0 " * 400 + "rue " * 400 + "a" * 2000
    began = time.monotonic()
    shared = hide(story, ["Jan"])
    assert len(suggestions_in(story, ["Jan"])) == 3
    assert hidden_in(story, shared) == ["Jan"]
    assert time.monotonic() - began < 5


def test_what_is_shared_is_the_story_without_what_was_hidden(complaint_of: Make, ilse: User) -> None:
    complaint = complaint_of(story=STORY)
    assert story_to_share(complaint) == ""
    passages = [entry.passage for entry in redaction_suggest(complaint=complaint, actor=ilse)]
    complaint = story_redact(complaint=complaint, passages=passages, actor=ilse)
    shared = story_to_share(complaint)
    assert "1500 mensen" in shared
    for secret in ("claire", "Citoyen", "0478", "example.org", "033.28", "ABC", "Kerkstraat"):
        assert secret.casefold() not in shared.casefold()


def test_a_passage_that_does_not_stand_in_the_story_is_told(complaint_of: Make, ilse: User) -> None:
    complaint = complaint_of(story=STORY)
    with pytest.raises(PassageError) as error:
        story_redact(complaint=complaint, passages=["Claire", "Clare Citoyen"], actor=ilse)
    assert error.value.passages == ["Clare Citoyen"]
    complaint.refresh_from_db()
    assert complaint.story_shared == ""


def test_an_older_version_is_not_written_over(complaint_of: Make, ilse: User) -> None:
    complaint = complaint_of(story=STORY)
    story_redact(complaint=complaint, passages=["Claire"], actor=ilse, version=complaint.version)
    with pytest.raises(ChangedMeanwhileError):
        story_redact(complaint=complaint, passages=[], actor=ilse, version=complaint.version)


def test_the_sealed_name_helps_only_who_may_open_it(complaint_of: Make, ilse: User) -> None:
    given = {"story": "They shouted at Citoyen.", "identity": IdentityIntake(name="Citoyen", email="c@example.org")}
    closed = complaint_of(**given, identity_for_body_only=True)
    assert redaction_suggest(complaint=closed, actor=ilse) == []
    assert not TrailEvent.objects.filter(verb="identity.compared").exists()
    opened = complaint_of(**given)
    assert [entry.passage for entry in redaction_suggest(complaint=opened, actor=ilse)] == ["Citoyen"]
    assert TrailEvent.objects.get(verb="identity.compared").object_id == str(opened.pk)


def page(complaint: Complaint) -> str:
    return reverse("complaint_redaction", kwargs={"number": complaint.number})


def test_a_handler_hides_passages_on_the_page(complaint_of: Make, client: Client, ilse: User) -> None:
    complaint = complaint_of(story=STORY)
    client.force_login(ilse)
    assert client.get(page(complaint)).status_code == 200
    answer = client.post(
        page(complaint), {"found": ["0478 12 34 56"], "more": "Claire Citoyen\n\n", "version": complaint.version}
    )
    assert answer.status_code == 302
    complaint.refresh_from_db()
    assert "Claire Citoyen" not in complaint.story_shared
    shown = client.get(page(complaint)).content.decode()
    assert "hidden now" in shown
    answer = client.post(page(complaint), {"found": ["Claire Citoyen"], "more": "", "version": complaint.version})
    complaint.refresh_from_db()
    assert "0478 12 34 56" in complaint.story_shared


@pytest.mark.parametrize(
    ("posted", "status"),
    [
        ({"more": "Nobody of this name", "version": 1}, 422),
        ({"found": ["not a suggestion"], "version": 1}, 422),
        ({"more": "x" * 401, "version": 1}, 422),
        ({"more": "Claire", "version": 0}, 409),
        ({"more": "Claire"}, 422),
    ],
)
def test_what_cannot_be_written_is_told_on_the_page(
    complaint_of: Make, client: Client, ilse: User, posted: dict[str, object], status: int
) -> None:
    complaint = complaint_of(story=STORY)
    Complaint.objects.filter(pk=complaint.pk).update(version=1)
    client.force_login(ilse)
    assert client.post(page(complaint), posted).status_code == status
    complaint.refresh_from_db()
    assert complaint.story_shared == ""


def test_nobody_else_reaches_the_page(complaint_of: Make, client: Client, heidi: User, katrien: User) -> None:
    complaint = complaint_of(story=STORY)
    for person, status in ((heidi, 404), (katrien, 403)):
        client.force_login(person)
        assert client.get(page(complaint)).status_code == status
