"""Who reads every count of a corps every day does not learn that a file left it for another body.

The attacker is the chief of corps, or an auditor: they read all tables, all files of tables and the first page, before
and after. They know everything that they read before.
"""

import csv
import io
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.models import Complaint, RegisterMonth
from complaints.selectors.figures.counts import TABLES
from complaints.services.deciding import allegation_add
from complaints.services.figures import register_month_count, register_months_count
from complaints.services.referring import referral_receive, referral_send
from complaints.tasks import register_months_task
from legitimacy.models import Corps, User
from tests.complaints.conftest import At, Make
from tests.complaints.counted import filed

Seen = dict[str, list[list[str]]]


def everything(client: Client, corps: Corps) -> tuple[Seen, list[str], object]:
    """All that the pages say: tables as files, the tiles and panels, and how many are overdue."""
    page = client.get(reverse("complaints_figures_of", args=[corps.code]))
    tables = {}
    for key in TABLES:
        answer = client.get(reverse("complaints_figures_csv", args=[corps.code, key]))
        tables[key] = list(csv.reader(io.StringIO(answer.content.decode())))
    shown = [str(page.context["tiles"]), *(str(panel.rows) + panel.alternative for panel in page.context["panels"])]
    return tables, shown, client.get(reverse("complaints_home")).context.get("overdue")


def leave(file: Complaint, ilse: User, hanne: User) -> None:
    """The file goes to Committee P, which goes on with it."""
    sent = referral_send(complaint=file, to_body="committee_p", actor=ilse, reason="independence")
    referral_receive(referral=sent, actor=hanne)
    allegation_add(complaint=file, category="H5", actor=hanne)


@pytest.mark.parametrize("who", ["katrien", "amina"])
def test_nothing_moves_when_a_file_leaves(
    at: At, ilse: User, hanne: User, demervallei: Corps, who: str, request: pytest.FixtureRequest, client: Client
) -> None:
    file = at()
    yesterday = timezone.localdate() - timedelta(days=1)
    Complaint.objects.filter(pk=file.pk).update(due_on=yesterday, next_due_on=yesterday)
    for _ in range(5):
        filed(demervallei, yesterday.isoformat())
    client.force_login(request.getfixturevalue(who))
    before = everything(client, demervallei)
    leave(file, ilse, hanne)
    assert everything(client, demervallei) == before
    Complaint.objects.filter(pk=file.pk).update(decided_on=timezone.localdate(), outcome="founded")
    assert everything(client, demervallei) == before


def test_nothing_tells_it_from_a_file_that_stays_or_comes_in(
    at: At, complaint_of: Make, ilse: User, hanne: User, demervallei: Corps, katrien: User, client: Client
) -> None:
    file = at()
    client.force_login(katrien)
    before = everything(client, demervallei)
    complaint_of()
    leave(file, ilse, hanne)
    complaint_of(about_chief=True)
    assert everything(client, demervallei) == before


def flow_of(corps: Corps, day: date) -> dict[str, list[int]]:
    rows = register_month_count(corps=corps, today=day).tables["flow"]["rows"]
    return {label["nl"]: counts for label, counts in rows}


def test_a_month_later_the_quarter_in_which_it_came_in_still_counts_it(demervallei: Corps) -> None:
    files = [filed(demervallei, day) for day in ("2026-02-03", "2026-02-10", "2026-05-04")]
    april = flow_of(demervallei, date(2026, 4, 1))
    assert april["2026-Q1"] == [2, 0, 2]
    Complaint.objects.filter(pk=files[0].pk).update(holder="committee_p")
    for day in (date(2026, 5, 1), date(2026, 7, 1)):
        assert flow_of(demervallei, day)["2026-Q1"] == [2, 0, 2]
    filed(demervallei, "2026-02-11")
    filed(demervallei, "2026-02-12")
    assert flow_of(demervallei, date(2026, 8, 1))["2026-Q1"] == [3, 0, 3], "older files that are brought in count"


def test_each_month_is_counted_once_and_two_are_kept(demervallei: Corps, heidekant: Corps) -> None:
    filed(demervallei, "2026-01-05")
    for month, expected in ((2, 1), (2, 0), (3, 1), (4, 1)):
        assert register_months_count(today=date(2026, month, 2)) == expected
    kept = RegisterMonth.objects.values_list("corps__code", "month")
    assert sorted(kept) == [(demervallei.code, date(2026, 3, 1)), (demervallei.code, date(2026, 4, 1))]


def test_a_corps_without_files_is_counted_anew_until_it_has_one(
    demervallei: Corps, katrien: User, client: Client
) -> None:
    client.force_login(katrien)
    before = everything(client, demervallei)
    assert not RegisterMonth.objects.exists()
    filed(demervallei, timezone.localdate().isoformat())
    assert everything(client, demervallei) != before
    assert RegisterMonth.objects.count() == 1


def test_the_figures_read_in_each_language(demervallei: Corps, katrien: User, client: Client) -> None:
    filed(demervallei, timezone.localdate().isoformat(), categories=("H3",))
    client.force_login(katrien)
    columns = {}
    for language in ("nl", "fr", "de", "en"):
        answer = client.get(f"/{language}/complaints/figures/{demervallei.code}/flow.csv")
        if answer.status_code == 200:
            columns[language] = answer.content.decode().splitlines()[0]
    assert len(set(columns.values())) == len(columns) > 1


def test_the_task_counts_what_waits(demervallei: Corps) -> None:
    filed(demervallei, "2026-01-05")
    with time_machine.travel("2026-03-01 03:00:00+01:00"):
        register_months_task()
    assert RegisterMonth.objects.get().counted_on == date(2026, 3, 1)
