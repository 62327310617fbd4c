"""An officer's sealed name cannot be reached by any role that is not in the table, nor who reported."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import translation

from legitimacy.models import Corps, Member, Register, Role, TrailEvent, User
from professionalism.models import ColleagueReport, CorrectiveAction, SignalCase
from professionalism.services.signals.entering import colleague_report_make
from professionalism.urls import urlpatterns
from professionalism.workflow.signals import Stage
from tests.access.professionalism.signals import OF_A_REGISTER
from tests.people import PASSWORD, person_make
from tests.professionalism.signals.conftest import NUMBER, SEALED, CaseAt, day

REPORTER, SEEN = "Rikard Verborgen", "Saw him lose his temper near the fountain."
MAY_OPEN = {Role.PROFESSIONAL_STANDARDS, Role.WELLBEING_ADVISER}


@pytest.fixture
def everyone(demervallei: Corps) -> dict[str, User | None]:
    """One person of each role of Demervallei or of its register, and people without one."""
    found: dict[str, User | None] = {"nobody": None, "outsider": person_make("outsider")}
    found["superuser"] = User.objects.create_superuser("superuser", "superuser@example.org", PASSWORD)
    for role in Role:
        place = Register.EXAMPLE if role in OF_A_REGISTER else demervallei
        body = "committee_p" if role == Role.INDEPENDENT_HANDLER else ""
        found[role] = person_make(f"walker_{role}", (role, place), body=body)
    return found


@pytest.fixture
def case(demervallei: Corps, concerned: Member, case_at: CaseAt) -> SignalCase:
    """A followed case with a report by a colleague, about an officer with a sealed name."""
    reporter = person_make("Rikard", (Role.OFFICER, demervallei))
    reporter.first_name, reporter.last_name = REPORTER.split()
    reporter.save()
    case_at(Stage.OPENED)
    colleague_report_make(corps=demervallei, actor=reporter, wanted=NUMBER, about="attitude", seen_on=day(1), text=SEEN)
    return case_at(Stage.FOLLOWED)


def addresses(case: SignalCase) -> Iterator[str]:
    """Every page of professionalism about this case, with and without what its addresses may ask."""
    report, correction = ColleagueReport.objects.get(), CorrectiveAction.objects.get()
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        keys = {*pattern.pattern.converters, *pattern.pattern.regex.groupindex}
        if set(keys) - {"pk"} or ("pk" in keys and not str(pattern.name).startswith("signal_")):
            continue
        address = reverse(str(pattern.name), kwargs={"pk": case.pk} if keys else {})
        yield from (
            address,
            f"{address}?group=followed",
            f"{address}?row={correction.pk}",
            f"{address}?row={report.pk}",
        )


def client_of(person: User | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def test_no_page_shows_a_sealed_name_or_number_or_who_reported(
    case: SignalCase, everyone: dict[str, User | None], amber: User
) -> None:
    with translation.override("en"):
        walked = list(addresses(case))
    assert len(walked) > 60
    for who, person in {**everyone, "concerned": amber}.items():
        client = client_of(person)
        for address in walked:
            text = client.get(address).content.decode()
            assert SEALED not in text, (who, address)
            assert NUMBER not in text, (who, address)
            assert REPORTER not in text, (who, address)
            if who not in MAY_OPEN:
                assert SEEN not in text, (who, address)


def test_the_name_opens_for_two_roles_with_a_reason_and_a_line_on_the_trail(
    case: SignalCase, everyone: dict[str, User | None], amber: User
) -> None:
    address = reverse("signal_name", args=[case.pk])
    form = {"version": case.version, "reason": "help"}
    for who, person in {**everyone, "concerned": amber}.items():
        answer = client_of(person).post(address, form)
        assert (SEALED in answer.content.decode()) == (who in MAY_OPEN), who
    opened = TrailEvent.objects.filter(verb="member_identity.opened")
    assert sorted(opened.values_list("actor_id", "reason")) == sorted(
        (person.pk, "help") for who, person in everyone.items() if who in MAY_OPEN and person
    )


def test_without_a_reason_nothing_opens(case: SignalCase, pina: User) -> None:
    answer = client_of(pina).post(reverse("signal_name", args=[case.pk]), {"version": case.version, "reason": ""})
    assert answer.status_code == 422
    assert SEALED not in answer.content.decode()
    assert not TrailEvent.objects.filter(verb="member_identity.opened").exists()


def test_who_reported_opens_for_professional_standards_alone(
    case: SignalCase, everyone: dict[str, User | None], amber: User
) -> None:
    report = ColleagueReport.objects.get()
    address = reverse("signal_reporter", args=[case.pk])
    form = {"version": case.version, "reason": "check", "row": str(report.pk)}
    for who, person in {**everyone, "concerned": amber}.items():
        answer = client_of(person).post(address, form)
        assert (REPORTER in answer.content.decode()) == (who == Role.PROFESSIONAL_STANDARDS), who
    assert TrailEvent.objects.filter(verb="reporter.opened").count() == 1


def test_the_chief_reads_protected_counts_and_no_case(case: SignalCase, katrien: User) -> None:
    client = client_of(katrien)
    page = client.get(reverse("signals_corrections"))
    assert page.status_code == 200
    text = page.content.decode()
    assert str(case.member) not in text
    assert str(case.pk) not in text
    rows = page.context["parts"][0]["rows"]
    assert {cell for row in rows for cell in row.cells} == {None}
    assert client.get(reverse("signal_case", args=[case.pk])).status_code == 403


def test_another_corps_finds_no_such_case(case: SignalCase, heidekant: Corps) -> None:
    other = person_make("Rosa", (Role.PROFESSIONAL_STANDARDS, heidekant))
    assert client_of(other).get(reverse("signal_case", args=[case.pk])).status_code == 404
    denied = TrailEvent.objects.get(verb="access.denied", actor_id=other.pk)
    assert (denied.object_type, denied.reason) == ("signal_case", "signal.view")


def test_a_second_account_of_one_mailbox_reaches_no_case_about_oneself(case: SignalCase, demervallei: Corps) -> None:
    other = person_make("Amber+work", (Role.PROFESSIONAL_STANDARDS, demervallei))
    assert client_of(other).get(reverse("signal_case", args=[case.pk])).status_code == 404
    form = {"version": case.version, "reason": "check", "row": str(ColleagueReport.objects.get().pk)}
    assert client_of(other).post(reverse("signal_reporter", args=[case.pk]), form).status_code == 404
    stranger = person_make("Ambers", (Role.PROFESSIONAL_STANDARDS, demervallei))
    assert client_of(stranger).get(reverse("signal_case", args=[case.pk])).status_code == 200


def test_a_national_register_number_is_refused_in_a_report(demervallei: Corps, concerned: Member, amber: User) -> None:
    form = {"corps": str(demervallei.pk), "wanted": NUMBER, "about": "other", "seen_on": day(1).isoformat()}
    answer = client_of(person_make("Rik", (Role.OFFICER, demervallei))).post(
        reverse("signals_report"), form | {"text": "He shouted at 85073003328."}
    )
    assert answer.status_code == 422
    assert not ColleagueReport.objects.exists()
