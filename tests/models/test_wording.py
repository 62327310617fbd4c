"""Names that this product gave itself are translated; those of others stay as they are."""

import pytest
from django.utils.translation import override

from legitimacy.demo.register import SOURCE
from legitimacy.wording import OWN_WORDS, name_told, no_period

OFFICIAL = "Agentschap Binnenlands Bestuur, Gemeente-Stadsmonitor 2023"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", "Voorbeeldland, gesimuleerd"),
        ("fr", "Voorbeeldland, simulé"),
        ("de", "Voorbeeldland, simuliert"),
        ("en", "Voorbeeldland, simulated"),
    ],
)
def test_our_own_source_is_told_in_the_readers_language(language: str, told: str) -> None:
    assert SOURCE in OWN_WORDS
    with override(language):
        assert name_told(SOURCE) == told
        assert name_told(OFFICIAL) == OFFICIAL


def test_text_that_is_no_period_is_refused_in_the_readers_language() -> None:
    with override("nl"):
        assert no_period("2025-Q9").startswith("2025-Q9 is geen periode:")
    with override("fr"):
        assert "2025-Q9" in no_period("2025-Q9")
        assert "is no period" not in no_period("2025-Q9")
