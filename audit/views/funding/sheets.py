"""Calculation sheets: for auditors, and for the chief of the corps, who may reply."""

import json
from pathlib import Path
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audit.forms.funding import TextForm
from audit.models import FundingResult, FundingScheme
from audit.navigation import work_page
from audit.selectors.funding.reading import (
    result_lines,
    rules_words,
    sheet_lines,
)
from audit.selectors.funding.samples import samples_entered
from audit.selectors.funding.sheets import sheet_get
from audit.services import funding as services
from audit.services.funding import FundingError
from audit.views.funding.shared import (
    SENTENCES,
    file_answer,
)
from legitimacy.access import allow, can
from legitimacy.indicators import funding as arithmetic
from legitimacy.models import User


def result_of(request: HttpRequest, pk: Any, code: str) -> FundingResult:
    found = FundingResult.objects.select_related("scheme__framework", "corps")
    return get_object_or_404(found, scheme=pk, corps__code=code)


@require_safe
@allow("funding.sheet", result_of)
def funding_sheet(request: HttpRequest, pk: Any, code: str) -> HttpResponse:
    result = result_of(request, pk, code)
    return _sheet_page(request, result, TextForm())


def _sheet_page(request: HttpRequest, result: FundingResult, form: TextForm) -> HttpResponse:
    scheme = result.scheme
    is_open = scheme.state == FundingScheme.State.CALCULATED and (scheme.reply_until or timezone.localdate()) >= (
        timezone.localdate()
    )
    context = rules_words(scheme) | {
        "scheme": scheme,
        "result": result,
        "line": result_lines([result])[0],
        "lines": sheet_lines(result),
        "samples": samples_entered(scheme, corps=result.corps),
        "may_open_samples": can(request.user, "funding.edit", scheme),
        "replies": scheme.replies.filter(corps=result.corps).select_related("author", "answered_by"),
        "signatures": scheme.signatures.select_related("person"),
        "form": form if (is_open or form.errors) and can(request.user, "funding.reply", result) else None,
        "may_advise": can(request.user, "funding.edit", scheme),
        "register": scheme.register,
    }
    return work_page(request, "audit/funding/sheet.html", context, status=422 if form.errors else 200)


@require_POST
@allow("funding.reply", result_of)
def funding_reply(request: HttpRequest, pk: Any, code: str) -> HttpResponse:
    result = result_of(request, pk, code)
    form = TextForm(request.POST)
    if not form.is_valid():
        return _sheet_page(request, result, form)
    try:
        services.reply_write(result=result, text=form.cleaned_data["text"], actor=cast(User, request.user))
    except FundingError as fault:
        form.add_error(None, str(SENTENCES[fault.reason]))
        return _sheet_page(request, result, form)
    messages.success(request, _("Your reply is kept with the sheet. The auditors answer it before anybody signs."))
    return redirect("funding_sheet", pk=pk, code=code)


@require_safe
@allow("funding.sheet", result_of)
def funding_sheet_json(request: HttpRequest, pk: Any, code: str) -> HttpResponse:
    """The sheet as a file, for the script that computes it again."""
    sheet = sheet_get(result_of(request, pk, code))
    text = json.dumps(sheet, ensure_ascii=False, indent=2)
    return file_answer(text, "application/json", f"{sheet['origin']}-{code}-{sheet['year']}.json")


@require_safe
@allow("funding.read")
def funding_script(request: HttpRequest) -> HttpResponse:
    """The arithmetic itself, which runs alone on any Python."""
    text = Path(arithmetic.__file__).read_text(encoding="utf-8")
    return file_answer(text, "text/x-python", "funding.py")
