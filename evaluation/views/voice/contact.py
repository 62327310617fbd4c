"""The survey after a contact on the work pages: a half-year opened, contacts drawn by lot, results once it closed."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from evaluation.exports.slips import invitations_zip
from evaluation.forms.voice.contact import DrawForm
from evaluation.models import ContactRound
from evaluation.navigation import work_page
from evaluation.services.voice.contact import ContactFaultError, contact_draw, contact_open
from evaluation.views.voice.contact_told import round_told
from evaluation.views.voice.pages import corps_shown
from legitimacy.access import allow, can, require
from legitimacy.models import Corps, Role, User


@require_POST
@allow("voice.import")
def contact_begin(request: HttpRequest) -> HttpResponse:
    """Open the half-year of today in the own corps."""
    corps, _all = corps_shown(request, Role.EVALUATION_OFFICER)
    require(request, "voice.change", ContactRound(corps=corps))
    try:
        one = contact_open(corps=cast(Corps, corps), actor=cast(User, request.user))
    except ContactFaultError as fault:
        messages.error(request, fault.reason)
        return redirect("voice_home")
    messages.success(request, _("The survey is open. Now draw who is asked."))
    return redirect("contact_page", pk=one.pk)


@require_safe
def contact_page(request: HttpRequest, pk: int) -> HttpResponse:
    one = _round(pk)
    require(request, "voice.read", one)
    return _page(request, one, DrawForm())


@require_POST
def contact_lots(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw contacts and hand back one file with them and with as many links. It is made here and kept nowhere."""
    one = _round(pk)
    require(request, "voice.change", one)
    form = DrawForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, one, form, status=422)
    given = form.cleaned_data
    try:
        drawn = contact_draw(
            contact_round=one, kind=given["kind"], references=given["references"], size=given["size"],
            actor=cast(User, request.user),
        )  # fmt: skip
    except ContactFaultError as fault:
        form.add_error(fault.field or None, fault.reason)
        return _page(request, one, form, status=422)
    content = invitations_zip(one, drawn.references, drawn.codes, _addresses(request))
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="invitations-{one.corps.code}-{one.half}.zip"'
    response["Cache-Control"] = "no-store"
    return response


def _round(pk: int) -> ContactRound:
    one: ContactRound = get_object_or_404(ContactRound.objects.select_related("corps"), pk=pk)
    return one


def _addresses(request: HttpRequest) -> list[tuple[str, str]]:
    """The page of the questions in each language, that of the reader first."""
    here = translation.get_language() or settings.LANGUAGE_CODE
    found = []
    for code, _name in sorted(settings.LANGUAGES, key=lambda pair: pair[0] != here):
        with translation.override(code):
            found.append((code, request.build_absolute_uri(reverse("contact_answer"))))
    return found


def _page(request: HttpRequest, one: ContactRound, form: DrawForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "round": one,
        "subject": one.corps,
        "register": one.corps.register,
        "form": form,
        "may_draw": can(request.user, "voice.change", one),
        **round_told(one),
    }
    return work_page(request, "evaluation/voice/contact.html", context, status=status)
