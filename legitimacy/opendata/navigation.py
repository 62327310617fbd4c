"""What of open data waits for a data steward, on the page that tells what needs the reader today."""

from django.utils.translation import gettext_lazy as _

from legitimacy.opendata.selectors.waiting import releases_waiting, research_waiting
from legitimacy.work_pages import WorkLink, WorkPages, work_places

WORK_LINKS: tuple[WorkLink, ...] = (
    WorkLink(label=_("Open data"), url_name="opendata", action="release.list", waiting=releases_waiting),
    WorkLink(
        label=_("Access for research"), url_name="research_accesses", action="research.list", waiting=research_waiting
    ),
)

work_places.register(WorkPages(_("Open data"), WORK_LINKS))
