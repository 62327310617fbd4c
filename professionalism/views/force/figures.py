"""Force in figures, for the chief of corps and professional standards: no report and no person."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from legitimacy.access import allow
from professionalism.navigation import work_page
from professionalism.selectors.force_figures import figures_corps, figures_of


@require_safe
@allow("force.figures")
def force_figures(request: HttpRequest) -> HttpResponse:
    choices = figures_corps(request.user)
    wanted = request.GET.get("corps", "").replace("\x00", "")
    corps = next((one for one in choices if one.code == wanted), choices[0])
    context = {
        "figures": figures_of(corps, timezone.localdate()),
        "corps": corps,
        "register": corps.register,
        "choices": choices if len(choices) > 1 else [],
    }
    return work_page(request, "professionalism/force/figures.html", context)
