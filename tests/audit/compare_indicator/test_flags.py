"""All flags at once, for auditors: how many beside chance, of whom, and first what the data may explain."""

import csv
import io
import re
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.selectors.compare.flags import Overview, flags_by_corps, overview_read
from audit.selectors.compare.funnel import Place
from audit.selectors.compare.reader import reader_of
from audit.selectors.compare.reading import comparisons_forget
from audit.selectors.compare.selection import selection_read
from legitimacy.access import Person
from legitimacy.models import Corps, Framework, Register, Role, User
from tests.audit.compare_indicator.conftest import BACKGROUND, OUTSIDE, PERIOD, SECRET, SHARE
from tests.disclosure.conftest import decide
from tests.disclosure.world import run_make, shares_make
from tests.people import person_joins, person_make

URL = f"/en/compare/flags/?register=example&period={PERIOD}"
CSV = f"/en/compare/flags.csv?register=example&period={PERIOD}"
SECOND = "LEG-15"
"""Another share of which more is better."""
MOST_QUERIES = 8


@pytest.fixture
def twice(many: list[Corps], framework: Framework) -> list[Corps]:
    """Verweg lies far above the others on a second indicator; not released."""
    run = run_make(PERIOD)
    for place, one in enumerate(many):
        shares_make(run, one, {SECOND: (950 if one.code == OUTSIDE else 700 + 3 * place, 1000)})
    decide(run, framework, *many)
    return many


def read(person: Person, more: str = "") -> Overview:
    query = {"register": "example", "period": PERIOD} | dict(pair.split("=") for pair in more.split("&") if pair)
    reader = reader_of(person)
    return overview_read(selection_read(query, reader), reader)


def text(client: Client, url: str = URL) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def test_flags_are_counted_beside_chance_over_all_indicators(twice: list[Corps], amina: User) -> None:
    overview = read(amina)
    rows = {row.passport.code: row for row in overview.rows}
    assert set(rows) == {SHARE, SECOND}
    assert BACKGROUND not in {one.code for one in overview.without}
    assert {code: len(row.flagged) for code, row in rows.items()} == {SHARE: 1, SECOND: 1}
    assert all(row.warned >= len(row.flagged) for row in overview.rows)
    assert overview.compared == 28
    assert sum(row.expected_flagged for row in overview.rows) == pytest.approx(28 * 0.002)
    assert sum(row.expected_warned for row in overview.rows) == pytest.approx(28 * 0.05)


def test_a_corps_with_several_flags_stands_first_with_the_good_one_marked(twice: list[Corps], amina: User) -> None:
    ((corps, flags),) = flags_by_corps(read(amina).rows).items()
    assert corps.code == OUTSIDE
    assert {(row.passport.code, point.place) for row, point in flags} == {
        (SHARE, Place.ASKS),
        (SECOND, Place.LEARNS),
    }


def test_the_page_puts_the_data_first_and_links_each_funnel(client: Client, twice: list[Corps], amina: User) -> None:
    client.force_login(amina)
    page = text(client)
    assert page.index("First the data") < page.index("More than chance gives?") < page.index("Corps with several flags")
    words = plain(page)
    assert "Outside the 99.8% limits: 2 seen; 0.1 expected by chance alone." in words
    assert "Verweg 2 flags" in words
    assert "one to learn from" in words
    for code in (SHARE, SECOND):
        assert f'href="/en/compare/{code}/?register=example&amp;period={PERIOD}#flags-title"' in page
        assert client.get(f"/en/compare/{code}/?register=example&period={PERIOD}").status_code == 200


def test_filters_choose_who_is_counted_and_not_the_limits(twice: list[Corps], amina: User) -> None:
    Corps.objects.filter(code=OUTSIDE).update(type=Corps.Type.FEDERAL)
    assert read(amina).flagged == 0
    Corps.objects.filter(code=OUTSIDE).update(type=Corps.Type.LOCAL)
    assert {row.passport.code for row in read(amina, "pillar=LEG").rows} == {SECOND}
    few = read(amina, f"peers={twice[0].code}")
    assert few.selection.faults


def test_the_file_holds_the_flags_of_the_page(client: Client, twice: list[Corps], amina: User) -> None:
    client.force_login(amina)
    lines = list(csv.DictReader(io.StringIO(text(client, CSV))))
    assert {(line["corps"], line["indicator"], line["place"]) for line in lines} == {
        (OUTSIDE, SHARE, "asks"),
        (OUTSIDE, SECOND, "learns"),
    }
    assert {line["outside_998"] for line in lines} == {"1"}
    assert {line["corps_compared"] for line in lines} == {"14"}


def test_who_is_no_auditor_of_the_register_is_refused(client: Client, twice: list[Corps], katrien: User) -> None:
    strangers = (katrien, person_make("Belga", (Role.AUDITOR, Register.BELGIUM)))
    for person in strangers:
        client.force_login(person)
        for url in (URL, CSV):
            response = client.get(url)
            assert response.status_code == 403
            assert "Verweg" not in response.content.decode()
        assert "compare/flags" not in text(client, f"/en/compare/?register=example&period={PERIOD}")
    client.logout()
    assert client.get(URL).status_code == 302


def test_an_auditor_without_a_register_in_the_address_gets_their_own(client: Client, many: list[Corps]) -> None:
    client.force_login(person_make("Belga", (Role.AUDITOR, Register.BELGIUM)))
    assert "No figures of this register have been computed yet." in text(client, "/en/compare/flags/")


def test_an_auditor_reads_a_corps_they_worked_for_as_everybody_does(
    client: Client, twice: list[Corps], amina: User
) -> None:
    """The second indicator was not released: of the corps they knew they see no figure of it."""
    known = Corps.objects.get(code=OUTSIDE)
    person_joins(amina, Role.CHIEF_OF_CORPS, known, valid_from=date(2019, 1, 1), valid_to=date(2020, 12, 31))
    client.force_login(amina)
    lines = list(csv.DictReader(io.StringIO(text(client, CSV))))
    assert (OUTSIDE, SECOND) not in {(line["corps"], line["indicator"]) for line in lines}


def test_hidden_counts_of_a_period_that_is_not_asked_for_stay_away(
    client: Client, twice: list[Corps], amina: User
) -> None:
    client.force_login(amina)
    assert str(SECRET) not in text(client)


def test_at_most_eight_queries(client: Client, twice: list[Corps], amina: User) -> None:
    client.force_login(amina)
    text(client)
    cache.clear()
    comparisons_forget()
    with CaptureQueriesContext(connection) as queries:
        text(client)
    assert len(queries) <= MOST_QUERIES, "\n".join(one["sql"][:160] for one in queries)
