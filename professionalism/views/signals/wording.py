"""Stages, events and parties of a case in words."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from professionalism.selectors.signals.peers import Untested
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
    "emptied": _("The case was emptied: its time is over"),
}
UNTESTED_WORDS: Mapping[str, object] = {
    Untested.FEW_PEERS: _("not tested: too few comparable colleagues with enough exposure"),
    Untested.NO_INCIDENT: _("not tested: no incident in this group"),
}
