"""Aggregates of a survey: one row for each construct, of everybody or of one group."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from evaluation.services.voice.waves import WaveNumbers
from evaluation.workflow.wave_scoring import Told
from evaluation.workflow.waves import GROUPS, LARGEST_ASKED, LARGEST_EFFECT, Figure, constructs
from legitimacy.imports.kinds import FoldFaultError
from legitimacy.imports.numbers import NumberError, number_read
from legitimacy.indicators.intervals import UNKNOWN_DESIGN_EFFECT


@dataclass(slots=True)
class Aggregates:
    """What the rows of one corps say: by construct, split and group (both empty for everybody)."""

    told: dict[tuple[str, str, str], Told] = field(default_factory=dict)

    @property
    def largest(self) -> int:
        return max((told.n for told in self.told.values()), default=0)

    def add(self, values: dict[str, str], stated: float | None) -> None:
        """Take one row; `stated` is the design effect of the codebook. FoldFaultError where it cannot be."""
        code, split, group = values["construct"], values["split"], values["group"].casefold()
        if not code:
            raise FoldFaultError("construct", _("the cell is empty."))
        if bool(split) != bool(group) or (split and group not in GROUPS[split]):
            known = ", ".join(GROUPS[split]) if split else ", ".join(GROUPS)
            raise FoldFaultError(
                "group", _("a group and what it is split by come together. Known are: %(known)s.") % {"known": known}
            )
        if (code, split, group) in self.told:
            raise FoldFaultError("construct", _("another row tells the same of the same group; keep one of them."))
        n = _number("n", values["n"], LARGEST_ASKED, whole=True)
        if not n:
            raise FoldFaultError("n", _("the number of respondents is needed, above 0."))
        effect = _number("effect", values["effect"], LARGEST_EFFECT) or stated or UNKNOWN_DESIGN_EFFECT
        mean, deviation = _number("mean", values["mean"], 100), _number("deviation", values["deviation"], 100)
        share = _share(values)
        if constructs()[code].figure == Figure.MEAN:
            if mean is None or deviation is None:
                missing = "mean" if mean is None else "deviation"
                raise FoldFaultError(missing, _("this construct needs a mean (0 to 100) and a standard deviation."))
        elif share is None:
            raise FoldFaultError("share", _("this construct needs a share (0 to 1) or a percent."))
        self.told[code, split, group] = Told(int(n), mean, deviation, share, effect)

    def numbers(self) -> WaveNumbers:
        everybody = {code: told for (code, split, _group), told in self.told.items() if not split}
        groups: dict[tuple[str, str], dict[str, Told]] = {}
        for (code, split, group), told in self.told.items():
            if split:
                groups.setdefault((code, split), {})[group] = told
        return WaveNumbers(everybody, groups)


def _share(values: dict[str, str]) -> float | None:
    share, percent = _number("share", values["share"], 1), _number("percent", values["percent"].removesuffix("%"), 100)
    if share is not None and percent is not None:
        raise FoldFaultError("percent", _("both a share and a percent; keep one of them."))
    return percent / 100 if percent is not None else share


def _number(name: str, text: str, most: float, *, whole: bool = False) -> float | None:
    if not text.strip():
        return None
    try:
        number = number_read(text, decimal="," if "," in text and "." not in text and not whole else ".", whole=whole)
    except NumberError:
        raise FoldFaultError(name, _("this is not a number that can be read in one way only.")) from None
    if not 0 <= number <= most:
        raise FoldFaultError(name, _("Write a number from 0 to %(most)d.") % {"most": int(most)})
    return number
