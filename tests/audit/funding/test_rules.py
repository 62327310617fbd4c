"""What a scheme refuses, who is told, and what the pages show."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from audit.models import FundingResult, FundingScheme
from audit.services import funding as services
from audit.services.funding import ItemRefusedError
from legitimacy.models import User
from tests.audit.funding.schemes import calculated, reply_time_over

pytestmark = pytest.mark.django_db


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
    [("EFF-08", "context"), ("PRV-03", "survey_score"), ("EFF-01", "not_allowed"), ("EFF-99", "not_allowed")],
)
def test_what_may_not_be_tied_to_money_is_refused_with_its_reason(
    draft: FundingScheme, anton: User, code: str, reason: str
) -> None:
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
