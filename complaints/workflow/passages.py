"""Passages of a story: finding what can tell who somebody is, and hiding it behind blocks of one length.

Pure text in, pure text out. A block tells nothing of how long the hidden words were.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

BLOCK = "████"
_BLOCK_SIGN = "█"
LONGEST_PASSAGE = 400

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("register_number", re.compile(r"(?<!\d)\d{2}[. ]?\d{2}[. ]?\d{2}[- .]?\d{3}[. ]?\d{2}(?!\d)")),
    ("account", re.compile(r"\bBE\d{2}(?: ?\d{4}){3}\b", re.IGNORECASE)),
    ("phone", re.compile(r"(?<![\w+])(?:\+|00)\d{1,3}[ ./-]?(?:\(0\))?(?:[ ./-]?\d){7,11}(?!\d)")),
    ("phone", re.compile(r"(?<![\w+])0\d{1,3}(?:[ ./-]?\d){6,8}(?!\d)")),
    ("plate", re.compile(r"\b(?:[1-9][- ]?[A-Z]{3}[- ]?\d{3}|[A-Z]{3}-\d{3}|\d{3}-[A-Z]{3})\b")),
    (
        "address",
        re.compile(
            r"\b[A-ZÀ-Ý][\w'\u2019-]*(?:straat|laan|steenweg|plein|dreef|weg|lei|straße|strasse|platz)\s+\d+\s?[a-zA-Z]?\b"
        ),
    ),
    (
        "address",
        re.compile(
            r"\b(?:rue|avenue|boulevard|chaussée|place|clos)\s+(?:[\w'\u2019-]+,?\s+){1,5}?\d+\b", re.IGNORECASE
        ),
    ),
    (
        "name",
        re.compile(
            r"(?:[Mm]ijn naam is|[Ii]k (?:heet|ben)|[Jj]e m['\u2019]appelle|[Mm]on nom est|[Mm]ein Name ist"
            r"|[Ii]ch heiße|[Mm]y name is|I am called)\s+((?:[A-ZÀ-Ý][\w'\u2019-]+\s?){1,4})"
        ),
    ),
)
"""What is looked for, in this order: an earlier kind wins where two overlap."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that can tell who somebody is. `kind` is a word for the page."""

    kind: str
    passage: str


def text_of(story: str) -> str:
    """A story as passages are counted in: composed letters, no blocks of its own."""
    return unicodedata.normalize("NFC", story).replace(_BLOCK_SIGN, "■").replace("\r\n", "\n")


def suggestions_in(story: str, names: Iterable[str] = ()) -> list[Suggestion]:
    """Passages to hide, in the order of the story, each once. `names` are words of the people themselves."""
    text = text_of(story)
    spans: list[tuple[int, int, str]] = []
    found = [("name", pattern, 0) for word in _words_of(names) if (pattern := _pattern(word))]
    for kind, pattern, group in [*((kind, pattern, pattern.groups) for kind, pattern in PATTERNS), *found]:
        for match in pattern.finditer(text):
            start, end = match.span(group)
            end = start + len(text[start:end].rstrip())
            if not any(start < other_end and other_start < end for other_start, other_end, _ in spans):
                spans.append((start, end, kind))
    unique = {text[start:end].casefold(): Suggestion(kind, text[start:end]) for start, end, kind in sorted(spans)}
    return list(unique.values())


def hide(story: str, passages: Iterable[str]) -> str:
    """The story with every place of every passage behind a block. Longer passages go first."""
    text = text_of(story)
    spans = [match.span() for passage in passages for match in _places(text, passage)]
    parts, place = [], 0
    for start, end in _joined(spans):
        parts += [text[place:start], BLOCK]
        place = end
    return "".join([*parts, text[place:]])


def stands_in(story: str, passage: str) -> bool:
    return bool(_places(text_of(story), passage))


def hidden_in(story: str, shared: str) -> list[str]:
    """The passages behind the blocks of `shared`, each once; none when it was not made from this story."""
    text, open_parts = text_of(story), shared.split(BLOCK)
    if not text.startswith(open_parts[0]):
        return []
    hidden, place = [], len(open_parts[0])
    for number, part in enumerate(open_parts[1:], start=1):
        is_last = number == len(open_parts) - 1
        start = len(text) - len(part) if is_last else text.find(part, place + 1)
        if start <= place or not text.startswith(part, start):
            return []
        hidden.append(text[place:start])
        place = start + len(part)
    return list(dict.fromkeys(hidden)) if place == len(text) else []


def _words_of(names: Iterable[str]) -> list[str]:
    """Whole names first, then each word of three letters or more."""
    whole = [unicodedata.normalize("NFC", name).strip() for name in names if name.strip()]
    words = [word for name in whole for word in re.split(r"[\s,;]+", name) if len(word) >= 3]
    return sorted({*whole, *words}, key=len, reverse=True)


def _pattern(passage: str) -> re.Pattern[str] | None:
    words = unicodedata.normalize("NFC", passage).split()
    if not words:
        return None
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)


def _places(text: str, passage: str) -> list[re.Match[str]]:
    """Where a passage stands as whole words; else inside words too: rather too much than too little."""
    whole = _pattern(passage)
    if whole is None:
        return []
    found = list(whole.finditer(text))
    if found:
        return found
    inside = r"\s+".join(map(re.escape, unicodedata.normalize("NFC", passage).split()))
    return list(re.finditer(inside, text, re.IGNORECASE))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch or overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
