"""A trend begins anew by a named person with a reason, for everybody to see; nobody else may, and nothing is lost."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from audit.services.compare.rebases import (
    RebaseMeanwhileError,
    RebasePeriodError,
    RebaseReasonError,
    trend_rebase,
    trend_rebase_withdraw,
)
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, Register, Role, TrailEvent, TrendRebase, User
from tests.audit.compare_indicator.conftest import PERIOD, SHARE
from tests.people import person_make

REASON = "A new dispatch room since January"
URL = f"/en/compare/{SHARE}/rebase/V017/"
TREND = f"/en/corps/V017/{SHARE}/?period={PERIOD}"


def rebase(corps: Corps, actor: User, *, period: str = "2024-Q1", reason: str = REASON, seen: int = 0) -> TrendRebase:
    return trend_rebase(
        corps=corps, passport=indicators.get(SHARE), from_period=period, reason=reason, actor=actor,
        role=Role.AUDITOR, seen=seen,
    )  # fmt: skip


def answer(client: Client, **fields: str) -> int:
    return client.post(URL, {"from_period": "2024-Q1", "reason": REASON, "seen": "0"} | fields).status_code


def body(client: Client, url: str) -> str:
    return client.get(url).content.decode()


@pytest.fixture
def bram(demervallei: Corps) -> User:
    """Evaluation officer of Demervallei."""
    return person_make("Bram", (Role.EVALUATION_OFFICER, demervallei))


def test_the_break_and_its_reason_stand_beside_the_trend_everywhere(
    client: Client, many: list[Corps], amina: User
) -> None:
    assert "limits are computed anew" not in body(client, TREND)  # keeps the page, to see that it is made again
    client.force_login(amina)
    assert answer(client) == 302
    assert f'href="{URL}"' in body(client, f"/en/compare/{SHARE}/?register=example&period={PERIOD}")
    told = f"From Q1 2024 the limits are computed anew: {REASON} (Amina, auditor, "
    assert told in body(client, TREND)
    assert told in body(client, f"/en/compare/{SHARE}/?register=example&period={PERIOD}")
    client.logout()
    for url in (TREND, f"/en/compare/{SHARE}/?register=example&period={PERIOD}"):
        page = body(client, url)
        assert f"{REASON} (auditor, " in page
        assert "Amina" not in page
    assert "limits begin anew" in body(client, TREND)
    assert 'class="multiple-break"' in body(client, f"/en/compare/{SHARE}/?register=example&period={PERIOD}")


def test_the_trail_says_who_did_it_without_the_words(many: list[Corps], amina: User) -> None:
    rebase(many[0], amina)
    event = TrailEvent.objects.get(verb="trend.rebased")
    assert (event.actor_id, event.corps, event.reason) == (amina.pk, "V017", f"{SHARE}:2024-Q1")


@pytest.mark.parametrize("who", ["katrien", "bram", "amina"])
def test_chief_evaluation_officer_and_auditor_may(
    client: Client, many: list[Corps], who: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert f'href="{URL}"' in body(client, TREND)
    assert answer(client) == 302
    assert TrendRebase.objects.get().decided_by.username == who


def test_others_may_not_and_an_auditor_never_of_a_former_corps(
    client: Client, many: list[Corps], tom: User, bart: User
) -> None:
    former = person_make("Ayla", (Role.AUDITOR, Register.EXAMPLE), (Role.STAFF, many[0]))
    for person in (tom, bart, former):
        client.force_login(person)
        assert answer(client) == 403
        assert URL not in body(client, f"/en/compare/{SHARE}/?register=example&period={PERIOD}")
    assert not TrendRebase.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [{"reason": "short"}, {"reason": " " * 40}, {"from_period": "1999-Q1"}, {"from_period": ""}, {"seen": "x"}],
)
def test_what_cannot_be_used_is_said_and_kept(
    client: Client, many: list[Corps], amina: User, fields: dict[str, str]
) -> None:
    client.force_login(amina)
    assert answer(client, **fields) == 422
    assert not TrendRebase.objects.exists()


def test_the_second_of_two_people_is_told(client: Client, many: list[Corps], amina: User, katrien: User) -> None:
    rebase(many[0], katrien)
    client.force_login(amina)
    response = client.post(URL, {"from_period": "2024-Q3", "reason": "Another reason altogether", "seen": "0"})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Somebody else decided about this trend while you had it open." in page
    assert "Another reason altogether" in page
    assert TrendRebase.objects.count() == 1


def test_a_decision_is_taken_back_with_a_reason_and_stays_in_the_records(
    client: Client, many: list[Corps], amina: User
) -> None:
    made = rebase(many[0], amina)
    client.force_login(amina)
    fields = {"rebase": str(made.pk), "reason": "The room was closed again", "seen": str(made.pk)}
    assert client.post(URL, fields).status_code == 302
    assert "limits are computed anew" not in body(client, TREND)
    assert [row.withdraws for row in TrendRebase.objects.all()] == [False, True]
    assert TrailEvent.objects.filter(verb="trend.rebase_withdrawn").exists()


def test_services_refuse_what_the_form_would(many: list[Corps], amina: User) -> None:
    with pytest.raises(RebaseReasonError):
        rebase(many[0], amina, reason="no")
    with pytest.raises(RebaseReasonError):
        rebase(many[0], amina, reason="x" * 601)
    for period in ("2022-Q3", "2030-Q1", "2024", "soon"):
        with pytest.raises(RebasePeriodError):
            rebase(many[0], amina, period=period)
    made = rebase(many[0], amina)
    with pytest.raises(RebaseMeanwhileError) as told:
        trend_rebase_withdraw(rebase=made, reason=REASON, actor=amina, role=Role.AUDITOR, seen=0)
    assert told.value.newest == made


def test_rolling_windows_have_no_limits_to_begin_anew(client: Client, many: list[Corps], amina: User) -> None:
    client.force_login(amina)
    assert client.get("/en/compare/EFF-07/rebase/V017/").status_code == 404
    with pytest.raises(RebasePeriodError):
        trend_rebase(
            corps=many[0], passport=indicators.get("EFF-07"), from_period="2024-Q1", reason=REASON, actor=amina,
            role=Role.AUDITOR, seen=0,
        )  # fmt: skip


def test_rows_cannot_be_changed_or_deleted(many: list[Corps], amina: User) -> None:
    made = rebase(many[0], amina)
    for change in (
        lambda: TrendRebase.objects.filter(pk=made.pk).update(reason="other words"),
        lambda: TrendRebase.objects.filter(pk=made.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert TrendRebase.objects.get().reason == REASON
