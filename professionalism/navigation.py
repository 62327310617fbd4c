"""Where professionalism stands in the main navigation, and its work pages."""

from django.utils.translation import gettext_lazy as _

from legitimacy.entries import NavigationEntry, navigation
from legitimacy.work_pages import WorkLink, WorkPages

navigation.register(
    NavigationEntry(
        key="35-professionalism",
        label=_("Professionalism"),
        url_name="professionalism_home",
        action="professionalism.work",
    ),
)

WORK_LINKS: tuple[WorkLink, ...] = ()

PAGES = WorkPages(_("Professionalism"), WORK_LINKS)
work_page = PAGES.page
