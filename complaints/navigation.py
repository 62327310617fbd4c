"""Where complaints stand in the main navigation, and their work pages."""

from django.utils.translation import gettext_lazy as _

from complaints.selectors.waiting import complaints_waiting
from legitimacy.entries import NavigationEntry, navigation
from legitimacy.work_pages import WorkLink, WorkPages, work_places

navigation.register(
    NavigationEntry(key="20-complaint", label=_("Complain"), url_name="complaint_start"),
    NavigationEntry(key="30-complaints", label=_("Complaints"), url_name="complaints_home", action="complaint.work"),
)

WORK_LINKS: tuple[WorkLink, ...] = (
    WorkLink(label=_("To do"), url_name="complaints_home", action="complaint.work", waiting=complaints_waiting),
    WorkLink(label=_("Complaint files"), url_name="complaints_list", action="complaint.list"),
    WorkLink(label=_("Referrals"), url_name="complaints_referrals", action="complaint.list"),
    WorkLink(label=_("Images to keep"), url_name="complaints_preservations", action="preservation.list"),
    WorkLink(label=_("Told by corps"), url_name="complaints_notifications", action="notification.list"),
    WorkLink(label=_("Enter a complaint"), url_name="complaints_enter", action="complaint.enter"),
    WorkLink(label=_("Keeping"), url_name="complaints_disposals", action="complaint.dispose"),
    WorkLink(label=_("Import"), url_name="complaints_import", action="complaint.import"),
    WorkLink(label=_("Figures"), url_name="complaints_figures", action="complaint.figures_some"),
    WorkLink(label=_("Who looked"), url_name="complaints_looks", action="complaint.audit_looks"),
    WorkLink(label=_("Files in an audit"), url_name="complaints_audited", action="complaint.audit_files"),
)

PAGES = WorkPages(_("Complaints"), WORK_LINKS)
work_places.register(PAGES)
work_page = PAGES.page
