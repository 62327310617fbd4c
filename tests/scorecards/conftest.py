"""The core is tested with delivered figures only: sources of the apps, which claim indicators, stay out."""

import pytest

from legitimacy.scorecards.sources import value_sources


@pytest.fixture(autouse=True)
def _delivered_figures_only(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {source.name: source for source in value_sources if not source.named}
    monkeypatch.setattr(value_sources, "_entries", kept)
