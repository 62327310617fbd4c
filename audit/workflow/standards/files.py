"""Standards as they are written in `data/audit/standards/`: one TOML file for each version."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from audit.workflow.standards.codes import Counts, Frame, Judges
from audit.workflow.standards.texts import LANGUAGES

FOLDER = settings.BASE_DIR / "data" / "audit" / "standards"
Text = dict[str, str]


class StandardFileError(ValueError):
    """A file that is no standard. The message names the file and what is wrong."""

    def __init__(self, path: Path, reason: str) -> None:
        self.reason = reason
        super().__init__(f"{path.name}: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionText:
    code: str
    applies_to: str
    group: Text
    points: int
    source: str
    text: Text
    evidence: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardText:
    """One version of a list. `sample_frame` is empty and `sample_size` 0 where nothing is drawn."""

    code: str
    version: str
    published_on: date
    example_published_on: date | None
    indicator: str
    counts: str
    judges: str
    counts_months: int
    is_proposal: bool
    source: str
    name: Text
    about: Text
    sample_frame: str
    sample_size: int
    sample_per_quarter: bool
    criteria: tuple[CriterionText, ...]
    digest: str


def standards_shipped() -> list[Path]:
    return sorted(FOLDER.glob("*.toml"))


def standard_read(path: Path) -> StandardText:
    """The standard in a file. StandardFileError says what is wrong with it."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StandardFileError(path, f"it cannot be read: {error}") from None
    try:
        standard = _standard(raw)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f"{error.args[0]!r} is missing." if isinstance(error, KeyError) else f"{error}"
        raise StandardFileError(path, reason) from None
    return standard


def _standard(raw: Mapping[str, Any]) -> StandardText:
    groups = {code: _text(text, f"group {code}") for code, text in raw.get("groups", {}).items()}
    judges = Judges(raw["judges"])
    criteria = tuple(_criterion(row, groups, judges) for row in raw["criteria"])
    _criteria_check(criteria)
    sample: Mapping[str, Any] = raw.get("sample", {})
    counts = Counts(raw["counts"])
    if any(each.applies_to == Judges.ITEM for each in criteria) != bool(sample):
        raise ValueError("criteria for items and a plan for a sample go together.")
    if (counts == Counts.ITEMS) != (judges == Judges.ITEM):
        raise ValueError("a list that judges items counts items, and no other does.")
    if not all(isinstance(day, date) for day in (raw["published_on"], raw.get("example_published_on", date.min))):
        raise ValueError("a day of publication is a date.")
    return StandardText(
        code=_word(raw["code"]),
        version=str(raw["version"]),
        published_on=raw["published_on"],
        example_published_on=raw.get("example_published_on"),
        indicator=raw["indicator"],
        counts=counts,
        judges=judges,
        counts_months=_positive(raw["counts_months"], "counts_months"),
        is_proposal=bool(raw["proposal"]),
        source=raw["source"],
        name=_text(raw["name"], "name"),
        about=_text(raw["about"], "about"),
        sample_frame=Frame(sample["frame"]) if sample else "",
        sample_size=_positive(sample["size"], "size") if sample else 0,
        sample_per_quarter=bool(sample.get("per_quarter", False)),
        criteria=criteria,
        digest=hashlib.sha256(json.dumps(raw, sort_keys=True, default=str).encode()).hexdigest(),
    )


def _criterion(row: Mapping[str, Any], groups: Mapping[str, Text], judges: Judges) -> CriterionText:
    code, applies_to = _word(row["code"]), Judges(row.get("applies_to", judges))
    points = 0 if applies_to == Judges.ITEM else _positive(row["points"], f"points of {code}")
    if points % 2:
        raise ValueError(f"points of {code} must be even, so that half of them is a whole number.")
    if not row["source"]:
        raise ValueError(f"{code} names no source.")
    return CriterionText(
        code=code,
        applies_to=applies_to,
        group=groups[row["group"]] if row.get("group") else {},
        points=points,
        source=row["source"],
        text=_text(row, code),
        evidence=_text(row["evidence"], f"evidence of {code}") if "evidence" in row else {},
    )


def _criteria_check(criteria: tuple[CriterionText, ...]) -> None:
    codes = [each.code for each in criteria]
    if not codes:
        raise ValueError("it has no criteria.")
    if len(set(codes)) < len(codes):
        raise ValueError("two criteria have the same code.")


def _text(given: Mapping[str, Any], what: str) -> Text:
    missing = [language for language in LANGUAGES if not str(given.get(language, "")).strip()]
    if missing:
        raise ValueError(f"{what} has no text in {', '.join(missing)}.")
    return {language: str(given[language]).strip() for language in LANGUAGES}


def _word(text: str) -> str:
    if not text or not text.replace("-", "").isalnum() or len(text) > 40:
        raise ValueError(f"{text!r} is no code: letters, digits and hyphens only.")
    return text


def _positive(number: Any, what: str) -> int:
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise ValueError(f"{what} must be a whole number above zero.")
    return number
