"""Walking the page of a file: its addresses, and posting to them as a browser would."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from complaints.models import Complaint
from complaints.urls import file as file_urls
from legitimacy.models import User

NAMES = tuple(pattern.name for pattern in file_urls.urlpatterns if pattern.name)
ACTIONS = tuple(name for name in NAMES if name != "complaint_detail")


def address(complaint: Complaint, name: str = "complaint_detail") -> str:
    """Where a page of the file is. The name behind an involved member is asked for the first of them."""
    given: dict[str, Any] = {"number": complaint.number}
    if name == "complaint_involved_open":
        first = complaint.involved.order_by("pk").first()
        given["involved"] = first.pk if first else 0
    return reverse(name, kwargs=given)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def look(client: Client, complaint: Complaint, name: str = "complaint_detail", /, **query: Any) -> HttpResponse:
    answer: Any = client.get(address(complaint, name), query)
    return answer  # type: ignore[no-any-return]


def send(client: Client, complaint: Complaint, name: str, /, **data: Any) -> HttpResponse:
    """Post an action with the version that the file has now, unless another is given."""
    now = Complaint.objects.get(pk=complaint.pk)
    answer: Any = client.post(address(complaint, name), {"version": now.version, **data})
    return answer  # type: ignore[no-any-return]


def done(answer: HttpResponse) -> bool:
    return answer.status_code == 302


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()
