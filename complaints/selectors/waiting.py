"""What of complaints waits for somebody, for the first page of their work: numbers of files, never a file."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from complaints.models import RegisterMonth
from complaints.selectors.home import MOST_COUNTED, overdue_told, work_numbers
from legitimacy.access import Person, can, corps_led
from legitimacy.work_pages import Waiting

SENTENCES = {
    "overdue": ngettext_lazy("%(count)s complaint file is overdue", "%(count)s complaint files are overdue", "number"),
    "at_risk": ngettext_lazy(
        "%(count)s complaint file comes near a term", "%(count)s complaint files come near a term", "number"
    ),
    "unread": ngettext_lazy("%(count)s file has an unread message", "%(count)s files have an unread message", "number"),
    "unassigned": ngettext_lazy("%(count)s file has no handler", "%(count)s files have no handler", "number"),
    "referrals": ngettext_lazy(
        "%(count)s referral waits for its receipt", "%(count)s referrals wait for their receipt", "number"
    ),
    "preservations": ngettext_lazy(
        "%(count)s request to keep images waits", "%(count)s requests to keep images wait", "number"
    ),
}
PLACES = {
    "overdue": ("complaints_list", "?view=overdue"),
    "at_risk": ("complaints_list", "?view=unit&due=risk&sort=due"),
    "unread": ("complaints_list", "?view=unit&flag=unread"),
    "unassigned": ("complaints_list", "?view=unassigned"),
    "referrals": ("complaints_referrals", ""),
    "preservations": ("complaints_preservations", ""),
}
LATE = frozenset({"overdue"})


def complaints_waiting(user: Person) -> list[Waiting]:
    """For who handles files how many wait and why; for a chief whether any was late at the last monthly count."""
    return [*_of_handler(user), *_of_chief(user)]


def _of_handler(user: Person) -> Iterator[Waiting]:
    if not can(user, "complaint.list"):
        return
    for key, count in work_numbers(user).items():
        if count:
            shown = f"{count}" if count < MOST_COUNTED else f"{MOST_COUNTED - 1}+"
            name, query = PLACES[key]
            yield Waiting(
                what=str(SENTENCES[key] % {"number": count, "count": shown}),
                url=f"{reverse(name)}{query}",
                late=key in LATE,
            )


def _of_chief(user: Person) -> Iterator[Waiting]:
    led = [corps.pk for corps in corps_led(user)]
    months = RegisterMonth.objects.filter(corps__in=led).order_by("corps", "-month") if led else ()
    newest = {month.corps_id: month for month in reversed(list(months))}
    if not newest:
        return
    overdue = overdue_told(newest.values())
    if overdue == 0:
        return
    if overdue:
        words = ngettext(
            "At the last monthly count %(count)s complaint file was overdue",
            "At the last monthly count %(count)s complaint files were overdue",
            overdue,
        )
        what = words % {"count": overdue}
    else:
        what = _("At the last monthly count some complaint files were overdue, fewer than five")
    yield Waiting(what=what, url=reverse("complaints_home"), late=True)
