"""Drafts that are thrown away, frameworks that are retired, and who may sign for every register."""

from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from audit.models import FrameworkChange, FrameworkDraft
from audit.services.frameworks import (
    DeletionError,
    DraftMovedError,
    SignatureError,
    draft_delete,
    framework_sign,
    frameworks_retire,
    item_change,
)
from audit.tasks import frameworks_retire_task
from legitimacy.imports.framework.content import stored_digest
from legitimacy.models import Framework, Register, Role, TrailEvent, User
from tests.audit.frameworks.conftest import version_of
from tests.people import person_make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client: Client) -> None:
    client.cookies["django_language"] = "en"


Status = Framework.Status


def sign(framework: Framework, actor: User) -> Framework:
    return framework_sign(
        framework=framework, actor=actor, version=version_of(framework), digest=stored_digest(framework)
    )


def edit(framework: Framework, actor: User) -> None:
    item_change(
        framework=framework, indicator="EFF-06", version=version_of(framework), values={"target": 40.0},
        reason="Agreed", actor=actor,
    )  # fmt: skip


def on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr("audit.services.frameworks.retiring.localdate", lambda: day)


def page(name: str, code: str = "2027.1") -> str:
    return reverse(name, args=[code]).replace("/nl/", "/en/", 1)


def test_its_maker_deletes_a_draft_with_its_changes(draft: Framework, kaat: User) -> None:
    edit(draft, kaat)
    draft_delete(framework=draft, version=2, actor=kaat)
    assert not Framework.objects.filter(code="2027.1").exists()
    assert not FrameworkDraft.objects.exists()
    assert not FrameworkChange.objects.exists()
    event = TrailEvent.objects.get(verb="framework.deleted")
    assert (event.object_id, event.actor_id, event.reason) == ("2027.1", kaat.pk, "version:2")


def test_nobody_else_deletes_it_and_nobody_an_older_version(draft: Framework, kaat: User, klaus: User) -> None:
    with pytest.raises(DeletionError, match="not_maker"):
        draft_delete(framework=draft, version=1, actor=klaus)
    edit(draft, klaus)
    with pytest.raises(DraftMovedError):
        draft_delete(framework=draft, version=1, actor=kaat)
    assert Framework.objects.filter(code="2027.1").exists()


def test_a_signature_keeps_a_draft_even_a_void_one(draft: Framework, kaat: User, klaus: User) -> None:
    edit(draft, kaat)
    sign(draft, klaus)
    edit_again = {"framework": draft, "indicator": "EFF-06", "version": 2, "values": {"target": 41.0}}
    item_change(**edit_again, reason="Once more", actor=kaat)  # type: ignore[arg-type]
    with pytest.raises(DeletionError, match="signed"):
        draft_delete(framework=draft, version=3, actor=kaat)
    assert not TrailEvent.objects.filter(verb="framework.deleted").exists()


def test_the_database_keeps_the_changes_of_what_was_signed(
    draft: Framework, kaat: User, klaus: User, settings: LazySettings
) -> None:
    if "postgresql" not in settings.DATABASES["default"]["ENGINE"]:
        pytest.skip("SQLite lets rows be deleted")
    edit(draft, kaat)
    sign(draft, klaus)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        FrameworkChange.objects.all().delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        FrameworkChange.objects.update(reason="another")


def test_deleting_asks_once_more_and_says_why_not(client: Client, draft: Framework, kaat: User, klaus: User) -> None:
    client.force_login(klaus)
    assert "Delete this draft" not in client.get(page("audit_framework")).content.decode()
    refused = client.post(page("audit_framework_delete"), {"version": "1"})
    assert refused.status_code == 422
    assert "Only who made this draft may delete it: Kaat." in refused.content.decode()
    client.force_login(kaat)
    assert page("audit_framework_delete") in client.get(page("audit_framework")).content.decode()
    asked = client.get(page("audit_framework_delete")).content.decode()
    assert "Delete for good" in asked
    assert Framework.objects.filter(code="2027.1").exists()
    moved = client.post(page("audit_framework_delete"), {"version": "9"}, follow=True).content.decode()
    assert "Read it again before you delete it." in moved
    done = client.post(page("audit_framework_delete"), {"version": "1"}, follow=True).content.decode()
    assert "Draft 2027.1 was deleted." in done
    assert not Framework.objects.filter(code="2027.1").exists()


def test_the_former_framework_retires_when_the_next_one_begins(
    base: Framework, draft: Framework, kaat: User, klaus: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, date(2026, 12, 31))
    sign(draft, kaat)
    sign(draft, klaus)
    assert frameworks_retire() == []
    on(monkeypatch, date(2027, 1, 1))
    frameworks_retire_task()
    assert frameworks_retire() == [], "once"
    base.refresh_from_db()
    draft.refresh_from_db()
    assert (base.status, draft.status) == (Status.RETIRED, Status.IN_FORCE)
    event = TrailEvent.objects.get(verb="framework.retired")
    assert (event.object_id, event.reason) == (base.code, "2027.1")


def test_the_database_allows_no_other_change_of_status(base: Framework, draft: Framework) -> None:
    refused: list[tuple[Framework, dict[str, Any]]] = [
        (draft, {"status": Status.RETIRED}),
        (base, {"status": Status.DRAFT}),
        (base, {"status": Status.RETIRED, "valid_from": "2020-Q1"}),
    ]
    for framework, change in refused:
        with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
            Framework.objects.filter(pk=framework.pk).update(**change)
    Framework.objects.filter(pk=base.pk).update(status=Status.RETIRED)
    for status in (Status.IN_FORCE, Status.DRAFT):
        with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
            Framework.objects.filter(pk=base.pk).update(status=status)


def test_outside_a_demo_only_managers_of_the_belgian_register_sign(
    client: Client, draft: Framework, settings: LazySettings
) -> None:
    example = person_make("Elke", (Role.FRAMEWORK_MANAGER, Register.EXAMPLE))
    with pytest.raises(SignatureError, match="register"):
        sign(draft, example)
    client.force_login(example)
    sentence = "only framework managers of the Belgian register sign them."
    shown = client.get(page("audit_framework")).content.decode()
    assert sentence in shown
    assert page("audit_framework_sign") not in shown
    posted = {"version": "1", "digest": stored_digest(draft)}
    assert sentence in client.post(page("audit_framework_sign"), posted, follow=True).content.decode()
    settings.DEMO = True
    assert sign(draft, example).is_draft


def test_a_manager_of_the_belgian_register_signs_outside_a_demo(draft: Framework) -> None:
    sign(draft, person_make("Bea", (Role.FRAMEWORK_MANAGER, Register.BELGIUM)))
    assert sign(draft, person_make("Bob", (Role.FRAMEWORK_MANAGER, Register.BELGIUM))).status == Status.IN_FORCE
