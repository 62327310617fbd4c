"""Access of researchers: asked with a purpose, decided by a steward, for a time, written down; outputs are checked."""

import csv
import io
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from legitimacy.models import AccessRequest, Corps, Register, ResearchOutput, Role, TrailEvent, User
from tests.disclosure.conftest import PERIOD
from tests.people import person_make

PAGE = "/en/opendata/research/"


def asked_with(**changed: str) -> dict[str, str]:
    until = (timezone.localdate() + timedelta(days=90)).isoformat()
    text = dict.fromkeys(("title", "purpose", "plan", "ethics", "team"), "Because.")
    return text | {"register": "example", "until": until} | changed


def test_from_the_request_to_the_output_that_leaves(client: Client, published: Corps, steward1: User) -> None:
    """Nina asks, Sofie grants, Nina fetches more than the public has, and only what was checked leaves."""
    nina = person_make("Nina", (Role.RESEARCHER, Register.EXAMPLE))
    other = person_make("Omar", (Role.RESEARCHER, Register.EXAMPLE))
    scientist, steward, stranger = Client(), Client(), Client()
    for visitor, person in ((scientist, nina), (steward, steward1), (stranger, other)):
        visitor.force_login(person)
    far = (timezone.localdate() + timedelta(days=500)).isoformat()
    for wrong in ({"purpose": ""}, {"until": far}, {"until": "2020-01-01"}):
        assert scientist.post(PAGE, asked_with(**wrong)).status_code == 400
    assert scientist.post(PAGE, asked_with(register="belgium")).status_code == 403
    scientist.post(PAGE, asked_with(title="Distance and complaints"))
    asked = AccessRequest.objects.get()
    here = f"{PAGE}{asked.pk}/"
    assert scientist.get(f"{here}values.csv").status_code == 403
    assert stranger.get(here).status_code == 403
    assert "Distance and complaints" in steward.get(PAGE).content.decode()
    assert "Distance and complaints" not in stranger.get(PAGE).content.decode()

    def decide(**given: str) -> Any:
        steward.post(f"{here}decide/", given)
        asked.refresh_from_db()
        return asked.state

    assert decide(verdict="grant", reason=" ") == "asked"
    assert scientist.post(f"{here}decide/", {"verdict": "grant", "reason": "Me"}).status_code == 403
    assert decide(verdict="grant", reason="A clear plan.") == "granted"

    content = b"".join(scientist.get(f"{here}values.csv"))
    rows = {(row["corps"], row["indicator"]): row for row in csv.DictReader(io.StringIO(content.decode()))}
    assert rows["V017", "EFF-07"]["value"] == "0.61"
    assert rows["V017", "EFF-09"]["period"] == PERIOD
    assert asked.fetches.count() == 1
    assert TrailEvent.objects.filter(verb="research.fetched", actor_id=nina.pk).exists()

    scientist.post(f"{here}outputs/", {"title": "Table 1", "content": "corps,complaints\nV017,3\nV018,120"})
    output = ResearchOutput.objects.get()
    file, check = f"{here}outputs/{output.pk}/file/", f"{here}outputs/{output.pk}/check/"
    assert scientist.get(file).status_code == 404
    assert "1 whole number under ten" in " ".join(steward.get(here).content.decode().split())
    assert scientist.post(check, {"verdict": "clear"}).status_code == 403
    steward.post(check, {"verdict": "return", "note": ""})
    steward.post(check, {"verdict": "clear"})
    assert scientist.get(file).content.decode().startswith("corps,complaints")

    AccessRequest.objects.filter(pk=asked.pk).update(until=timezone.localdate() - timedelta(days=1))
    assert scientist.get(f"{here}values.csv").status_code == 403
    AccessRequest.objects.filter(pk=asked.pk).update(until=timezone.localdate())
    assert decide(verdict="end", reason="The plan changed.") == "ended"
    assert scientist.get(f"{here}values.csv").status_code == 403
    assert asked.fetches.count() == 1
