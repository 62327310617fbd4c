"""Forms that are kept for later: sealed, opened by a code, gone in time."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from complaints.models import Draft
from complaints.services.drafts import KEPT_DAYS, DraftGoneError, draft_find, draft_save, draft_start
from legitimacy.trail.retention import retention_rules
from tests.complaints.visitor import Visitor, text_of

pytestmark = pytest.mark.django_db
CODE = re.compile(r"(?:[2-9A-Z]{4}-){6}[2-9A-Z]{4}")


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


def code_of(visitor: Visitor) -> str:
    found = CODE.search(text_of(visitor.post("later/")))
    assert found
    return found.group()


def test_answers_are_sealed(visitor: Visitor) -> None:
    visitor.fill()
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM complaints_draft")
        assert "listen" not in str(cursor.fetchall())


def test_a_code_opens_the_form_from_another_browser(visitor: Visitor) -> None:
    visitor.begin()
    visitor.answer("story", "later", story="They shouted.")
    code, other = code_of(visitor), Visitor()
    typed = code.lower().replace("-", " ")
    assert other.post("resume/", {"code": typed}).headers["Location"].endswith("/step/when/")
    assert "They shouted." in text_of(other.get("step/story/"))


def test_the_form_moves_to_the_browser_that_resumed_it(visitor: Visitor) -> None:
    visitor.fill()
    Visitor().post("resume/", {"code": code_of(visitor)})
    assert visitor.get("check/").headers["Location"].endswith("/gone/")
    assert "goes on in another browser" in text_of(visitor.get("gone/"))


def test_the_code_is_shown_once_and_kept_as_a_hash(visitor: Visitor) -> None:
    visitor.fill()
    code = code_of(visitor)
    assert code not in text_of(visitor.get("later/"))
    assert code.replace("-", "") not in str(Draft.objects.values().get())


def test_a_new_code_takes_the_place_of_the_old(visitor: Visitor) -> None:
    visitor.fill()
    old, new = code_of(visitor), code_of(visitor)
    assert Visitor().post("resume/", {"code": old}).status_code == 422
    assert Visitor().post("resume/", {"code": new}).status_code == 302


@pytest.mark.parametrize("code", ["", "   ", "AAAA-AAAA", "x" * 100_000, "'; DROP", "\x00", "🌻"])
def test_a_wrong_code_opens_nothing(visitor: Visitor, code: str) -> None:
    visitor.fill()
    assert Visitor().post("resume/", {"code": code}).status_code == 422


def test_until_when_it_works_is_shown(visitor: Visitor) -> None:
    visitor.fill()
    last = timezone.localdate() + timedelta(days=KEPT_DAYS)
    page = text_of(visitor.post("later/"))
    assert str(last.year) in page
    assert str(last.day) in page


def test_a_form_that_expired_is_gone_and_removed(visitor: Visitor) -> None:
    visitor.fill()
    code = code_of(visitor)
    rule = retention_rules.get("complaint_draft")
    assert rule.count() == 0
    with time_machine.travel(timezone.now() + timedelta(days=KEPT_DAYS, minutes=1)):
        assert Visitor().post("resume/", {"code": code}).status_code == 422
        assert (rule.count(), rule.apply()) == (1, 1)
    assert not Draft.objects.exists()


def test_each_answer_gives_the_form_its_full_time_again(visitor: Visitor) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=KEPT_DAYS - 1)):
        _draft, secret = draft_start(kind="complaint", language="en")
    draft = draft_find(secret)
    assert draft
    draft_save(draft=draft, step="story", typed={"story": ["x"]}, language="en")
    draft.refresh_from_db()
    assert draft.expires_at > timezone.now() + timedelta(days=KEPT_DAYS - 1)


def test_a_form_that_moved_meanwhile_is_not_written(visitor: Visitor) -> None:
    draft, _secret = draft_start(kind="complaint", language="en")
    Draft.objects.filter(pk=draft.pk).update(code_hash="moved")
    with pytest.raises(DraftGoneError):
        draft_save(draft=draft, step="story", typed={}, language="en")


def test_what_is_typed_after_the_browser_forgot_the_form_is_kept(visitor: Visitor) -> None:
    visitor.answer("story", story="Typed for an hour.")
    assert visitor.answers().steps["story"]["story"] == ["Typed for an hour."]


def test_saving_by_the_way_begins_no_form(visitor: Visitor) -> None:
    assert visitor.answer("story", "save", story="x").status_code == 204
    assert not Draft.objects.exists()


def test_leaving_forgets_the_form_in_this_browser_only(visitor: Visitor) -> None:
    visitor.fill()
    code = code_of(visitor)
    visitor.post("leave/")
    assert visitor.get("step/story/").headers["Location"].endswith("/gone/")
    assert Visitor().post("resume/", {"code": code}).status_code == 302


def test_erasing_removes_the_form(visitor: Visitor) -> None:
    visitor.fill()
    visitor.post("erase/")
    assert not Draft.objects.exists()


def test_nobody_reads_the_form_of_another_browser(visitor: Visitor) -> None:
    visitor.fill()
    for path in ("check/", "step/story/", "later/", "sent/", "sent/note.txt", "sent/note.pdf"):
        assert Visitor().get(path).headers["Location"].endswith("/gone/")


def test_a_form_that_waits_is_offered_at_the_start(visitor: Visitor) -> None:
    assert "This browser still holds a form" not in text_of(visitor.get())
    visitor.begin()
    visitor.answer("story", story="x")
    page = text_of(visitor.get())
    assert "This browser still holds a form" in page
    assert "/complaint/step/when/" in page
