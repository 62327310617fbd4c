"""One indicator of all corps, as everybody opens it: charts, flags, trends, and the same as tables and files."""

import csv
import io
import json
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.views.compare_indicator import flags
from legitimacy.models import Corps, CurrentValue, IndicatorValue, Publication, Register, Role, User
from tests.audit.compare_indicator.conftest import BACKGROUND, NEWER, OUTSIDE, PERIOD, SECRET, SHARE
from tests.people import person_make
from tests.triggers import triggers_off

URL = f"/en/compare/{SHARE}/?register=example&period={PERIOD}"
MOST_QUERIES = 8


def text(client: Client, url: str = URL) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def charts(page: str) -> dict[str, dict[str, Any]]:
    """Every chart's data, as the browser gets it."""
    found = re.findall(r'<script type="application/json" id="figure-(\w+)">(.*?)</script>', page, re.DOTALL)
    return {key: json.loads(body) for key, body in found}


def rows_of(client: Client, url: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(client, url))))


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def test_a_corps_outside_is_named_with_flags_seen_and_expected(client: Client, many: list[Corps]) -> None:
    page = plain(text(client))
    assert "1 of 14 lie outside" in page
    assert "Flags seen: 1; expected by chance alone: 0.0 (99.8% limits, with overdispersion)" in page
    assert "Verweg ask a question" in page


def test_every_point_opens_its_corps(client: Client, many: list[Corps]) -> None:
    found = charts(text(client))
    for key in ("funnel", "strip"):
        urls = {url for trace in found[key]["data"] for url in trace.get("customdata", ())}
        assert urls == {f"/en/corps/{one.code}/{SHARE}/?period={PERIOD}" for one in many}, key
        assert found[key]["meta"]["opens"]


def test_the_table_holds_every_figure_of_the_charts(client: Client, many: list[Corps]) -> None:
    page = text(client)
    table = page[page.index('id="corps-table"') :]
    for one in many:
        assert f">{one.name}</a>" in table
    assert "55.0%" in table
    assert "550 of 1,000" in table
    assert 'href="#corps-table"' in page


def test_limits_are_drawn_with_and_without_overdispersion_and_the_flags_stay(client: Client, many: list[Corps]) -> None:
    adjusted, bare = text(client), text(client, f"{URL}&limits=plain")
    widest = [charts(page)["funnel"]["data"][0]["y"][0] for page in (adjusted, bare)]
    assert widest[0] < widest[1]
    assert "1 of 14 lie outside" in plain(bare)
    assert "is always decided with overdispersion" in bare


def test_what_may_not_be_seen_is_in_no_chart_no_table_and_no_file(
    client: Client, many: list[Corps], amina: User
) -> None:
    hidden = Publication.objects.get(value__subject__code="V020", value__period=PERIOD, value__indicator=SHARE,
                                     audience="public")  # fmt: skip
    with triggers_off():
        Publication.objects.filter(pk=hidden.pk).update(visibility="suppressed")
    page = text(client)
    shown = charts(page)
    drawn = json.dumps([shown["funnel"], shown["strip"]])
    assert "V020" not in drawn
    assert '"V020"' in json.dumps(shown["map"])  # as a grey area
    assert "13 corps, from" in page
    number = hidden.value.numerator
    assert number is not None
    line = next(row for row in rows_of(client, f"/en/compare/{SHARE}/figures.csv?register=example&period={PERIOD}")
                if row["corps"] == "V020")  # fmt: skip
    assert (line["state"], line["value"], line["numerator"], line["z"], line["towards_mean"]) == (
        "suppressed", "", "", "", "",
    )  # fmt: skip
    assert f"{number:.0f} of 1,000" not in page


def test_a_changed_hidden_figure_changes_nothing_that_others_get(client: Client, many: list[Corps], tom: User) -> None:
    addresses = [f"/en/compare/{SHARE}/{end}?register=example" for end in ("", "figures.csv", "trends.csv")]
    client.force_login(tom)
    changing = re.compile(r'nonce="[^"]*"|csrfmiddlewaretoken" value="[^"]*"')

    def answers() -> list[str]:
        cache.clear()
        return [changing.sub("", text(client, address)) for address in addresses]

    first = answers()
    with triggers_off():
        IndicatorValue.objects.filter(period=NEWER).update(numerator=77, denominator=SECRET, value=0.0084, lower=0.001)
    assert answers() == first
    assert not any(str(SECRET) in answer for answer in first)


def test_an_auditor_reads_the_newer_quarter(client: Client, many: list[Corps], amina: User) -> None:
    client.force_login(amina)
    line = next(row for row in rows_of(client, f"/en/compare/{SHARE}/figures.csv?register=example&period={NEWER}")
                if row["corps"] == "V017")  # fmt: skip
    assert line["denominator"] == str(float(SECRET)) or line["denominator"] == str(SECRET)


def test_only_an_auditor_sees_ranks_and_the_longer_list(
    client: Client, many: list[Corps], amina: User, katrien: User
) -> None:
    for person in (None, katrien):
        if person is not None:
            client.force_login(person)
        page = text(client)
        assert "Rank" not in plain(page)
        assert "auditor's list" not in plain(page)
        assert "rank" not in rows_of(client, f"/en/compare/{SHARE}/figures.csv?register=example&period={PERIOD}")[0]
    client.force_login(amina)
    assert "14 (14\u201314) of 14" in plain(text(client))
    ranks = {row["corps"]: row["rank"] for row in rows_of(client, f"/en/compare/{SHARE}/figures.csv?period={PERIOD}"
                                                          "&register=example")}  # fmt: skip
    assert ranks[OUTSIDE] == "14"


def test_a_chief_reads_where_the_own_corps_stands(client: Client, many: list[Corps], katrien: User) -> None:
    client.force_login(katrien)
    page = text(client)
    assert "Demervallei has 80.1%. Corps with as many cases lie between" in plain(page)
    assert "So does this one." in page
    own = [trace for trace in charts(page)["funnel"]["data"] if trace["name"] == "your own corps"]
    assert own[0]["text"] == ["Demervallei"]


def test_data_are_checked_before_an_audit_is_offered_and_to_auditors_only(
    client: Client, many: list[Corps], amina: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flags, "url_known", lambda name: f"/{name}/")
    assert "/audit_create/" not in text(client)
    client.force_login(amina)
    page = text(client)
    assert page.index("Check the data first") < page.index(
        f"/audit_create/?corps={OUTSIDE}&amp;indicators={SHARE}&amp;reasons=flagged"
    )
    client.force_login(
        person_make("Ayla", (Role.AUDITOR, Register.EXAMPLE), (Role.STAFF, Corps.objects.get(code=OUTSIDE)))
    )
    assert "/audit_create/" not in text(client)


def test_what_may_explain_a_figure_asks_to_be_looked_at(client: Client, many: list[Corps]) -> None:
    with triggers_off():
        IndicatorValue.objects.filter(subject__code=OUTSIDE, indicator=SHARE).update(coverage=0.8, revision=3)
    page = plain(text(client))
    assert "covers 80% of the residents look at this" in page
    assert "corrected since, now version 3 look at this" in page
    assert "own measurement look at this" in page


def test_background_figures_have_no_flag_no_colour_and_no_order(client: Client, many: list[Corps], amina: User) -> None:
    client.force_login(amina)
    page = text(client, f"/en/compare/{BACKGROUND}/?register=example&period={PERIOD}")
    found = charts(page)
    assert "Nobody is judged on this" in page
    assert "map" not in found
    colours = {trace["marker"]["color"] for trace in found["funnel"]["data"] if trace.get("mode") == "markers"}
    assert colours == {"@ink-3/0.7"}
    for word in ("ask a question", "one to learn from", "auditor's list", "Rank", "z*"):
        assert word not in plain(page)
    rows = rows_of(client, f"/en/compare/{BACKGROUND}/figures.csv?register=example&period={PERIOD}")
    assert {row["outside_998"] for row in rows} == {""}
    assert {row["rank"] for row in rows} == {""}


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("register=belgium", "No figures of this register have been released yet."),
        (f"register=example&period={PERIOD}&region=NOWHERE", "There is no region or province with the code NOWHERE"),
        ("register=example&period=soon", "soon is no period"),
        ("register=example&page=99", "More than chance?"),
        ("register=example&page=-1&limits=what", "More than chance?"),
        ("register=example&peers=V017", "has no fair peers"),
    ],
)
def test_odd_questions_get_a_sentence(client: Client, many: list[Corps], query: str, sentence: str) -> None:
    assert sentence in plain(text(client, f"/en/compare/{SHARE}/?{query}"))


def test_an_indicator_without_figures_and_one_that_is_no_count_say_so(client: Client, many: list[Corps]) -> None:
    assert "No corps has a figure of this indicator" in text(client, "/en/compare/EFF-06/?register=example")
    assert "not measured per corps" in text(client, "/en/compare/EFF-12/?register=example")
    answer = client.get("/en/compare/ZZZ-99/")
    assert answer.status_code == 404
    assert "There is no indicator with the code ZZZ-99." in plain(answer.content.decode())


def test_nine_corps_are_too_few_for_a_funnel(client: Client, many: list[Corps]) -> None:
    CurrentValue.objects.filter(subject__in=many[:5], indicator=SHARE).delete()
    with triggers_off():
        Publication.objects.filter(value__subject__in=[one.pk for one in many[:5]], value__indicator=SHARE).delete()
    page = text(client)
    assert "Only 9 corps have a figure that you may read. A funnel needs at least 10" in page
    assert "funnel" not in charts(page)
    assert "strip" in charts(page)


def test_filters_choose_who_is_drawn_but_not_the_limits(client: Client, many: list[Corps]) -> None:
    Corps.objects.filter(code=OUTSIDE).update(type=Corps.Type.LOCAL)
    whole = charts(text(client))["funnel"]
    Corps.objects.filter(code="V019").update(type=Corps.Type.FEDERAL)
    part = charts(text(client))["funnel"]
    assert len([url for trace in part["data"] for url in trace.get("customdata", ())]) == 13
    assert whole["data"][0]["name"] == part["data"][0]["name"] == "99.8% limits"


def test_trends_have_limits_from_twelve_points_on_and_words(client: Client, many: list[Corps]) -> None:
    page = text(client)
    cards = re.findall(r'<li class="multiple-card.*?</li>', page, re.DOTALL)
    own = next(card for card in cards if ">Demervallei</a>" in card)
    assert own.count('class="multiple-limit"') == 2
    assert "If nothing changes it will keep missing the target (90% or more)." in own
    other = next(card for card in cards if ">Heidekant</a>" in card)
    assert "multiple-limit" not in other
    assert "no earlier figure to compare with" in other
    assert len(rows_of(client, f"/en/compare/{SHARE}/trends.csv?register=example&period={PERIOD}")) == 13 + 14


def test_registers_never_mix(client: Client, many: list[Corps], belgian_corps: Corps) -> None:
    assert belgian_corps.name not in text(client)


@pytest.mark.parametrize("who", ["nobody", "amina", "katrien"])
def test_the_page_takes_at_most_eight_queries(
    client: Client, many: list[Corps], who: str, request: pytest.FixtureRequest
) -> None:
    if who != "nobody":
        client.force_login(request.getfixturevalue(who))
    client.get("/en/accessibility/")  # the session notes once an hour that it is used
    with CaptureQueriesContext(connection) as queries:
        text(client)
    assert len(queries) <= MOST_QUERIES, "\n".join(one["sql"][:160] for one in queries)
