"""Where professionalism stands in the main navigation, and its work pages."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from legitimacy.access import Person
from legitimacy.entries import NavigationEntry, navigation
from legitimacy.work_pages import Waiting, WorkLink, WorkPages
from professionalism.rules.training import corps_read, may_edit
from professionalism.selectors.training import missing_of

navigation.register(
    NavigationEntry(key="15-schools", label=_("Schools"), url_name="schools_list"),
    NavigationEntry(
        key="35-professionalism",
        label=_("Professionalism"),
        url_name="professionalism_home",
        action="professionalism.work",
    ),
)


def training_waiting(user: Person) -> list[Waiting]:
    """For HR: quarters of which something is missing."""
    found = []
    for corps in corps_read(user):
        missing = missing_of(corps, timezone.localdate()) if may_edit(user, corps) else []
        if missing:
            sentence = ngettext(
                "%(corps)s: something is missing of %(count)d quarter",
                "%(corps)s: something is missing of %(count)d quarters",
                len(missing),
            )
            words = {"corps": corps.display_name, "count": len(missing)}
            found.append(Waiting(what=sentence % words, url=f"{reverse('training_home')}?of={corps.code}#missing"))
    return found


WORK_LINKS: tuple[WorkLink, ...] = (
    WorkLink(
        label=_("Training"),
        about=_("What people followed and passed, what is missing, and the modules of GPI 48."),
        url_name="training_home",
        action="training.work",
        waiting=training_waiting,
    ),
    WorkLink(
        label=_("Selection"),
        about=_("Which competences are tested, and who passes."),
        url_name="selection_home",
        action="training.work",
    ),
)

PAGES = WorkPages(_("Professionalism"), WORK_LINKS)
work_page = PAGES.page
