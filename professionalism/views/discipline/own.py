"""What the officer concerned reads: the own case with its charge, days and terms, and what they may answer."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from legitimacy.access import allow
from professionalism.navigation import PAGES
from professionalism.selectors.discipline import detail as parts
from professionalism.views.discipline.access import own_require
from professionalism.views.discipline.detail import outcome_of, papers_of
from professionalism.views.discipline.lists import case_row
from professionalism.workflow.discipline import Status

OWN_PAPERS = frozenset({"defence", "hearing", "request", "council", "appeal", "appeal_end"})


@require_safe
@allow("discipline.own")
def discipline_own(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = [case_row(case, today) for case in parts.own_cases(request.user)[:50]]
    return PAGES.page(request, "professionalism/discipline/own.html", {"rows": rows})


@require_safe
def discipline_own_case(request: HttpRequest, pk: UUID) -> HttpResponse:
    case = own_require(request, pk)
    today = timezone.localdate()
    events = parts.events_read(case)
    history = parts.history_read(events)
    context = {
        **case_row(case, today),
        "register": case.register,
        "terms": parts.terms_view(history, today),
        "events": [parts.event_view(event) for event in events if event.kind in parts.OFFICIAL],
        "papers": [paper for paper in papers_of(case) if paper["row"].kind in OWN_PAPERS],
        "may_defend": case.status == Status.INTRODUCED,
        "may_ask": case.status == Status.PROPOSED,
        **outcome_of(case),
    }
    return PAGES.page(request, "professionalism/discipline/own_case.html", context)
