"""Where diversity stands in the main navigation, and its work pages."""

from django.utils.translation import gettext_lazy as _

from diversity.selectors.plan_waiting import plans_waiting
from legitimacy.entries import NavigationEntry, navigation
from legitimacy.work_pages import WorkLink, WorkPages

navigation.register(
    NavigationEntry(key="37-diversity", label=_("Diversity"), url_name="diversity_home", action="diversity.work"),
)

WORK_LINKS: tuple[WorkLink, ...] = (
    WorkLink(
        label=_("Representation"),
        about=_("Who works here against who lives in the zone; who came, rose and left."),
        url_name="diversity_representation",
        action="representation.work",
    ),
    WorkLink(
        label=_("Quality criterion"),
        about=_("Which diversity criteria are met, by which figure, and what would meet the others."),
        url_name="diversity_criteria",
        action="representation.work",
    ),
    WorkLink(
        label=_("Diversity plan"),
        about=_("Goals and actions, with owners, dates and what they brought."),
        url_name="diversity_plan",
        action="diversity_plan.work",
        waiting=plans_waiting,
    ),
)

PAGES = WorkPages(_("Diversity"), WORK_LINKS)
work_page = PAGES.page
