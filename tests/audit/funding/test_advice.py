"""A scheme from draft to signed advice, as auditors and a chief of corps go through it."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import Error, transaction
from django.test import Client
from django.utils import timezone

from audit.models import FundingInput, FundingReply, FundingResult, FundingSample, FundingScheme
from audit.services import funding as services
from audit.services.funding import FundingError, ItemRefusedError
from legitimacy.indicators.funding import Standing, sheet_faults
from legitimacy.models import Corps, Publication, Register, Role, TrailEvent, User
from legitimacy.models.disclosure import Audience
from tests.audit.funding.schemes import scheme_make
from tests.dashboard.world import framework_make, history_make, region_make, settle
from tests.people import corps_make, person_make

pytestmark = pytest.mark.django_db


@pytest.fixture
def anton(db: None) -> User:
    return person_make("anton", (Role.AUDITOR, Register.EXAMPLE))


@pytest.fixture
def aline(db: None) -> User:
    return person_make("aline", (Role.AUDITOR, Register.EXAMPLE))


@pytest.fixture
def corps(db: None) -> list[Corps]:
    region = region_make("VBL-L", "Laagland", Register.EXAMPLE)
    province = region_make("VBL-E", "Oost", Register.EXAMPLE, region)
    found = [corps_make(f"V0{n}", f"Corps {n}") for n in range(11, 15)]
    for number, one in enumerate(found, start=1):
        settle(one, region, province, residents=10_000 * number)
    return found


@pytest.fixture
def draft(corps: list[Corps], anton: User) -> FundingScheme:
    framework = framework_make()
    framework.items.filter(indicator__in=["EFF-05", "EFF-13", "LEG-07"]).update(
        funding_allowed=True, floor=0.2, target=0.9, direction="higher"
    )
    framework.items.filter(indicator="EFF-05").update(funding_condition="audited sample")
    history_make(corps, framework, ("2024-Q4", "2025-Q4"))
    scheme = scheme_make(framework=framework, origin="simulated", envelope=Decimal("100000.00"), minimum_assessed=0.5)
    services.items_set(
        scheme=scheme,
        version=1,
        weights={"EFF-05": 1.0, "EFF-13": 1.0, "LEG-07": 2.0},
        without_delivery=frozenset(),
        actor=anton,
    )
    scheme.refresh_from_db()
    return scheme


def calculated(draft: FundingScheme, actor: User) -> FundingScheme:
    services.scheme_calculate(scheme=draft, version=draft.version, actor=actor)
    draft.refresh_from_db()
    return draft


def reply_time_over(scheme: FundingScheme) -> None:
    scheme.reply_until = timezone.localdate() - timedelta(days=1)
    scheme.save(update_fields=["reply_until"])


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
    sample = FundingSample(
        scheme=scheme, corps=corps[0], indicator="EFF-05", sampled=30, confirmed=29, is_accepted=True, reference="A-1"
    )
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


def test_the_second_of_two_editors_is_told(draft: FundingScheme, anton: User, client: Client) -> None:
    client.force_login(anton)
    address = f"/en/audit/funding/{draft.pk}/rules/"
    page = client.get(address)
    fields = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    fields |= {"version": draft.version, "gap_share": "33", "guaranteed_share": "0", "minimum_assessed": "50"}
    fields["framework"] = draft.framework_id
    assert client.post(address, fields | {"title": "First"}).status_code == 302
    second = client.post(address, fields | {"title": "Second"})
    assert second.status_code == 422
    assert "Somebody changed the scheme meanwhile" in second.content.decode()
    assert 'value="Second"' in second.content.decode()
    draft.refresh_from_db()
    assert draft.title == "First"


@pytest.mark.parametrize(
    ("code", "reason"),
    [("EFF-08", "context"), ("PRV-03", "survey_score"), ("EFF-01", "not_allowed"), ("XXX", "not_allowed")],
)
def test_what_may_not_be_tied_to_money_is_refused_with_its_reason(
    draft: FundingScheme, anton: User, code: str, reason: str
) -> None:
    if code == "EFF-08":
        draft.framework.items.filter(indicator=code).update(direction="context", funding_allowed=True)
    if code == "PRV-03":
        draft.framework.items.filter(indicator=code).update(funding_allowed=True)
    with pytest.raises(ItemRefusedError) as refused:
        services.items_set(
            scheme=draft, version=draft.version, weights={code: 1.0}, without_delivery=frozenset(), actor=anton
        )
    assert refused.value.reason == reason
    assert draft.items.count() == 3


def test_bad_input_gets_a_sentence_beside_its_field(anton: User, client: Client, draft: FundingScheme) -> None:
    client.force_login(anton)
    usual = {
        "title": "New",
        "year": timezone.localdate().year,
        "framework": draft.framework_id,
        "period": "2025-Q4",
        "baseline_period": "2024-Q4",
        "envelope": "1000",
        "score_from": "50",
        "score_to": "100",
        "gap_share": "33",
        "size_exponent": "0.5",
        "guaranteed_share": "0",
        "minimum_assessed": "66",
        "pooling": "none",
        "reply_days": "30",
    }
    wrong = {
        "period": ("2025-Q9", "is no period"),
        "baseline_period": ("2025-Q3", "the same quarter of an earlier year"),
        "envelope": ("0", "greater than or equal to 1"),
        "score_to": ("40", "It must lie above"),
        "gap_share": ("0", "Give more than 0"),
        "year": ("1066", "a year of this decade"),
        "guaranteed_share": ("120", "less than or equal to 100"),
    }
    for field, (value, sentence) in wrong.items():
        page = client.post("/en/audit/funding/new/", usual | {field: value})
        assert page.status_code == 422, field
        assert sentence in page.content.decode(), field
    assert FundingScheme.objects.count() == 1
    assert client.post("/en/audit/funding/new/", usual).status_code == 302
    twice = client.post("/en/audit/funding/new/", usual)
    assert "There is a scheme of this year with this title" in twice.content.decode()


def test_decisions_are_of_an_authority_and_come_after_the_signatures(
    draft: FundingScheme, anton: User, aline: User, client: Client
) -> None:
    scheme = calculated(draft, anton)
    decision = {"authority": "Minister", "decided_on": "2026-01-15", "text": "Half of it.", "reference": "MB-1"}
    client.force_login(anton)
    page = client.post(f"/en/audit/funding/{scheme.pk}/decisions/", decision, follow=True)
    assert "Only signed advice can be decided on." in page.content.decode()
    reply_time_over(scheme)
    for person in (anton, aline):
        services.scheme_sign(scheme=scheme, digest=scheme.digest, actor=person)
    page = client.post(f"/en/audit/funding/{scheme.pk}/decisions/", decision, follow=True)
    assert "It differs from the advice." in page.content.decode()
    later = decision | {"decided_on": (date.today() + timedelta(days=40)).isoformat()}  # noqa: DTZ011
    assert (
        "This day has not come yet." in client.post(f"/en/audit/funding/{scheme.pk}/decisions/", later).content.decode()
    )


def test_a_scheme_is_tried_on_the_past(draft: FundingScheme, anton: User, client: Client) -> None:
    client.force_login(anton)
    page = client.get(f"/en/audit/funding/{draft.pk}/simulation/")
    text = page.content.decode()
    assert "2025-Q4 against 2024-Q4" in text
    assert "Corps 14" in text
    assert FundingResult.objects.count() == 0


def test_no_sum_stands_on_a_public_page(draft: FundingScheme, anton: User, client: Client) -> None:
    calculated(draft, anton)
    for address in ("/en/corps/V011/?period=2025-Q4", "/en/corps/", "/en/opendata/", "/api/v1/scorecards/?corps=V011"):
        text = client.get(address).content.decode()
        assert "€" not in text
        assert "funding/" not in text


def test_pages_take_few_queries_however_many_corps(
    draft: FundingScheme, anton: User, client: Client, django_assert_max_num_queries: object
) -> None:
    scheme = calculated(draft, anton)
    client.force_login(anton)
    client.get(f"/en/audit/funding/{scheme.pk}/")
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get(f"/en/audit/funding/{scheme.pk}/")
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        client.get(f"/en/audit/funding/{scheme.pk}/corps/V012/")
