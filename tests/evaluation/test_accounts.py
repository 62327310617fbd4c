"""The yearly account: written, signed with frozen figures, presented, published; and what EFF-02 counts of it."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import translation

from audit.models import Audit, Recommendation
from audit.workflow.audits import Status
from evaluation.indicators.counting.accounts import accounts_compute
from evaluation.models import Account
from evaluation.selectors.accounts import account_view
from evaluation.services import accounts as services
from evaluation.services.accounts import AccountError, account_begin, account_sign, account_write
from evaluation.workflow.accounts import REQUIRED, AccountState
from legitimacy.disclosure.selectors import scorecard_get
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, StaleMark, TrailEvent, User
from legitimacy.models.disclosure import Audience

PLACE = {"code": "V017", "year": 2025}
NOW = "2027-03-01 10:00:00+01:00"
"""After the roles of the people began."""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Texts are compared in the language of the source."""
    with translation.override("en"):
        yield


@pytest.fixture
def draft(released: Corps, bram: User) -> Account:
    with time_machine.travel(NOW, tick=False):
        account = account_begin(corps=released, year=2025, actor=bram)
        asked = {line.code for pillar in account_view(account, language="nl").pillars for line in pillar.flagged}
        return account_write(
            account=account, language="nl", texts={part: f"About {part}." for part in REQUIRED},
            explanations={code: f"Why {code}." for code in asked}, version=1, actor=bram,
        )  # fmt: skip


def post(client: Client, name: str, user: User, **data: str) -> str:
    client.force_login(user)
    return client.post(reverse(name, kwargs=PLACE), data, follow=True).content.decode()


def test_from_draft_to_a_page_that_everybody_reads(
    client: Client, draft: Account, katrien: User, bram: User, roos: User, tom: User
) -> None:
    with time_machine.travel(NOW, tick=False):
        public = reverse("account_public", kwargs=PLACE)
        assert client.get(public).status_code == 404
        client.force_login(roos)
        assert client.get(reverse("account", kwargs=PLACE)).status_code == 404  # the council waits for the signature
        client.force_login(bram)
        assert client.post(reverse("account_sign", kwargs=PLACE), {"version": "2"}).status_code == 403
        seen = account_view(draft, language="nl").mark
        for version, mark in (("2", "0" * 64), ("9" * 5000, seen)):  # figures that nobody saw are not signed
            assert "meanwhile" in post(client, "account_sign", katrien, version=version, figures=mark)
        assert seen in client.get(reverse("account", kwargs=PLACE)).content.decode()
        assert "figures are frozen" in post(client, "account_sign", katrien, version="2", figures=seen)
        assert "Give a day from the signature" in post(client, "account_present", roos, presented_on="2027-02-01")
        client.force_login(katrien)
        assert client.post(reverse("account_present", kwargs=PLACE), {"presented_on": "2027-03-01"}).status_code == 403
        page = post(client, "account_present", roos, presented_on="2027-03-01", advice="Show the <b>posts</b>.")
        assert "Show the &lt;b&gt;posts&lt;/b&gt;." in page
        assert "public now" in post(client, "account_publish", katrien)
        client.force_login(tom)
        assert client.get(reverse("account", kwargs=PLACE)).status_code == 404
        client.logout()
        page = client.get(public).content.decode()
        assert "About summary." in page
        assert page.count("Why ") == draft.explanations.count() > 0
        assert client.get(reverse("account_public_pdf", kwargs=PLACE)).content.startswith(b"%PDF")
        assert reverse("account_public", kwargs=PLACE) in client.get("/en/corps/V017/").content.decode()
    verbs = TrailEvent.objects.filter(verb__startswith="account.").values_list("verb", flat=True)
    assert set(verbs) == {f"account.{step}" for step in ("begun", "written", "signed", "presented", "published")}


def test_nothing_that_the_public_may_not_read_is_frozen(draft: Account, released: Corps, katrien: User) -> None:
    card = scorecard_get(audience=Audience.PUBLIC, corps=released, period="2025-Q4")
    assert card is not None
    with time_machine.travel(NOW, tick=False):
        frozen = account_sign(account=draft, version=2, actor=katrien).figures
    readable = {value.indicator: value.value for value in card.items if value.is_shown}
    assert {row["indicator"]: row["value"] for row in frozen["items"] if row["value"] is not None} == readable
    hidden = [row for row in frozen["items"] if row["indicator"] not in readable]
    assert all(row[name] is None for row in hidden for name in ("value", "lower", "upper", "value_id"))


def test_what_is_lacking_is_named_and_nothing_is_signed(draft: Account, katrien: User, bram: User) -> None:
    with time_machine.travel(NOW, tick=False):
        why = draft.explanations.first()
        assert why is not None
        with pytest.raises(AccountError, match="meanwhile"):
            account_sign(account=draft, version=1, actor=katrien)
        account_write(
            account=draft,
            language="nl",
            texts={"summary": " "},
            explanations={why.indicator: ""},
            version=2,
            actor=bram,
        )
        with pytest.raises(AccountError, match="In short, for residents; "):
            account_sign(account=draft, version=3, actor=katrien)
        draft.refresh_from_db()
        assert (draft.state, draft.figures) == (AccountState.DRAFT, {})


def test_figures_corrected_after_the_signature_leave_it_as_it_was_and_it_says_so(
    draft: Account, katrien: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with time_machine.travel(NOW, tick=False):
        signed = account_sign(account=draft, version=2, actor=katrien)
        assert not account_view(signed, language="nl").is_outdated
        changed = {**signed.figures, "items": [dict(row, value_id=None) for row in signed.figures["items"]]}
        monkeypatch.setattr("evaluation.selectors.accounts.figures_now", lambda *_: changed)
        view = account_view(signed, language="nl")
        assert view.is_outdated
        assert view.figures == signed.figures


def test_without_released_figures_there_is_nothing_to_sign(demervallei: Corps, bram: User, katrien: User) -> None:
    with time_machine.travel(NOW, tick=False):
        account = account_begin(corps=demervallei, year=2025, actor=bram)
        with pytest.raises(AccountError, match="No figures of this year are released"):
            account_sign(account=account, version=1, actor=katrien)
        with pytest.raises(AccountError, match="already"):
            account_begin(corps=demervallei, year=2025, actor=bram)
        with pytest.raises(AccountError, match="cannot be accounted for"):
            account_begin(corps=demervallei, year=2027, actor=bram)


@pytest.mark.parametrize(
    ("published", "today", "expected"),
    [
        (date(2026, 6, 30), "2026-07-01", 1.0),
        (date(2026, 7, 1), "2026-07-02", 0.0),
        (date(2026, 3, 1), "2026-03-02", 1.0),  # early is in time, and known before it is due
        (None, "2026-06-30", None),  # nothing is due yet
        (None, "2026-07-01", 0.0),
    ],
)
def test_in_time_is_by_30_june(
    demervallei: Corps, heidekant: Corps, published: date | None, today: str, expected: float | None
) -> None:
    for corps, year, day in ((demervallei, 2024, date(2025, 6, 1)), (demervallei, 2025, published)):
        if day:
            Account.objects.create(
                corps=corps, year=year, state="published", published_on=day, presented_on=day, origin="simulated",
                signed_at=f"{day}T10:00:00+00:00",
            )  # fmt: skip
    with time_machine.travel(f"{today} 12:00:00+02:00", tick=False):
        values = accounts_compute(Period(2026))
        rows = values[(values["subject_id"] == demervallei.pk) & (values["state"] == "ok")]
        assert list(rows["value"]) == ([] if expected is None else [expected])
        one = accounts_compute(Period(2026), frozenset({demervallei.pk}), frozenset({"EFF-02"}))
        assert list(one[one["subject_id"] == demervallei.pk]["value"]) == list(
            values[values["subject_id"] == demervallei.pk]["value"]
        )
        # Who never gave account here owes it once others do, and is not called late.
        assert not (values[values["subject_id"] == heidekant.pk]["state"] == "ok").any()


def test_publishing_marks_the_year_in_which_it_is_due(draft: Account, katrien: User, roos: User) -> None:
    with time_machine.travel(NOW, tick=False):
        signed = account_sign(account=draft, version=2, actor=katrien)
        shown = services.account_present(account=signed, presented_on=date(2027, 3, 1), advice="", actor=roos)
        services.account_publish(account=shown, actor=katrien)
    marks = StaleMark.objects.filter(source="evaluation_account").values_list("subject_id", "indicator", "period")
    assert list(marks) == [(draft.corps_id, "EFF-02", "2026")]


def test_what_the_audit_found_is_filled_in_asks_an_answer_and_is_frozen(
    draft: Account, released: Corps, katrien: User
) -> None:
    audit = Audit.objects.create(
        register=released.register, origin="simulated", corps=released, status=Status.FINAL, title="Reception",
        period_from=date(2025, 1, 1), period_to=date(2025, 3, 31), planned_for=date(2025, 4, 1),
        final_on=date(2025, 9, 1),
    )  # fmt: skip
    terms = {"text": "Do it.", "owner": "The chief", "due_on": date(2026, 3, 1), "original_due_on": date(2026, 3, 1)}
    for number, answer in enumerate(("accepted", "rejected", "")):
        Recommendation.objects.create(audit=audit, number=number, answer=answer, **terms)
    told = "An audit was reported on Sept. 1, 2025, with 3 recommendations: 1 accepted, 1 rejected."
    answer_part = "What the audit found, and our answer"
    with time_machine.travel(NOW, tick=False):
        view = account_view(draft, language="nl")
        assert (view.facts, view.lacks) == ([told], [answer_part])
        with pytest.raises(AccountError, match=answer_part):
            account_sign(account=draft, version=2, actor=katrien)
        account_write(
            account=draft, language="nl", texts={"audit": "We do it."}, explanations={}, version=2, actor=katrien
        )
        signed = account_sign(account=draft, version=3, actor=katrien)
        Recommendation.objects.filter(answer="").update(answer="accepted")
        assert account_view(signed, language="nl").facts == [told]
