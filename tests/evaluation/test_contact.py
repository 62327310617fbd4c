"""The survey after a contact: drawn by lot, answered without a trace, frozen above the minimum, worked out by hand."""

import csv
import io
import logging
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from evaluation.indicators.counting.contact import contact_compute
from evaluation.models import ContactDraw, ContactRound
from evaluation.services.voice.contact import (
    ContactFaultError,
    contact_close,
    contact_draw,
    contacts_close_due,
    result_freeze,
)
from evaluation.tasks import contact_surveys_close_task
from evaluation.workflow.contact import closes_on
from evaluation.workflow.contact_scoring import half_of_answers
from legitimacy.answers.services import answer_buffer, buffer_flush
from legitimacy.indicators.periods import Period
from legitimacy.models import Answer, AnswerBuffer, AnswerToken, Corps, TrailEvent, User
from tests.evaluation.contact import answers, contact_make

pytestmark = pytest.mark.django_db
REFERENCES = [f"PV {number}" for number in range(60)]


def test_chance_draws_who_is_asked_and_keeps_no_reference(demervallei: Corps, bram: User) -> None:
    one = contact_make(demervallei)
    drawn = contact_draw(contact_round=one, kind="report", references=[*REFERENCES, "PV 1", " "], size=30, actor=bram)
    assert set(drawn.references) < set(REFERENCES)
    assert len(set(drawn.references)) == len(set(drawn.codes)) == 30
    again = contact_draw(contact_round=one, kind="report", references=REFERENCES, size=30, actor=bram)
    assert drawn.references != again.references
    assert ContactDraw.objects.filter(listed=60, drawn=30).count() == 2
    one.refresh_from_db()
    assert one.invited == AnswerToken.objects.count() == 60
    stored = str([list(model.objects.values()) for model in (ContactDraw, ContactRound, AnswerToken, TrailEvent)])
    assert "PV " not in stored
    assert not any(code in stored for code in drawn.codes)
    for size, references in ((31, REFERENCES), (0, REFERENCES), (1, REFERENCES[:19]), (1, ["PV 1"] * 90)):
        with pytest.raises(ContactFaultError):
            contact_draw(contact_round=one, kind="report", references=references, size=size)
    contact_close(contact_round=one)
    with pytest.raises(ContactFaultError):
        contact_draw(contact_round=one, kind="report", references=REFERENCES, size=5)


def test_a_link_is_answered_once_without_a_trace(client: Client, demervallei: Corps, caplog: Any) -> None:
    one = contact_make(demervallei)
    code, other = contact_draw(contact_round=one, kind="complaint", references=REFERENCES, size=2).codes
    events, address = TrailEvent.objects.count(), reverse("contact_answer")
    given = {"code": code.lower(), "voice": "5", "respect": "no_answer", "age": "15_34", "sex": "mayor", "answers": "1"}
    with translation.override("fr"):
        french = reverse("contact_answer")
    with caplog.at_level(logging.INFO):
        asked = client.post(address, {"code": code})
        assert "Ik werd beleefd behandeld" in asked.content.decode()
        assert code not in str(asked.wsgi_request.build_absolute_uri())
        kept = client.post(french, {"code": code, "voice": "5"}).content.decode()
        assert "traité poliment" in kept
        assert 'value="5" checked' in kept  # another language keeps what was chosen
        assert client.post(address, {"code": code, "answers": "1"}).status_code == 422
        assert client.post(french, given)["Location"].endswith("/contact/thanks/")
        # Used again or passed on: the same thanks, and the first answers stand.
        again = client.post(address, given | {"voice": "1"}, follow=True).content.decode()
    assert "doorgegeven" in again
    waiting = AnswerBuffer.objects.get()
    assert waiting.answers == {"voice": "5", "age": "15_34", "language": "fr"}
    assert waiting.period == one.half
    assert TrailEvent.objects.count() == events
    assert not [record for record in caplog.records if "contact" in record.getMessage()]
    assert "opent niets" in client.post(address, {"code": "ABCD-EFGH"}).content.decode()
    with CaptureQueriesContext(connection) as unknown:
        client.post(address, {"code": "A" * 28})
    with CaptureQueriesContext(connection) as known:
        client.post(address, {"code": other})
    assert len(known) == len(unknown)  # nor does the number of queries tell


def test_closing_freezes_sums_above_the_minimum_and_destroys_the_rest(demervallei: Corps) -> None:
    """60 of 100 and 60 of 50: mean 75, s² = 120 x 25² / 119; the young answer 50. Index: at least four of five."""
    one = contact_make(demervallei, half="2025-H2", closes_on=closes_on("2025-H2"), invited=300)
    given = answers(60, age="35_up") + answers(60, points="3", age="15_34")
    given += [{"voice": "1", "respect": "1", "motives": "1"}] * 4  # too few answers for the index
    for each in given:
        answer_buffer(survey=one.survey, subject=demervallei, period=one.half, origin="simulated", answers=each)
    buffer_flush()
    assert Answer.objects.count() == 124
    contact_surveys_close_task()
    one.refresh_from_db()
    assert (one.state, one.answered, one.scored, one.score) == ("closed", 124, 120, 75.0)
    assert one.deviation == pytest.approx(25.104822, abs=1e-6)
    assert not Answer.objects.exists()
    assert not AnswerBuffer.objects.exists()
    told = one.result["constructs"]
    assert told["treatment"]["share"] == 0.5
    assert told["voice"]["n"] == 124
    assert "again" not in told  # nobody answered it
    assert set(one.result["gaps"]) == {"age"}
    gap = one.result["gaps"]["age"]
    assert (gap["high"], gap["low"], gap["difference"]) == ("35_up", "15_34", 50.0)
    assert contacts_close_due() == 0
    few = half_of_answers(answers(29), one.wording, one.closes_on)
    assert (few.answered, few.scored, few.result) == (29, 0, {})
    alike = half_of_answers(answers(40), one.wording, one.closes_on)
    assert "treatment" not in alike.result["constructs"]  # it would say what everybody thinks


def test_the_index_is_pooled_over_two_half_years(demervallei: Corps) -> None:
    """By hand: 40 x 75 and 80 x 60 give 65; a quarter in between has no value of its own."""
    usual = {"state": "closed", "answered": 100, "invited": 200}
    contact_make(demervallei, half="2025-H1", scored=40, score=75.0, deviation=20.0, **usual)
    contact_make(demervallei, half="2025-H2", scored=80, score=60.0, deviation=25.0, **usual)
    values = contact_compute(Period(2025, 4)).set_index("subject_id").loc[demervallei.pk]
    # s² = (39 x 400 + 79 x 625 + 40 x 10² + 80 x 5²) / 119; limits 65 -+ 1.959964 x s / sqrt(120)
    assert [values["value"], values["n"]] == [65.0, 120.0]
    assert [values["lower"], values["upper"]] == pytest.approx([60.630450, 69.369550], abs=1e-4)
    assert contact_compute(Period(2025, 3)).empty
    ContactRound.objects.filter(half="2025-H2").update(scored=0, score=None, deviation=None)
    assert contact_compute(Period(2025, 4)).iloc[0]["state"] == "too_few"


def test_an_officer_opens_draws_and_reads(client: Client, demervallei: Corps, bram: User, katrien: User) -> None:
    closed = contact_make(demervallei, half="2025-H2", invited=300)
    result_freeze(closed, answers(60, age="35_up") + answers(60, points="2", age="15_34"))
    closed.save()
    client.force_login(bram)
    opened = client.post(reverse("contact_begin"), follow=True)
    one = ContactRound.objects.get(state="open")
    assert opened.status_code == 200
    assert "Loot wie bevraagd wordt" in client.get(reverse("evaluation_home")).content.decode()
    draw = reverse("contact_lots", kwargs={"pk": one.pk})
    for given in ({}, {"references": "PV 1", "series": 40}, {"references": "PV 1\nPV 2"}, {"series": 40, "size": 21}):
        assert client.post(draw, {"kind": "report", "size": 5} | given).status_code == 422
    file = client.post(draw, {"kind": "report", "size": 5, "series": 40})
    with zipfile.ZipFile(io.BytesIO(file.content)) as packed:
        assert packed.read("slips.pdf").startswith(b"%PDF")
        links = list(csv.reader(io.StringIO(packed.read("links.csv").decode("utf-8-sig"))))
        drawn = packed.read("contacts-drawn.csv").decode("utf-8-sig").split()[1:]
    assert len(links) == 6
    assert all("/contact/#" in row[0] for row in links[1:])
    assert len(set(drawn)) == 5
    client.force_login(katrien)
    page = client.get(reverse("contact_page", kwargs={"pk": closed.pk})).content.decode()
    assert "62,5" in page  # (60 x 100 + 60 x 25) / 120
    assert "hoger: 35 jaar en ouder" in page
    assert client.post(draw, {"kind": "report", "size": 5, "series": 40}).status_code == 403
    assert client.get(reverse("voice_home")).status_code == 200
