"""What the shipped Belgian files give, computed independently of this product (see the sources beside the data)."""

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import TestCase

from legitimacy.disclosure.selectors import scorecard_get, values_map
from legitimacy.models import Corps, IndicatorValue, Region, Scorecard
from legitimacy.models.disclosure import Audience
from tests.scorecards.world import compute, framework_load, in_force

DATA = Path(settings.BASE_DIR) / "data" / "belgium"


class BelgianFacts(TestCase):
    """The register, the survey and one computed year, loaded once for all tests below."""

    @classmethod
    def setUpTestData(cls) -> None:
        for name in ("zones", "municipalities", "zone_mergers_2013_2021"):
            call_command("corps_import", str(DATA / f"{name}.csv"), stdout=StringIO())
        framework_load()
        call_command("values_import", str(DATA / "gemeente_stadsmonitor_2023.csv"), stdout=StringIO())
        compute("2023")

    def trust(self) -> dict[str, float]:
        found = values_map(audience=Audience.AUDITOR, register="belgium", indicator="PRV-03", period="2023")
        return {code: value.value for code, value in found.items() if value.value is not None}

    def test_demerdal_trusts_least_and_voeren_most(self) -> None:
        trust = self.trust()
        assert min(trust, key=trust.__getitem__) == "5396"
        assert max(trust, key=trust.__getitem__) == "5382"
        assert len(trust) == 107

    def test_trust_by_zone_is_weighted_by_population(self) -> None:
        trust = self.trust()
        found = {code: round(100 * trust[code], 2) for code in ("5396", "5382", "5346", "5401")}
        assert found == {"5396": 37.05, "5382": 56.00, "5346": 38.00, "5401": 55.42}

    def test_flanders_is_weighted_by_population_and_says_what_it_covers(self) -> None:
        flanders = Region.objects.get(code="BE-VLG")
        value = in_force(flanders, "PRV-03", "2023")
        assert round(100 * (value.value or 0), 2) == 45.56
        assert 0.9999 < value.coverage < 1
        assert value.origin == "real"

    def test_half_a_country_does_not_speak_for_belgium(self) -> None:
        belgium = Region.objects.get(kind="nation")
        value = in_force(belgium, "PRV-03", "2023")
        assert (value.state, value.value) == ("not_delivered", None)
        assert value.coverage == pytest.approx(0.5768, abs=1e-4)

    def test_brussels_and_wallonia_are_not_delivered_and_never_zero(self) -> None:
        outside = Corps.objects.exclude(region__code="BE-VLG")
        values = IndicatorValue.objects.filter(subject__in=outside, indicator="PRV-03")
        assert set(values.values_list("state", "value", "numerator")) == {("not_delivered", None, None)}
        assert values.count() == outside.count() == 78

    def test_a_share_without_a_published_sample_size_has_no_interval(self) -> None:
        value = in_force(Corps.objects.get(code="5345"), "PRV-03", "2023")
        assert (value.state, value.n, value.lower, value.upper) == ("ok", None, None, None)
        assert "Stadsmonitor" in value.source

    def test_a_real_corps_shows_two_of_seventy_indicators(self) -> None:
        card = scorecard_get(audience=Audience.AUDITOR, corps=Corps.objects.get(code="5345"), period="2023")
        assert card is not None
        assert (card.delivered, card.due, card.origin) == (2, 70, "real")
        assert sum(item.value is not None for item in card.items) == 2

    def test_nothing_is_computed_for_a_walloon_zone_but_its_scorecard_says_so(self) -> None:
        card = Scorecard.objects.get(corps__code="5303", period="2023")
        assert (card.delivered, card.due) == (0, 70)
        assert not card.parts.exclude(score=None).exists()
