"""Samples: the list, drawing one, the page of one, closing it and taking it back."""

import csv
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.forms.standards.frames import LAYOUTS, formula_like
from audit.forms.standards.sampling import CloseForm, DrawForm, RejectForm
from audit.models import Sample, SampleItem
from audit.navigation import work_page
from audit.selectors.standards.lists import (
    judged_corps,
    judged_registers,
    sampled,
    samples_of,
    samples_waiting,
)
from audit.selectors.standards.seats import Seating, seating_of
from audit.services.standards.errors import StandardError
from audit.services.standards.reading import reader_join, reading_submit, reference_of, sample_close
from audit.services.standards.sampling import sample_reject, sample_start
from audit.views.standards.filtering import corps_listed, listed, registers_of
from audit.views.standards.shown import person_of, span_text
from audit.workflow.standards.codes import SampleStage
from audit.workflow.standards.drawing import FIELDS, frame_unpack
from legitimacy.access import allow, can, require
from legitimacy.cells import cell_safe
from legitimacy.models import ImprovementAction
from legitimacy.numbers import number_text, share_text


def sample_find(_request: HttpRequest, pk: int, **_: Any) -> Sample:
    return get_object_or_404(Sample.objects.select_related("corps", "standard").defer("frame"), pk=pk)


@require_safe
@allow("sample.list")
def samples_list(request: HttpRequest) -> HttpResponse:
    """What this person sees; what waits for them stands first."""
    user = person_of(request)
    is_auditor = can(user, "sample.audit")
    waiting = samples_waiting(user) if is_auditor else None
    context = listed(request, seen=samples_of(user), waiting=waiting, stages=list(SampleStage.choices))
    context |= {
        "rows": [head_of(each) for each in context["page"].object_list],
        "corps_listed": corps_listed(user),
        "standards": sampled(registers_of(user)),
        "may_draw": is_auditor,
    }
    return work_page(request, "audit/standards/samples.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("sample.audit")
def sample_draw(request: HttpRequest) -> HttpResponse:
    """Give the full list; the draw is made here, at once."""
    user = person_of(request)
    offered = list(judged_corps(user).filter(valid_to=None).order_by("name"))
    standards = sampled(judged_registers(user))
    is_post = request.method == "POST"
    form = DrawForm(
        request.POST if is_post else None, request.FILES if is_post else None, corps=offered, standards=standards
    )
    if is_post and form.is_valid():
        require(request, "sample.draw", form.cleaned_data["corps"])
        try:
            sample = sample_start(
                corps=form.cleaned_data["corps"],
                standard=form.cleaned_data["standard"],
                period_from=form.span[0],
                period_to=form.span[1],
                items=form.items,
                source=form.cleaned_data["source"],
                size=form.cleaned_data["size"],
                actor=user,
            )
        except StandardError as error:
            form.add_error(None, str(error))
        else:
            _drawn_say(request, sample, form)
            return redirect("sample_page", pk=sample.pk)
    columns = [(each.get_sample_frame_display(), _columns(each.sample_frame)) for each in standards]
    context = {"form": form, "columns": dict(columns).items()}
    return work_page(request, "audit/standards/sample_draw.html", context, status=422 if form.errors else 200)


@require_safe
@allow("sample.view", sample_find)
def sample_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One sample: how it was drawn, who reads, what came out."""
    sample = sample_find(request, pk)
    judges = can(request.user, "sample.judge", sample)
    seating = seating_of(sample, request.user)
    shows = sample.stage == SampleStage.CLOSED or (judges and seating.shows_levels)
    context = head_of(sample) | {
        "seating": seating,
        "judges": judges,
        "rows": item_rows(sample, seating, shows_levels=shows),
        "shows": shows,
        "by_criterion": _by_criterion(sample, seating) if shows else [],
        "actions": _actions(sample) if sample.stage == SampleStage.CLOSED else [],
        "close_form": CloseForm(initial={"version": sample.version}) if judges and seating.task == "close" else None,
        "reject_form": RejectForm(initial={"version": sample.version})
        if judges and sample.stage in (SampleStage.READING, SampleStage.CLOSED)
        else None,
    }
    return work_page(request, "audit/standards/sample.html", context)


@require_POST
@allow("sample.judge", sample_find)
def sample_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Join, hand in, close or reject, by the button that was pressed."""
    sample = sample_find(request, pk)
    acts = {"join": _join, "submit": _submit, "close": _close, "reject": _reject}
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        messages.error(request, _("Something was missing from this form. Nothing was changed."))
        return redirect("sample_page", pk=pk)
    try:
        return act(request, sample)
    except StandardError as error:
        messages.error(request, str(error))
        return redirect("sample_page", pk=pk)


@require_safe
@allow("sample.judge", sample_find)
def sample_frame(request: HttpRequest, pk: int) -> HttpResponse:
    """The list from which was drawn, so that anybody can draw again."""
    sample = get_object_or_404(Sample.objects.select_related("corps", "standard"), pk=pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="sample-{sample.pk}-list.csv"'
    response["Cache-Control"] = "no-store"
    writer = csv.writer(response)
    writer.writerow(FIELDS)
    for item in frame_unpack(bytes(sample.frame)):
        writer.writerow([cell_safe(getattr(item, name)) for name in FIELDS])
    return response


def head_of(sample: Sample) -> dict[str, Any]:
    """What stands above every page of one sample."""
    return {
        "sample": sample,
        "standard": sample.standard,
        "corps": sample.corps,
        "register": sample.corps.register,
        "span": span_text(sample),
        "stage": sample.get_stage_display(),
        "agreement": share_text(sample.agreement) if sample.agreement is not None else "",
        "kappa": number_text(sample.kappa, 2) if sample.kappa is not None else "",
    }


def item_rows(sample: Sample, seating: Seating, *, shows_levels: bool) -> list[dict[str, Any]]:
    read, rows = seating.readings, []
    for item in sample.items.order_by("position"):
        row: dict[str, Any] = {"item": item, "disputed": [], "passes": item.passes, "failed": item.failed}
        if shows_levels and sample.stage == SampleStage.READING:
            row["disputed"] = read.disputed.get(item.pk, [])
            if read.is_settled or not row["disputed"]:
                row["passes"], row["failed"] = read.passes(item.pk), read.failed(item.pk)
        rows.append(row)
    return rows


def _by_criterion(sample: Sample, seating: Seating) -> list[dict[str, Any]]:
    """Agreement on each criterion, where the readings were kept."""
    if not seating.readings.both_in or not seating.readings.levels:
        return []
    found = []
    for criterion in sample.standard.criteria.filter(code__in=seating.readings.codes).order_by("position"):
        agreement = seating.readings.agreement_on(criterion.code)
        found.append(
            {
                "criterion": criterion,
                "share": share_text(agreement.share),
                "kappa": number_text(agreement.kappa, 2) if agreement.kappa is not None else "",
            }
        )
    return found


def _actions(sample: Sample) -> list[ImprovementAction]:
    """Improvement actions that came from this sample."""
    references = [
        reference_of(sample, SampleItem(position=position))
        for position in sample.items.filter(passes=False).values_list("position", flat=True)
    ]
    rows = ImprovementAction.objects.filter(source=ImprovementAction.Source.AUDIT, reference__in=references)
    return list(rows.order_by("due_on", "pk"))


def _columns(kind: str) -> str:
    return ",".join(field.name for field in LAYOUTS[kind].fields)  # type: ignore[index]  # a Frame is its text


def _drawn_say(request: HttpRequest, sample: Sample, form: DrawForm) -> None:
    words = ngettext(
        "%(count)s item was drawn from %(listed)s.", "%(count)s items were drawn from %(listed)s.", sample.size
    )
    messages.success(request, words % {"count": sample.size, "listed": sample.frame_count})
    if sample.size == sample.frame_count:
        messages.info(request, _("The list was not longer than the plan, so everything on it is read."))
    risky = formula_like(form.items)
    if risky:
        words = ngettext(
            "%(count)s item begins like a formula of a spreadsheet. It is kept as text, and can do nothing.",
            "%(count)s items begin like a formula of a spreadsheet. They are kept as text, and can do nothing.",
            risky,
        )
        messages.info(request, words % {"count": risky})


def _join(request: HttpRequest, sample: Sample) -> HttpResponse:
    reader_join(sample=sample, actor=person_of(request))
    return redirect("sample_read", pk=sample.pk)


def _submit(request: HttpRequest, sample: Sample) -> HttpResponse:
    seat = sample.readers.filter(reader=person_of(request)).first()
    if seat is None:
        raise StandardError("seat", _("You do not read this sample."))
    reading_submit(seat=seat, actor=person_of(request))
    messages.success(request, _("Handed in. Both readings are shown when both are in."))
    return redirect("sample_page", pk=sample.pk)


def _close(request: HttpRequest, sample: Sample) -> HttpResponse:
    form = CloseForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, f"{_('Not closed yet.')} {errors[0]}")
        return redirect("sample_page", pk=sample.pk)
    closed = sample_close(
        sample=sample,
        version=form.cleaned_data["version"],
        owner=form.cleaned_data["owner"],
        due_on=form.cleaned_data["due_on"],
        actor=person_of(request),
    )
    failing = closed.items.filter(passes=False).count()
    words = ngettext(
        "Closed: it counts now. %(count)s improvement action was made.",
        "Closed: it counts now. %(count)s improvement actions were made.",
        failing,
    )
    messages.success(request, words % {"count": failing})
    return redirect("sample_page", pk=sample.pk)


def _reject(request: HttpRequest, sample: Sample) -> HttpResponse:
    form = RejectForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what is wrong with it. Nothing was changed."))
        return redirect("sample_page", pk=sample.pk)
    sample_reject(
        sample=sample,
        version=form.cleaned_data["version"],
        fault=form.cleaned_data["fault"],
        actor=person_of(request),
    )
    messages.success(request, _("This sample no longer counts. Draw a new one from the full list."))
    return redirect("sample_page", pk=sample.pk)
