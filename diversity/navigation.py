"""Where diversity stands in the main navigation, and its work pages."""

from django.utils.translation import gettext_lazy as _

from legitimacy.entries import NavigationEntry, navigation
from legitimacy.work_pages import WorkLink, WorkPages

navigation.register(
    NavigationEntry(key="37-diversity", label=_("Diversity"), url_name="diversity_home", action="diversity.work"),
)

WORK_LINKS: tuple[WorkLink, ...] = ()

PAGES = WorkPages(_("Diversity"), WORK_LINKS)
work_page = PAGES.page
