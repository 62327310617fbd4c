"""The figures page of a corps's own register, its files, and the public page about complaining there."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.models import Complaint, Mediation, Review
from complaints.selectors.figures.counts import TABLES, Register, Table
from complaints.selectors.figures.protected import protected
from legitimacy.models import Corps, Role, User
from legitimacy.models import Register as Registers
from tests.complaints.counted import filed
from tests.people import person_make

pytestmark = pytest.mark.django_db


def ago(days: int) -> str:
    return (timezone.localdate() - timedelta(days=days)).isoformat()


def table(key: str, corps: Corps) -> dict[str, tuple[int, ...]]:
    return {str(label): counts for label, counts in TABLES[key](Register(corps, timezone.localdate())).rows}


def test_open_files_are_counted_by_age_and_paused_ones_apart(demervallei: Corps) -> None:
    for days in (0, 45, 46, 90, 91, 180, 181):
        filed(demervallei, ago(days))
    filed(demervallei, ago(400), pauses=((ago(10), ""),))
    filed(demervallei, ago(400), decided=ago(300), closed=ago(290))
    filed(demervallei, ago(400), holder="committee_p")
    assert list(table("backlog", demervallei).values()) == [(2, 0), (2, 0), (2, 0), (1, 1)]


def test_what_comes_in_and_goes_out_is_counted_by_quarter(demervallei: Corps) -> None:
    filed(demervallei, ago(0))
    filed(demervallei, ago(1000), decided=ago(0))
    filed(demervallei, ago(1000), closed=ago(0), disposition="withdrawn")
    rows = list(table("flow", demervallei).values())
    assert rows[-1] == (1, 2, 1)
    assert rows[0] == (0, 0, 2)


def test_terms_tell_overdue_from_due_soon(demervallei: Corps) -> None:
    for left in (-1, 0, 14, 15, 31):
        complaint = filed(demervallei, ago(5))
        Complaint.objects.filter(pk=complaint.pk).update(due_on=timezone.localdate() + timedelta(days=left))
    assert [counts for (counts,) in table("terms", demervallei).values()] == [1, 2, 1, 1]


def test_a_complaint_counts_once_under_each_failing(demervallei: Corps) -> None:
    filed(demervallei, ago(5), categories=("H3", "H3", "T1"))
    assert set(table("allegations", demervallei).values()) == {(1,)}
    assert len(table("allegations", demervallei)) == 2


def test_mediations_and_reviews_are_counted_by_what_became_of_them(demervallei: Corps) -> None:
    complaint = filed(demervallei, ago(5), mediation={"outcome": "declined"})
    Review.objects.create(complaint=complaint, asked_on=timezone.localdate())
    assert [counts for (counts,) in table("mediation", demervallei).values()] == [1, 0, 0, 0, 1]
    assert [counts for (counts,) in table("review", demervallei).values()] == [1, 0, 0, 1]
    assert Mediation.objects.count() == 1


def test_from_outside_small_counts_are_hidden_and_others_rounded() -> None:
    counted = Table("flow", ("x",), (("a", (0, 1, 4, 5, 9, 10, 23)),))
    assert protected(counted, is_own=False) == (("a", (0, None, None, 5, 5, 10, 20)),)
    assert protected(counted, is_own=True) == counted.rows


@pytest.mark.parametrize("who", ["ilse", "katrien"])
def test_the_own_corps_reads_its_register_in_full(
    who: str, client: Client, demervallei: Corps, request: pytest.FixtureRequest
) -> None:
    for _ in range(3):
        filed(demervallei, ago(5))
    client.force_login(request.getfixturevalue(who))
    assert rows_of(client, demervallei)[-1][1:] == ["3", "0", "3"]


def rows_of(client: Client, corps: Corps, key: str = "flow") -> list[list[str]]:
    answer = client.get(reverse("complaints_figures_csv", args=[corps.code, key]))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return list(csv.reader(io.StringIO(answer.content.decode())))


def test_an_auditor_reads_hidden_instead_of_a_small_count(client: Client, demervallei: Corps, amina: User) -> None:
    for _ in range(3):
        filed(demervallei, ago(5))
    client.force_login(amina)
    assert rows_of(client, demervallei)[-1][1:] == ["c", "0", "c"]
    page = client.get(reverse("complaints_figures"), {"corps": demervallei.code}).content.decode()
    assert "hidden" in page


def test_an_auditor_who_worked_there_and_a_chief_of_another_corps_are_refused(
    client: Client, demervallei: Corps, tom: User
) -> None:
    was_there = person_make("Ayla", (Role.AUDITOR, Registers.EXAMPLE), (Role.STAFF, demervallei))
    for user in (was_there, tom):
        client.force_login(user)
        for place in ("complaints_figures_of", "complaints_figures"):
            args = [demervallei.code] if place.endswith("_of") else []
            assert client.get(reverse(place, args=args), {"corps": demervallei.code}).status_code == 403


def test_a_file_of_an_external_body_changes_nothing_on_any_table(
    client: Client, demervallei: Corps, ilse: User
) -> None:
    filed(demervallei, ago(5))
    client.force_login(ilse)
    before = [rows_of(client, demervallei, key) for key in TABLES]
    for days in (5, 100, 400):
        filed(demervallei, ago(days), holder="committee_p", decided=ago(1), closed=ago(0), mediation={})
    assert [rows_of(client, demervallei, key) for key in TABLES] == before


def test_there_is_no_other_table(client: Client, demervallei: Corps, ilse: User) -> None:
    client.force_login(ilse)
    assert client.get(reverse("complaints_figures_csv", args=[demervallei.code, "names"])).status_code == 404


def test_a_register_without_files_says_so(client: Client, demervallei: Corps, ilse: User) -> None:
    client.force_login(ilse)
    page = client.get(reverse("complaints_figures")).content.decode()
    assert "There is nothing to count here yet." in page


def test_the_public_page_says_how_and_shows_no_figure_that_was_not_released(client: Client, demervallei: Corps) -> None:
    for _ in range(9):
        filed(demervallei, ago(5))
    page = client.get(reverse("complaints_public", args=[demervallei.code])).content.decode()
    assert "How to complain here" in page
    assert "Within 45 days" in page
    assert "No figures about complaints were released for this corps yet." in page


def test_there_is_no_public_page_of_a_corps_that_does_not_exist(client: Client, demervallei: Corps) -> None:
    assert client.get(reverse("complaints_public", args=["V999"])).status_code == 404
