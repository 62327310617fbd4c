"""Sending files: ETags, ranges, other sites, and the answer where a release was withdrawn."""

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.http import http_date, parse_http_date_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from legitimacy.models import ReleaseWithdrawal
from legitimacy.opendata.sharing import CROSS, conditional
from legitimacy.problems import CONTENT_TYPE
from legitimacy.throttling import address_of, counted_up, if_cache_answers, source_of

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
A_MINUTE = 300
FRESH = "public, max-age=3600"
"""An hour: what is frozen never changes, and what is withdrawn is gone everywhere soon after."""
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def absolute(request: HttpRequest) -> Any:
    """Makes absolute addresses of names and parts; pages stand under Dutch, the first language."""

    def address(name: str, *parts: object) -> str:
        with override(settings.LANGUAGE_CODE):
            return request.build_absolute_uri(reverse(name, args=[str(part) for part in parts]))

    return address


def bytes_send(
    request: HttpRequest,
    content: bytes,
    *,
    content_type: str,
    etag: str,
    name: str = "",
    modified: float | None = None,
    extra: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The content, a part of it (206), or nothing where the reader has it (304). A broken range is no range."""
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = f'"{etag}"'
    response["Cache-Control"] = FRESH
    response["Accept-Ranges"] = "bytes"
    if modified is not None:
        response["Last-Modified"] = http_date(modified)
    for header, value in (CROSS | dict(extra or {})).items():
        response[header] = value
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    answer = conditional(request, response)
    if answer is not response:
        return answer  # type: ignore[no-any-return]
    return _ranged(request, response, content)


def _ranged(request: HttpRequest, response: HttpResponse, content: bytes) -> HttpResponse:
    found = RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if request.method != "GET" or found is None or found.groups() == ("", "") or not _is_same(request, response):
        return response
    size = len(content)
    first, last = found[1], found[2]
    if first:
        start, stop = int(first), min(int(last or size - 1), size - 1) + 1
        if last and int(last) < int(first):
            return response
    else:
        start, stop = max(size - int(last), 0), size
    if start >= stop:
        refused = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"} | CROSS)
        refused["Content-Encoding"] = "identity"
        return refused
    response.status_code = 206
    response.content = content[start:stop]
    response["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    response["Content-Encoding"] = "identity"  # a part of a compressed file would be a part of something else
    return response


def _is_same(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether If-Range, where there is one, names what would be sent."""
    given = request.headers.get("If-Range", "")
    if not given or given == response["ETag"]:
        return True
    moment = parse_http_date_safe(given)
    return moment is not None and response.get("Last-Modified", "") == http_date(moment)


def measured(view: View) -> View:
    """Decorator of a file's view: an address that fetches without end waits, and others are served."""

    @wraps(view)
    def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        given = request.META
        source = source_of(address_of(given.get("REMOTE_ADDR", ""), given.get("HTTP_X_FORWARDED_FOR", "")), "files")
        if (if_cache_answers(lambda: counted_up(f"files:{source}", 60)) or 0) > A_MINUTE:
            answer = problem(429, "Too Many Requests", _("Too many files at once. Wait a minute."))
            answer["Retry-After"] = "60"
            return answer
        return view(request, *args, **kwargs)

    return cast(View, counted)


def problem(status: int, title: str, detail: str, **more: Any) -> JsonResponse:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE, headers=CROSS)


def gone(withdrawal: ReleaseWithdrawal) -> JsonResponse:
    """The tombstone of a withdrawn release, for machines."""
    detail = _("This release was withdrawn on %(day)s: %(reason)s") % {
        "day": withdrawal.at.date().isoformat(),
        "reason": withdrawal.reason,
    }
    return problem(410, "Gone", detail, release=withdrawal.release.code, withdrawn=withdrawal.at.isoformat())


def not_there() -> JsonResponse:
    return problem(404, "Not Found", _("There is no such file; /opendata/catalog lists what there is."))
