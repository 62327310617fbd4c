"""Finding files by words or by number. Only among files that the reader may see: the access filter comes first.

PostgreSQL matches word stems in the language of each file; the embedded database matches parts of words.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Expression, Func, Q, QuerySet, TextField, Value
from django.db.models.expressions import Col

from complaints.models import Complaint, SearchText
from complaints.selectors.folding import fold
from complaints.selectors.keyset import Files
from complaints.selectors.scopes import scopes_of
from legitimacy.access import Person

LONGEST = 120
NUMBER = re.compile(r"k-([2-9a-hj-np-z]{1,4})(?:-?([2-9a-hj-np-z]{0,4}))?")
BARE_NUMBER = re.compile(r"k?([2-9a-hj-np-z]{4})([2-9a-hj-np-z]{4})")
WORD = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
VECTOR: "TextField[str, str]" = TextField()
VECTOR.set_attributes_from_name("vector")
AROUND = 90
SHORTEST_STEM = 4


def words_clean(text: str) -> str:
    """What somebody typed, on one line and not longer than a search may be."""
    return " ".join(text.replace("\x00", " ").split())[:LONGEST]


def number_of(words: str) -> tuple[str, bool] | None:
    """A file number, or the beginning of one, and whether it is whole; None when the words are something else.

    Without its hyphens a number is known by a digit: eight letters are a word.
    """
    typed = words.strip().lower()
    match = NUMBER.fullmatch(typed) or (re.search(r"\d", typed) and BARE_NUMBER.fullmatch(typed))
    if not match:
        return None
    first, second = match.group(1), match.group(2) or ""
    if len(first) < 4 and second:
        return None
    number = f"K-{first}-{second}" if len(first) == 4 else f"K-{first}"
    return number.upper(), len(first + second) == 8


def files_found(files: Files, user: Person, words: str) -> Files:
    """The files of `files` that the words are in. `files` are already those that this person may read."""
    number = number_of(words)
    if number is None:
        return files.filter(pk__in=texts_found(user, words).values("complaint"))
    text, whole = number
    return files.filter(number=text) if whole else files.filter(number__startswith=text)


def texts_found(user: Person, words: str) -> QuerySet[SearchText]:
    folded = fold(words)
    if connection.vendor == "postgresql":
        readers = " | ".join(f"'{scope.word}'" for scope in scopes_of(user))
        return SearchText.objects.filter(_matches(readers, folded))
    found = Q()
    wanted = False
    for minus, phrase, word in WORD.findall(folded):
        part = Q(folded__contains=(phrase or word).strip('"'))
        wanted = wanted or not minus
        found &= ~part if minus else part
    return SearchText.objects.filter(found) if wanted else SearchText.objects.none()


def _matches(readers: str, words: str) -> Func:
    """`vector @@ complaints_query(...)`: one index lookup for readers, language and words together."""
    query = Func(Value(readers), Value(words), function="complaints_query", output_field=TextField())
    return Func(_VectorColumn(), query, template="%(expressions)s", arg_joiner=" @@ ", output_field=BooleanField())


class _VectorColumn(Expression):
    """The column that a migration adds on PostgreSQL only, so the model does not have it."""

    def resolve_expression(self, query: Any = None, *args: Any, **kwargs: Any) -> Any:
        return Col(query.get_initial_alias(), VECTOR)


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_hit: bool


def stems_of(words: str) -> list[str]:
    """Beginnings of the words that were looked for, to mark them in a text."""
    found = []
    for minus, phrase, word in WORD.findall(fold(words)):
        if not minus and word != "or":
            found += [part[: max(SHORTEST_STEM, len(part) - 2)] for part in re.findall(r"\w+", phrase or word)]
    return found


def snippet_of(complaint: Complaint, words: str) -> list[Piece]:
    """The first place of the story where a word stands, with the words around it; empty when it is not in the story."""
    stems = stems_of(words)
    if not stems:
        return []
    hits = [match for match in re.finditer(r"\w+", complaint.story) if fold(match.group()).startswith(tuple(stems))]
    if not hits:
        return []
    start, end = max(0, hits[0].start() - AROUND), min(len(complaint.story), hits[0].end() + AROUND)
    start = complaint.story.find(" ", start, hits[0].start()) + 1 or start if start else 0
    pieces, place = [Piece("… ", False)] if start else [], start
    for hit in hits:
        if hit.end() <= end:
            pieces += [Piece(complaint.story[place : hit.start()], False), Piece(hit.group(), True)]
            place = hit.end()
    return [
        *pieces,
        Piece(complaint.story[place:end], False),
        *([Piece(" …", False)] if end < len(complaint.story) else []),
    ]
