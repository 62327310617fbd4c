"""Where professionalism stands in the main navigation, and its work pages."""

from django.utils.translation import gettext_lazy as _

from legitimacy.entries import NavigationEntry, navigation
from legitimacy.work_pages import WorkLink, WorkPages, work_places
from professionalism.selectors.counts import checks_waiting, conflicts_waiting
from professionalism.selectors.discipline.lists import cases_waiting, own_waiting
from professionalism.selectors.force_waiting import drafts_waiting, reviews_waiting
from professionalism.selectors.signals.waiting import own_waiting as own_signals_waiting
from professionalism.selectors.signals.waiting import signals_waiting
from professionalism.selectors.training_waiting import training_waiting

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
        label=_("Where checks are made"),
        about=_("How far proactive checks fall on few places. No person and no place is named."),
        url_name="check_places",
        action="checks.places",
    ),
    WorkLink(
        label=_("Force reports in an audit"),
        about=_("Reports that you may read inside an opened audit."),
        url_name="force_audited",
        action="force.audit",
    ),
    WorkLink(
        label=_("Early signals"),
        about=_("A signal is an offer of help, not an accusation. A person looks at each and decides within 30 days."),
        url_name="signals_list",
        action="signal.list",
        waiting=signals_waiting,
    ),
    WorkLink(
        label=_("About me"),
        about=_("Signals about yourself: what was seen, what happens, and your right to reply."),
        url_name="signals_mine",
        action="signal.mine",
        waiting=own_signals_waiting,
    ),
    WorkLink(
        label=_("Report what I saw"),
        about=_("Worries about a colleague: who you are stays protected."),
        url_name="signals_report",
        action="signal.report",
    ),
    WorkLink(
        label=_("Exposure of officers"),
        about=_("Shifts or interventions by quarter, without which incidents cannot be compared."),
        url_name="signals_exposure",
        action="signal.exposure",
    ),
    WorkLink(
        label=_("Corrections"),
        about=_("What works: corrections by kind and effect."),
        url_name="signals_corrections",
        action="signal.what_works",
    ),
    WorkLink(
        label=_("Discipline"),
        about=_("Disciplinary cases from knowledge of the facts to the decision, with the six-month limit to the day."),
        url_name="discipline_list",
        action="discipline.list",
        waiting=cases_waiting,
    ),
    WorkLink(
        label=_("My own case"),
        about=_("A disciplinary case about yourself: the charge, your terms, and what you can answer."),
        url_name="discipline_own",
        action="discipline.own",
        waiting=own_waiting,
    ),
    WorkLink(
        label=_("Discipline in figures"),
        about=_("How many cases there were each year and how they ended, in counts."),
        url_name="discipline_figures",
        action="professionalism.work",
    ),
    WorkLink(
        label=_("Training"),
        about=_("What people followed and passed, what is missing, and the modules of GPI 48."),
        url_name="training_home",
        action="training.work",
        waiting=training_waiting,
    ),
    WorkLink(
        label=_("Selection"),
        about=_("Which competences are tested, and who passes."),
        url_name="selection_home",
        action="selection.work",
    ),
)

PAGES = WorkPages(_("Professionalism"), WORK_LINKS)
work_places.register(PAGES)
work_page = PAGES.page
