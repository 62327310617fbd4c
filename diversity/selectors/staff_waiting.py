"""What waits for HR and for the chief in staff counts."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from diversity.models import StaffReturn
from diversity.rules.staffing import corps_entered, corps_validated
from diversity.selectors.staff_reading import title_of, years_missing
from diversity.workflow.staffing import State
from legitimacy.access import Person
from legitimacy.work_pages import Waiting


def staff_waiting(user: Person) -> list[Waiting]:
    """For HR what was sent back, drafts and years that are missing; for the chief what waits to be validated."""
    entered, validated = corps_entered(user), corps_validated(user)
    sentences = {
        State.RETURNED: _("Sent back for correction: %(title)s"),
        State.DRAFT: _("Draft, not submitted yet: %(title)s"),
        State.SUBMITTED: _("Waits for your decision: %(title)s"),
    }
    mine = StaffReturn.objects.filter(corps__in=entered, state__in=(State.RETURNED, State.DRAFT))
    to_decide = StaffReturn.objects.filter(corps__in=validated, state=State.SUBMITTED)
    found = [
        Waiting(
            what=sentences[State(each.state)] % {"title": title_of(each)},
            url=reverse("staff_return", kwargs={"pk": each.pk}),
        )
        for each in (*to_decide, *mine.order_by("-state", "-reference_date"))
    ]
    for corps in entered:
        for kind, day in years_missing(corps, timezone.localdate()):
            words = {"kind": kind.label, "day": date_format(day, "j F Y")}
            url = reverse("staff_new", kwargs={"kind": kind.value, "way": "upload"})
            found.append(Waiting(what=_("Missing: %(kind)s, %(day)s") % words, url=f"{url}?corps={corps.code}"))
    return found
