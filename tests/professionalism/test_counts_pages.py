"""The pages of monthly counts: what was entered, what is missing, the form of a month, corrections, other people."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from legitimacy.models import Corps, OperationalCount, Role, StaleMark, TrailEvent, User
from professionalism.selectors.counts import conflicts_waiting, month_lines
from professionalism.workflow.sheets import SHEETS
from tests.people import person_make
from tests.professionalism.counted import happened, value_row

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)
    with translation.override("en"):
        yield


@pytest.fixture
def gita(demervallei: Corps) -> User:
    return person_make("Gita", (Role.FORCE_REVIEWER, demervallei))


@pytest.fixture
def page(client: Client, gita: User) -> Client:
    client.force_login(gita)
    return client


def send(page: Client, url: str, **numbers: Any) -> Any:
    shown = page.get(url).content.decode()
    seen = shown.split('name="seen" value="')[1].split('"')[0]
    return page.post(url, {"seen": seen, **{name.replace("__", "-"): value for name, value in numbers.items()}})


URL = "/en/professionalism/conflicts/2026-05/"


def test_a_month_is_entered_and_corrected_on_the_trail(page: Client, demervallei: Corps, gita: User) -> None:
    given = {
        "conflicts__family": 12,
        "conflicts_without_force__family": 10,
        "conflicts_mediated__family": 5,
        "conflicts_settled__family": 4,
    }
    assert send(page, URL, **given).status_code == 302
    assert set(OperationalCount.objects.values_list("kind", "category", "month", "count")) == {
        (name.split("__")[0], "family", date(2026, 5, 1), number) for name, number in given.items()
    }
    assert StaleMark.objects.filter(indicator="PRV-18", period="2026-Q2").exists()
    assert send(page, URL, **given | {"conflicts_settled__family": 3}).status_code == 302
    events = TrailEvent.objects.filter(verb__startswith="operations.").order_by("pk")
    assert list(events.values_list("verb", "actor_id", "object_id", "corps")) == [
        ("operations.entered", gita.pk, "2026-05", "V017"),
        ("operations.corrected", gita.pk, "2026-05", "V017"),
    ]
    send(page, URL, **given | {"conflicts_settled__family": 3})
    assert events.count() == 2
    assert value_row(demervallei, "PRV-10", "2026-Q2") == {}  # June is missing


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ({"conflicts__family": 3}, "Fill this in too"),
        ({"conflicts__family": 3, "conflicts_without_force__family": 4, "conflicts_mediated__family": 0},
         "cannot be more than"),
        ({"conflicts__family": -1}, "greater than or equal to 0"),
        ({"conflicts__family": "many"}, "whole number"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_kept(page: Client, numbers: dict[str, Any], sentence: str) -> None:
    answer = send(page, URL, **numbers)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not OperationalCount.objects.exists()


def test_whether_it_came_back_is_asked_ninety_days_after_the_month(page: Client) -> None:
    recent = page.get("/en/professionalism/conflicts/2026-09/").content.decode()
    assert "conflicts_settled-family" not in recent
    assert "30 December 2026" in recent
    assert "conflicts_settled-family" in page.get(URL).content.decode()


def test_a_number_is_corrected_and_never_emptied(page: Client, demervallei: Corps) -> None:
    for kind in ("checks", "checks_reasoned"):
        happened(demervallei, kind, "2026-05", 7)
    answer = send(page, "/en/professionalism/checks/2026-05/", checks__="", checks_reasoned__=7)
    assert "cannot be emptied" in answer.content.decode()


def test_who_did_not_see_what_stands_does_not_overwrite_it(page: Client, demervallei: Corps) -> None:
    url = "/en/professionalism/checks/2026-05/"
    seen = page.get(url).content.decode().split('name="seen" value="')[1].split('"')[0]
    for kind in ("checks", "checks_reasoned"):
        happened(demervallei, kind, "2026-05", 7)
    answer = page.post(url, {"seen": seen, "checks-": 9, "checks_reasoned-": 9})
    assert "meanwhile" in answer.content.decode()
    assert set(OperationalCount.objects.values_list("count", flat=True)) == {7}


def test_the_table_tells_what_was_entered_and_what_is_missing(demervallei: Corps, gita: User, page: Client) -> None:
    for kind in ("conflicts", "conflicts_without_force", "conflicts_mediated"):
        happened(demervallei, kind, "2026-10", 5, "family")
        happened(demervallei, kind, "2026-07", 6, "family")
        happened(demervallei, kind, "2026-01", 20, "family", months=3)
    lines = {line.month.month: line for line in month_lines(demervallei, SHEETS["conflicts"], TODAY)[:10]}
    assert (lines[10].cells, lines[10].missing) == ((5, 5, 5, None), ())
    assert lines[10].later == date(2027, 1, 30)
    assert [str(title) for title in lines[7].missing] == ["of these no new call in 90 days"]
    assert len(lines[8].missing) == 3
    assert lines[2].by_quarter
    shown = page.get("/en/professionalism/conflicts/").content.decode()
    assert "October 2026" in shown
    assert "by file, for the whole quarter" in shown
    assert [waiting.what for waiting in conflicts_waiting(gita)] == [
        "Counts of August 2026 are missing.",
        "Counts of September 2026 are missing.",
    ]


def test_a_month_that_is_not_over_or_no_month_is_no_page(page: Client) -> None:
    for month in ("2026-11", "2027-01", "2026-13", "1999-12"):
        assert page.get(f"/en/professionalism/conflicts/{month}/").status_code == 404


def test_another_corps_does_not_exist_here(page: Client, heidekant: Corps) -> None:
    assert page.get("/en/professionalism/conflicts/?corps=V018").status_code == 404
    assert page.post(f"{URL}?corps=V018", {"conflicts-family": 1}).status_code == 404


def test_the_file_to_fill_in_can_be_imported(page: Client) -> None:
    answer = page.get("/en/professionalism/conflicts/template.csv")
    lines = answer.content.decode().splitlines()
    assert lines[0] == "corps,period,kind,category,count"
    assert "V017,2026-10,conflicts_mediated,neighbours," in lines
    assert answer["Cache-Control"] == "no-store"


def test_the_table_asks_as_many_queries_however_much_was_entered(
    page: Client, demervallei: Corps, django_assert_max_num_queries: Any
) -> None:
    for back in range(20):
        month = (TODAY - timedelta(days=40 + back * 31)).replace(day=1)
        happened(demervallei, "checks", f"{month:%Y-%m}", 5)
    page.get("/en/professionalism/checks/")
    with django_assert_max_num_queries(14):
        page.get("/en/professionalism/checks/")
