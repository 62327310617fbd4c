"""What of the yearly account waits for a reader of the home page."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evaluation.models import Account
from evaluation.rules.accounts import corps_of, may_advise, may_sign, may_write
from evaluation.selectors.accounts import years_open
from evaluation.workflow.accounts import AccountState, due_on
from legitimacy.access import Person
from legitimacy.work_pages import Waiting

NEXT = {
    AccountState.DRAFT: (may_write, gettext_lazy("Account about %(year)s: write it, and have it signed")),
    AccountState.SIGNED: (may_advise, gettext_lazy("Account about %(year)s: record its presentation and your advice")),
    AccountState.PRESENTED: (may_sign, gettext_lazy("Account about %(year)s: publish it")),
}
"""Who takes the next step from a state, and what it is."""


def accounts_waiting(user: Person) -> Sequence[Waiting]:
    """Accounts whose next step is this person's, and for who writes the year that nobody began. Two queries a corps."""
    corps, today = corps_of(user), timezone.localdate()
    found = []
    for account in Account.objects.filter(corps__in=[one.pk for one in corps]).select_related("corps"):
        may, words = NEXT.get(AccountState(account.state), (None, ""))
        if may is not None and may(user, account):
            url = reverse("account", kwargs={"code": account.corps.code, "year": account.year})
            found.append(Waiting(what=str(words) % {"year": account.year}, url=url, by_when=due_on(account.year)))
    for one in corps:
        if may_write(user, one) and today.year - 1 in years_open(one, today):
            what = _("Account about %(year)s: begin it") % {"year": today.year - 1}
            found.append(Waiting(what=what, url=reverse("accounts_list"), by_when=due_on(today.year - 1)))
    return found
