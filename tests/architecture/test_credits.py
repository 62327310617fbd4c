"""Where a figure comes from is told in the reader's language, also for what is counted from records."""

import sys

import pytest
from django.utils import translation

from legitimacy.scorecards.sources import value_sources
from legitimacy.wording import OWN_WORDS, name_told


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_every_source_of_records_has_words_of_its_own(language: str) -> None:
    named = {getattr(sys.modules[source.compute.__module__], "CREDIT", "") for source in value_sources if source.named}
    named.discard("")
    assert len(named) > 10
    with translation.override(language):
        assert [one for one in named if one not in OWN_WORDS or name_told(one) == one] == []
