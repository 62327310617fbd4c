"""What the demo's database holds: no invented number beside a real corps, and the facts of the real survey."""

import csv
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Model
from django.test import Client

from legitimacy.demo import services
from legitimacy.demo.links import LINKS
from legitimacy.disclosure.selectors import periods_available, scorecard_get, values_map, values_standing
from legitimacy.indicators.definitions import Origin, State
from legitimacy.models import (
    Corps,
    CurrentValue,
    DeliveredFigure,
    Delivery,
    IndicatorValue,
    Register,
    Release,
    Run,
    Scorecard,
    Subject,
    User,
)
from legitimacy.models.disclosure import Audience
from tests.demo.conftest import PERIODS

pytestmark = pytest.mark.django_db

SURVEYED = {"EFF-17", "PRV-03"}
TRUST = [("5396", 37.05), ("5382", 56.00), ("5346", 38.00), ("5401", 55.42)]
WRITTEN: tuple[type[Model], ...] = (
    Subject,
    DeliveredFigure,
    IndicatorValue,
    CurrentValue,
    Scorecard,
    User,
    Release,
    Run,
)


class PreparedDemo:
    """Collected by test_prepared."""

    def test_every_figure_of_a_real_place_comes_from_the_published_survey(self) -> None:
        figures = DeliveredFigure.objects.filter(subject__register=Register.BELGIUM)
        assert set(figures.values_list("indicator", flat=True)) == SURVEYED
        assert set(figures.values_list("delivery__origin", flat=True)) == {Origin.REAL}
        credit = "Agentschap Binnenlands Bestuur, Gemeente-Stadsmonitor 2023"
        assert set(figures.values_list("delivery__credit", flat=True)) == {credit}

    def test_every_number_beside_a_real_corps_is_real(self) -> None:
        numbers = IndicatorValue.objects.filter(subject__register=Register.BELGIUM, value__isnull=False)
        assert set(numbers.values_list("origin", "indicator")) == {(Origin.REAL, code) for code in SURVEYED}
        assert set(numbers.values_list("period", flat=True)) == {"2023"}

    def test_every_number_of_the_example_is_marked_simulated(self) -> None:
        numbers = IndicatorValue.objects.filter(subject__register=Register.EXAMPLE, value__isnull=False)
        assert set(numbers.values_list("origin", flat=True)) == {Origin.SIMULATED}
        assert set(Delivery.objects.filter(register=Register.EXAMPLE).values_list("origin", flat=True)) == {"simulated"}

    @pytest.mark.parametrize(("zone", "percent"), TRUST)
    def test_the_public_reads_the_published_trust_of_a_zone(self, zone: str, percent: float) -> None:
        shown = values_map(audience=Audience.PUBLIC, register=Register.BELGIUM, indicator="PRV-03", period="2023")[zone]
        assert shown.value is not None
        assert round(100 * shown.value, 2) == percent

    def test_the_public_reads_the_trust_of_flanders(self) -> None:
        flanders = Subject.objects.get(code="BE-VLG")
        found = values_standing(audience=Audience.PUBLIC, subject_ids=[flanders.pk], period="2023")
        trust = next(one.value for one in found if one.indicator == "PRV-03")
        assert trust is not None
        assert round(100 * trust, 2) == 45.56

    def test_walloon_and_brussels_zones_delivered_nothing(self) -> None:
        shown = values_map(audience=Audience.PUBLIC, register=Register.BELGIUM, indicator="PRV-03", period="2023")
        numbers = {code for code, one in shown.items() if one.value is not None}
        assert len(numbers) == 107
        assert numbers == set(Corps.objects.filter(region__code="BE-VLG", valid_to=None).values_list("code", flat=True))

    def test_a_real_corps_delivered_two_indicators_of_seventy(self) -> None:
        card = scorecard_get(audience=Audience.PUBLIC, corps=Corps.objects.get(code="5345"), period="2023")
        assert card is not None
        assert (card.delivered, len(card.items)) == (2, 70)
        missing = {item.state for item in card.items if item.indicator not in SURVEYED}
        assert missing == {State.NOT_DELIVERED}

    def test_a_chief_reads_four_pillars_of_the_example_page(self) -> None:
        card = scorecard_get(audience=Audience.CORPS, corps=Corps.objects.get(code="V017"), period="2025-Q4")
        assert card is not None
        assert all(card.parts[pillar].score is not None for pillar in ("EFF", "LEG", "DRV", "PRV"))

    def test_the_corps_that_delivers_nothing_has_no_score(self) -> None:
        card = scorecard_get(audience=Audience.CORPS, corps=Corps.objects.get(code="V038"), period="2025-Q4")
        assert card is not None
        assert card.delivered == 0
        assert [part.score for part in card.parts.values()] == [None] * len(card.parts)

    def test_a_merged_corps_shows_counts_of_its_predecessors(self) -> None:
        values = IndicatorValue.objects.filter(subject__code="V064", period="2023-Q4", indicator="LEG-03")
        assert values.get().back_cast

    @pytest.mark.parametrize("register", [Register.BELGIUM, Register.EXAMPLE])
    def test_two_people_released_each_register(self, register: Register) -> None:
        release = Release.objects.get(register=register)
        assert (release.status, release.approvals.count()) == (Release.Status.APPROVED, 2)
        assert periods_available(audience=Audience.PUBLIC, register=register) == ["2025-Q4", "2023"]

    def test_earlier_quarters_wait_for_the_worker(self) -> None:
        assert Run.objects.get(status=Run.Status.ACTIVE).period == "2024-Q4"
        assert set(Run.objects.filter(status=Run.Status.DONE).values_list("period", flat=True)) == set(PERIODS)

    @pytest.mark.parametrize(("zone", "percent"), TRUST)
    def test_the_api_gives_the_published_trust_of_a_zone(self, zone: str, percent: float, client: Client) -> None:
        found = client.get("/api/v1/values/", {"corps": zone, "indicator": "PRV-03", "period": "2023"}).json()[
            "results"
        ]
        assert [(round(100 * one["value"], 2), one["origin"]) for one in found] == [(percent, "real")]

    @pytest.mark.parametrize(("zone", "percent"), TRUST)
    def test_the_export_holds_the_published_trust_of_a_zone(self, zone: str, percent: float, tmp_path: Path) -> None:
        out = tmp_path / "belgium.csv"
        call_command("scorecards_export", period="2023", file_format="csv", out=out, register="belgium")
        with out.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["corps"] == zone and row["code"] == "PRV-03"]
        assert [(round(100 * float(row["value"]), 2), row["origin"]) for row in rows] == [(percent, "real")]

    def test_a_chief_is_asked_only_for_what_the_corps_delivers(self, client: Client) -> None:
        client.force_login(User.objects.get(email="korpschef@voorbeeld.example"))
        page = client.get("/en/corps/V017/?period=2025-Q4").content.decode()
        assert "not delivered: policy and its evaluation" in page
        assert "not delivered: audits" not in page

    @pytest.mark.parametrize("path", [path for path, _ in LINKS])
    def test_every_link_opens_a_page_for_everybody(self, path: str, client: Client) -> None:
        assert client.get(path).status_code == 200

    def test_preparing_it_again_changes_nothing_and_says_nothing(self) -> None:
        before = [model._default_manager.count() for model in WRITTEN]
        said: list[str] = []
        services.demo_prepare(said.append)
        assert said == []
        assert [model._default_manager.count() for model in WRITTEN] == before
