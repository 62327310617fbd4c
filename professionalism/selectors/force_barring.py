"""Whether somebody may review a report: a superior of the corps who took no part and stands below nobody who did."""

from legitimacy.access import Person
from legitimacy.accounts.selectors import is_same_person
from legitimacy.models import Role, User
from professionalism.models import ForceIncident
from professionalism.querysets.force import corps_of, line_above, members_of
from professionalism.workflow.force_wording import Bar


def bar_of(user: Person, incident: ForceIncident) -> Bar | None:
    """What keeps this person from reviewing; None where nothing does."""
    if not isinstance(user, User) or incident.corps_id not in corps_of(user, Role.FORCE_REVIEWER):
        return Bar.OTHER_CORPS
    mine = members_of(user)
    typed = incident.reported_by
    if (typed is not None and is_same_person(user, typed)) or incident.reporter_id in mine:
        return Bar.REPORTER
    took_part = set(incident.officers.exclude(member=None).values_list("member_id", flat=True))
    if took_part & mine:
        return Bar.TOOK_PART
    return Bar.BELOW if line_above(mine) & (took_part | {incident.reporter_id}) else None
