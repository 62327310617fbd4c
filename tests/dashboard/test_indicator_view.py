"""One indicator of a corps: definition, number opened, replies of the korpschef."""

import pytest
from django.test import Client

from legitimacy.models import Corps, Reply, TrailEvent, User

URL = "/en/corps/V017/EFF-19/"


def text_of(client: Client, url: str = URL) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def chief(client: Client, katrien: User) -> Client:
    client.force_login(katrien)
    return client


def value_id_on(client: Client) -> str:
    page = text_of(client)
    return page.split('name="value" value="')[1].split('"')[0]


def test_number_opens_down_to_what_was_counted(client: Client, measured: Corps) -> None:
    page = text_of(client)
    for words in ("The number opened", "Numerator", "Denominator", "Computed in run", "urgent calls", "Framework"):
        assert words in page


def test_goalposts_name_their_basis_and_say_proposal(client: Client, measured: Corps) -> None:
    page = text_of(client)
    assert "Where the goalposts come from" in page
    assert '<span class="origin">proposal</span>' in page


def test_missing_figure_says_who_delivers_it(client: Client, measured: Corps) -> None:
    page = text_of(client, "/en/corps/V017/EFF-04/")
    assert "Not delivered. It counts as missing, never as zero." in page
    assert "the assessors" in page
    assert "nothing to draw" in page


def test_only_the_chief_of_the_corps_may_reply(client: Client, measured: Corps, tom: User) -> None:
    assert "reply-form" not in text_of(client)
    client.force_login(tom)
    assert "reply-form" not in text_of(client)
    assert client.post(f"{URL}reply/", {"value": 1, "text": "no"}).status_code == 403


def test_reply_stands_beside_the_figure_and_on_the_trail(chief: Client, measured: Corps) -> None:
    response = chief.post(
        f"{URL}reply/?period=2025-Q4", {"value": value_id_on(chief), "text": "New system since June."}
    )
    assert response.status_code == 302
    assert "New system since June." in text_of(chief)
    event = TrailEvent.objects.get(verb="reply.written")
    assert (event.corps, event.object_type) == ("V017", "indicatorvalue")


def test_reply_goes_along_in_the_file(chief: Client, measured: Corps) -> None:
    chief.post(f"{URL}reply/", {"value": value_id_on(chief), "text": "New system since June."})
    assert "New system since June." in chief.get(f"{URL}figures.csv?period=2025-Q4").content.decode()
    assert "New system since June." in chief.get("/en/corps/V017/figures.csv").content.decode()


def test_reply_sent_twice_is_one_reply(chief: Client, measured: Corps) -> None:
    form = {"value": value_id_on(chief), "text": "Once."}
    for _again in range(2):
        chief.post(f"{URL}reply/", form)
    assert Reply.objects.count() == 1


@pytest.mark.parametrize(("text", "words"), [("   ", "Write your reply"), ("x" * 4001, "at most 4000 characters")])
def test_empty_or_long_reply_comes_back_with_its_words(chief: Client, measured: Corps, text: str, words: str) -> None:
    response = chief.post(f"{URL}reply/", {"value": value_id_on(chief), "text": text})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Reply.objects.exists()


def test_reply_to_a_figure_of_another_corps_is_refused(chief: Client, measured: Corps) -> None:
    assert chief.post(f"{URL}reply/", {"value": 999999, "text": "hello"}).status_code == 404


def test_reply_is_escaped(chief: Client, measured: Corps) -> None:
    chief.post(f"{URL}reply/", {"value": value_id_on(chief), "text": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in text_of(chief)


def test_figures_of_the_indicator_come_as_a_file(client: Client, measured: Corps) -> None:
    lines = client.get(f"{URL}figures.csv").content.decode().splitlines()
    assert lines[0].startswith("corps,register,indicator,period")
    assert {line.split(",")[3] for line in lines[1:]} == {"2024-Q3", "2024-Q4", "2025-Q3", "2025-Q4"}
