"""Where diversity stands in the main navigation, and its work pages."""

from django.utils.translation import gettext_lazy as _

from diversity.selectors.plan_waiting import plans_waiting
from diversity.selectors.staff_waiting import staff_waiting
from diversity.selectors.survey_waiting import surveys_waiting
from legitimacy.entries import NavigationEntry, navigation
from legitimacy.work_pages import WorkLink, WorkPages, work_places

navigation.register(
    NavigationEntry(key="37-diversity", label=_("Diversity"), url_name="diversity_home", action="diversity.work"),
)

WORK_LINKS: tuple[WorkLink, ...] = (
    WorkLink(
        label=_("Staff in counts"),
        about=_("Who works here, who joined, left and rose, in counts that HR hands over and the chief validates."),
        url_name="staff_list",
        action="staff.work",
        waiting=staff_waiting,
    ),
    WorkLink(
        label=_("Inclusion survey"),
        about=_("An anonymous, voluntary survey among staff: plan a round, hand out slips, read what came out."),
        url_name="surveys_home",
        action="survey.work",
        waiting=surveys_waiting,
    ),
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
work_places.register(PAGES)
work_page = PAGES.page
