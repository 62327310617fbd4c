"""The pages: what each person finds on them, what bad input answers, and what nobody sees too soon."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from audit.models import Assessment, Sample, Standard
from audit.services.standards.evidence import OWNER
from audit.services.standards.publishing import standards_publish
from audit.services.standards.reading import reader_join
from audit.services.standards.validating import Verdict, verdicts_save
from audit.workflow.standards.codes import Level, SampleStage, Stage
from legitimacy.models import Attachment, Corps, Register, TrailEvent, User
from tests.audit.standards.conftest import Assessed, closed_by, queries, read_by, signed_in

pytestmark = pytest.mark.django_db
Draw = Callable[..., Sample]
HOME = "/en/audit/"
SECRET = "seen with my own eyes on the spot"


def page(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == status
    return answer.content.decode()


def posted(client: Client, path: str, data: dict[str, Any], status: int = 200) -> str:
    answer = client.post(path, data, follow=True)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_anybody_reads_the_published_standards_in_four_languages(client: Client, language: str) -> None:
    standards_publish(register=Register.BELGIUM)
    listed = page(client, f"/{language}/audit/standards/")
    for standard in Standard.objects.all():
        name = standard.name[language].replace("'", "&#x27;")
        assert name in listed
        assert name in page(client, f"/{language}/audit/standards/{standard.code}/")


def test_a_page_of_a_standard_says_points_evidence_source_and_how_is_drawn(client: Client) -> None:
    standards_publish(register=Register.BELGIUM)
    text = page(client, "/en/audit/standards/inclusive-communication/")
    assert "40 points together" in text
    assert "Evidence asked" in text
    assert "30 items are drawn by lot from the full list: communications." in text
    assert "a proposal of this monitor" in text
    assert "fictional" not in text
    page(client, "/en/audit/standards/inclusive-communication/?version=9", 404)
    page(client, "/en/audit/standards/nothing/", 404)


def test_standards_of_the_example_are_not_shown_outside_a_demo(client: Client, standards: dict[str, Standard]) -> None:
    assert "No standard is published here yet" in page(client, "/en/audit/standards/")


def test_a_corps_begins_fills_in_and_sends(standards: dict[str, Standard], demervallei: Corps, bram: User) -> None:
    client = signed_in(bram)
    asked = {"corps": demervallei.pk, "standard": "inclusion-hr", "first": "2025-Q1", "last": "2025-Q4"}
    assert "Name the corps&#x27;s own standard" in posted(client, f"{HOME}assessments/begin/", asked, 422)
    text = posted(client, f"{HOME}assessments/begin/", asked | {"subject": "Recruitment"})
    assessment = Assessment.objects.get()
    assert "Save and send to the auditors" in text
    address = f"{HOME}assessments/{assessment.pk}/self/"
    answers: dict[str, Any] = {"version": "1", "go": "send"}
    for code in ("H1", "H2", "H3", "H4", "H5"):
        answers |= {f"level_{code}": "met", f"evidence_{code}": "file 3"}
    text = posted(client, address, answers, 422)
    assert "H6: Choose how far it is met." in text
    assert "What you wrote is kept" in text
    version = Assessment.objects.get().version
    files = {"level_H6": "met", "file_H6": SimpleUploadedFile("plan.txt", b"the plan", "text/plain")}
    text = posted(client, address, answers | files | {"version": version})
    assert "An auditor will judge it" in text
    assert Assessment.objects.get().stage == Stage.SUBMITTED
    assert Attachment.objects.get(owner_type=OWNER).name == "plan.txt"


def test_a_file_that_is_refused_stops_nothing_else(begun: Assessed, bram: User) -> None:
    assessment = begun()
    files = {"version": "1", "level_S1": "met", "file_S1": SimpleUploadedFile("run.exe", b"MZ\x90", "text/plain")}
    text = posted(signed_in(bram), f"{HOME}assessments/{assessment.pk}/self/", files)
    assert "S1, run.exe:" in text
    assert "Everything else was saved." in text
    assert assessment.scores.get(criterion__code="S1").self_level == Level.MET


def test_evidence_is_read_on_the_trail_and_by_nobody_else(begun: Assessed, bram: User, tom: User) -> None:
    assessment = begun()
    address = f"{HOME}assessments/{assessment.pk}/"
    files = {"version": "1", "file_S1": SimpleUploadedFile("plan.txt", b"the plan", "text/plain")}
    posted(signed_in(bram), f"{address}self/", files)
    file = Attachment.objects.get()
    answer = signed_in(bram).get(f"{address}evidence/{file.pk}/")
    assert answer.content == b"the plan"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert TrailEvent.objects.filter(verb="evidence.read", corps="V017").count() == 1
    assert signed_in(tom).get(f"{address}evidence/{file.pk}/").status_code == 403
    posted(signed_in(bram), f"{address}self/", {"version": "2", "remove": str(file.pk)})
    assert not Attachment.objects.exists()


def test_the_second_of_two_keeps_what_was_typed(begun: Assessed, bram: User, katrien: User) -> None:
    assessment = begun()
    address = f"{HOME}assessments/{assessment.pk}/self/"
    posted(signed_in(katrien), address, {"version": "1", "remark_S1": "first"})
    text = posted(signed_in(bram), address, {"version": "1", "remark_S1": "second and long"}, 409)
    assert "Somebody else changed this" in text
    assert "second and long" in text
    assert assessment.scores.get(criterion__code="S1").self_remark == "first"


def test_the_corps_never_sees_the_draft_of_an_auditor(sent: Assessed, amina: User, bram: User, katrien: User) -> None:
    assessment = sent()
    draft = {"S1": Verdict(Level.NOT_MET, SECRET)}
    verdicts_save(assessment=assessment, verdicts=draft, version=assessment.version, actor=amina)
    address = f"{HOME}assessments/{assessment.pk}/"
    for person in (bram, katrien):
        client = signed_in(person)
        assert SECRET not in page(client, address)
        assert client.get(f"{address}judge/").status_code == 403
    assert SECRET in page(signed_in(amina), address)
    judge = {"version": Assessment.objects.get().version, "level_S1": "not_met", "reason_S1": SECRET}
    back = posted(signed_in(amina), f"{address}judge/", judge | {"go": "return", "note": ""}, 422)
    assert "Say what the corps should add or change." in back
    assert SECRET in back
    judge["version"] = Assessment.objects.get().version
    posted(signed_in(amina), f"{address}judge/", judge | {"go": "return", "note": "Add R2."})
    for path in (address, f"{address}self/"):
        text = page(signed_in(bram), path)
        assert "Add R2." in text
        assert SECRET not in text


def test_both_scores_stand_side_by_side_once_validated(sent: Assessed, amina: User, bram: User) -> None:
    assessment = sent()
    address = f"{HOME}assessments/{assessment.pk}/"
    data: dict[str, Any] = {
        f"level_{code}": "met" for code in assessment.scores.values_list("criterion__code", flat=True)
    }
    data |= {"version": assessment.version, "level_S1": "partly", "go": "send"}
    text = posted(signed_in(amina), f"{address}judge/", data, 422)
    assert "S1: You differ from the corps: say why." in text
    data |= {"reason_S1": SECRET, "version": Assessment.objects.get().version}
    posted(signed_in(amina), f"{address}judge/", data)
    text = page(signed_in(bram), address)
    for shown in ("<strong>100</strong> / 100", "<strong>96</strong> / 100", SECRET, "differs"):
        assert shown in text
    assert "Judge" not in page(signed_in(bram), address).replace("Judged", "")


def test_a_returned_assessment_waits_for_the_corps_on_the_first_page(sent: Assessed, amina: User, bram: User) -> None:
    assessment = sent()
    assert "Judge: Organisational control, Demervallei" in page(signed_in(amina), HOME)
    data = {"version": assessment.version, "go": "return", "note": "Add the report."}
    posted(signed_in(amina), f"{HOME}assessments/{assessment.pk}/judge/", data)
    assert "Returned to you: Organisational control, Demervallei" in page(signed_in(bram), HOME)
    assert "Add the report." in page(signed_in(bram), f"{HOME}assessments/{assessment.pk}/self/")


def test_an_auditor_begins_where_a_corps_did_not(
    standards: dict[str, Standard], demervallei: Corps, amina: User, bram: User
) -> None:
    asked = {
        "corps": demervallei.pk, "standard": "inclusive-communication", "first": "2025-Q1", "last": "2025-Q4",
    }  # fmt: skip
    text = posted(signed_in(amina), f"{HOME}assessments/begin/", asked)
    assert "the corps did not assess itself" in text
    address = f"{HOME}assessments/{Assessment.objects.get().pk}/"
    assert signed_in(bram).get(address).status_code == 403


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2025-Q4", "2025-Q1", "Turn them round"),
        ("", "2025-Q1", "This field is required"),
        ("1990-Q1", "2025-Q1", "Select a valid choice"),
        ("2023-Q1", "2025-Q4", "at most 8 quarters"),
    ],
)
def test_quarters_that_cannot_be_are_refused(
    standards: dict[str, Standard], demervallei: Corps, bram: User, first: str, last: str, said: str
) -> None:
    asked = {"corps": demervallei.pk, "standard": "organisational-control", "first": first, "last": last}
    assert said in posted(signed_in(bram), f"{HOME}assessments/begin/", asked, 422)
    assert not Assessment.objects.exists()


def test_nobody_begins_for_a_corps_that_is_not_theirs(
    standards: dict[str, Standard], heidekant: Corps, bram: User
) -> None:
    asked = {"corps": heidekant.pk, "standard": "organisational-control", "first": "2025-Q1", "last": "2025-Q4"}
    assert "Select a valid choice" in posted(signed_in(bram), f"{HOME}assessments/begin/", asked, 422)


def draw_data(demervallei: Corps, **given: str) -> dict[str, Any]:
    usual = {
        "corps": demervallei.pk, "standard": "database-queries", "first": "2025-Q1", "last": "2025-Q4",
        "source": "paste", "made": "full",
        "pasted": "reference,date\n" + "".join(f"{item.key},{item.on}\n" for item in queries(150)),
    }  # fmt: skip
    return usual | given


def test_an_auditor_draws_from_a_pasted_list(standards: dict[str, Standard], demervallei: Corps, amina: User) -> None:
    text = posted(signed_in(amina), f"{HOME}samples/draw/", draw_data(demervallei))
    assert "120 items were drawn from 150." in text
    sample = Sample.objects.get()
    listed = page(signed_in(amina), f"{HOME}samples/{sample.pk}/list.csv")
    assert listed.count("\n") == 151
    assert sample.seed in page(signed_in(amina), f"{HOME}samples/{sample.pk}/")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"made": "chosen"}, "chose itself is not valid"),
        ({"pasted": ""}, "Paste the list here."),
        ({"pasted": "reference,date\n"}, "empty"),
        ({"pasted": "reference,date\nB1,2025-01-01\n"}, "one item only"),
        ({"pasted": "reference,date\nB1,2025-01-01\nB1,2025-01-02\n"}, "“B1” stands on the list more than once"),
        ({"pasted": "reference,date\nB1,soon\n"}, "Row 2"),
        ({"source": "upload"}, "Choose a file."),
        ({"source": "register"}, "No register here holds such records"),
        ({"size": "900"}, "holds 150 items, so a sample of 900"),
        ({"source": "magic"}, "Select a valid choice"),
    ],
)
def test_a_list_that_is_none_is_answered_with_a_sentence(
    standards: dict[str, Standard], demervallei: Corps, amina: User, given: dict[str, str], said: str
) -> None:
    text = posted(signed_in(amina), f"{HOME}samples/draw/", draw_data(demervallei, **given), 422)
    assert said in text
    assert not Sample.objects.exists()


def test_a_title_like_a_formula_does_nothing_on_the_page_nor_in_the_list(
    standards: dict[str, Standard], demervallei: Corps, amina: User
) -> None:
    rows = "date,channel,title\n2025-01-01,web,=HYPERLINK(1)\n2025-01-02,web,<script>alert(1)</script>\n"
    data = draw_data(demervallei, standard="inclusive-communication", pasted=rows)
    text = posted(signed_in(amina), f"{HOME}samples/draw/", data)
    assert "begins like a formula" in text
    assert "<script>alert(1)" not in text
    listed = page(signed_in(amina), f"{HOME}samples/{Sample.objects.get().pk}/list.csv")
    assert "'=HYPERLINK(1)" in listed


def test_two_readers_read_in_the_browser_and_the_corps_sees_it_when_it_is_closed(
    drawn: Draw, amina: User, aline: User, bram: User
) -> None:
    sample = drawn(items=queries(12))
    address = f"{HOME}samples/{sample.pk}/"
    reader = signed_in(amina)
    assert "Needs a reader: Lawful database queries, Demervallei" in page(reader, HOME)
    posted(reader, f"{address}act/", {"act": "join"})
    assert "Not handed in yet" in posted(reader, f"{address}act/", {"act": "submit"})
    assert "Read on: Lawful database queries" in page(reader, HOME)
    items = list(sample.items.order_by("position"))
    for number, some in ((1, items[:10]), (2, items[10:])):
        data: dict[str, Any] = {"go": "next"}
        for item in some:
            data |= {f"level_{item.pk}_{code}": "met" for code in ("Q1", "Q2", "Q3")}
        posted(reader, f"{address}read/?page={number}", data)
    assert "Handed in" in posted(reader, f"{address}act/", {"act": "submit"})
    assert "passes" not in page(signed_in(aline), address)
    assert signed_in(bram).get(address).status_code == 403
    read_by(sample, aline, {4: "Q2"})
    assert "The readers differ on 1 item" in page(reader, address)


def test_closing_in_the_browser_makes_actions_that_the_corps_finds(
    drawn: Draw, amina: User, aline: User, bram: User
) -> None:
    sample = drawn(items=queries(12))
    for reader in (amina, aline):
        read_by(sample, reader, {4: "Q2"})
    address = f"{HOME}samples/{sample.pk}/"
    client = signed_in(amina)
    assert "Ready to close" in page(client, HOME)
    data = {"act": "close", "version": 1, "owner": "Head of unit", "due_on": "2001-01-01"}
    assert "This day is over" in posted(client, f"{address}act/", data)
    assert "Not closed yet." in posted(client, f"{address}act/", data | {"due_on": "soon"})
    assert "1 improvement action was made" in posted(client, f"{address}act/", data | {"due_on": "2099-01-01"})
    text = page(signed_in(bram), address)
    for shown in ("does not pass", "Head of unit", "100%", "1.00"):
        assert shown in text
    for hidden in ("Reader 1", "Seed", "This sample is not valid"):
        assert hidden not in text


def test_a_third_reader_sees_what_both_said_and_decides(drawn: Draw, amina: User, aline: User, arno: User) -> None:
    sample = drawn(items=queries(12))
    read_by(sample, amina)
    read_by(sample, aline, {4: "Q2"})
    client = signed_in(arno)
    text = posted(client, f"{HOME}samples/{sample.pk}/act/", {"act": "join"})
    assert "Reader 1: met. Reader 2: not met." in text
    assert text.count("<fieldset") == 1


def test_nobody_reads_a_sample_they_have_no_seat_in(drawn: Draw, amina: User, aline: User, arno: User) -> None:
    sample = drawn(items=queries(12))
    item = sample.items.get(position=1)
    data = {f"level_{item.pk}_Q1": "met"}
    text = posted(signed_in(arno), f"{HOME}samples/{sample.pk}/read/", data)
    assert "You cannot read this sample now" in text
    reader_join(sample=sample, actor=amina)
    assert "Something was missing" in posted(signed_in(amina), f"{HOME}samples/{sample.pk}/act/", {"act": "burn"})


def test_a_sample_is_taken_back_in_the_browser(drawn: Draw, amina: User) -> None:
    sample = drawn(items=queries(12))
    address = f"{HOME}samples/{sample.pk}/act/"
    assert "Choose what is wrong" in posted(signed_in(amina), address, {"act": "reject", "version": 1})
    data = {"act": "reject", "version": 1, "fault": "chosen_by_corps"}
    assert "no longer counts" in posted(signed_in(amina), address, data)
    assert "moved on meanwhile" in posted(signed_in(amina), address, data)
    assert Sample.objects.get().stage == SampleStage.REJECTED


def test_lists_filter_and_ask_the_same_queries_for_one_row_as_for_many(
    validated: Assessed,
    drawn: Draw,
    heidekant: Corps,
    amina: User,
    bram: User,
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    client = signed_in(amina)
    drawn(items=queries(12))
    for place in range(6):
        validated("inclusion-hr", subject=f"Plan {place}")
    with django_assert_max_num_queries(14):
        listed = page(client, f"{HOME}assessments/")
    assert listed.count("Plan ") == 6
    with django_assert_max_num_queries(14):
        assert "Lawful database queries" in page(client, f"{HOME}samples/")
    for query, shown in (("?stage=validated", 6), ("?stage=draft", 0), ("?corps=V018", 0), ("?page=99", 6)):
        assert page(client, f"{HOME}assessments/{query}").count("Plan ") == shown
    assert page(signed_in(bram), f"{HOME}samples/").count("Being read</td>") == 0


def test_one_sample_asks_few_queries_however_many_items(
    drawn: Draw, amina: User, aline: User, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    sample = drawn()
    for reader in (amina, aline):
        read_by(sample, reader, {4: "Q2"})
    closed_by(sample, amina)
    client = signed_in(amina)
    with django_assert_max_num_queries(20):
        page(client, f"{HOME}samples/{sample.pk}/")
