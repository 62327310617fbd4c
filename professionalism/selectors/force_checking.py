"""What keeps a report from being handed in, each with the step and the field where it can be mended."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from legitimacy.models import Corps
from professionalism.models import ForceApplication, ForceIncident
from professionalism.workflow.force_codes import highest_level, label_of, means_of, reporting_level
from professionalism.workflow.force_steps import MANDATORY, REASONS, Fault, FormStep

NATIONAL_NUMBER = re.compile(r"(?<!\d)(\d{2})[. /-]?(\d{2})[. /-]?(\d{2})[. /-]?(\d{3})[. /-]?(\d{2})(?!\d)")
SHORTEST_REASON = 10


def holds_national_number(text: str) -> bool:
    """Whether a text holds what looks like a national register number: eleven digits that begin with a day of birth
    and end with their own check digits (97 minus the rest of the first nine by 97; a 2 goes before from 2000 on).
    """
    for match in NATIONAL_NUMBER.finditer(text):
        first, check = "".join(match.groups()[:4]), int(match.group(5))
        if check in (97 - int(first) % 97, 97 - int(f"2{first}") % 97):
            return True
    return False


def day_fault(corps: Corps, incident_day: "datetime | None", now: datetime) -> str:
    """What is wrong with the moment of an incident; empty where nothing is."""
    if incident_day is None:
        return ""
    day = incident_day.date()
    if incident_day > now:
        return _("This has not happened yet. Give a day and hour that are over.")
    if corps.valid_from and day < corps.valid_from:
        return _("Your corps did not exist yet on this day.")
    if corps.valid_to and day > corps.valid_to:
        return _("Your corps did not exist any more on this day.")
    return ""


def level_fault(level: int, means: str) -> str:
    """What is wrong with a level of force and its means; empty where they go together."""
    if means in means_of(level):
        return ""
    if level > highest_level(means):
        sentence = _("With “%(means)s” force never reaches level %(number)s (%(level)s). Change one of them.")
    else:
        sentence = _("“%(means)s” does not go with level %(number)s (%(level)s). Change one of them.")
    return sentence % {"means": label_of("means", means), "level": label_of("level", str(level)), "number": level}


def faults_of(incident: ForceIncident, applications: Sequence[ForceApplication] | None = None) -> list[Fault]:
    """Everything that is missing or wrong, in the order of the form."""
    used = list(incident.applications.all()) if applications is None else list(applications)
    return [*_facts(incident), *_people(incident), *_force(incident, used), *_reasons(incident), *_after(incident)]


def moment_of(incident: ForceIncident) -> datetime | None:
    if incident.happened_on is None:
        return None
    hour = time(incident.happened_hour or 0)
    return datetime.combine(incident.happened_on, hour, tzinfo=timezone.get_current_timezone())


def _facts(incident: ForceIncident) -> Iterator[Fault]:
    yield from _missing(incident, FormStep.WHAT)
    wrong = day_fault(incident.corps, moment_of(incident), timezone.localtime())
    if wrong:
        yield Fault(FormStep.WHAT, "happened_on", wrong)


def _people(incident: ForceIncident) -> Iterator[Fault]:
    if not incident.officers.exclude(member=None).exists():
        yield Fault(FormStep.WHO, "officers", _("Name at least one officer who took part."))


def _force(incident: ForceIncident, used: Sequence[ForceApplication]) -> Iterator[Fault]:
    least = reporting_level(incident.happened_on or timezone.localdate())
    if not any(row.level >= least for row in used):
        sentence = _("Give at least one use of force at level %(level)s or higher. Below it nothing is reported.")
        yield Fault(FormStep.FORCE, "applications", sentence % {"level": least})
    for number, row in enumerate(used, start=1):
        wrong = level_fault(row.level, row.means) if row.means else _("Say with which means.")
        if wrong:
            yield Fault(FormStep.FORCE, "applications", f"{number}. {wrong}")


def _reasons(incident: ForceIncident) -> Iterator[Fault]:
    yield from _missing(incident, FormStep.WHY)
    for name in REASONS:
        text = getattr(incident, name).strip()
        if holds_national_number(text):
            yield Fault(FormStep.WHY, name, number_sentence())
        elif text and len(text) < SHORTEST_REASON:
            sentence = ngettext(
                "Write at least %(number)s character.", "Write at least %(number)s characters.", SHORTEST_REASON
            )
            yield Fault(FormStep.WHY, name, sentence % {"number": SHORTEST_REASON})


def _after(incident: ForceIncident) -> Iterator[Fault]:
    yield from _missing(incident, FormStep.AFTER)


def number_sentence() -> str:
    return _("This holds a national register number. Take it out: no citizen is named in a report.")


def _missing(incident: ForceIncident, step: FormStep) -> Iterator[Fault]:
    for name in MANDATORY[step]:
        if getattr(incident, name) in (None, "", []):
            yield Fault(step, name, _("Fill this in."))
