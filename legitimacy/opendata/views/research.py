"""Access of researchers: asking, deciding, fetching, and outputs that are checked before they leave."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from legitimacy.access import allow, can, require
from legitimacy.disclosure.selectors import values_stream
from legitimacy.models import AccessRequest, ResearchOutput, Role, User
from legitimacy.models.disclosure import Audience
from legitimacy.opendata.exports import VALUE_COLUMNS, csv_stream, value_row
from legitimacy.opendata.forms import AccessForm, OutputForm
from legitimacy.opendata.selectors.research import registers_of, requests_of
from legitimacy.opendata.services import research


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@allow("research.list")
def access_list(request: HttpRequest) -> HttpResponse:
    """Requests, and the form to ask for access for whoever is a researcher of a register."""
    person = cast(User, request.user)
    registers = registers_of(person, Role.RESEARCHER)
    form = AccessForm(request.POST or None, registers=registers) if registers else None
    if request.method == "POST":
        require(request, "research.ask", request.POST.get("register", ""))
        if form is not None and form.is_valid():
            try:
                asked = research.access_ask(person=person, **form.cleaned_data)
            except research.ResearchError as error:
                form.add_error("until", str(error))
            else:
                messages.success(request, _("Asked. A data steward decides, and you read the decision here."))
                return redirect("research_access", pk=asked.pk)
    context = {"requests": requests_of(person), "form": form}
    return render(request, "opendata/research.html", context, status=400 if form and form.errors else 200)


def _request_of(request: HttpRequest, pk: int) -> AccessRequest:
    return get_object_or_404(AccessRequest.objects.select_related("person", "decided_by"), pk=pk)


def _row(request: HttpRequest, pk: int, **_more: Any) -> AccessRequest:
    return _request_of(request, pk)


@never_cache
@require_safe
@allow("research.see", _row)
def access_page(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _request_of(request, pk), OutputForm())


def _page(request: HttpRequest, asked: AccessRequest, form: OutputForm, status: int = 200) -> HttpResponse:
    outputs = [(one, research.small_numbers(one.content)) for one in asked.outputs.select_related("checked_by")]
    context = {
        "asked": asked,
        "outputs": outputs,
        "fetches": asked.fetches.all()[:50],
        "form": form if can(request.user, "research.use", asked) else None,
        "decides": can(request.user, "research.decide", asked) and asked.person_id != request.user.pk,
        "is_own": asked.person_id == request.user.pk,
        "today": timezone.localdate(),
    }
    return render(request, "opendata/research_access.html", context, status=status)


@require_POST
@allow("research.decide", _row)
def access_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant, refuse or end."""
    asked, actor = _request_of(request, pk), cast(User, request.user)
    verdict, reason = request.POST.get("verdict", ""), request.POST.get("reason", "")[:2000]
    try:
        if verdict == "end":
            research.access_end(request=asked, actor=actor, reason=reason)
        elif verdict in ("grant", "refuse"):
            research.access_decide(request=asked, actor=actor, granted=verdict == "grant", reason=reason)
        else:
            raise research.ResearchError(_("Choose to grant or to refuse."))
    except research.ResearchError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Decided. The researcher reads it on this page."))
    return redirect("research_access", pk=pk)


@never_cache
@require_safe
@allow("research.use", _row)
def access_values(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every figure in force of the register as researchers may read it; each time is written down."""
    asked = _request_of(request, pk)
    research.access_fetched(request=asked, actor=cast(User, request.user), what="values.csv")
    found = values_stream(audience=Audience.RESEARCHER, register=asked.register)
    rows = (value_row(asked.register, value) for value in found)
    response = StreamingHttpResponse(csv_stream(VALUE_COLUMNS, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="research-{asked.pk}-{asked.register}-values.csv"'
    return response


@require_POST
@allow("research.use", _row)
def output_new(request: HttpRequest, pk: int) -> HttpResponse:
    asked, form = _request_of(request, pk), OutputForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, form, status=400)
    research.output_hand_in(request=asked, actor=cast(User, request.user), **form.cleaned_data)
    messages.success(request, _("Handed in. Wait for the check before you publish it."))
    return redirect("research_access", pk=pk)


@require_POST
@allow("research.decide", _row)
def output_verdict(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    output = get_object_or_404(ResearchOutput, pk=number, request=pk)
    cleared, note = request.POST.get("verdict") == "clear", request.POST.get("note", "")[:2000]
    try:
        research.output_check(output=output, actor=cast(User, request.user), cleared=cleared, note=note)
    except research.ResearchError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Checked. The researcher reads it on this page."))
    return redirect("research_access", pk=pk)


@require_safe
@allow("research.see", _row)
def output_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A cleared output with its stamp; others do not leave."""
    output = get_object_or_404(ResearchOutput, pk=number, request=pk, state=ResearchOutput.State.CLEARED)
    response = HttpResponse(output.content, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="output-{output.pk}-cleared.txt"'
    return response
