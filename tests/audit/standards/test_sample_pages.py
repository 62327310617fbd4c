"""The pages of samples: drawing, reading by two, closing, and what bad input answers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from audit.models import Sample, Standard
from audit.services.standards.reading import reader_join
from audit.workflow.standards.codes import SampleStage
from legitimacy.models import Corps, User
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
