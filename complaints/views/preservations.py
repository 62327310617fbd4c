"""Images that the own corps is asked to keep. The page knows place and moment, never whose complaint it is."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from complaints.navigation import work_page
from complaints.selectors.home import preservations_asked
from complaints.selectors.lists import file_url
from complaints.selectors.preservations import preservation_lines
from complaints.services.preserving import PreservationError, preservation_answer
from legitimacy.access import allow, require
from legitimacy.models import User


@require_safe
@allow("preservation.list")
def complaints_preservations(request: HttpRequest) -> HttpResponse:
    waiting, answered = preservation_lines(request.user)
    context = {
        "waiting": [(line, file_url(line.number) if line.number else "") for line in waiting],
        "answered": [(line, file_url(line.number) if line.number else "") for line in answered],
    }
    return work_page(request, "complaints/worklists/preservations.html", context)


@require_POST
@allow("preservation.list")
def complaints_preservation_answer(request: HttpRequest, pk: int) -> HttpResponse:
    asked = preservations_asked(request.user).select_related("complaint__corps").filter(pk=pk).first()
    if asked is None:
        raise Http404
    require(request, "preservation.answer", asked)
    answer = request.POST.get("kept", "")
    here = HttpResponseRedirect(reverse("complaints_preservations"), status=303)
    if answer not in ("yes", "no"):
        messages.error(request, _("Say whether the images are kept."))
        return here
    actor = request.user
    assert isinstance(actor, User)  # noqa: S101  the decorator let nobody else in
    try:
        preservation_answer(request=asked, actor=actor, kept=answer == "yes")
        messages.success(request, _("Your answer was noted."))
    except PreservationError:
        messages.error(request, _("This request was answered before. Nothing was changed."))
    return here
