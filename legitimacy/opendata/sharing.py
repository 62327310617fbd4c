"""Headers of what the public reads: who may keep an answer, which other sites may read it, and what did not change."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

FRESH = "public, max-age=60"
"""A minute: a release that is withdrawn is gone everywhere soon after."""
OWN = "private, no-cache"
CROSS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Content-Disposition, Retry-After, Accept-Ranges, Content-Range",
}
PREFLIGHT = CROSS | {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}


def read_headers(response: HttpResponseBase, *, is_visitor: bool) -> None:
    """Who may keep the answer, and which other sites may read it."""
    patch_vary_headers(response, ("Authorization", "Cookie", "Accept-Language"))
    if is_visitor:
        for name, value in CROSS.items():
            response.headers.setdefault(name, value)
    if response.status_code == 200:
        response.headers.setdefault("Cache-Control", FRESH if is_visitor else OWN)
    elif response.status_code != 304:
        response.headers.setdefault("Cache-Control", "no-store")


def tagged(request: HttpRequest, response: Any) -> Any:
    """The answer with its ETag; 304 where the reader has it already."""
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return conditional(request, response)


def conditional(request: HttpRequest, response: Any) -> Any:
    """304, with the headers that other sites need, where the ETag of `response` is the reader's."""
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    if answer is not None and answer is not response:
        for name in CROSS:
            if name in response.headers:
                answer.headers[name] = response.headers[name]
    return answer
