"""The scorecard of a corps: what it says, to whom, and what it says when there is nothing to say."""

import pytest
from django.test import Client

from legitimacy.models import Corps, Run, RunPart, User

URL = "/en/corps/V017/"


def text_of(client: Client, url: str = URL) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_scorecard_shows_pillars_needs_goals_and_what_is_missing(client: Client, measured: Corps) -> None:
    page = text_of(client)
    for words in (
        "PZ Demervallei",
        "4th quarter of 2025",
        "Four pillars of legitimacy",
        "What needs whom by when",
        "The four pillars through time",
        "What changed most",
        "What is missing, and who delivers it",
        "All together, last and least",
        "simulated",
    ):
        assert words in page
    assert page.count('class="pillar pillar-') == 4


def test_overall_score_comes_after_the_pillars_and_the_goals(client: Client, measured: Corps) -> None:
    page = text_of(client)
    assert page.index("Four pillars") < page.index("Goal 1") < page.index("All together")


def test_example_carries_its_banner_and_real_corps_does_not(
    client: Client, measured: Corps, belgian_corps: Corps
) -> None:
    assert "Voorbeeldland: fictional corps" in text_of(client)
    assert "Voorbeeldland: fictional corps" not in text_of(client, "/en/corps/9901/")


def test_corps_without_any_figure_says_so_kindly(client: Client, belgian_corps: Corps) -> None:
    page = text_of(client, "/en/corps/9901/")
    assert "There is no scorecard of this corps yet" in page
    assert "Nothing is filled in, estimated or invented" in page


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("/en/corps/9999/", "There is no corps with the code 9999."),
        (
            f"{URL}?period=2019-Q1",
            "There is no scorecard for 1st quarter of 2019. The newest is of 4th quarter of 2025.",
        ),
        (f"{URL}?period=soon", "soon is no period: write a quarter such as 2025-Q4 or a year such as 2023."),
        (f"{URL}EFF-99/", "There is no indicator with the code EFF-99."),
    ],
)
def test_what_does_not_exist_is_said_in_a_sentence(client: Client, measured: Corps, url: str, sentence: str) -> None:
    response = client.get(url)
    assert response.status_code == 404
    assert sentence in response.content.decode()


def test_period_can_be_chosen_and_is_kept_by_the_language_links(client: Client, measured: Corps) -> None:
    page = text_of(client, f"{URL}?period=2025-Q3")
    assert "3rd quarter of 2025" in page
    assert 'href="/nl/corps/V017/?period=2025-Q3"' in page


def test_undelivered_figures_name_who_must_deliver_them_by_when(client: Client, measured: Corps) -> None:
    page = text_of(client)
    assert "1 figure not delivered" in page
    assert "31 January 2026" in page.replace("Jan. 31, 2026", "31 January 2026")


def test_chief_reads_more_than_the_public(client: Client, measured: Corps, katrien: User) -> None:
    public = text_of(client)
    client.force_login(katrien)
    assert text_of(client) != public


def test_running_computation_is_shown_with_its_progress(client: Client, measured: Corps) -> None:
    run = Run.objects.create(period="2025-Q4", reason=Run.Reason.COMMAND)
    RunPart.objects.create(run=run, source="deliveries", status=RunPart.Status.DONE)
    RunPart.objects.create(run=run, source=RunPart.SCORING)
    page = text_of(client)
    assert "1 of 2 parts done" in page
    assert 'hx-get="/en/corps/V017/progress/?period=2025-Q4"' in page


def test_computation_of_another_period_is_not_announced(client: Client, measured: Corps) -> None:
    run = Run.objects.create(period="2021-Q1", reason=Run.Reason.COMMAND)
    RunPart.objects.create(run=run, source="deliveries")
    assert "parts done" not in text_of(client)


def test_progress_is_a_page_of_its_own_without_scripts(client: Client, measured: Corps) -> None:
    run = Run.objects.create(period="2025-Q4", reason=Run.Reason.COMMAND)
    RunPart.objects.create(run=run, source="deliveries")
    assert "<h1>" in text_of(client, f"{URL}progress/?period=2025-Q4")
    fragment = client.get(f"{URL}progress/?period=2025-Q4", headers={"HX-Request": "true"}).content.decode()
    assert "<h1>" not in fragment
    assert "0 of 1 parts done" in fragment


def test_figures_and_pillars_come_as_files(client: Client, measured: Corps) -> None:
    figures = client.get(f"{URL}figures.csv?period=2025-Q4").content.decode().splitlines()
    pillars = client.get(f"{URL}pillars.csv").content.decode().splitlines()
    assert len(figures) == 1 + 70
    assert any(line.startswith("V017,example,EFF-04") and ",not_delivered," in line for line in figures)
    assert {line.split(",")[2] for line in pillars[1:]} == {"2024-Q3", "2024-Q4", "2025-Q3", "2025-Q4"}
