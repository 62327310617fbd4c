"""The two to eight corps that stand side by side, as the address names them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from audit.selectors.compare.selection import Selection
from legitimacy.models import Corps

FEWEST, MOST = 2, 8
LONGEST = 12
"""Characters of an unknown code that a sentence repeats."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """`corps` in the order asked for, the first being the one that others are held against; `faults` are sentences."""

    corps: tuple[Corps, ...]
    faults: tuple[str, ...]

    @property
    def codes(self) -> str:
        return ",".join(one.code for one in self.corps)


def codes_asked(texts: Sequence[str]) -> list[str]:
    """Codes from `codes=V017,V041` and from `codes=V017&codes=V041` alike."""
    return [code.strip() for text in texts for code in text.split(",") if code.strip()]


def register_of(codes: Sequence[str]) -> str:
    """The register of the first code that is known; empty when none is. One query, none without codes."""
    known = dict(Corps.objects.filter(code__in=codes[: MOST * 2]).values_list("code", "register")) if codes else {}
    return next((known[code] for code in codes if code in known), "")


def corps_chosen(codes: Sequence[str], selection: Selection) -> Chosen:
    """Those of the codes that can stand side by side, and a sentence for each thing that cannot.

    One query where a code is not of this register, to say whether it is of another.
    """
    here = {one.code: one for one in selection.everyone}
    unique = list(dict.fromkeys(codes))
    faults = []
    if len(unique) < len(codes):
        twice = sorted({code for code in codes if codes.count(code) > 1})
        faults.append(_("Named twice, shown once: %(code)s.") % {"code": _listed(twice)})
    strange = [code for code in unique if code not in here]
    faults += _strange_faults(strange, selection.register) if strange else []
    found = [here[code] for code in unique if code in here]
    if len(found) > MOST:
        left_out = ", ".join(one.display_name for one in found[MOST:])
        faults.append(_("At most eight corps fit side by side. Left out: %(names)s.") % {"names": left_out})
    found = found[:MOST]
    if not found:
        faults.append(_("Choose two to eight corps to put side by side."))
    elif len(found) < FEWEST:
        faults.append(_("One corps has nothing beside it: choose one to seven more."))
    return Chosen(tuple(found), tuple(faults))


def _strange_faults(codes: Sequence[str], register: str) -> list[str]:
    rows = Corps.objects.filter(code__in=list(codes)[: MOST * 2]).values_list("code", "register")
    known = dict(rows)
    elsewhere = [code for code in codes if known.get(code, register) != register]
    ended = [code for code in codes if known.get(code) == register]
    unknown = [code for code in codes if code not in known]
    sentences = (
        (elsewhere, _("Of another register, which is never compared with this one: %(code)s.")),
        (ended, _("Exists no longer, as it merged into another corps: %(code)s.")),
        (unknown, _("There is no corps with the code %(code)s.")),
    )
    return [sentence % {"code": _listed(found)} for found, sentence in sentences if found]


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(code[:LONGEST] for code in codes[:MOST])
