"""The page of one file: what stands on it, for whom, and in how many queries."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from complaints.models import Complaint, Event, FileLink, Message, Note
from complaints.services import working
from complaints.services.deciding import involved_identify
from complaints.services.intake import IdentityIntake, Intake
from complaints.services.members import involved_add
from complaints.services.messages import message_write
from complaints.services.preserving import preservation_answer
from complaints.views.mailbox.page import timeline_of
from legitimacy.members import member_register
from legitimacy.models import Corps, TrailEvent, User
from tests.complaints.conftest import Make
from tests.complaints.filepage import address, look, signed_in, text_of
from tests.complaints.rich import STORY, involved, rich_make

pytestmark = pytest.mark.django_db
IntakeOf = Callable[..., Intake]


@pytest.fixture
def rich(intake_of: IntakeOf, ilse: User, hanne: User, demervallei: Corps) -> Complaint:
    intake = intake_of(story=STORY, involved=involved(), intake_key="k" * 43, images="camera", place="Station")
    return rich_make(intake, ilse, demervallei)


def test_page_shows_terms_findings_story_and_history(rich: Complaint, ilse: User) -> None:
    page = text_of(look(signed_in(ilse), rich))
    for words in (
        "working days left",
        "partly founded",
        "searched the bag",
        "dark beard",
        "Admissible: inquiry started",
    ):
        assert words in page
    assert "BE-complaint 2026.1" in page
    assert "benchmark: Flemish Bestuursdecreet 45 days" in page


def test_page_never_shows_a_sealed_name(rich: Complaint, ilse: User) -> None:
    page = text_of(look(signed_in(ilse), rich))
    for sealed in ("Claire", "claire@example.org", "Jansen", "Sealed Name", "445566"):
        assert sealed not in page
    assert "Ask to see it, with a reason" in page


def test_page_is_kept_nowhere_and_its_title_tells_the_number_only(rich: Complaint, ilse: User) -> None:
    answer = look(signed_in(ilse), rich)
    assert answer.headers["Cache-Control"] == "no-store"
    assert f"<title>File {rich.number} · " in text_of(answer)


def test_page_takes_the_same_number_of_queries_however_much_there_is(
    intake_of: IntakeOf, ilse: User, hanne: User, demervallei: Corps
) -> None:
    counts = []
    for of_each in (2, 9):
        own = {"intake_key": f"{of_each}" * 43, "identity": IdentityIntake(email=f"{of_each}@example.org")}
        intake = intake_of(story=STORY, involved=involved() * of_each, **own)
        file = rich_make(intake, ilse, demervallei, of_each=of_each)
        client = signed_in(ilse)
        look(client, file)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            look(client, file)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] < 70


def test_reading_goes_on_the_trail_once_a_day_for_each_person(rich: Complaint, ilse: User, ivo: User) -> None:
    for person in (ilse, ilse, ivo):
        look(signed_in(person), rich)
    read = TrailEvent.objects.filter(verb="complaint.read", object_id=str(rich.pk))
    assert sorted(read.values_list("actor_id", flat=True)) == sorted([ilse.pk, ivo.pk])
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        look(signed_in(ilse), rich)
    assert read.count() == 3


def test_long_story_folds_and_a_short_one_does_not(rich: Complaint, complaint_of: Make, ilse: User) -> None:
    client = signed_in(ilse)
    assert "Read on" in text_of(look(client, rich))
    assert "Read on" not in text_of(look(client, complaint_of()))


def test_complainants_timeline_holds_no_note_and_no_name_of_a_handler(rich: Complaint, ilse: User) -> None:
    Event.objects.create(
        complaint=rich, at=timezone.now(), on=timezone.localdate(), kind="conflict", actor_kind="handler",
        actor=ilse, holder="corps", note="secret of handlers",
    )  # fmt: skip
    client = signed_in(ilse)
    handlers = text_of(look(client, rich))
    theirs = text_of(look(client, rich, timeline="complainant"))
    history = theirs[theirs.index('id="history"') :]
    assert "secret of handlers" in handlers
    assert "secret of handlers" not in history
    assert "Somebody confirmed that your complaint was read." in history
    assert "Ilse" not in history[: history.index("Lines are added")]


def test_opening_the_page_reads_the_complainants_messages(rich: Complaint, ilse: User) -> None:
    message_write(complaint=rich, text="Please hurry")
    look(signed_in(ilse), rich)
    assert not Message.objects.filter(from_complainant=True, read_at=None).exists()


def test_notes_of_another_body_stay_with_it(rich: Complaint, ilse: User) -> None:
    Note.objects.create(complaint=rich, body="committee_p", text="their own thoughts")
    page = text_of(look(signed_in(ilse), rich))
    assert "their own thoughts" not in page
    assert "Called the railway company" in page


def test_history_of_another_body_stays_with_it(rich: Complaint, ilse: User) -> None:
    Event.objects.create(
        complaint=rich, at=timezone.now(), on=timezone.localdate(), kind="extended", actor_kind="handler",
        holder="committee_p", note="what Committee P did",
    )  # fmt: skip
    page = text_of(look(signed_in(ilse), rich))
    assert "what Committee P did" not in page
    assert "stays with that body: ask it" in page


def test_messages_written_to_another_body_stay_with_it(rich: Complaint, ilse: User) -> None:
    Message.objects.create(complaint=rich, from_complainant=True, body="committee_p", text="only for you")
    assert "only for you" not in text_of(look(signed_in(ilse), rich))


def test_who_got_a_copy_reads_the_story_and_not_the_handlers_work(
    complaint_of: Make, ilse: User, intake_of: IntakeOf, hanne: User
) -> None:
    file = complaint_of(involved=involved())
    working.note_write(complaint=file, text="our own thoughts", actor=ilse)
    file.referrals.create(
        from_body="corps", to_body="committee_p", state="received", is_copy=True,
        sent_on=timezone.localdate(), receipt_due_on=timezone.localdate(),
    )  # fmt: skip
    client = signed_in(hanne)
    page = text_of(look(client, file))
    assert "They would not listen" in page
    for words in ("our own thoughts", "dark beard", "Other steps", "Write a note"):
        assert words not in page
    assert "Ask that body" in page
    assert look(client, file, "complaint_note").status_code == 403


def test_repeat_pattern_counts_other_files_with_its_caution(rich: Complaint, complaint_of: Make, ilse: User) -> None:
    member = rich.involved.exclude(member=None).get().member
    assert member is not None
    old = complaint_of()
    Complaint.objects.filter(pk=old.pk).update(received_on=timezone.localdate() - timedelta(days=4 * 365))
    for other in (complaint_of(), old):
        involved_identify(involved=involved_add(complaint=other, actor=ilse), member=member, actor=ilse)
    page = text_of(look(signed_in(ilse), rich))
    assert "1 other file" in page
    assert "A count proves nothing." in page
    assert old.number not in page


def test_repeat_pattern_leaves_out_files_that_the_reader_may_not_see(
    rich: Complaint, complaint_of: Make, ilse: User, hanne: User
) -> None:
    member = rich.involved.exclude(member=None).get().member
    assert member is not None
    external = complaint_of(about_chief=True)
    involved_identify(involved=involved_add(complaint=external, actor=hanne), member=member, actor=hanne)
    page = text_of(look(signed_in(ilse), rich))
    assert external.number not in page
    assert "0 other files" in page


def test_link_shows_only_files_that_the_reader_may_see(rich: Complaint, complaint_of: Make, ilse: User) -> None:
    seen, hidden = complaint_of(), complaint_of(about_chief=True)
    for other in (seen, hidden):
        FileLink.objects.create(complaint=rich, other=other, kind="related")
    page = text_of(look(signed_in(ilse), rich))
    assert seen.number in page
    assert hidden.number not in page


def test_counter_complaint_is_for_external_bodies_only(complaint_of: Make, ilse: User, hanne: User) -> None:
    external = complaint_of(about_chief=True)
    internal = complaint_of()
    for file in (external, internal):
        FileLink.objects.create(complaint=file, kind="counter", reference="PV-2026-77")
    assert "PV-2026-77" in text_of(look(signed_in(hanne), external))
    assert "PV-2026-77" not in text_of(look(signed_in(ilse), internal))


def test_anonymous_file_says_so_to_everybody(complaint_of: Make, ilse: User) -> None:
    file = complaint_of(is_anonymous=True, identity=None, intake_key="k" * 43)
    client = signed_in(ilse)
    assert "The complainant is anonymous, to everybody." in text_of(look(client, file))
    assert "chose to stay anonymous" in text_of(look(client, file, "complaint_identity"))


def test_identity_given_to_the_body_only_names_the_way_to_ask(complaint_of: Make, ilse: User) -> None:
    file = complaint_of(identity_for_body_only=True, identity=IdentityIntake(name="Claire Citoyen"))
    client = signed_in(ilse)
    assert "Ask the complainant in a message" in text_of(look(client, file))
    assert client.post(address(file, "complaint_identity"), {"version": 1, "reason": "contact"}).status_code == 403


def test_page_speaks_every_language(rich: Complaint, ilse: User) -> None:
    client = signed_in(ilse)
    for language in ("nl", "fr", "de"):
        assert client.get(f"/{language}/complaints/{rich.number}/").status_code == 200


def test_title_from_an_alleged_failing_stands_in_the_readers_language(complaint_of: Make, ilse: User) -> None:
    file = complaint_of()
    assert file.title == "kwetsende, onbeleefde of respectloze taal"
    assert "hurtful, rude or disrespectful language</h1>" in text_of(look(signed_in(ilse), file))


def test_member_of_another_file_is_not_opened_from_this_one(
    rich: Complaint, complaint_of: Make, ilse: User, client: Client
) -> None:
    other = involved_add(complaint=complaint_of(), actor=ilse)
    client.force_login(ilse)
    page = f"/en/complaints/{rich.number}/involved/{other.pk}/open/"
    assert client.post(page, {"version": 1, "reason": "handling"}).status_code == 404


def test_known_number_gives_the_known_pseudonym(demervallei: Corps, heidekant: Corps) -> None:
    first = member_register(corps=demervallei, number="12 34")
    assert member_register(corps=demervallei, number="12 34") == first
    assert member_register(corps=heidekant, number="12 34") != first


def test_the_complainants_reading_is_the_mailbox_word_for_word(rich: Complaint, ilse: User) -> None:
    shown = signed_in(ilse).get(address(rich), {"timeline": "complainant"}).context
    read = [line.words for line in (*shown["history"], *shown["history_rest"])]
    assert read == [moment.what for moment in timeline_of(rich)]
    assert "Your complaint arrived." in read


def test_the_answer_about_images_stands_in_the_history_in_words(complaint_of: Make, ilse: User) -> None:
    for kept, words in ((True, "The images are kept"), (False, "There are none")):
        file = complaint_of(images="camera", place="Station", intake_key=str(kept).ljust(43, "k"))
        preservation_answer(request=file.preservations.get(), actor=ilse, kept=kept)
        assert words in text_of(look(signed_in(ilse), file))
