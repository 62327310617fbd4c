"""The work page of practices: what one's corps describes and uses, and what waits for a rating."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from evaluation.navigation import work_page
from evaluation.rules.practices import corps_of, registers_rated
from evaluation.selectors.practices import described_by, unrated, used_by
from evaluation.views.practices.told import practice_told
from legitimacy.access import allow, can

MOST_WAITING = 50


@require_safe
@allow("practice.work")
def practices_work(request: HttpRequest) -> HttpResponse:
    corps, registers = corps_of(request.user), registers_rated(request.user)
    waiting = unrated(registers) if registers else None
    queue = list(waiting[:MOST_WAITING]) if waiting is not None else []
    context = {
        "corps": corps,
        "described": [practice_told(practice) for practice in described_by(corps)],
        "uses": used_by(corps),
        "rates": bool(registers),
        "queue": [(practice, can(request.user, "practice.rate", practice)) for practice in queue],
        "queue_length": waiting.count() if waiting is not None else 0,
        "public_register": (registers or [corps[0].register if corps else ""])[0],
    }
    return work_page(request, "evaluation/practices/work.html", context)
