"""A scheme from draft to signed advice, as auditors and a chief of corps go through it."""

import json

import pytest
from django.db import Error, transaction
from django.test import Client

from audit.models import FundingInput, FundingReply, FundingSample, FundingScheme
from audit.services import funding as services
from audit.services.funding import FundingError
from legitimacy.indicators.funding import Standing, sheet_faults
from legitimacy.models import Corps, Publication, Register, Role, TrailEvent, User
from legitimacy.models.disclosure import Audience
from tests.audit.funding.schemes import calculated, reply_time_over
from tests.people import person_make

pytestmark = pytest.mark.django_db


def test_results_equal_what_the_arithmetic_says_of_the_frozen_inputs(draft: FundingScheme, anton: User) -> None:
    scheme = calculated(draft, anton)
    results = {one.corps.code: one for one in scheme.results.all()}
    assert len(results) == 4
    # Residents 10,000 to 40,000 to the power one half: 100 of 100 + 141.42 + 173.21 + 200.
    assert results["V011"].size_share == pytest.approx(100 / 614.626, rel=1e-5)
    inputs = {one.indicator: one for one in results["V011"].inputs.all()}
    assert inputs["EFF-05"].standing == Standing.NO_AUDITED_SAMPLE
    assert inputs["LEG-07"].value is not None
    assert results["V011"].assessed == pytest.approx(3 / 4)
    assert results["V011"].points is not None


def test_every_sheet_comes_out_again_and_opens_to_its_values(draft: FundingScheme, anton: User, client: Client) -> None:
    scheme = calculated(draft, anton)
    client.force_login(anton)
    for result in scheme.results.all():
        answer = client.get(f"/en/audit/funding/{scheme.pk}/corps/{result.corps.code}/sheet.json")
        sheet = json.loads(answer.content)
        assert sheet_faults(sheet) == []
        assert sheet["digest"] == result.digest
        assert sheet["origin"] == "simulated"
        assert answer["Content-Disposition"].startswith('attachment; filename="simulated-')
        assert all(row["measured"] for row in sheet["inputs"])


def test_an_accepted_sample_lets_a_figure_count_from_the_next_calculation(
    draft: FundingScheme, corps: list[Corps], anton: User
) -> None:
    scheme = calculated(draft, anton)
    given = {"sampled": 30, "confirmed": 29, "is_accepted": True, "reference": "A-1", "reason": "read on paper"}
    sample = FundingSample(scheme=scheme, corps=corps[0], indicator="EFF-05", **given)
    services.sample_enter(sample=sample, actor=anton)
    scheme = calculated(scheme, anton)
    standings = FundingInput.objects.filter(indicator="EFF-05", result__scheme=scheme)
    assert standings.get(result__corps=corps[0]).standing == Standing.USABLE
    assert standings.get(result__corps=corps[1]).standing == Standing.NO_AUDITED_SAMPLE


def test_a_hidden_figure_is_not_assessed_and_its_number_is_nowhere(
    draft: FundingScheme, corps: list[Corps], anton: User
) -> None:
    hidden = Publication.objects.filter(
        value__subject=corps[0], value__indicator="LEG-07", value__period="2025-Q4", audience=Audience.CORPS
    )
    hidden.update(visibility="suppressed", reason="small_count")
    scheme = calculated(draft, anton)
    stored = FundingInput.objects.get(result__scheme=scheme, result__corps=corps[0], indicator="LEG-07")
    assert (stored.standing, stored.value, stored.earned) == (Standing.SUPPRESSED, None, None)
    # 2 of 4 weights are hidden and 1 waits for a sample: too little is left to judge the corps.
    result = stored.result
    assert (result.points, result.amount_cents) == (None, None)


def test_a_chief_reads_only_the_own_sheet_and_only_once_it_is_calculated(
    draft: FundingScheme, corps: list[Corps], anton: User, client: Client
) -> None:
    chief = person_make("karin", (Role.CHIEF_OF_CORPS, corps[0]))
    client.force_login(chief)
    assert "Scheme" not in client.get("/en/audit/funding/").content.decode().split("<main")[1]
    scheme = calculated(draft, anton)
    assert scheme.title in client.get("/en/audit/funding/").content.decode()
    own = client.get(f"/en/audit/funding/{scheme.pk}/corps/V011/")
    assert own.status_code == 200
    assert "Calculation sheet of Corps 11" in own.content.decode()
    assert client.get(f"/en/audit/funding/{scheme.pk}/corps/V012/").status_code == 403
    assert client.get(f"/en/audit/funding/{scheme.pk}/").status_code == 403
    assert client.get(f"/en/audit/funding/{scheme.pk}/results.csv").status_code == 403


def test_a_reply_must_be_answered_before_anybody_signs(
    draft: FundingScheme, corps: list[Corps], anton: User, client: Client
) -> None:
    scheme = calculated(draft, anton)
    client.force_login(person_make("karin", (Role.CHIEF_OF_CORPS, corps[0])))
    address = f"/en/audit/funding/{scheme.pk}/corps/V011/reply/"
    assert client.post(address, {"text": " "}).status_code == 422
    assert client.post(address, {"text": "=1+1 Ons cijfer klopt niet. 🙂"}).status_code == 302
    reply_time_over(scheme)
    assert "The time to reply is over." in client.post(address, {"text": "Too late"}).content.decode()
    with pytest.raises(FundingError, match="unanswered"):
        services.scheme_sign(scheme=scheme, digest=scheme.digest, actor=anton)
    reply = FundingReply.objects.get()
    client.force_login(anton)
    answer = f"/en/audit/funding/{scheme.pk}/replies/{reply.pk}/"
    assert client.post(answer, {"text": "We looked again."}).status_code == 302
    assert "Somebody answered this reply meanwhile." in client.post(answer, {"text": "Twice"}).content.decode()
    assert "We looked again." in client.get(f"/en/audit/funding/{scheme.pk}/").content.decode()


def test_two_people_sign_exactly_what_they_read_and_then_nothing_changes(
    draft: FundingScheme, anton: User, aline: User
) -> None:
    scheme = calculated(draft, anton)
    with pytest.raises(FundingError, match="reply_open"):
        services.scheme_sign(scheme=scheme, digest=scheme.digest, actor=anton)
    reply_time_over(scheme)
    with pytest.raises(FundingError, match="other_calculation"):
        services.scheme_sign(scheme=scheme, digest="f" * 64, actor=anton)
    services.scheme_sign(scheme=scheme, digest=scheme.digest, actor=anton)
    with pytest.raises(FundingError, match="same_person"):
        services.scheme_sign(scheme=scheme, digest=scheme.digest, actor=anton)
    twin = person_make("twin", (Role.AUDITOR, Register.EXAMPLE))
    twin.email = anton.email.replace("@", "+2@")
    twin.save()
    with pytest.raises(FundingError, match="same_person"):
        services.scheme_sign(scheme=scheme, digest=scheme.digest, actor=twin)
    services.scheme_sign(scheme=scheme, digest=scheme.digest, actor=aline)
    scheme.refresh_from_db()
    assert scheme.state == FundingScheme.State.SIGNED
    with pytest.raises(FundingError, match="signed"):
        services.scheme_calculate(scheme=scheme, version=scheme.version, actor=anton)
    for change in (scheme.results.all().delete, lambda: scheme.results.update(amount_cents=1)):
        with pytest.raises(Error), transaction.atomic():
            change()
    with pytest.raises(Error), transaction.atomic():
        FundingInput.objects.filter(result__scheme=scheme).update(value=0.1)
    verbs = set(TrailEvent.objects.values_list("verb", flat=True))
    assert {"funding_scheme.calculated", "funding_scheme.signed"} <= verbs


def test_calculating_again_voids_a_signature(draft: FundingScheme, anton: User, aline: User) -> None:
    scheme = calculated(draft, anton)
    reply_time_over(scheme)
    services.scheme_sign(scheme=scheme, digest=scheme.digest, actor=anton)
    scheme.refresh_from_db()
    scheme = calculated(scheme, aline)
    assert scheme.signatures.count() == 0


def test_who_once_belonged_to_a_judged_corps_neither_signs_nor_sees_its_sheet(
    draft: FundingScheme, corps: list[Corps], anton: User, client: Client
) -> None:
    scheme = calculated(draft, anton)
    reply_time_over(scheme)
    other = person_make("arno", (Role.AUDITOR, Register.EXAMPLE), (Role.STAFF, corps[0]))
    client.force_login(other)
    assert client.post(f"/en/audit/funding/{scheme.pk}/sign/", {"digest": scheme.digest}).status_code == 403
    assert client.get(f"/en/audit/funding/{scheme.pk}/corps/V011/").status_code == 403
    assert "Corps 11" not in client.get(f"/en/audit/funding/{scheme.pk}/").content.decode()
