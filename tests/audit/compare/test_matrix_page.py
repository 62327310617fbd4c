"""The matrix as everybody opens it: one table that is heat map and numbers, and the same as a file."""

import csv
import gzip
import io
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.selectors.compare.reading import comparisons_forget
from legitimacy.disclosure import selectors as disclosed
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, FrameworkItem, User
from legitimacy.models.disclosure import Audience
from tests.audit.compare.conftest import NEWER, RELEASED
from tests.dashboard.world import DELIVERED_LATER
from tests.people import corps_make

URL = "/en/compare/"
EXAMPLE = f"{URL}?register=example"
MOST_QUERIES = 8
DASH = "\u2013"


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def row(page: str, code: str) -> str:
    return next(line for line in page.splitlines() if f'value="{code}"' in line and line.startswith("<tr"))


def cells(page: str, code: str) -> list[str]:
    return re.findall(r"<td.*?</td>", row(page, code))


def test_every_cell_says_its_figure_margin_and_where_it_comes_from(client: Client, four: list[Corps]) -> None:
    card = disclosed.scorecard_get(audience=Audience.PUBLIC, corps=four[0], period=RELEASED)
    assert card is not None
    figures = {item.indicator: item for item in card.items}
    page = text(client, f"{EXAMPLE}&measure=value")
    found = {re.findall(r"V017/([A-Z]{3}-\d\d)/", cell)[0]: cell for cell in cells(page, "V017")}
    assert len(found) == 70
    assert f"70.0 <small>66{DASH}74</small>" in found["EFF-19"]
    assert f'href="/en/corps/V017/EFF-19/?period={RELEASED}"' in found["EFF-19"]
    for code, cell in found.items():
        assert ('class="n"' in cell) == (figures[code].value is None), code


def test_columns_have_names_under_the_bands_of_their_pillars(client: Client, four: list[Corps]) -> None:
    page = text(client, EXAMPLE)
    head = page[page.index("<thead>") : page.index("</thead>")]
    for name in ("Efficiency", "Legality", "Distributive justice", "Procedural justice", "Trust in the police"):
        assert name in head
    assert head.count('scope="colgroup"') == 4
    assert head.count('scope="col"') == 71
    only = text(client, f"{EXAMPLE}&pillar=LEG")
    assert only.count('scope="colgroup"') == 1
    assert len(cells(only, "V017")) == 15


def test_background_has_no_colour_and_missing_is_no_zero(client: Client, four: list[Corps]) -> None:
    page = text(client, EXAMPLE)
    styles = {}
    for cell in cells(page, "V017"):
        style, code = re.findall(r'<td class="(\w*)".*?V017/(...-..)/', cell)[0]
        styles[code] = style
        if code in DELIVERED_LATER:
            assert f'title="not delivered">{DASH}</a>' in cell
    assert {styles[code] for code in DELIVERED_LATER} == {"n"}
    unjudged = set(FrameworkItem.objects.filter(weight=0).values_list("indicator", flat=True))
    assert {one.code for one in indicators if one.is_context} <= unjudged
    assert {styles[code] for code in unjudged} == {"x", "n"}
    assert "x" not in {style for code, style in styles.items() if code not in unjudged}


@pytest.mark.parametrize("view", ["pillars", "goals"])
def test_pillars_and_goals_have_their_own_columns(client: Client, four: list[Corps], amina: User, view: str) -> None:
    client.force_login(amina)
    page = text(client, f"{EXAMPLE}&view={view}")
    assert len(cells(page, "V017")) == (13 if view == "pillars" else 3)
    if view == "goals":
        assert re.search(r">\d+/\d+ <small>▼\d+</small></a>", row(page, "V017"))


def test_a_chief_finds_the_own_row_marked_and_no_rank(client: Client, four: list[Corps], katrien: User) -> None:
    client.force_login(katrien)
    page = text(client, EXAMPLE)
    assert row(page, "V017").startswith("<tr class=own>")
    assert "your corps" in row(page, "V017")
    assert page.count("<tr class=own>") == 1
    assert "There is no ranking" in page
    assert "Your own corps stands here as you read it yourself" in page


def test_visitors_read_released_figures_and_auditors_their_own(client: Client, four: list[Corps], amina: User) -> None:
    assert f'value="{NEWER}"' not in text(client, EXAMPLE)
    client.force_login(amina)
    page = text(client, EXAMPLE)
    assert f'value="{NEWER}"' in page
    assert "You also see what is not released yet." in page
    assert f"/en/audit/reports/?kind=comparison&amp;corps=&amp;period={NEWER}" in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("register=example&province=VBL-W", "Only one corps answers to this selection"),
        ("register=example&kind=federal", "No corps answers to this selection"),
        ("register=belgium", "No figures of this register have been released yet."),
        ("register=foreign_test", "No corps answers to this selection"),
        ("register=example&sort=EFF-04", "No corps of this selection has a figure to show for"),
        ("register=example&sort=rank", "There is no column “rank” here"),
        ("register=example&period=tomorrow", "tomorrow is no period"),
        ("register=example&sort=%3Cscript%3E", "There is no column “&lt;script&gt;” here"),
    ],
)
def test_little_or_nothing_to_compare_gets_a_sentence(
    client: Client, four: list[Corps], query: str, sentence: str
) -> None:
    assert sentence in text(client, f"{URL}?{query}")


def test_names_are_escaped(client: Client, four: list[Corps]) -> None:
    Corps.objects.filter(code="V019").update(name='<b>"Zand" & hoek</b>')
    page = text(client, EXAMPLE)
    assert "<b>" not in row(page, "V019")
    assert "&lt;b&gt;&quot;Zand&quot; &amp; hoek&lt;/b&gt;" in row(page, "V019")


def test_order_is_in_the_address_and_on_the_head(client: Client, four: list[Corps]) -> None:
    page = text(client, f"{EXAMPLE}&sort=EFF-19&desc=1&measure=value")
    assert page.count('aria-sort="descending"') == 1
    assert "A place in it is not a rank" in page
    assert f"?register=example&amp;period={RELEASED}&amp;measure=value&amp;sort=EFF-19" in page


def test_the_file_holds_the_numbers_of_the_page(client: Client, four: list[Corps]) -> None:
    response = client.get(f"/en/compare/matrix.csv?register=example&pillar=EFF&period={RELEASED}")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert f'filename="comparison-example-{RELEASED}-simulated.csv"' in response["Content-Disposition"]
    lines = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert {line["corps"] for line in lines} == {"V017", "V018", "V019", "V020"}
    assert {line["origin"] for line in lines} == {"simulated"}
    assert {line["code"][:3] for line in lines} == {"EFF"}
    for one in four:
        card = disclosed.scorecard_get(audience=Audience.PUBLIC, corps=one, period=RELEASED)
        assert card is not None
        stored = {item.indicator: item for item in card.items}
        for line in lines:
            if line["corps"] == one.code:
                value = stored[line["code"]].value
                assert (float(line["value"]) if line["value"] else None) == value, line["code"]


def test_a_corps_without_a_scorecard_stands_in_the_file_as_not_delivered(client: Client, four: list[Corps]) -> None:
    corps_make("V021", "Newtown")
    lines = csv.DictReader(io.StringIO(text(client, "/en/compare/matrix.csv?register=example")))
    found = [line for line in lines if line["corps"] == "V021"]
    assert [(line["level"], line["state"], line["value"]) for line in found] == [("scorecard", "not_delivered", "")]
    assert DASH in row(text(client, EXAMPLE), "V021")


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        text(client, url)
    return sum(query["sql"].startswith("SELECT") for query in captured)


@pytest.mark.parametrize("view", ["indicators", "pillars", "goals"])
@pytest.mark.parametrize("who", ["nobody", "amina", "katrien"])
def test_few_and_many_corps_ask_the_same_of_the_database(
    client: Client, four: list[Corps], who: str, view: str, request: pytest.FixtureRequest
) -> None:
    """All queries count, with session, person and memberships, which are three of a signed-in reader's."""
    url = f"{EXAMPLE}&period={RELEASED}&view={view}"
    if who != "nobody":
        client.force_login(request.getfixturevalue(who))
    text(client, url)  # the framework is kept, as in any process that served a page
    counted = {}
    for many in (False, True):
        for number in range(20 if many else 0):
            corps_make(f"V2{number:02}", f"Corps {number}")
        cache.clear()
        comparisons_forget()
        cold, warm = queries(client, url), queries(client, url)
        counted[many] = (cold, warm)
        assert cold <= MOST_QUERIES
        assert warm <= MOST_QUERIES - 2
    assert counted[False] == counted[True]


def test_the_page_is_light(client: Client, four: list[Corps]) -> None:
    page = text(client, f"{EXAMPLE}&measure=value")
    per_row = len(gzip.compress("\n".join(row(page, one.code) for one in four).encode())) / len(four)
    frame = len(gzip.compress(re.sub(r"<tbody>.*</tbody>", "", page, flags=re.DOTALL).encode()))
    assert frame < 20_000
    assert per_row < 900
