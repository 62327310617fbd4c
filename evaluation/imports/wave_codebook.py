"""The codebook of a survey file: the tables [wave] and [codebook.ITEM] of its mapping, checked before a row is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.workflow.wave_scoring import Scale
from evaluation.workflow.waves import LARGEST_ASKED, LARGEST_EFFECT, OLDEST, Mode, items
from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.record_mappings import RecordMapping

LONGEST = {"survey": 80, "wording": 20}
WAVE = ("survey", "wave", "mode", "wording", "asked", "answered", "design_effect")
SCALE = ("scale", "reversed", "missing", "scores")
LARGEST_SCALE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """`asked` and `answered` are numbers for every corps of the file, or one for each by its code."""

    survey: str
    wave: str
    mode: str
    wording: str
    asked: dict[str, int]
    answered: dict[str, int]
    design_effect: float | None
    scales: dict[str, Scale]

    def asked_in(self, code: str) -> int | None:
        return self.asked.get(code, self.asked.get(""))

    def answered_in(self, code: str) -> int | None:
        return self.answered.get(code, self.answered.get(""))


def codebook_read(mapping: RecordMapping, *, of_answers: bool) -> Codebook:
    """The codebook of a mapping; scales are needed where rows are answers. Raises FileRefusedError with a sentence."""
    return _Reading(mapping.path, mapping.own, tuple(mapping.fields)).codebook(of_answers)


class _Reading:
    def __init__(self, path: Path, own: Mapping[str, Mapping[str, Any]], fields: tuple[str, ...]) -> None:
        self.path, self.wave, self.book = path, own.get("wave", {}), own.get("codebook", {})
        self.asked_items = [name for name in fields if name in items()]

    def codebook(self, of_answers: bool) -> Codebook:
        for name in self.wave.keys() - set(WAVE):
            self._refuse(_("“%(name)s” is not known; check the spelling."), name=name)
        for name in self.book.keys() - items().keys():
            self._refuse(_("“%(name)s” is no item; the items are: %(known)s."), name=name, known=", ".join(items()))
        if of_answers and not self.asked_items:
            self._refuse(_("no item is read: name the column of at least one under [fields]."))
        return Codebook(
            survey=self._text("survey"),
            wave=self._year(),
            mode=self._mode(),
            wording=self._text("wording"),
            asked=self._numbers("asked"),
            answered=self._numbers("answered"),
            design_effect=self._effect(),
            scales={name: self._scale(name) for name in self.asked_items} if of_answers else {},
        )

    def _text(self, name: str) -> str:
        text = str(self.wave.get(name, "")).strip()
        if not text:
            self._refuse(_("the wave is not described: [wave] must say %(name)s."), name=name)
        if len(text) > LONGEST[name]:
            self._refuse(_("%(name)s is longer than %(most)s signs."), name=name, most=str(LONGEST[name]))
        return text

    def _year(self) -> str:
        text, this_year = str(self.wave.get("wave", "")), timezone.localdate().year
        if not (text.isascii() and text.isdigit()) or not OLDEST <= int(text) <= this_year:
            self._refuse(_("[wave] must say the year of the survey as wave = “%(year)s”."), year=str(this_year))
        return text

    def _mode(self) -> str:
        mode = str(self.wave.get("mode", ""))
        if mode not in Mode.values:
            self._refuse(_("[wave] must say how people were asked; mode is one of: %(known)s."), known=", ".join(Mode))
        return mode

    def _numbers(self, name: str) -> dict[str, int]:
        given = self.wave.get(name, {})
        found = given if isinstance(given, dict) else {"": given}
        for number in found.values():
            if not isinstance(number, int) or isinstance(number, bool) or not 0 < number <= LARGEST_ASKED:
                self._refuse(_("%(name)s must be a number of people, or one for each code of a corps."), name=name)
        return {str(code): number for code, number in found.items()}

    def _effect(self) -> float | None:
        effect = self.wave.get("design_effect")
        if effect is None:
            return None
        if not isinstance(effect, (int, float)) or isinstance(effect, bool) or not 0.1 <= effect <= LARGEST_EFFECT:
            self._refuse(_("design_effect must be a number above 0; it is 1 for a simple random sample."))
        return float(effect)

    def _scale(self, name: str) -> Scale:
        book = self.book.get(name)
        if not isinstance(book, dict) or not ("scale" in book) ^ ("scores" in book):
            reason = _(
                "the codebook does not say the scale of “%(name)s”: write scale = [1, 5] under [codebook.%(name)s]."
            )
            self._refuse(reason, name=name)
        for word in book.keys() - set(SCALE):
            self._refuse(_("“%(name)s” is not known; check the spelling."), name=f"{name}.{word}")
        missing = frozenset(str(code) for code in self._list(name, book.get("missing", [])))
        if "scores" in book:
            return Scale(missing=missing, scores=self._scores(name, book["scores"]))
        ends, turned = book["scale"], book.get("reversed", False)
        if not isinstance(turned, bool):
            self._refuse(_("reversed of “%(name)s” must be true or false."), name=name)
        whole = isinstance(ends, list) and all(isinstance(end, int) and not isinstance(end, bool) for end in ends)
        if not whole or len(ends) != 2 or not 0 < ends[1] - ends[0] <= LARGEST_SCALE:
            self._refuse(_("the scale of “%(name)s” must be two whole numbers, the lower one first."), name=name)
        return Scale(ends[0], ends[1], turned, missing)

    def _scores(self, name: str, scores: Any) -> tuple[tuple[str, float], ...]:
        numbers = list(scores.values()) if isinstance(scores, dict) else []
        if len(numbers) < 2 or not all(isinstance(one, (int, float)) and 0 <= one <= 100 for one in numbers):
            self._refuse(_("scores of “%(name)s” must give each answer a number from 0 to 100."), name=name)
        return tuple(sorted((str(code), float(score)) for code, score in scores.items()))

    def _list(self, name: str, found: Any) -> list[Any]:
        return (
            found if isinstance(found, list) else self._refuse(_("“%(name)s” must be a list."), name=f"{name}.missing")
        )

    def _refuse(self, reason: str, **words: str) -> NoReturn:
        raise FileRefusedError(self.path, reason % words)
