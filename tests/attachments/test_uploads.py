"""A request of 100 MB is answered with a sentence, and what is still coming is thrown away after the answer."""

import io
import tracemalloc

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from legitimacy.attachments.uploads import UploadLimitMiddleware

LARGE = 100 * 1024 * 1024


class Body(io.RawIOBase):
    """A body that counts what is read of it."""

    def __init__(self, length: int) -> None:
        self.left = length

    def read(self, size: int = -1) -> bytes:
        size = self.left if size < 0 else min(size, self.left)
        self.left -= size
        return b"x" * size


@pytest.mark.django_db
def test_a_request_of_100_mb_is_refused_unread() -> None:
    body = Body(LARGE)
    request = RequestFactory().generic("POST", "/en/", content_type="multipart/form-data; boundary=x")
    request.META["CONTENT_LENGTH"] = str(LARGE)
    request.user = AnonymousUser()
    request._stream = body  # type: ignore[assignment]  # where Django reads a body from

    def never(_request: object) -> object:
        raise AssertionError("The view was reached.")

    middleware = UploadLimitMiddleware(never)  # type: ignore[arg-type]  # never answers
    tracemalloc.start()
    response = middleware(request)
    assert response.status_code == 413
    assert body.left == LARGE
    response.close()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert body.left == 0
    assert peak < LARGE / 2


@pytest.mark.django_db
def test_the_refusal_says_what_to_do(client: Client) -> None:
    response = client.post("/en/", b"x", content_type="text/plain", CONTENT_LENGTH=str(LARGE))
    assert response.status_code == 413
    assert "choose fewer or smaller files" in response.content.decode()
