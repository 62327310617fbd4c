"""The pages of frameworks: who sees drafts, what is told beside a field, who comes second."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import FrameworkChange, FrameworkSignature
from audit.services.frameworks import item_change
from legitimacy.models import Corps, Framework, FrameworkItem, TrailEvent, User
from tests.audit.frameworks.conftest import MANAGER_OF_BOTH, version_of
from tests.people import person_make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client: Client) -> None:
    client.cookies["django_language"] = "en"


def address(name: str, *args: str) -> str:
    return reverse(name, args=args).replace("/nl/", "/en/", 1)


def text_of(client: Client, name: str, *args: str) -> str:
    page = client.get(address(name, *args))
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    return page.content.decode()


def item_form(framework: Framework, **given: str) -> dict[str, str]:
    """What the form of EFF-06 sends when nothing is changed."""
    item = FrameworkItem.objects.get(framework=framework, indicator="EFF-06")
    return {
        "version": str(version_of(framework)), "floor": "180", "target": "45", "weight": "1", "min_denominator": "10",
        "public_min_denominator": "10", "basis": item.basis_text, "reason": "Agreed in June",
        **({"funding_allowed": "on"} if item.funding_allowed else {}), **given,
    }  # fmt: skip


def test_the_list_shows_drafts_to_managers_and_auditors_only(
    client: Client, draft: Framework, kaat: User, amina: User, katrien: User
) -> None:
    for person, sees in ((kaat, True), (amina, True), (katrien, False)):
        client.force_login(person)
        text = text_of(client, "audit_frameworks")
        assert "2026.1" in text
        assert ("2027.1" in text) is sees


def test_a_draft_does_not_exist_for_others_by_any_address(
    client: Client, draft: Framework, katrien: User, steward1: User
) -> None:
    superuser = User.objects.create_superuser("root", "root@example.org", "a long password indeed")
    names = [
        *("audit_framework", "audit_framework_changes_csv", "audit_framework_diff", "audit_framework_diff_csv"),
        *("audit_framework_robustness", "audit_framework_robustness_csv", "audit_framework_weights"),
    ]
    for person in (katrien, steward1, superuser):
        client.force_login(person)
        for name in names:
            assert client.get(address(name, "2027.1")).status_code in (403, 404)
        assert client.get(address("audit_framework_item", "2027.1", "EFF-06")).status_code in (403, 404)
        assert client.post(address("audit_framework_sign", "2027.1")).status_code in (403, 404)
    admin = client.get(f"/en/admin/legitimacy/framework/{draft.pk}/change/", follow=True)
    assert "2027.1" not in client.get("/en/admin/legitimacy/framework/").content.decode()
    assert "EFF-06" not in admin.content.decode()


def test_a_signed_framework_is_read_by_everybody_who_works_here(client: Client, base: Framework, katrien: User) -> None:
    client.force_login(katrien)
    text = text_of(client, "audit_framework", "2026.1")
    assert "EFF-06" in text
    assert "180 days → 45 days" in text
    assert "In force" not in text
    assert "in force" in text
    assert "/items/" not in text


def test_effective_weights_on_the_page_make_one_hundred(client: Client, base: Framework, kaat: User) -> None:
    client.force_login(kaat)
    rows = re.findall(r'<td class="num">([\d.]+)%</td>', text_of(client, "audit_framework", "2026.1"))
    assert len(rows) == 70
    assert sum(map(float, rows)) == pytest.approx(100, abs=0.3)


def test_a_new_draft_and_what_is_wrong_with_it(client: Client, base: Framework, kaat: User) -> None:
    client.force_login(kaat)
    given = {"base": "2026.1", "code": "2026.1", "valid_from": "2020-q1"}
    page = client.post(address("audit_framework_new"), given)
    assert page.status_code == 422
    text = page.content.decode()
    assert "There is a framework with this code already." in text
    assert "begin later" in text
    assert 'value="2020-q1"' in text
    client.post(address("audit_framework_new"), given | {"code": "2027.1", "valid_from": "2027-q1"})
    assert Framework.objects.get(code="2027.1").valid_from == "2027-Q1"


def test_an_item_is_changed_in_the_browser(client: Client, draft: Framework, kaat: User) -> None:
    client.force_login(kaat)
    assert 'value="45"' in text_of(client, "audit_framework_item", "2027.1", "EFF-06")
    answer = client.post(
        address("audit_framework_item", "2027.1", "EFF-06"), item_form(draft, target="40"), follow=True
    )
    assert "Saved, with your reason." in answer.content.decode()
    assert FrameworkItem.objects.get(framework=draft, indicator="EFF-06").target == 40
    assert FrameworkChange.objects.get().reason == "Agreed in June"
    assert "45 days → 40 days" in text_of(client, "audit_framework", "2027.1")
    assert "EFF-06,target,45.0,40.0,Agreed in June" in text_of(client, "audit_framework_changes_csv", "2027.1")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"target": "180"}, "Its floor and its target are equal"),
        ({"floor": "10"}, "wrong side of its target"),
        ({"target": ""}, "It needs a floor and a target."),
        ({"target": "soon"}, "Write a number."),
        ({"target": "nan"}, "Write a number."),
        ({"weight": "-1"}, "A weight is 0 or more."),
        ({"min_denominator": "0"}, "A minimum is a whole number of 1 or more."),
        ({"public_min_denominator": "9"}, "The public minimum is lower"),
        ({"target": "40", "reason": " "}, "Say why"),
        ({"target": "40", "version": "x"}, "The form is not complete any more."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    client: Client, draft: Framework, kaat: User, given: dict[str, str], sentence: str
) -> None:
    client.force_login(kaat)
    form = item_form(draft, **{"basis": "target: a decree to come", **given})
    page = client.post(address("audit_framework_item", "2027.1", "EFF-06"), form)
    assert page.status_code == 422
    text = page.content.decode()
    assert sentence in text
    assert "target: a decree to come" in text
    assert not FrameworkChange.objects.exists()


def test_a_context_indicator_never_weighs_and_never_feeds_funding(client: Client, draft: Framework, kaat: User) -> None:
    client.force_login(kaat)
    item = FrameworkItem.objects.get(framework=draft, indicator="LEG-01")
    form = {
        "version": "1", "weight": "1", "funding_allowed": "on", "min_denominator": str(item.min_denominator),
        "public_min_denominator": str(item.public_min_denominator), "basis": item.basis_text, "reason": "Why not",
    }  # fmt: skip
    text = client.post(address("audit_framework_item", "2027.1", "LEG-01"), form).content.decode()
    assert "A context indicator weighs 0." in text
    assert "A context indicator is never tied to money." in text


def test_percentages_are_written_with_a_comma_in_dutch(client: Client, draft: Framework, kaat: User) -> None:
    client.force_login(kaat)
    item = FrameworkItem.objects.get(framework=draft, indicator="EFF-01")
    form = {
        "version": "1", "floor": "42,5", "target": "90", "weight": "1", "min_denominator": "5", "reason": "Advies",
        "public_min_denominator": "5", "basis": item.basis_text, "funding_allowed": "on",
    }  # fmt: skip
    client.post(reverse("audit_framework_item", args=["2027.1", "EFF-01"]), form)
    item.refresh_from_db()
    assert item.floor == 0.425
    assert [one.field for one in FrameworkChange.objects.all()] == ["floor"]
    assert 'value="42,5"' in client.get(reverse("audit_framework_item", args=["2027.1", "EFF-01"])).content.decode()


def test_the_second_of_two_editors_sees_what_changed_and_keeps_what_they_typed(
    client: Client, draft: Framework, kaat: User, klaus: User
) -> None:
    client.force_login(klaus)
    form = item_form(draft, target="42")
    item_change(framework=draft, indicator="EFF-06", version=1, values={"target": 40.0}, reason="In June", actor=kaat)
    page = client.post(address("audit_framework_item", "2027.1", "EFF-06"), form)
    assert page.status_code == 409
    text = page.content.decode()
    assert "Somebody changed this draft" in text
    assert "45 days → 40 days" in text
    assert 'value="42"' in text
    again = dict(form, version=re.search(r'name="version" value="(\d+)"', text)[1])  # type: ignore[index]
    client.post(address("audit_framework_item", "2027.1", "EFF-06"), again)
    assert FrameworkItem.objects.get(framework=draft, indicator="EFF-06").target == 42


def test_weights_are_changed_on_one_page(client: Client, draft: Framework, kaat: User) -> None:
    client.force_login(kaat)
    form = {"version": "1", "reason": "Advice of the panel"}
    form |= dict.fromkeys(("EFF", "LEG", "DRV", "PRV"), "25")
    form |= {f"{facet.pillar}.{facet.code}": f"{100 * facet.weight:g}" for facet in draft.facets.all()}
    wrong = client.post(address("audit_framework_weights", "2027.1"), form | {"DRV.treatment": "70"})
    assert wrong.status_code == 422
    assert "Together these are 110%; they must be 100%." in wrong.content.decode()
    assert 'value="70"' in wrong.content.decode()
    right = form | {"DRV.treatment": "65", "DRV.organisation": "35"}
    client.post(address("audit_framework_weights", "2027.1"), right)
    weights = dict(draft.facets.filter(pillar="DRV").values_list("code", "weight"))
    assert weights == {"treatment": 0.65, "organisation": 0.35}


def test_two_people_sign_on_the_page(client: Client, draft: Framework, kaat: User, klaus: User) -> None:
    read = {"version": "1", "digest": draft.digest}
    client.force_login(kaat)
    first = client.post(address("audit_framework_sign", "2027.1"), read, follow=True).content.decode()
    assert "You signed. A second framework manager must sign the same version." in first
    again = client.post(address("audit_framework_sign", "2027.1"), read, follow=True).content.decode()
    assert "You signed this version already" in again
    client.force_login(klaus)
    assert "waits for a second signature" in text_of(client, "audit_home")
    second = client.post(address("audit_framework_sign", "2027.1"), read, follow=True).content.decode()
    assert "is signed by two people and never changes again" in second
    third = person_make("Karel", *MANAGER_OF_BOTH)
    client.force_login(third)
    late = client.post(address("audit_framework_sign", "2027.1"), read, follow=True).content.decode()
    assert "was signed meanwhile" in late
    assert client.post(address("audit_framework_item", "2027.1", "EFF-06"), {}).status_code == 403
    assert FrameworkSignature.objects.count() == 2


def test_a_change_after_the_first_signature_says_that_it_is_void(
    client: Client, draft: Framework, kaat: User, klaus: User
) -> None:
    client.force_login(kaat)
    client.post(address("audit_framework_sign", "2027.1"), {"version": "1", "digest": draft.digest})
    item_change(framework=draft, indicator="EFF-06", version=1, values={"target": 40.0}, reason="In June", actor=klaus)
    assert "Void, because the draft was changed" in text_of(client, "audit_framework", "2027.1")
    stale = client.post(
        address("audit_framework_sign", "2027.1"), {"version": "1", "digest": draft.digest}, follow=True
    ).content.decode()
    assert "The draft was changed since you read it." in stale


def test_an_auditor_reads_a_draft_but_does_not_touch_it(client: Client, draft: Framework, amina: User) -> None:
    client.force_login(amina)
    assert "EFF-06" in text_of(client, "audit_framework", "2027.1")
    for name, args in (("audit_framework_item", ("2027.1", "EFF-06")), ("audit_framework_weights", ("2027.1",))):
        assert client.post(address(name, *args), {}).status_code == 403
    assert client.post(address("audit_framework_sign", "2027.1"), {}).status_code == 403
    assert client.get(address("audit_framework_new")).status_code == 403
    assert TrailEvent.objects.filter(verb="access.denied", reason="framework.edit").count() == 2


def test_addresses_that_lead_nowhere_say_so(client: Client, draft: Framework, kaat: User, demervallei: Corps) -> None:
    client.force_login(kaat)
    assert client.get(address("audit_framework", "1999.1")).status_code == 404
    assert client.get(address("audit_framework_item", "2027.1", "EFF-99")).status_code == 404
    assert client.get(address("audit_framework_diff", "2027.1") + "?period=2025-Q4").status_code == 404
    assert client.get(address("audit_framework_diff", "2027.1") + "?register=foreign_test").status_code == 404
    assert "no scorecards to try it on" in text_of(client, "audit_framework_diff", "2027.1")
    assert "no scorecards to try it on" in text_of(client, "audit_framework_robustness", "2027.1")
