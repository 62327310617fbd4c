"""docs/indicators.md is generated, and current."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from legitimacy.indicators.registry import indicators
from legitimacy.opendata.documents import indicators_markdown

DOCUMENT = settings.BASE_DIR / "docs" / "indicators.md"


def test_the_committed_list_of_indicators_is_current() -> None:
    assert DOCUMENT.read_text("utf-8") == indicators_markdown(), "run `manage.py indicators_document`"


def test_every_indicator_is_described_in_full() -> None:
    text = indicators_markdown()
    sections = text.split("\n### ")[1:]
    assert [section[:6] for section in sections] == [
        code for pillar in ("EFF", "LEG", "DRV", "PRV") for code in sorted(indicators.keys()) if code.startswith(pillar)
    ]
    for part in ("Counts:", "Method:", "Caution:", "Goalposts:", "Basis:"):
        assert text.count(f"- {part}") == len(sections) == 70


def test_the_command_writes_the_same_each_time(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        call_command("indicators_document", out=tmp_path / name)
    assert (tmp_path / "a.md").read_bytes() == (tmp_path / "b.md").read_bytes()
