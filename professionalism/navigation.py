"""Where professionalism stands in the main navigation, and its work pages."""

from django.utils.translation import gettext_lazy as _

from legitimacy.entries import NavigationEntry, navigation
from legitimacy.work_pages import WorkLink, WorkPages
from professionalism.selectors.counts import checks_waiting, conflicts_waiting
from professionalism.selectors.force_waiting import drafts_waiting, reviews_waiting

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
        label=_("My force reports"),
        about=_("Report the use of force in five minutes, also on your phone; go on later where you stopped."),
        url_name="force_mine",
        action="force.report",
        waiting=drafts_waiting,
    ),
    WorkLink(
        label=_("Review of force"),
        about=_("Reports of your corps: what waits for a review, what is overdue, what was found."),
        url_name="force_list",
        action="force.list",
        waiting=reviews_waiting,
    ),
    WorkLink(
        label=_("Force in figures"),
        about=_("How often, at which level, what was tried before and what the reviews found. No report, no person."),
        url_name="force_figures",
        action="force.figures",
    ),
    WorkLink(
        label=_("Conflicts by month"),
        about=_("How many conflicts ended without force, were mediated, and did not come back."),
        url_name="counts_conflicts",
        action="operations.enter",
        waiting=conflicts_waiting,
    ),
    WorkLink(
        label=_("Proactive checks by month"),
        about=_("How many checks had a factual ground and were explained."),
        url_name="counts_checks",
        action="operations.enter",
        waiting=checks_waiting,
    ),
    WorkLink(
        label=_("Force reports in an audit"),
        about=_("Reports that you may read inside an opened audit."),
        url_name="force_audited",
        action="force.audit",
    ),
)

PAGES = WorkPages(_("Professionalism"), WORK_LINKS)
work_page = PAGES.page
