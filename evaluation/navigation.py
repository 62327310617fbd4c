"""Where evaluation stands in the main navigation, and its work pages."""

from django.utils.translation import gettext_lazy as _

from evaluation.selectors.actions import actions_waiting
from evaluation.selectors.policy import policy_waiting
from evaluation.selectors.practice_waiting import practices_waiting, research_waiting
from evaluation.selectors.voice.waiting import voice_waiting
from evaluation.selectors.waiting import accounts_waiting
from legitimacy.entries import NavigationEntry, navigation
from legitimacy.work_pages import WorkLink, WorkPages, work_places

navigation.register(
    NavigationEntry(key="25-evaluation", label=_("Evaluation"), url_name="evaluation_home", action="evaluation.work"),
)

WORK_LINKS: tuple[WorkLink, ...] = (
    WorkLink(
        label=_("Accounts"),
        about=_("The yearly account of the chief of corps: written, signed, presented to the council, published."),
        url_name="accounts_list",
        action="account.work",
        waiting=accounts_waiting,
    ),
    WorkLink(
        label=_("Plans and evaluations"),
        about=_("Objectives of the zonal safety plan and the action plans, and whether they work."),
        url_name="policy_plans",
        action="policy.work",
        waiting=policy_waiting,
    ),
    WorkLink(
        label=_("Improvement actions"),
        about=_("What the corps promised to improve, from every part of the monitor, and by when."),
        url_name="policy_actions",
        action="policy_action.list",
        waiting=actions_waiting,
    ),
    WorkLink(
        label=_("Citizens' voice"),
        about=_("What residents say in surveys, and the corps's own survey after a contact."),
        url_name="voice_home",
        action="voice.work",
        waiting=voice_waiting,
    ),
    WorkLink(
        label=_("Practices"),
        about=_("What your corps does, since when, and how strong the evidence is."),
        url_name="practices_work",
        action="practice.work",
        waiting=practices_waiting,
    ),
    WorkLink(
        label=_("Research"),
        about=_("Projects, chairs and protocols with schools and universities, and what came of them."),
        url_name="research_work",
        action="research.work",
        waiting=research_waiting,
    ),
)

PAGES = WorkPages(_("Evaluation"), WORK_LINKS)
work_places.register(PAGES)
work_page = PAGES.page
