"""Where the audit body stands in the main navigation, and its work pages."""

from django.utils.translation import gettext_lazy as _

from audit.selectors.audits.waiting import audits_waiting
from audit.selectors.frameworks.waiting import frameworks_waiting
from audit.selectors.funding.listing import funding_waiting
from audit.selectors.standards.waiting import assessments_told, samples_told
from legitimacy.entries import NavigationEntry, navigation
from legitimacy.work_pages import WorkLink, WorkPages, work_places

navigation.register(
    NavigationEntry(key="15-compare", label=_("Compare"), url_name="compare"),
    NavigationEntry(key="40-audit", label=_("Audit"), url_name="audit_home", action="audit.work"),
)


WORK_LINKS: tuple[WorkLink, ...] = (
    WorkLink(
        label=_("Assessments"),
        about=_("A corps assesses itself by a published standard; an auditor validates it, criterion by criterion."),
        url_name="assessments_list",
        action="assessment.list",
        waiting=assessments_told,
    ),
    WorkLink(
        label=_("Samples"),
        about=_("Real communications, pages, queries and replies, drawn by lot and read by two people."),
        url_name="samples_list",
        action="sample.list",
        waiting=samples_told,
    ),
    WorkLink(
        label=_("Audits"),
        about=_("Plan audits over the six-year cycle, carry them out, and follow what was recommended."),
        url_name="audits_list",
        action="audit.list",
        waiting=audits_waiting,
    ),
    WorkLink(
        label=_("Funding advice"),
        about=_("Money that follows quality: schemes, calculation sheets, replies and signatures."),
        url_name="funding",
        action="funding.read",
        waiting=funding_waiting,
    ),
    WorkLink(
        label=_("Frameworks"),
        about=_("What counts as enough: floors, targets, weights and minima, made in drafts and signed by two people."),
        url_name="audit_frameworks",
        action="framework.list",
        waiting=frameworks_waiting,
    ),
    WorkLink(
        label=_("Reports"),
        about=_("Scorecards and comparisons as PDF, spreadsheet, CSV or JSON, with the same figures as the pages."),
        url_name="reports",
        action="report.make",
    ),
)


PAGES = WorkPages(_("Audit"), WORK_LINKS)
work_places.register(PAGES)
work_page = PAGES.page
