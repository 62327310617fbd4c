"""Pages of a round: slips come once as paper and table, results only after the end, in a fixed number of queries."""

import csv
import io
import re
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from diversity.models import SurveyRound
from diversity.services.surveys import round_close
from diversity.workflow.surveys import RoundState
from legitimacy.models import Corps, Role, TrailEvent, User
from tests.diversity.surveys import answered, favourable, round_make, values_of
from tests.people import person_make

pytestmark = pytest.mark.django_db


@pytest.fixture
def petra(client: Client, demervallei: Corps) -> User:
    """HR of Demervallei, signed in."""
    person = person_make("Petra", (Role.HR_OFFICER, demervallei))
    client.force_login(person)
    return person


def page_of(client: Client, one: SurveyRound) -> str:
    return client.get(reverse("survey_round", kwargs={"pk": one.pk})).content.decode()


def test_hr_plans_the_chief_opens_and_slips_come_in_one_file(
    client: Client, petra: User, katrien: User, demervallei: Corps
) -> None:
    given = {name: str(value) for name, value in values_of(invited=26).items()}
    assert client.post(reverse("survey_new"), given | {"invited": "many"}).status_code == 422
    assert client.post(reverse("survey_new"), given).status_code == 302
    one = SurveyRound.objects.get()
    client.force_login(katrien)
    assert client.post(reverse("survey_open", kwargs={"pk": one.pk})).status_code == 302
    client.force_login(petra)
    slips = reverse("survey_slips", kwargs={"pk": one.pk})
    answer = client.post(slips)
    assert answer["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        rows = list(csv.reader(io.StringIO(packed.read("slips.csv").decode())))
        paper = PdfReader(io.BytesIO(packed.read("slips.pdf")))
    codes = [code for _address, code, _day in rows[1:]]
    assert len(set(codes)) == 26
    assert {address for address, _code, _day in rows[1:]} == {"http://testserver/nl/diversity/survey/"}
    assert paper.root_object["/MarkInfo"].get_object()["/Marked"]  # type: ignore[index]
    text = "".join(page.extract_text() for page in paper.pages)
    assert all(code in text for code in codes)
    again = client.post(slips)
    assert again.status_code == 422
    assert not any(code in again.content.decode() + str(list(TrailEvent.objects.values())) for code in codes)
    assert client.post(slips, {"lost": "x"}).status_code == 422


def test_the_paper_twin_asks_the_same_questions(client: Client, petra: User, demervallei: Corps) -> None:
    one = round_make(demervallei, state=RoundState.PLANNED)
    paper = PdfReader(io.BytesIO(client.get(reverse("survey_questionnaire", kwargs={"pk": one.pk})).content))
    text = " ".join("".join(page.extract_text() for page in paper.pages).split())
    assert "Ik kan op het werk mezelf zijn." in text
    assert text.lower().count("geen antwoord") == 11 + 3 + 1


def test_results_stay_shut_until_the_end_and_tell_no_small_group(
    client: Client, petra: User, demervallei: Corps, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    one = round_make(demervallei, invited=90)
    given = [favourable(one, 4, sex="f")] * 31 + [favourable(one, 2, sex="m")] * 35 + [favourable(one, 1, sex="x")] * 2
    answered(one, *given)
    assert "Respons" not in page_of(client, one)
    round_close(survey_round=one)
    with django_assert_max_num_queries(14):
        page = page_of(client, one)
    assert "68" in page
    assert "hoogst: vrouw; laagst: man" in page
    for size in ("31", "35"):
        assert f">{size}<" not in page
    assert page.count("te klein om te tonen") == 2  # gaps by framework and age


def test_too_few_answers_are_said_and_not_counted_out(client: Client, petra: User, demervallei: Corps) -> None:
    one = round_make(demervallei)
    answered(one, *[favourable(one, 1)] * 9)
    round_close(survey_round=one)
    page = page_of(client, one)
    assert "Te weinig mensen antwoordden" in page
    assert ">9<" not in page
    assert "Respons" not in page


def test_a_handful_that_did_not_answer_is_not_counted_out(client: Client, petra: User, demervallei: Corps) -> None:
    one = round_make(demervallei)
    answered(one, *[favourable(one, 4)] * 39)
    pages = []
    round_close(survey_round=one)
    for count in (40, 39, 36, 35):
        SurveyRound.objects.filter(pk=one.pk).update(answered=count)
        pages.append(page_of(client, one))
    assert len({re.sub(r'value="\w{64}"', "", page) for page in pages[:3]}) == 1
    assert "Bijna iedereen antwoordde" in pages[0]
    assert "87,5" in pages[3]


def test_the_chief_finds_what_waits(client: Client, katrien: User, demervallei: Corps) -> None:
    round_make(demervallei, state=RoundState.PLANNED)
    client.force_login(katrien)
    page = client.get(reverse("diversity_home")).content.decode()
    assert "Open de bevraging van Demervallei." in page
