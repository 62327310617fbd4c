"""After its erasure a sanction is gone from every page, list, search, export and API, and not from the counts."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core import serializers
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from legitimacy.models import Corps, Member, Role, TrailEvent, User
from legitimacy.trail.retention import retention_apply, retention_rules
from professionalism.models import (
    DisciplinaryCase,
    DisciplinaryCount,
    DisciplinaryEvent,
    DisciplinaryPaper,
    ForceFollowUp,
    ForceIncident,
    OrderMeasure,
    Sanction,
    SignalCase,
)
from professionalism.selectors.discipline.counts import ended_counts
from professionalism.services.discipline import notes
from professionalism.workflow.discipline import Actor
from tests.access.table import TABLE
from tests.people import person_make
from tests.professionalism.discipline.conftest import Make, Take

pytestmark = pytest.mark.django_db
SEARCHES = ("", "?group=over", "?group=all", "?group=alarmed", "?q={number}&group=all", "?q={pseudonym}&group=all")


@pytest.fixture
def readers(pina: User, katrien: User, boris: User, amber: User, amina: User, demervallei: Corps) -> list[User]:
    names = (Role.DATA_STEWARD, Role.RESEARCHER)
    others = [person_make(f"walker-{role}", (role, demervallei.register)) for role in names]
    return [pina, katrien, boris, amber, amina, person_make("chief2", (Role.HR_OFFICER, demervallei)), *others]


def addresses(case: DisciplinaryCase, pseudonym: str) -> Iterator[str]:
    """Every address of the app that takes nothing or a case, the lists and searches, and every list of the API."""
    for name in TABLE:
        if name.startswith(("discipline", "professionalism")):
            yield _address(name, case)
    for query in SEARCHES:
        yield reverse("discipline_list") + query.format(number=case.number, pseudonym=pseudonym)
    for name in ("api_corps_list", "api_value_list", "api_scorecard_list", "api_indicator_list", "api_dataset_list"):
        yield reverse(name)
    yield f"{reverse('api_value_list')}?{urlencode({'indicator': 'LEG-09', 'corps': 'V017'})}"
    yield reverse("corps_figures_csv", kwargs={"code": "V017"})


def _address(name: str, case: DisciplinaryCase) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return reverse(name, kwargs={"pk": case.pk})


def test_gone_from_every_page_and_table_and_not_from_the_counts(
    make: Make, take: Take, readers: list[User], member: Member, katrien: User, amber: User
) -> None:
    case, today = make(days=200), timezone.localdate()
    notes.measure_order(
        case=case, code="other_post", from_on=today, until_on=today, reasons="MARKED reason", actor=katrien
    )
    case = take(case, "introduce", on=case.known_on, text="MARKED note")
    notes.defence_send(
        case=case, text="MARKED defence", on=case.known_on, actor=amber, actor_kind=Actor.OFFICER, asks_hearing=True
    )
    assert not _rows_with(amber)  # the officer stands in no row by account, before the erasure either
    case = take(case, "decide", code="reprimand", text="MARKED decision", on=case.known_on)
    DisciplinaryCase.objects.filter(pk=case.pk).update(erase_on=today + timedelta(days=1))
    words = (case.number, member.pseudonym, "MARKED")
    assert any(case.number in page for page in _pages(readers, case, member.pseudonym))
    assert case.number in next(iter(_pages([amber], case, member.pseudonym, only="discipline_own")))
    assert _rule_applies() == 0  # its day has not come
    counted, years = ended_counts(case.register, today.year - 2, today.year), ended_counts
    DisciplinaryCase.objects.filter(pk=case.pk).update(erase_on=today)
    assert _rule_applies() == 1

    for page in _pages(readers, case, member.pseudonym):
        # A search repeats what was typed, in its field and in the links to other languages, and nothing more.
        told = page.replace(f'value="{case.number}"', "").replace(f'value="{member.pseudonym}"', "")
        told = told.replace(f"q={case.number}", "").replace(f"q={member.pseudonym}", "")
        assert not [word for word in words if word in told]
    assert years(case.register, today.year - 2, today.year) == counted
    assert sum(counted.values()) == 1
    rows = (DisciplinaryCase, DisciplinaryEvent, DisciplinaryPaper, OrderMeasure, Sanction)
    assert [model.objects.count() for model in rows] == [0, 0, 0, 0, 0]
    kept = serializers.serialize("json", DisciplinaryCount.objects.all())
    assert not [word for word in (*words, str(member.pk) + '"', str(case.known_on)) if word in kept]
    trail = serializers.serialize("json", TrailEvent.objects.filter(object_type="disciplinarycase"))
    assert not [word for word in words if word in trail]
    assert not TrailEvent.objects.filter(object_type="disciplinarycase", actor=amber).exists()


def test_no_signal_and_no_force_report_tells_of_what_was_erased(make: Make, take: Take, demervallei: Corps) -> None:
    day = timezone.localdate()
    incident = ForceIncident.objects.create(register="example", origin="simulated", corps=demervallei)
    case = make(source_kind="force", source_reference=incident.number)
    signal = SignalCase.objects.create(
        register="example", origin="simulated", corps=demervallei, opened_on=day, inform_by=day, decide_by=day,
        stage="closed", outcome="discipline", reference=case.number, decided_on=day,
    )  # fmt: skip
    take(case, "close", code="no_breach")
    DisciplinaryCase.objects.update(erase_on=day)
    assert _rule_applies() == 1
    signal.refresh_from_db()
    assert signal.reference == ""
    assert list(ForceFollowUp.objects.values_list("kind", "on")) == [("step", day)]


def test_no_other_table_points_to_what_was_erased() -> None:
    """A new table that refers to a case must be erased with it: add it to `erasing.CHILDREN`."""
    names = {relation.related_model.__name__ for relation in DisciplinaryCase._meta.related_objects}
    assert names == {"DisciplinaryEvent", "DisciplinaryPaper", "OrderMeasure", "Sanction"}
    assert connection.vendor in ("sqlite", "postgresql")


def _rows_with(user: User) -> list[str]:
    """Columns of the case and what belongs to it that name an account."""
    found = []
    for model in (DisciplinaryCase, DisciplinaryEvent, DisciplinaryPaper, OrderMeasure, Sanction):
        names = [field.name for field in model._meta.fields if field.related_model is User]
        found += [f"{model.__name__}.{name}" for name in names if model.objects.filter(**{name: user}).exists()]
    return found


def _rule_applies() -> int:
    return retention_apply(retention_rules.get("discipline"))


def _pages(readers: list[User], case: DisciplinaryCase, pseudonym: str, only: str = "") -> Iterator[str]:
    for reader in readers:
        client = Client()
        client.force_login(reader)
        wanted = [reverse(only)] if only else addresses(case, pseudonym)
        for address in wanted:
            yield client.get(address).content.decode()
