"""Reading a sample, ten items a page: as one of two readers, or as the third who decides differences."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit.forms.standards.sampling import ReadingForm
from audit.models import Criterion, Reading, Sample, SampleItem, SampleReader
from audit.navigation import work_page
from audit.selectors.standards.readings import FIRST, SECOND, THIRD, Readings, readings_of
from audit.services.standards.errors import StandardError
from audit.services.standards.reading import reading_save
from audit.views.standards.samples import head_of, sample_find
from audit.views.standards.shown import person_of
from audit.workflow.standards.codes import Level, SampleStage
from legitimacy.access import allow

PAGE = 10


@require_http_methods(["GET", "HEAD", "POST"])
@allow("sample.judge", sample_find)
def sample_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge some items. POST keeps them and goes to the next ones."""
    sample = sample_find(request, pk)
    seat = sample.readers.filter(reader=person_of(request)).first()
    if seat is None or seat.submitted_on is not None or sample.stage != SampleStage.READING:
        if request.method == "POST":
            messages.error(request, _("You cannot read this sample now. Nothing was changed."))
        return redirect("sample_page", pk=pk)
    read = readings_of(sample)
    asked = read.disputed if seat.seat == THIRD else {item: list(read.codes) for item, _position in read.items}
    rows = sample.items.filter(pk__in=list(asked)).order_by("position")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    items = list(page.object_list)
    known = {each.item_id: each for each in Reading.objects.filter(item__in=items, seat=seat.seat)}
    form = ReadingForm(request.POST if request.method == "POST" else None, items=items, asked=asked, readings=known)
    if request.method == "POST" and form.is_valid():
        try:
            reading_save(seat=seat, answers=form.answers, actor=person_of(request))
        except StandardError as error:
            messages.error(request, str(error))
            return redirect("sample_page", pk=pk)
        messages.success(request, _("Saved."))
        address = reverse("sample_read", kwargs={"pk": pk})
        if request.POST.get("go") == "next" and page.has_next():
            return redirect(f"{address}?page={page.next_page_number()}")
        if request.POST.get("go") == "next":
            return redirect("sample_page", pk=pk)
        return redirect(f"{address}?page={page.number}")
    context = head_of(sample) | {
        "seat": seat,
        "is_third": seat.seat == THIRD,
        "page": page,
        "form": form,
        "rows": [_row(form, item, asked, _criteria(sample), read, seat) for item in items],
        "open": len(read.missing(seat.seat)),
    }
    return work_page(request, "audit/standards/sample_read.html", context, status=422 if form.errors else 200)


def _criteria(sample: Sample) -> dict[str, Criterion]:
    return {each.code: each for each in sample.standard.criteria.all()}


def _row(
    form: ReadingForm,
    item: SampleItem,
    asked: dict[int, list[str]],
    criteria: dict[str, Criterion],
    read: Readings,
    seat: SampleReader,
) -> dict[str, Any]:
    controls = []
    for code in asked[item.pk]:
        control: dict[str, Any] = {"criterion": criteria[code], "level": form[f"level_{item.pk}_{code}"]}
        if seat.seat == THIRD:
            control |= {"first": _said(read, FIRST, item, code), "second": _said(read, SECOND, item, code)}
        controls.append(control)
    return {"item": item, "controls": controls, "remark": form[f"remark_{item.pk}"]}


def _said(read: Readings, seat: int, item: SampleItem, code: str) -> object:
    level = read.levels.get((seat, item.pk), {}).get(code, "")
    return Level(level).label if level else ""
