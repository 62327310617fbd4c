"""Monthly counts of a corps: what was entered and what is missing, the form of one month, and a file to fill in."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from legitimacy.access import allow
from legitimacy.exports.tables import csv_text
from legitimacy.models import Corps
from professionalism.forms.counts import CountsForm
from professionalism.navigation import work_page
from professionalism.selectors.counts import corps_entered_by, counts_digest, counts_of, month_lines
from professionalism.services.operations import CountsRefusedError, counts_enter
from professionalism.workflow.sheets import SHEETS

HEADER = ("corps", "period", "kind", "category", "count")
FIRST_YEAR = 2000


@require_safe
@allow("operations.enter")
def counts_list(request: HttpRequest, sheet: str) -> HttpResponse:
    corps, choices = _corps(request)
    context = {
        "sheet": SHEETS[sheet],
        "corps": corps,
        "register": corps.register,
        "choices": choices if len(choices) > 1 else [],
        "lines": [
            (line, reverse(f"counts_{sheet}_month", kwargs={"month": f"{line.month:%Y-%m}"}))
            for line in month_lines(corps, SHEETS[sheet], timezone.localdate())
        ],
        "template_url": reverse(f"counts_{sheet}_csv"),
    }
    return work_page(request, "professionalism/counts/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("operations.enter")
def counts_month(request: HttpRequest, sheet: str, month: str) -> HttpResponse:
    corps, _choices = _corps(request)
    today = timezone.localdate()
    first = _month(month, today)
    stood = counts_of(corps, first)
    data = request.POST if request.method == "POST" else None
    seen = counts_digest(stood)
    form = CountsForm(data, sheet=SHEETS[sheet], month=first, stood=stood, today=today)
    form.fields["seen"].initial = seen
    if form.is_bound and form.is_valid() and _enter(form, corps, first, request, seen=seen):
        return redirect(f"{reverse(f'counts_{sheet}')}?corps={corps.code}")
    context = {
        "sheet": SHEETS[sheet],
        "corps": corps,
        "register": corps.register,
        "month": first,
        "form": form,
        "back": f"{reverse(f'counts_{sheet}')}?corps={corps.code}",
    }
    return work_page(request, "professionalism/counts/month.html", context, status=422 if form.errors else 200)


@require_safe
@allow("operations.enter")
def counts_template(request: HttpRequest, sheet: str) -> HttpResponse:
    """A file to fill in for `records_import operations`: one row for each count of the last month."""
    corps, _choices = _corps(request)
    first = month_lines(corps, SHEETS[sheet], timezone.localdate())
    month = first[0].month if first else timezone.localdate().replace(day=1)
    rows = [
        (corps.code, f"{month:%Y-%m}", str(kind), category, "")
        for category in SHEETS[sheet].categories(month)
        for kind in SHEETS[sheet].kinds
    ]
    response = HttpResponse(csv_text(HEADER, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{sheet}-{corps.code}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _enter(form: CountsForm, corps: Corps, month: date, request: HttpRequest, *, seen: str) -> bool:
    if form.cleaned_data["seen"] != seen:
        form.add_error(None, _("Somebody entered counts of this month meanwhile. Open it anew and look at them first."))
        return False
    try:
        changed = counts_enter(corps=corps, month=month, counts=form.counts(), actor=request.user)  # type: ignore[arg-type]
    except CountsRefusedError as error:
        form.refuse(error.reasons)
        return False
    messages.success(request, _("The counts were kept.") if changed else _("Nothing was changed."))
    return True


def _corps(request: HttpRequest) -> tuple[Corps, list[Corps]]:
    """The corps asked for, else the first; another one than one's own does not exist here."""
    choices = corps_entered_by(request.user)
    wanted = request.GET.get("corps", "")
    found = next((one for one in choices if one.code == wanted), None if wanted else choices[0])
    if found is None:
        raise Http404
    return found, choices


def _month(text: str, today: date) -> date:
    """The first day of a month that is over."""
    try:
        month = date(int(text[:4]), int(text[5:]), 1)
    except ValueError:
        raise Http404 from None
    if month.year < FIRST_YEAR or month >= today.replace(day=1):
        raise Http404
    return month
