"""Where professionalism stands in the main navigation, and its work pages."""

from django.utils.translation import gettext_lazy as _

from legitimacy.entries import NavigationEntry, navigation
from legitimacy.work_pages import WorkLink, WorkPages
from professionalism.selectors.signals.waiting import own_waiting, signals_waiting

navigation.register(
    NavigationEntry(
        key="35-professionalism",
        label=_("Professionalism"),
        url_name="professionalism_home",
        action="professionalism.work",
    ),
)

WORK_LINKS: tuple[WorkLink, ...] = (
    WorkLink(
        label=_("Early signals"),
        about=_("A signal is an offer of help, not an accusation. A person looks at each and decides within 30 days."),
        url_name="signals_list",
        action="signal.list",
        waiting=signals_waiting,
    ),
    WorkLink(
        label=_("About me"),
        about=_("Signals about yourself: what was seen, what happens, and your right to reply."),
        url_name="signals_mine",
        action="signal.mine",
        waiting=own_waiting,
    ),
    WorkLink(
        label=_("Report what I saw"),
        about=_("Worries about a colleague: who you are stays protected."),
        url_name="signals_report",
        action="signal.report",
    ),
    WorkLink(
        label=_("Exposure of officers"),
        about=_("Shifts or interventions by quarter, without which incidents cannot be compared."),
        url_name="signals_exposure",
        action="signal.exposure",
    ),
    WorkLink(
        label=_("Corrections"),
        about=_("What works: corrections by kind and effect."),
        url_name="signals_corrections",
        action="signal.what_works",
    ),
)

PAGES = WorkPages(_("Professionalism"), WORK_LINKS)
work_page = PAGES.page
