"""Colours can be read in both themes, and nothing in a template needs an inline style or script."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOKENS = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
TEMPLATES = [
    *(ROOT / "templates").glob("*.html"),
    *(ROOT / "templates" / "components").glob("*.html"),
    *(ROOT / "templates" / "dashboard").glob("*.html"),
]
TEXT = 4.5
SHAPE = 3.0
GROUNDS = ("paper", "ground")
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "ink-2", "ink-3", "link", "brand") for ground in GROUNDS),
    *((tone, f"{tone}-bg", TEXT) for tone in ("good", "watch", "concern", "none")),
    *((pillar, "paper", SHAPE) for pillar in ("eff", "leg", "drv", "prv", "focus")),
    *(("focus", ground, SHAPE) for ground in GROUNDS),
    ("on-brand", "link", TEXT),
    ("notice-ink", "notice", TEXT),
]


def themes() -> dict[str, dict[str, str]]:
    """Colours by theme: the light ones, those of a dark system, those of a reader who chose dark."""
    blocks = re.findall(r"(:root[^{]*)\{([^}]*)\}", TOKENS)
    found = [dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})", body)) for _selector, body in blocks]
    light, system, chosen = (colours for colours in found if colours)
    return {"light": light, "system": system, "chosen": chosen}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "system"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_contrast_suffices(theme: str, ink: str, ground: str, least: float) -> None:
    colours = themes()[theme]
    assert contrast(colours[ink], colours[ground]) >= least


def test_both_ways_to_dark_give_the_same_colours() -> None:
    assert themes()["system"] == themes()["chosen"]


def test_map_steps_can_be_told_apart_and_grey_is_none_of_them() -> None:
    for colours in themes().values():
        steps = [luminance(colours[f"map-{step}"]) for step in range(5)]
        assert steps == sorted(steps) or steps == sorted(steps, reverse=True)
        assert colours["map-none"] not in {colours[f"map-{step}"] for step in range(5)}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_template_has_no_inline_style_or_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=", text)
    assert not re.search(r"\son[a-z]+=", text)
    assert not re.search(r"javascript:", text)
    for attributes in re.findall(r"<script\b([^>]*)>", text):
        assert "src=" in attributes or 'type="application/json"' in attributes


def test_scripts_evaluate_nothing_and_write_no_html() -> None:
    for path in (ROOT / "static" / "js").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("// ")
        assert not re.search(r"\beval\(|new Function|innerHTML|document\.write|insertAdjacentHTML", text)


def test_motion_is_only_for_who_did_not_ask_to_leave_it_out() -> None:
    for path in (ROOT / "static" / "css").glob("*.css"):
        text = path.read_text(encoding="utf-8")
        moving = re.sub(r"@media \(prefers-reduced-motion: no-preference\) \{.*?\n\}\n", "", text, flags=re.DOTALL)
        assert not re.search(r"\b(animation|transition|scroll-behavior)\s*:", moving)
