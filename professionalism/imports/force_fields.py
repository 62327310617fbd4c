"""What a mapping may say about a force report, and about each application of force, officer and citizen in it."""

import re
from collections.abc import Callable, Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from legitimacy.imports.kinds import RecordField, RecordKind
from professionalism.imports.force_keeper import ForceKeeper
from professionalism.models.force import ForceCitizen, Harm, PriorWarning, YesNo
from professionalism.workflow.force import Finding
from professionalism.workflow.force_codes import LISTS

YES = frozenset({"yes", "y", "true", "t", "1", "ja", "j", "oui", "o", "vrai", "waar", "wahr"})
NO = frozenset({"no", "n", "false", "f", "0", "nee", "neen", "non", "faux", "onwaar", "falsch", "nein"})
UNKNOWN = frozenset({"unknown", "onbekend", "inconnu", "unbekannt", "?", "n/a", "na"})
OLDEST = 115
SEPARATOR = re.compile(r"\s*[;,|]\s*")
USED, OFFICER, CITIZEN = "application", "officer", "citizen"


def yes_no_read(text: str) -> str:
    """Yes, no or unknown, however a register writes it: yes/no, true/false, 1/0, ja/nee, oui/non."""
    word = text.casefold()
    for words, code in ((YES, YesNo.YES), (NO, YesNo.NO), (UNKNOWN, YesNo.UNKNOWN)):
        if word in words:
            return code.value
    raise ValueError(_("“%(text)s” is neither yes nor no."))


def hour_read(text: str) -> str:
    """An hour of 0 to 23, from 14, 14:30 or 14h30."""
    found = re.fullmatch(r"([01]?[0-9]|2[0-3])(?:[:hH.][0-5]?[0-9]?(?::[0-5][0-9])?)?", text)
    if not found:
        raise ValueError(_("“%(text)s” is no hour of the day."))
    return found[1]


def number_read(text: str) -> str:
    if not re.fullmatch(r"[0-9]{1,3}", text) or not int(text):
        raise ValueError(_("“%(text)s” is no number of people."))
    return str(int(text))


def age_read(text: str) -> str:
    """The band of an age; a band itself passes. An age that nobody has is not known: the age itself is not kept."""
    bands = LISTS.lists["age_band"]
    if text in bands:
        return text
    if not re.fullmatch(r"-?[0-9]{1,3}(\.0)?", text):
        raise ValueError(_("“%(text)s” is no age."))
    age = int(float(text))
    if not 0 < age <= OLDEST:
        return ""
    return next(band for band in reversed(bands) if age >= int(band.split("_")[0]))


def alternatives_read(text: str) -> str:
    codes = [code for code in SEPARATOR.split(text) if code]
    known = LISTS.lists["alternative"]
    if any(code not in known for code in codes):
        raise ValueError(_("“%(text)s” names something that is no code of what was tried before."))
    return " ".join(dict.fromkeys(codes))


def _list(name: str) -> Callable[[], Collection[str]]:
    return lambda: LISTS.lists[name]


def _choices(values: Collection[str]) -> Callable[[], Collection[str]]:
    return lambda: values


FORCE = RecordKind(
    key="force",
    label=gettext_lazy("reports of the use of force"),
    record="incident",
    part="application",
    fields=(
        RecordField("reference", required=True, longest=60),
        RecordField("happened_on", required=True, is_date=True),
        RecordField("happened_hour", read=hour_read),
        RecordField("unit", longest=80),
        RecordField("place_kind", codes=_list("place")),
        RecordField("functionality", codes=_list("functionality")),
        RecordField("call_type", codes=_list("call_type")),
        RecordField("conflict", codes=_list("conflict")),
        RecordField("duration", codes=_list("duration")),
        RecordField("officers_present", read=number_read),
        RecordField("threat", codes=_list("threat")),
        RecordField("alternatives", read=alternatives_read),
        RecordField("warning", codes=_choices(PriorWarning.values)),
        *(RecordField(name, longest=4_000) for name in ("why_lawful", "why_needed", "why_measured", "why_warned")),
        RecordField("bodycam", read=yes_no_read),
        RecordField("report_made", read=yes_no_read),
        RecordField("report_reference", longest=60),
        RecordField("training", read=yes_no_read),
        RecordField("registered_on", is_date=True),
        RecordField("completed_on", is_date=True),
        RecordField("reviewed_on", is_date=True),
        RecordField("finding", codes=_choices(Finding.values)),
        RecordField("reviewer_took_part", read=yes_no_read),
        RecordField("means", of_part=True, codes=_list("means"), group=USED),
        RecordField("level", of_part=True, codes=_list("level"), group=USED),
        RecordField("worked", of_part=True, read=yes_no_read, group=USED),
        RecordField("officer_reference", of_part=True, longest=60, group=OFFICER),
        RecordField("officer_harm", of_part=True, codes=_choices(Harm.values), group=OFFICER),
        RecordField("officer_care", of_part=True, codes=_list("care"), group=OFFICER),
        RecordField("citizen_reference", of_part=True, longest=60, group=CITIZEN),
        RecordField("age_band", of_part=True, read=age_read, group=CITIZEN),
        RecordField("sex", of_part=True, codes=_choices(ForceCitizen.Sex.values), group=CITIZEN),
        RecordField("intoxicated", of_part=True, read=yes_no_read, group=CITIZEN),
        RecordField("distressed", of_part=True, read=yes_no_read, group=CITIZEN),
        RecordField("citizen_harm", of_part=True, codes=_choices(Harm.values), group=CITIZEN),
        RecordField("citizen_care", of_part=True, codes=_list("care"), group=CITIZEN),
    ),
    keeper=ForceKeeper,
)
