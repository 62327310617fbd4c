"""A visitor who fills in the form, page by page and without scripts."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client

from complaints.models import Draft
from complaints.services.drafts import Answers, answers_of

Typed = dict[str, Any]
USUAL: dict[str, Typed] = {
    "story": {"story": "They would not listen to me at the desk."},
    "when": {"happened_text": "last winter"},
    "where": {"place": "the station"},
    "police": {"which": "unknown"},
    "who": {"people": "1"},
    "what": {"categories": ["H3"]},
    "harm": {},
    "wish": {"wishes": ["apology"]},
    "talk": {},
    "reach": {"reach": "anonymous"},
    "help": {},
}


@dataclass
class Visitor:
    client: Client = field(default_factory=Client)
    language: str = "en"
    address: str = "203.0.113.7"

    def url(self, path: str) -> str:
        return f"/{self.language}/complaint/{path}"

    def get(self, path: str = "") -> HttpResponse:
        return self.client.get(self.url(path), REMOTE_ADDR=self.address)  # type: ignore[return-value]

    def post(self, path: str = "", typed: Typed | None = None) -> HttpResponse:
        return self.client.post(self.url(path), typed or {}, REMOTE_ADDR=self.address)  # type: ignore[return-value]

    def begin(self, aim: str = "complaint") -> HttpResponse:
        return self.post("", {"aim": aim})

    def answer(self, step: str, go: str = "next", **typed: Any) -> HttpResponse:
        return self.post(f"step/{step}/", typed | {"go": go})

    def fill(self, **changed: Typed) -> "Visitor":
        """Begin, and answer every step: the usual answers, or the changed ones."""
        self.begin()
        for step, typed in (USUAL | changed).items():
            self.answer(step, **typed)
        return self

    def send(self, **typed: Any) -> HttpResponse:
        return self.post("check/", typed)

    def answers(self) -> Answers:
        """What is kept of the newest form."""
        return answers_of(Draft.objects.latest("pk"))


def text_of(response: HttpResponse) -> str:
    return response.content.decode()
