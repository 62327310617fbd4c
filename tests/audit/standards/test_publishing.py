"""Publishing: once, in advance, never changed; the version that judges is the newest one published before."""

from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from audit.models import Criterion, Standard
from audit.services.standards import publishing
from audit.services.standards.errors import StandardError
from audit.services.standards.periods import standard_for
from audit.services.standards.publishing import standard_publish, standards_publish
from audit.workflow.standards.files import standard_read, standards_shipped
from legitimacy.models import Register, TrailEvent

pytestmark = pytest.mark.django_db


def test_publishing_twice_adds_nothing_and_the_trail_says_when() -> None:
    assert standards_publish(register=Register.EXAMPLE) == 8
    assert standards_publish(register=Register.EXAMPLE) == 0
    assert TrailEvent.objects.filter(verb="standard.published").count() == 8


def test_registers_do_not_share_standards_and_only_the_example_has_a_fictional_day() -> None:
    standards_publish(register=Register.EXAMPLE)
    standards_publish(register=Register.BELGIUM)
    days = dict(Standard.objects.filter(code="reasoned-reply").values_list("register", "published_on"))
    assert days == {Register.EXAMPLE: date(2017, 6, 1), Register.BELGIUM: date(2026, 11, 26)}


def test_another_text_under_a_published_version_is_refused() -> None:
    text = standard_read(standards_shipped()[0])
    standard_publish(text=text, register=Register.EXAMPLE)
    with pytest.raises(StandardError, match="never changes"):
        standard_publish(text=replace(text, digest="0" * 64), register=Register.EXAMPLE)


def test_the_database_refuses_to_change_or_delete_a_published_standard(standards: dict[str, Standard]) -> None:
    standard = standards["organisational-control"]
    for change in (
        lambda: Standard.objects.filter(pk=standard.pk).update(version="9"),
        lambda: Criterion.objects.filter(standard=standard).update(points=2),
        lambda: Criterion.objects.filter(standard=standard).delete(),
    ):
        with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
            change()


def test_a_new_version_judges_only_periods_that_begin_after_its_publication(standards: dict[str, Standard]) -> None:
    path = next(path for path in standards_shipped() if path.stem.startswith("organisational"))
    text = replace(standard_read(path), version="2.0", example_published_on=date(2024, 4, 1), digest="1" * 64)
    newer = standard_publish(text=text, register=Register.EXAMPLE)
    judging = {"code": text.code, "register": Register.EXAMPLE}
    assert standard_for(period_from=date(2024, 7, 1), **judging) == newer
    for on_or_before in (date(2024, 4, 1), date(2024, 1, 1)):
        assert standard_for(period_from=on_or_before, **judging) == standards["organisational-control"]
    with pytest.raises(StandardError, match="rules that were not known"):
        standard_for(period_from=date(2017, 4, 1), **judging)


def test_the_command_publishes_and_says_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    said = StringIO()
    call_command("standards_publish", stdout=said)
    assert said.getvalue() == "8 standards published in the register belgium.\n"
    text = standard_read(standards_shipped()[0])
    monkeypatch.setattr(publishing, "standard_read", lambda _path: replace(text, digest="0" * 64))
    with pytest.raises(CommandError, match="never changes"):
        call_command("standards_publish")
