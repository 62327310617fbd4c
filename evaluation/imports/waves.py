"""`records_import survey`: answers (one row per respondent) or aggregates of one wave, for one corps or several.

Rows are summed up while they are read. Nothing of a row is staged, stored or repeated in a message; of a number of a
respondent a keyed digest is held in memory until the file ends, so that nobody counts twice.
"""

import hashlib
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from evaluation.imports.wave_aggregates import Aggregates
from evaluation.imports.wave_codebook import codebook_read
from evaluation.services.voice.waves import WaveFacts, WaveNumbers, WaveRefusedError, numbers_of, wave_store
from evaluation.workflow.wave_scoring import WaveSums, construct_answered
from evaluation.workflow.waves import GROUPS, Split, constructs, items
from legitimacy.imports.corps_of_rows import CorpsFinder
from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.kinds import Folded, FoldFaultError, RecordField, RecordKind
from legitimacy.imports.numbers import NumberError, number_read
from legitimacy.imports.record_mappings import RecordMapping
from legitimacy.models import Corps, Delivery, Register

RESPONDENT, AGGREGATE = "respondent", "aggregate"
LARGEST_WEIGHT = 1_000_000
WHOLE = re.compile(r"(-?[0-9]{1,5})[.,]0+")
YOUNGEST, OLD_FROM, OLDEST = 15, 35, 120

HELD = gettext_lazy("not counted: another row is wrong, and a wave of a corps is stored whole or not at all.")
"""Of rows that are right beside one that is not."""


@dataclass(slots=True)
class _OfCorps:
    """What the rows of one corps add up to."""

    corps: Corps
    rows: list[int] = field(default_factory=list)
    answers: WaveSums = field(default_factory=WaveSums)
    aggregates: Aggregates = field(default_factory=Aggregates)


class SurveyFolder:
    """Sums up rows of one corps, or of those that the rows name."""

    def __init__(self, corps: Corps | None, mapping: RecordMapping) -> None:
        self.mapping = mapping
        self.is_answers = mapping.one_row_per == RESPONDENT
        self.codebook = codebook_read(mapping, of_answers=self.is_answers)
        self.finder = CorpsFinder(mapping.path, corps)
        self.found: dict[int, _OfCorps] = {}
        self.held: set[int] = set()
        self.holds_all = False
        self.people: dict[bytes, int] = {}
        self.secret = secrets.token_bytes(32)
        self.deliveries: dict[str, Delivery] = {}
        self.kept_out: dict[str, set[str]] = {}
        self.few = 0
        self.is_weighted: bool | None = None
        self._shape_require()

    def _shape_require(self) -> None:
        needed = () if self.is_answers else ("construct", "n")
        for name in needed:
            if name not in self.mapping.fields:
                raise FileRefusedError(
                    self.mapping.path,
                    _("the field “%(name)s” is needed; name its column under [fields].") % {"name": name},
                )
        for name in self.mapping.fields:
            if (name in ANSWERS_ONLY) != self.is_answers and name in (*ANSWERS_ONLY, *AGGREGATES_ONLY):
                reason = _("“%(name)s” does not go with one_row_per = “%(row)s”.")
                raise FileRefusedError(self.mapping.path, reason % {"name": name, "row": self.mapping.one_row_per})

    def add(self, number: int, values: dict[str, str]) -> None:
        corps = self.finder.find(values["corps"])
        mine = self.found.setdefault(corps.pk, _OfCorps(corps))
        try:
            if self.is_answers:
                self._answers_add(number, corps, values, mine.answers)
            else:
                mine.aggregates.add(values, self.codebook.design_effect)
        except FoldFaultError:
            self.held.add(corps.pk)
            raise
        mine.rows.append(number)

    def unread(self) -> None:
        self.holds_all = True

    def store(self) -> Iterator[Folded]:
        for one in self.found.values():
            if not one.rows:
                continue
            if self.holds_all or one.corps.pk in self.held:
                yield Folded(one.rows, refused=str(HELD))
                continue
            try:
                done = wave_store(corps=one.corps, facts=self._facts(one), numbers=self._numbers(one))
            except WaveRefusedError as error:
                yield Folded(one.rows, refused=str(error))
                continue
            self.few += done.is_few
            for indicator, source in done.kept_out:
                self.kept_out.setdefault(source, set()).add(indicator)
            yield Folded(one.rows, is_new=done.is_new, is_changed=done.is_changed)

    def notes(self) -> list[str]:
        found = []
        for source, codes in sorted(self.kept_out.items()):
            sentence = _("%(codes)s: the figure of “%(source)s” stands for this year and stays.")
            found.append(sentence % {"codes": ", ".join(sorted(codes)), "source": source})
        if self.few:
            sentence = ngettext(
                "%(count)d corps has too few respondents for any figure.",
                "%(count)d corps have too few respondents for any figure.",
                self.few,
            )
            found.append(sentence % {"count": self.few})
        return found

    def _answers_add(self, number: int, corps: Corps, values: dict[str, str], sums: WaveSums) -> None:
        self._duplicate_refuse(number, corps, values["respondent"])
        weight = self._weight(values["weight"])
        groups = {split: group for split in Split.values if (group := _group(split, values[split]))}
        scored = {}
        for name, scale in self.codebook.scales.items():
            text = WHOLE.sub(r"\1", values[name]) if WHOLE.fullmatch(values[name]) else values[name]
            try:
                scored[name] = scale.score(text)
            except ValueError:
                raise FoldFaultError(name, _outside_words(scale.stored())) from None
        told = {}
        for code, construct in constructs().items():
            if construct.items and any(item.code in self.codebook.scales for item in construct.items):
                answered = construct_answered(construct, scored, self.codebook.scales)
                if answered is not None:
                    told[code] = answered
        sums.add(told if weight > 0 else {}, groups, weight)

    def _duplicate_refuse(self, number: int, corps: Corps, text: str) -> None:
        """Nobody counts twice: the number of a respondent is held as a digest, whose key goes with the run."""
        if not text:
            return
        digest = hashlib.blake2b(f"{corps.pk} {text.casefold()}".encode(), key=self.secret, digest_size=16).digest()
        first = self.people.setdefault(digest, number)
        if first != number:
            raise FoldFaultError(
                "respondent", _("row %(row)d has the same respondent; keep one of them.") % {"row": first}
            )

    def _weight(self, text: str) -> float:
        if self.is_weighted is None:
            self.is_weighted = bool(text)  # a file without the column, or one that leaves it empty, has no weights
        if bool(text) != self.is_weighted:
            raise FoldFaultError("weight", _("some rows have a weight and others have none; give each row one."))
        if not text:
            return 1.0
        try:
            weight = number_read(text, decimal="" if "," not in text and "." not in text else _mark(text))
        except NumberError:
            raise FoldFaultError("weight", _("this is not a number that can be read in one way only.")) from None
        if weight < 0:
            raise FoldFaultError("weight", _("a weight cannot be below zero."))
        if weight > LARGEST_WEIGHT:
            raise FoldFaultError("weight", _("this is no weight of one respondent."))
        return weight

    def _facts(self, one: _OfCorps) -> WaveFacts:
        book, code = self.codebook, one.corps.code
        answered = one.answers.answered if self.is_answers else one.aggregates.largest
        return WaveFacts(
            survey=book.survey,
            wave=book.wave,
            mode=book.mode,
            wording=book.wording,
            asked=book.asked_in(code),
            answered=max(answered, book.answered_in(code) or 0),
            is_microdata=self.is_answers,
            is_weighted=bool(self.is_weighted),
            scales={name: scale.stored() for name, scale in sorted(book.scales.items())},
            delivery=self._delivery(one.corps),
        )

    def _numbers(self, one: _OfCorps) -> WaveNumbers:
        if not self.is_answers:
            return one.aggregates.numbers()
        if one.answers.weight <= 0:
            raise WaveRefusedError(_("the weights of this corps add up to zero, so there is nothing to weigh."))
        return numbers_of(one.answers, self.codebook.design_effect)

    def _delivery(self, corps: Corps) -> Delivery:
        """Whose figures these are; saved with the first wave that is new."""
        if corps.register not in self.deliveries:
            self.deliveries[corps.register] = Delivery(
                register=corps.register,
                source=self.mapping.source or self.codebook.survey,
                credit=self.mapping.credit,
                licence=self.mapping.licence,
                origin=Register(corps.register).origin,
            )
        return self.deliveries[corps.register]


def _mark(text: str) -> str:
    """A weight such as 1,234 is one with decimals: nobody stands for a thousand others by a separator."""
    return "," if "," in text and "." not in text else "."


def _group(split: str, text: str) -> str:
    """The group that somebody named; empty where nothing was said. FoldFaultError for what is no group."""
    if not text:
        return ""
    if split == Split.AGE and text.isascii() and text.isdigit():
        age = int(text)
        if not YOUNGEST <= age <= OLDEST:
            raise FoldFaultError("age", _("an age from 15 to 120 is needed, or the code of a group."))
        return "15_34" if age < OLD_FROM else "35_up"
    if text.casefold() not in GROUPS[split]:
        known = ", ".join(GROUPS[split])
        raise FoldFaultError(
            split, _("this is no group; translate it in the mapping. Groups are: %(known)s.") % {"known": known}
        )
    return text.casefold()


def _outside_words(scale: list[object]) -> str:
    if len(scale) == 1:
        return _("this answer is not in the codebook, neither with a score nor as missing.")
    words = {"low": scale[0], "high": scale[1]}
    return (
        _("this answer is outside of the scale %(low)s to %(high)s of the codebook, and not named as missing.") % words
    )


AGGREGATES_ONLY = ("construct", "split", "group", "n", "mean", "deviation", "share", "percent", "effect")
ANSWERS_ONLY = ("respondent", "weight", *Split.values, *items())

SURVEY = RecordKind(
    key="survey",
    label=gettext_lazy("a wave of a survey"),
    record=RESPONDENT,
    part=AGGREGATE,
    names_corps="corps",
    folder=SurveyFolder,
    own_tables=("wave", "codebook"),
    fields=(
        RecordField("corps", longest=120),
        RecordField("respondent", longest=80),
        RecordField("weight", longest=30),
        *(RecordField(split, longest=40) for split in Split.values),
        *(RecordField(name, longest=20) for name in items()),
        RecordField("construct", codes=lambda: constructs()),
        RecordField("split", codes=lambda: Split.values),
        RecordField("group", longest=12),
        *(RecordField(name, longest=20) for name in ("n", "mean", "deviation", "share", "percent", "effect")),
    ),
)
