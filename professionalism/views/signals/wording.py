"""Stages, events and parties of a case in words."""

from collections.abc import Mapping

from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from professionalism.models.force import Harm
from professionalism.selectors.signals.peers import Untested
from professionalism.workflow.force import Finding
from professionalism.workflow.signal_rules import SignalRule
from professionalism.workflow.signals import Party, Stage

STAGE_WORDS: Mapping[str, object] = {
    Stage.OPENED: _("officer not told yet"),
    Stage.INFORMED: _("officer told, waiting for a decision"),
    Stage.FOLLOWED: _("in follow-up"),
    Stage.CLOSED: pgettext_lazy("case", "closed"),
}
STAGE_SIGNS: Mapping[str, str] = {
    Stage.OPENED: "not_due",
    Stage.INFORMED: "nearly",
    Stage.FOLLOWED: "steady",
    Stage.CLOSED: "met",
}
PARTY_WORDS: Mapping[str, object] = {
    Party.STANDARDS: _("professional standards"),
    Party.WELLBEING: _("wellbeing adviser"),
    Party.MEMBER: _("the officer concerned"),
    Party.SYSTEM: _("by the rules"),
}
EVENT_WORDS: Mapping[str, object] = {
    "opened": _("A signal opened the case"),
    "signal": _("A signal was added"),
    "withdrawn": _("A signal was withdrawn: its event no longer stands"),
    "inform": _("The officer was told"),
    "reply": _("The officer replied"),
    "advise": _("The wellbeing adviser gave advice"),
    "aside": _("Somebody stepped aside for a tie"),
    "decide": _("A person decided"),
    "correction": _("A correction was added"),
    "postponed": _("A correction was postponed"),
    "done": _("A correction was done"),
    "judged": _("The effect of a correction was judged"),
    "close": _("The case was closed"),
    "lift": _("The corrections were stopped: what they rested on no longer stands"),
    "emptied": _("The case was emptied: its time is over"),
}
UNTESTED_WORDS: Mapping[str, object] = {
    Untested.FEW_PEERS: _("not tested: too few comparable colleagues with enough exposure"),
    Untested.NO_INCIDENT: _("not tested: no incident in this group"),
}
PARAMETER_WORDS: Mapping[str, object] = {
    "from_level": _("from force level %(value)s"),
    "within_days": _("after %(value)s days"),
    "level": _("test at level %(value)s"),
    "least_peers": _("at least %(value)s colleagues"),
    "least_exposure": _("each with at least %(value)s shifts or interventions"),
    "least_incidents": _("at least %(value)s incidents"),
}
CODES: Mapping[str, type[Finding] | type[Harm]] = {"findings": Finding, "harms": Harm}


def parameter_words(rule: SignalRule) -> list[str]:
    """What a rule is set to, in words. What its name says already is left out."""
    words = []
    for name, value in rule.parameters.items():
        if name in CODES:
            words.append(", ".join(str(CODES[name](code).label) for code in value))
        elif name in PARAMETER_WORDS:
            words.append(str(PARAMETER_WORDS[name]) % {"value": localize(value)})
    return words
