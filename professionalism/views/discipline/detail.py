"""The page of one disciplinary case, from identification to sanction; and the name behind its pseudonym."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from legitimacy.access import can, require
from legitimacy.codes import label_read
from legitimacy.members import member_name_open
from legitimacy.record_links import records_naming, url_of_record
from legitimacy.standings import corps_title
from professionalism.forms.discipline.acting import NameForm
from professionalism.models import DisciplinaryCase, SourceKind
from professionalism.navigation import PAGES
from professionalism.selectors.discipline import detail as parts
from professionalism.selectors.discipline.source import source_gone
from professionalism.services.discipline.needs import SENTENCES, missing
from professionalism.services.discipline.ties import tie_with
from professionalism.views.discipline.access import case_require, person_of
from professionalism.views.discipline.lists import case_row
from professionalism.workflow.discipline import BEFORE_REPORT, UNDECIDED, Actor, Authority, Status, steps_from
from professionalism.workflow.discipline_codes import CODES, SANCTIONS
from professionalism.workflow.discipline_wording import STEP_WORDS

PAPER_LISTS = {"council": "opinion", "appeal_end": "appeal_end"}


@require_safe
def discipline_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = case_require(request, pk)
    user, today = person_of(request), timezone.localdate()
    events = parts.events_read(case)
    history = parts.history_read(events)
    prepares = can(user, "discipline.prepare", case)
    decides = can(user, "discipline.decide", case)
    tie = tie_with(case, user) if decides else None
    advises = can(user, "discipline.advise", case)
    advised = any(event.kind == "prosecutor_advice" for event in events)
    context: dict[str, Any] = {
        **case_row(case, today),
        "register": case.register,
        "title": corps_title(case.corps),
        "prepares": prepares,
        "decides": decides and tie is None,
        "inside": prepares or decides,
        "advises": advises,
        "tie": tie.sentence if tie else "",
        "is_open": case.status in UNDECIDED,
        "told": case.introduced_on is not None,
        "hears": case.status == Status.INTRODUCED,
        "offers": step_offers(case, prepares=prepares, decides=decides and tie is None),
        "turn": turn_of(case, prepares=prepares, advises=advises and not advised),
        "limit": parts.limit_view(history, today),
        "limit_runs": case.status in BEFORE_REPORT,
        "terms": parts.terms_view(history, today),
        "line": parts.line_of_time(events),
        "papers": papers_of(case),
        "measures": [
            {"row": row, "words": CODES.label_of("measure", row.code), "runs": row.ended_on is None}
            for row in case.measures.all()
        ],
        "authority": Authority(case.authority).label,
        "source": SourceKind(case.source_kind).label,
        "source_url": url_of_record(user, case.source_kind, case.source_reference),
        "source_gone": source_gone(case) if prepares or decides else "",
        "naming": records_naming(user, "discipline", case.number),
        **outcome_of(case),
    }
    return PAGES.page(request, "professionalism/discipline/case.html", context)


def turn_of(case: DisciplinaryCase, *, prepares: bool, advises: bool) -> dict[str, Any] | None:
    """What somebody without a step of their own reads: what they can still do for the next one, or whose turn it is."""
    if case.status not in UNDECIDED:
        return None
    if advises:
        url = reverse("discipline_advise", args=[case.pk])
        return {
            "sentence": _("You may advise the authority before it decides."),
            "url": url,
            "button": _("Give advice"),
        }
    if prepares and case.status in BEFORE_REPORT and not case.charge:
        url = reverse("discipline_write", args=[case.pk])
        sentence = _("The charge must be written before the authority can sign the introductory report.")
        return {"sentence": sentence, "url": url, "button": _("Write the charge")}
    if case.status == Status.COUNCIL:
        return {"sentence": _("The advice of the disciplinary council is awaited.")}
    if case.authority == Authority.ORDINARY:
        return {"sentence": _("The next step is for the chief of corps.")}
    return {"sentence": _("The next step is for the mayor or the police college.")}


def outcome_of(case: DisciplinaryCase) -> dict[str, Any]:
    """How the case ended, with where its sanction and erasure term come from."""
    sanction = getattr(case, "sanction", None)
    entry = SANCTIONS.lists["sanction"].get(sanction.code) if sanction else SANCTIONS.lists["closing"].get(case.closing)
    return {
        "sanction": sanction,
        "proposed": SANCTIONS.label_of("sanction", case.proposed) if case.proposed else "",
        "closing": SANCTIONS.label_of("closing", case.closing) if case.closing else "",
        "entry": entry,
        "erase_why": label_read(entry.extra, "erase_") if entry else "",
    }


def papers_of(case: DisciplinaryCase) -> list[dict[str, Any]]:
    return [
        {
            "row": paper,
            "words": paper.get_kind_display(),
            "code": CODES.label_of(PAPER_LISTS[paper.kind], paper.code) if paper.kind in PAPER_LISTS else "",
        }
        for paper in case.papers.all()
    ]


def step_offers(case: DisciplinaryCase, *, prepares: bool, decides: bool) -> list[dict[str, Any]]:
    """What this person may do next, with what is missing for it; the way forward first."""
    found = []
    kinds = [kind for kind, may in ((Actor.AUTHORITY, decides), (Actor.STANDARDS, prepares)) if may]
    for kind in kinds:
        for step in steps_from(case.status, kind):
            if (step.name == "decide" and case.level != "light") or (step.name == "propose" and case.level != "heavy"):
                continue
            lacking = missing(case, step)
            address = f"{reverse('discipline_step', args=[case.pk])}?{urlencode({'step': step.name})}"
            found.append(
                {
                    "name": step.name,
                    "words": STEP_WORDS[step.name],
                    "url": address,
                    "lacking": SENTENCES[lacking] if lacking else "",
                }
            )
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def discipline_name(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The name behind the pseudonym, for one page, with a reason that stands on the trail."""
    case = case_require(request, pk)
    require(request, "discipline.name", case)
    user = person_of(request)
    form = NameForm(request.POST if request.method == "POST" else None, case=case, user=user)
    context: dict[str, Any] = {"case": case, "register": case.register, "form": form, "opened": None}
    status = 200
    if request.method == "POST":
        if form.is_valid() and form.cleaned_data["reason"] in CODES.lists["name_reason"]:
            context["opened"] = member_name_open(member=case.member, actor=user, reason=form.cleaned_data["reason"])
        else:
            status = 422
    return PAGES.page(request, "professionalism/discipline/name.html", context, status=status)
