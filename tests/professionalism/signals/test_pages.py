"""Pages of early signals: what they say, what they refuse, and that lists stay flat."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from legitimacy.members import member_register
from legitimacy.models import Corps, Member, User
from professionalism.models import ColleagueReport, CorrectiveAction, OfficerExposure, Signal, SignalCase
from professionalism.selectors.signals.peers import quarters_ended
from professionalism.selectors.signals.works import protect
from professionalism.services.signals.finding import signals_find
from professionalism.workflow.signals import Outcome, Stage
from tests.professionalism.signals.conftest import NUMBER, CaseAt, decided, judged


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    client.cookies["language"] = "en"
    return client


def address(name: str, *args: Any, language: str = "en") -> str:
    with translation.override(language):
        return reverse(name, args=args)


def cases_make(corps: Corps, number: int) -> None:
    for place in range(number):
        member = member_register(corps=corps, number=f"M{place}")
        judged(member, reference=f"M{place}")
    signals_find(corps=corps)


def test_the_list_pages_without_counting_and_stays_flat(
    demervallei: Corps, pina: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    cases_make(demervallei, 27)
    client = signed_in(pina)
    with django_assert_max_num_queries(12):
        first = client.get(address("signals_list"))
    assert len(first.context["rows"]) == 25
    second = client.get(f"{address('signals_list')}?after={first.context['next']}")
    assert len(second.context["rows"]) == 2
    shown = {row["case"].pk for page in (first, second) for row in page.context["rows"]}
    assert len(shown) == 27
    assert client.get(f"{address('signals_list')}?after=x&group=y").status_code == 200


def test_a_case_page_has_a_fixed_number_of_queries(
    demervallei: Corps, concerned: Member, pina: User, case_at: CaseAt
) -> None:
    case = case_at(Stage.INFORMED)
    client, where = signed_in(pina), address("signal_case", case.pk)
    client.get(where)
    with CaptureQueriesContext(connection) as few:
        client.get(where)
    for number in range(20):
        judged(concerned, reference=f"X{number}")
    signals_find(corps=demervallei)
    with CaptureQueriesContext(connection) as many:
        page = client.get(where)
    assert len(page.context["signals"]) == 21
    assert len(many) == len(few)


def test_the_officer_reads_plain_words_and_replies(amber: User, pina: User, case_at: CaseAt) -> None:
    case = case_at(Stage.OPENED)
    client = signed_in(amber)
    assert client.get(address("signal_mine", case.pk)).status_code == 404
    home = address("professionalism_home")
    assert "There is a case about you" not in client.get(home).content.decode()
    case = case_at(Stage.INFORMED, replied=False)
    assert "There is a case about you" in client.get(home).content.decode()
    text = client.get(address("signal_mine", case.pk)).content.decode()
    assert "The corps was told of a decision by a court." in text
    assert "offer of help, not an accusation" in text
    form = {"version": case.version, "key": "k1", "text": "I would like to talk about it."}
    for _twice in range(2):
        assert client.post(address("signal_reply", case.pk), form).status_code == 302
    assert case.words.count() == 1
    assert "I would like to talk about it." in signed_in(pina).get(address("signal_case", case.pk)).content.decode()


def test_an_empty_reply_is_said_in_the_readers_language(amber: User, case_at: CaseAt) -> None:
    case = case_at(Stage.INFORMED)
    answer = signed_in(amber).post(
        address("signal_reply", case.pk, language="nl"), {"version": case.version, "text": " "}
    )
    assert answer.status_code == 422
    assert "Dit veld is vereist" in answer.content.decode()


def test_deciding_in_the_browser(pina: User, case_at: CaseAt) -> None:
    case = case_at(Stage.INFORMED)
    client, where = signed_in(pina), address("signal_decide", case.pk)
    form = {"version": case.version, "key": "d1", "outcome": Outcome.COACHING, "reasons": "It helps."}
    answer = client.post(where, form)
    assert answer.status_code == 422
    assert "This is needed for a correction." in answer.content.decode()
    form |= {"owner": "Head of service", "due_on": "2099-01-01"}
    assert client.post(where, form).status_code == 302
    assert CorrectiveAction.objects.get().kind == Outcome.COACHING


def test_who_was_slower_reads_what_stands_there_and_keeps_what_they_typed(
    pina: User, piet: User, case_at: CaseAt
) -> None:
    case = case_at(Stage.INFORMED)
    where = address("signal_decide", case.pk)
    form = {"version": case.version, "outcome": Outcome.NONE, "reasons": "My own words stay."}
    decided(case, piet)
    answer = signed_in(pina).post(where, form)
    assert answer.status_code == 409
    assert "My own words stay." in answer.content.decode()
    assert SignalCase.objects.get().decided_by == piet


def test_a_colleague_reports_and_bad_numbers_are_refused(demervallei: Corps, concerned: Member, piet: User) -> None:
    client, where = signed_in(piet), address("signals_report")
    form = {
        "corps": demervallei.pk, "key": "r1", "wanted": "NOBODY", "about": "strain",
        "seen_on": timezone.localdate().isoformat(), "text": "Silent for weeks.",
    }  # fmt: skip
    answer = client.post(where, form)
    assert answer.status_code == 422
    assert "No member of this corps" in answer.content.decode()
    for _twice in range(2):
        assert client.post(where, form | {"wanted": NUMBER}).status_code == 302
    assert ColleagueReport.objects.count() == 1


def test_a_day_in_the_future_and_a_foreign_corps_are_refused(
    demervallei: Corps, heidekant: Corps, concerned: Member, pina: User
) -> None:
    client, where = signed_in(pina), address("signals_judgment")
    form = {"corps": demervallei.pk, "wanted": NUMBER, "on": "2099-01-01", "reference": "N1"}
    assert "has not come yet" in client.post(where, form).content.decode()
    assert client.post(where, form | {"corps": heidekant.pk, "on": "2026-01-02"}).status_code == 422
    assert not Signal.objects.exists()


def test_exposure_comes_as_lines_or_as_a_file(demervallei: Corps, concerned: Member, pina: User) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client, where = signed_in(pina), address("signals_exposure")
    quarter = str(quarters_ended(timezone.localdate(), 1)[0])
    form = {"corps": demervallei.pk, "quarter": quarter, "measure": "shifts"}
    assert "Write lines, or choose a file." in client.post(where, form).content.decode()
    sheet = SimpleUploadedFile("q.csv", f"nummer;groep;diensten\n{NUMBER};Intervéntie;52\n".encode("cp1252"))
    assert client.post(where, form | {"file": sheet}).status_code == 302
    binary = SimpleUploadedFile("q.csv", b"\x00\x01\x02")
    assert "This is no text file" in client.post(where, form | {"file": binary}).content.decode()
    row = OfficerExposure.objects.get()
    assert (row.group, row.count) == ("intervéntie", 52)


def test_the_rules_page_says_what_chance_gives_to_who_sees_cases_only(
    demervallei: Corps, amber: User, pina: User
) -> None:
    quarter = str(quarters_ended(timezone.localdate(), 1)[0])
    for place in range(12):
        member = member_register(corps=demervallei, number=f"T{place}")
        OfficerExposure.objects.create(
            member=member, quarter=quarter, group="interventie", measure="shifts", count=50, origin="simulated"
        )
    standards = signed_in(pina).get(address("signals_rules"))
    assert "no incident in this group" in standards.content.decode()
    officer = signed_in(amber).get(address("signals_rules"))
    assert officer.context["parts"] == []
    assert "No rule uses sick leave, origin" in officer.content.decode()


@pytest.mark.parametrize(
    ("cells", "shown"),
    [([0, 4, 10, 27, 41], [None, None, 10, 20, 40]), ([10, 10, 0, 0, 20], [10, 10, None, None, 20])],
)
def test_counts_outside_the_cases_are_hidden_or_rounded(cells: list[int], shown: list[int | None]) -> None:
    assert protect(cells, 10) == shown
    assert protect(cells, 0) == cells


def test_the_whole_way_of_a_correction_in_the_browser(pina: User, case_at: CaseAt) -> None:
    case = case_at(Stage.FOLLOWED)
    row, client = CorrectiveAction.objects.get(), signed_in(pina)
    today = timezone.localdate().isoformat()
    posts = (
        ("postpone", {"due_on": "2099-01-01"}),
        ("done", {"on": today}),
        ("judge", {"effect": "worked", "note": "No signal since."}),
    )
    for name, given in posts:
        case.refresh_from_db()
        page = client.get(f"{address(f'signal_{name}', case.pk)}?row={row.pk}")
        assert page.status_code == 200
        form = {"version": case.version, "row": row.pk} | given
        assert client.post(address(f"signal_{name}", case.pk), form).status_code == 302
    case.refresh_from_db()
    assert client.post(address("signal_close", case.pk), {"version": case.version}).status_code == 302
    case.refresh_from_db()
    assert case.stage == Stage.CLOSED
    text = client.get(address("signals_corrections")).content.decode()
    assert "Corrections: what works" in text


def test_a_page_below_two_places_belongs_to_the_nearer_one(pina: User) -> None:
    page = signed_in(pina).get(address("signals_corrections")).content.decode()
    assert f'href="{address("signals_corrections")}" aria-current="page"' in page
    assert page.count(f'href="{address("signals_list")}" aria-current') == 0
