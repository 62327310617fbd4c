"""Whether somebody may review a report: a superior of the corps who took no part and stands below nobody who did."""

from django.db.models import Q

from legitimacy.access import Person
from legitimacy.accounts.selectors import is_same_person
from legitimacy.models import Role, User
from professionalism.models import ForceIncident, ForceOfficer
from professionalism.querysets.force import corps_of, line_above, members_of_person
from professionalism.workflow.force_wording import Bar


def bar_of(user: Person, incident: ForceIncident) -> Bar | None:
    """What keeps this person from reviewing; None where nothing does."""
    if not isinstance(user, User) or incident.corps_id not in corps_of(user, Role.FORCE_REVIEWER):
        return Bar.OTHER_CORPS
    mine = members_of_person(user)
    typed = incident.reported_by
    if (typed is not None and is_same_person(user, typed)) or incident.reporter_id in mine:
        return Bar.REPORTER
    head = incident.joined_to_id or incident.pk
    same = Q(incident=head) | Q(incident__joined_to=head)
    took_part = set(ForceOfficer.objects.filter(same).exclude(member=None).values_list("member_id", flat=True))
    if took_part & mine:
        return Bar.TOOK_PART
    return Bar.BELOW if line_above(mine) & (took_part | {incident.reporter_id}) else None
