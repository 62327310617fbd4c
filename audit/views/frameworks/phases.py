"""Where a framework stands, in a word and a sentence."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from audit.selectors.frameworks.reading import Listed, Phase
from legitimacy import numbers
from legitimacy.models import Framework
from legitimacy.standings import Sign

SIGNS = {Phase.DRAFT: "not_due", Phase.TO_COME: "steady", Phase.IN_FORCE: "met", Phase.FORMER: "not_applicable"}


@dataclass(frozen=True, slots=True)
class PhaseWords:
    sign: Sign
    sentence: str


def phase_words(listed: Listed) -> PhaseWords:
    phase = listed.phase
    words = {
        Phase.DRAFT: pgettext("framework", "draft"),
        Phase.TO_COME: pgettext("framework", "signed, to come"),
        Phase.IN_FORCE: pgettext("framework", "in force"),
        Phase.FORMER: pgettext("framework", "former"),
    }
    return PhaseWords(Sign(SIGNS[phase], words[phase]), _sentence(listed.framework, phase, listed.until))


def _sentence(framework: Framework, phase: Phase, until: str) -> str:
    names = {"first": numbers.period_short(framework.valid_from), "last": numbers.period_short(until) if until else ""}
    if phase is Phase.DRAFT:
        return _("Would judge from %(first)s on.") % names
    if until:
        return _("Judges from %(first)s up to %(last)s.") % names
    return _("Judges from %(first)s on.") % names
