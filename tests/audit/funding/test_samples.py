"""Audited samples of funding advice: a closed sample of the corps, or typed with a reason and marked as such."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from audit.models import FundingInput, FundingSample, FundingScheme, Sample, SampleItem, Standard
from audit.selectors.funding.samples import samples_fitting
from audit.services import funding as services
from audit.services.funding import FundingError
from audit.services.standards.publishing import standards_publish
from audit.workflow.standards.codes import SampleStage
from legitimacy.indicators.funding import Standing, sheet_faults
from legitimacy.models import Corps, Register, Role, User
from tests.audit.funding.schemes import calculated
from tests.people import person_make

pytestmark = pytest.mark.django_db
TYPED = {"indicator": "EFF-05", "drawn": "", "is_accepted": "on"}
TYPED |= {"sampled": "30", "confirmed": "29", "reference": "A-1", "reason": "Read on paper before this software."}


@pytest.fixture
def read(corps: list[Corps]) -> Sample:
    """A closed sample of the first corps over 2025: two of three items pass.."""
    standards_publish(register=Register.EXAMPLE)
    standard = Standard.objects.get(register=Register.EXAMPLE, code="database-queries")
    return sample_make(corps[0], standard)


def sample_make(corps: Corps, standard: Standard, **given: Any) -> Sample:
    usual: dict[str, Any] = {
        "corps": corps,
        "standard": standard,
        "period_from": date(2025, 1, 1),
        "period_to": date(2025, 12, 31),
        "stage": SampleStage.CLOSED,
        "frame_source": "upload",
        "frame": b"",
        "frame_count": 3,
        "frame_checksum": "0" * 64,
        "seed": "seed",
        "size": 3,
        "drawn_on": date(2026, 1, 5),
        "closed_on": date(2026, 1, 20),
        "origin": "simulated",
    }
    sample = Sample.objects.create(**usual | given)
    SampleItem.objects.bulk_create(
        SampleItem(sample=sample, position=place, key=f"Q{place}", passes=place < 2) for place in range(3)
    )
    return sample


@pytest.fixture
def demanding(draft: FundingScheme) -> FundingScheme:
    """The draft scheme with LEG-13 too, which counts only with an audited sample."""
    draft.items.create(indicator="LEG-13", weight=1.0)
    return draft


def address(scheme: FundingScheme, code: str = "V011") -> str:
    return f"/en/audit/funding/{scheme.pk}/samples/{code}/"


def test_the_form_offers_the_closed_samples_of_that_corps_and_takes_over_their_numbers(
    demanding: FundingScheme, read: Sample, corps: list[Corps], anton: User, client: Client
) -> None:
    scheme = calculated(demanding, anton)
    sample_make(corps[1], read.standard)
    sample_make(corps[0], read.standard, stage=SampleStage.REJECTED)
    sample_make(corps[0], read.standard, period_from=date(2023, 1, 1), period_to=date(2023, 12, 31))
    client.force_login(anton)
    page = client.get(address(scheme))
    offered = [key for key, _words in page.context["form"].fields["drawn"].choices]
    assert offered == ["", str(read.pk)]
    assert "2 of 3 pass" in page.content.decode()
    given = {"indicator": "LEG-13", "drawn": str(read.pk), "is_accepted": "on", "sampled": "500", "confirmed": "500"}
    assert client.post(address(scheme), given).status_code == 302
    entered = FundingSample.objects.get()
    assert (entered.sampled, entered.confirmed, entered.drawn_id) == (3, 2, read.pk)
    scheme = calculated(scheme, anton)
    rests = FundingInput.objects.get(result__scheme=scheme, result__corps=corps[0], indicator="LEG-13")
    assert (rests.standing, rests.sample_typed) == (Standing.USABLE, False)
    sheet = client.get(f"/en/audit/funding/{scheme.pk}/corps/V011/").content.decode()
    assert "audited sample drawn and read here" in sheet
    assert "Typed by an auditor" not in sheet


def test_a_sample_of_another_indicator_is_refused(
    demanding: FundingScheme, read: Sample, corps: list[Corps], anton: User, client: Client
) -> None:
    scheme = calculated(demanding, anton)
    client.force_login(anton)
    page = client.post(address(scheme), {"indicator": "EFF-05", "drawn": str(read.pk), "is_accepted": "on"})
    assert page.status_code == 422
    assert "This sample is of another indicator." in page.content.decode()
    for given in ({"corps": corps[1], "indicator": "LEG-13"}, {"corps": corps[0], "indicator": "EFF-05"}):
        sample = FundingSample(scheme=scheme, drawn=read, is_accepted=True, **given)
        with pytest.raises(FundingError, match="other_sample"):
            services.sample_enter(sample=sample, actor=anton)
    assert not FundingSample.objects.exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"reason": " "}, "say why its numbers are typed"),
        ({"sampled": ""}, "Give it, or choose a closed sample."),
        ({"sampled": "0"}, "Draw at least one record."),
        ({"confirmed": "31"}, "No more records can bear it out than were drawn."),
        ({"drawn": "999"}, "Select a valid choice"),
        ({"indicator": "LEG-07"}, "Select a valid choice"),
    ],
)
def test_typed_counts_need_a_reason_and_add_up(
    draft: FundingScheme, anton: User, client: Client, given: dict[str, str], sentence: str
) -> None:
    scheme = calculated(draft, anton)
    client.force_login(anton)
    page = client.post(address(scheme), TYPED | given)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not FundingSample.objects.exists()


def test_no_reason_no_typed_sample_whoever_asks(draft: FundingScheme, corps: list[Corps], anton: User) -> None:
    sample = FundingSample(scheme=draft, corps=corps[0], indicator="EFF-05", sampled=3, confirmed=3, is_accepted=True)
    with pytest.raises(FundingError, match="no_reason"):
        services.sample_enter(sample=sample, actor=anton)


def test_a_typed_one_is_marked_on_the_sheet_and_in_its_file(
    draft: FundingScheme, corps: list[Corps], anton: User, client: Client
) -> None:
    scheme = calculated(draft, anton)
    client.force_login(anton)
    assert client.post(address(scheme), TYPED).status_code == 302
    scheme = calculated(scheme, anton)
    client.force_login(person_make("karin", (Role.CHIEF_OF_CORPS, corps[0])))
    page = client.get(f"/en/audit/funding/{scheme.pk}/corps/V011/").content.decode()
    assert "audited sample typed by an auditor, not read here" in page
    assert "Read on paper before this software." in page
    sheet = json.loads(client.get(f"/en/audit/funding/{scheme.pk}/corps/V011/sheet.json").content)
    assert {row["indicator"]: row.get("sample") for row in sheet["inputs"]} == {
        "EFF-05": "typed",
        "EFF-13": None,
        "LEG-07": None,
    }
    assert sheet_faults(sheet) == []


def test_a_sample_that_is_rejected_later_lets_nothing_count(
    demanding: FundingScheme, read: Sample, corps: list[Corps], anton: User, client: Client
) -> None:
    sample = FundingSample(scheme=demanding, corps=corps[0], indicator="LEG-13", drawn=read, is_accepted=True)
    services.sample_enter(sample=sample, actor=anton)
    Sample.objects.filter(pk=read.pk).update(stage=SampleStage.REJECTED)
    scheme = calculated(demanding, anton)
    rests = FundingInput.objects.get(result__scheme=scheme, result__corps=corps[0], indicator="LEG-13")
    assert rests.standing == Standing.NO_AUDITED_SAMPLE
    client.force_login(anton)
    assert "The sample was rejected since" in client.get(f"/en/audit/funding/{scheme.pk}/").content.decode()
    assert samples_fitting(scheme, corps[0], ["LEG-13"]) == []
