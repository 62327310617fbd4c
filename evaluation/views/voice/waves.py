"""One wave of a survey: handed in by the evaluation officer, and read with its margins and breaks."""

import tempfile
from pathlib import Path
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.forms.voice.waves import WaveForm
from evaluation.imports.waves import HELD
from evaluation.models import SurveyWave
from evaluation.navigation import work_page
from evaluation.services.voice.waves import wave_sign
from evaluation.views.voice.pages import corps_shown
from evaluation.views.voice.told import wave_told
from legitimacy.access import allow, require
from legitimacy.imports.errors import FileRefusedError
from legitimacy.imports.record_files import records_import
from legitimacy.imports.summary import RejectGroup, Summary
from legitimacy.models import Corps, Role, User


@require_http_methods(["GET", "HEAD", "POST"])
@allow("voice.import")
def wave_new(request: HttpRequest) -> HttpResponse:
    """Check a file, or store the wave: whole, or not at all where a row is wrong."""
    corps, _all = corps_shown(request, Role.EVALUATION_OFFICER)
    require(request, "voice.change", SurveyWave(corps=corps))
    corps = cast(Corps, corps)
    form = WaveForm(request.POST if request.method == "POST" else None, request.FILES or None)
    summary: Summary | None = None
    is_check = "check" in request.POST
    if form.is_bound and form.is_valid():
        try:
            summary = _import(form, corps, cast(User, request.user), is_check=is_check)
        except FileRefusedError as error:
            form.add_error("table", error.reason)
        else:
            if not is_check and not summary.rejected:
                return _stored(request, corps, form, summary)
    rejected = summary.rejected if summary else 0
    context = {
        "form": form,
        "subject": corps,
        "register": corps.register,
        "rejected": rejected,
        "rejects": _faults(summary) if summary else (),
        "checked": _checked_words(summary) if summary and not rejected else "",
        "notes": summary.notes if summary else (),
    }
    return work_page(request, "evaluation/voice/wave_new.html", context, status=422 if form.errors or rejected else 200)


def _faults(summary: Summary) -> list[RejectGroup]:
    """What is wrong with rows, the rarest first: rows that are right stay out for the few that are not."""
    found = sorted(summary.groups, key=lambda group: (group.count, group.first_row))
    return [group for group in found if group.reason != str(HELD)] or found


@require_safe
def wave_page(request: HttpRequest, pk: int) -> HttpResponse:
    wave = get_object_or_404(SurveyWave.objects.select_related("corps", "delivery"), pk=pk)
    require(request, "voice.read", wave)
    context: dict[str, Any] = {"wave": wave, "subject": wave.corps, "register": wave.corps.register, **wave_told(wave)}
    return work_page(request, "evaluation/voice/wave.html", context)


def _import(form: WaveForm, corps: Corps, actor: User, *, is_check: bool) -> Summary:
    """Read the file from a folder that goes at once. FileRefusedError where it cannot be read."""
    table = form.cleaned_data["table"]
    with tempfile.TemporaryDirectory(prefix="survey-") as folder:
        path = Path(folder) / (Path(table.name or "").name[-100:] or "table.csv")
        with path.open("wb") as file:
            file.writelines(table.chunks())
        done = records_import(
            path=path, mapping=form.cleaned_data["mapping"], corps=corps, dry_run=is_check, actor=actor
        )
    return done.summary


def _stored(request: HttpRequest, corps: Corps, form: WaveForm, summary: Summary) -> HttpResponse:
    words = _("The wave was stored.") if summary.is_change else _("The same wave was there already: nothing changed.")
    messages.success(request, " ".join((words, *summary.notes)))
    found = SurveyWave.objects.filter(
        corps=corps, survey=form.cleaned_data["survey"].strip(), wave=str(form.cleaned_data["wave"])
    ).first()
    if found and summary.is_change:
        wave_sign(wave=found, actor=cast(User, request.user))
    return redirect("wave_page", pk=found.pk) if found else redirect("voice_home")


def _checked_words(summary: Summary) -> str:
    sentence = ngettext(
        "The check found nothing wrong in %(count)d row. Nothing was stored yet: choose the file again and store it.",
        "The check found nothing wrong in %(count)d rows. Nothing was stored yet: choose the file again and store it.",
        summary.read,
    )
    return sentence % {"count": summary.read}
