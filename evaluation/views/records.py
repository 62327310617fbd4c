"""The page of one form about one record, and what is read from it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from evaluation.forms.records import RecordForm
from evaluation.navigation import work_page

both = require_http_methods(["GET", "HEAD", "POST"])


def record_page(
    request: HttpRequest,
    form: RecordForm,
    *,
    title: str,
    back: str,
    of: object,
    fault: str = "",
    template: str = "evaluation/record.html",
    **more: Any,
) -> HttpResponse:
    """The page of one form. `of` is whose record it is; `step` a name and label of another button."""
    context = {"form": form, "title": title, "back": back, "subject": of, "fault": fault} | more
    context["register"] = getattr(of, "register", "")
    status = 422 if form.errors or fault else 200
    return work_page(request, template, context, status=status)


def version_of(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def data_of(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None
