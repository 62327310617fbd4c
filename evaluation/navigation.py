"""Where evaluation stands in the main navigation, and its work pages."""

from django.utils.translation import gettext_lazy as _

from legitimacy.entries import NavigationEntry, navigation
from legitimacy.work_pages import WorkLink, WorkPages

navigation.register(
    NavigationEntry(key="25-evaluation", label=_("Evaluation"), url_name="evaluation_home", action="evaluation.work"),
)

WORK_LINKS: tuple[WorkLink, ...] = ()

PAGES = WorkPages(_("Evaluation"), WORK_LINKS)
work_page = PAGES.page
