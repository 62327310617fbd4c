"""Two people sign the same version; then it is in force and never changes again."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from audit.models import FrameworkDraft, FrameworkSignature
from audit.selectors.frameworks.reading import Phase, drafts_to_sign, phase_of, signatures_valid, until_of
from audit.services.frameworks import (
    DraftError,
    DraftMovedError,
    DraftRefusedError,
    SignatureError,
    draft_create,
    framework_sign,
    item_change,
)
from legitimacy.imports.framework.content import stored_digest
from legitimacy.indicators.periods import Period
from legitimacy.models import Framework, FrameworkFacet, FrameworkItem, Run, TrailEvent, User
from legitimacy.models.framework import framework_for
from tests.audit.frameworks.conftest import MANAGER_OF_BOTH, version_of
from tests.people import person_make

pytestmark = pytest.mark.django_db


def sign(framework: Framework, actor: User, **given: Any) -> Framework:
    given = {"version": version_of(framework), "digest": stored_digest(framework), **given}
    return framework_sign(framework=framework, actor=actor, **given)


def edit(framework: Framework, actor: User) -> None:
    item_change(
        framework=framework, indicator="EFF-06", version=version_of(framework), values={"target": 40.0},
        reason="Agreed", actor=actor,
    )  # fmt: skip


def test_with_the_second_name_it_is_in_force(base: Framework, draft: Framework, kaat: User, klaus: User) -> None:
    assert sign(draft, kaat).is_draft
    assert drafts_to_sign(klaus) == [draft]
    assert drafts_to_sign(kaat) == []
    signed = sign(draft, klaus)
    assert signed.status == Framework.Status.IN_FORCE
    assert signed.digest == stored_digest(signed)
    frameworks = list(Framework.objects.all())
    assert framework_for(Period.parse("2026-Q4"), frameworks) == base
    assert framework_for(Period.parse("2027-Q1"), frameworks) == signed
    assert until_of(base, frameworks) == "2026-Q4"
    verbs = list(TrailEvent.objects.filter(object_id="2027.1").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["framework.drafted", "framework.signed", "framework.signed", "framework.entered_force"]
    assert drafts_to_sign(klaus) == []


def test_its_phase_follows_the_calendar(base: Framework, draft: Framework, kaat: User, klaus: User) -> None:
    sign(draft, kaat)
    sign(draft, klaus)
    signed = Framework.objects.get(code="2027.1")
    both = [base, signed]
    days = (date(2026, 12, 31), date(2027, 1, 1))
    assert [phase_of(signed, both, day) for day in days] == [Phase.TO_COME, Phase.IN_FORCE]
    assert [phase_of(base, both, day) for day in days] == [Phase.IN_FORCE, Phase.FORMER]


def test_a_change_makes_a_signature_void(draft: Framework, kaat: User, klaus: User) -> None:
    sign(draft, kaat)
    edit(draft, klaus)
    assert signatures_valid(FrameworkDraft.objects.get(framework=draft)) == []
    assert sign(draft, klaus).is_draft, "one valid signature only"
    assert sign(draft, kaat).status == Framework.Status.IN_FORCE
    assert FrameworkSignature.objects.count() == 3


def test_one_person_signs_once_whatever_the_account(draft: Framework, kaat: User) -> None:
    sign(draft, kaat)
    with pytest.raises(SignatureError, match="same_person"):
        sign(draft, kaat)
    again = person_make("Kaatje", *MANAGER_OF_BOTH)
    again.email = kaat.email.upper()
    again.save()
    with pytest.raises(SignatureError, match="same_person"):
        sign(draft, again)
    assert FrameworkSignature.objects.count() == 1


def test_somebody_without_an_address_does_not_sign(draft: Framework, kaat: User) -> None:
    kaat.email = ""
    with pytest.raises(SignatureError, match="no_address"):
        sign(draft, kaat)


def test_who_read_another_version_or_comes_too_late_is_told(
    base: Framework, draft: Framework, kaat: User, klaus: User
) -> None:
    read = {"version": version_of(draft), "digest": stored_digest(draft)}
    edit(draft, kaat)
    with pytest.raises(DraftMovedError):
        sign(draft, klaus, **read)
    with pytest.raises(DraftMovedError):
        sign(draft, klaus, digest=base.digest)
    sign(draft, kaat)
    sign(draft, klaus)
    third = person_make("Karel", *MANAGER_OF_BOTH)
    with pytest.raises(DraftError):
        sign(draft, third)
    with pytest.raises(DraftError):
        edit(draft, third)


def test_a_draft_that_would_begin_before_another_cannot_be_signed(
    base: Framework, draft: Framework, kaat: User
) -> None:
    Framework.objects.create(code="2027.2", valid_from="2027-Q2", status=Framework.Status.IN_FORCE)
    with pytest.raises(DraftRefusedError) as caught:
        sign(draft, kaat)
    assert [part for part, _sentence in caught.value.faults] == [""]


@pytest.fixture
def signed(draft: Framework, kaat: User, klaus: User) -> Framework:
    sign(draft, kaat)
    return sign(draft, klaus)


def test_a_signed_framework_never_changes_in_the_database_either(signed: Framework) -> None:
    item, facet = signed.items.first(), signed.facets.first()
    assert item is not None
    assert facet is not None
    item.pk = facet.pk = None
    item.indicator, facet.code = "EFF-99", "new"
    for attempt in (
        lambda: FrameworkItem.objects.filter(framework=signed).update(target=1.0),
        lambda: FrameworkFacet.objects.filter(framework=signed).update(weight=0.9),
        lambda: Framework.objects.filter(pk=signed.pk).update(valid_from="2020-Q1"),
        lambda: Framework.objects.filter(pk=signed.pk).update(status=Framework.Status.DRAFT),
        item.save,
        facet.save,
        lambda: FrameworkSignature.objects.update(digest="0" * 64),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert FrameworkItem.objects.filter(framework=signed).update(basis_nl="vertaald") == signed.items.count()


def test_rows_cannot_move_into_a_signed_framework(signed: Framework, base: Framework, kaat: User) -> None:
    other = draft_create(base=base, code="2028.1", valid_from="2028-Q1", actor=kaat)
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        FrameworkItem.objects.filter(framework=other, indicator="EFF-06").update(framework=signed)


def test_periods_from_its_first_quarter_on_and_the_year_before_are_made_anew(
    base: Framework, draft: Framework, kaat: User, klaus: User
) -> None:
    for period in ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1", "2025"):
        Run.objects.create(period=period, reason=Run.Reason.COMMAND, status=Run.Status.DONE)
    sign(draft, kaat)
    sign(draft, klaus)
    runs = {run.period: set(run.parts.values_list("source", flat=True)) for run in Run.objects.filter(status="active")}
    assert set(runs) == {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"}
    assert runs["2026-Q4"] == {"scoring"}
    assert "deliveries" in runs["2027-Q1"]
