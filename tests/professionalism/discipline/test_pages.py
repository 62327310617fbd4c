"""The pages of cases: what each reader sees, what the forms refuse, what is shown of the clock."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from legitimacy.models import Corps, Member, Role, TrailEvent, User
from professionalism.models import DisciplinaryCase, ForceIncident
from professionalism.services.discipline import notes
from tests.people import person_make
from tests.professionalism.discipline.conftest import Make, Take

pytestmark = pytest.mark.django_db
Get = Callable[..., Any]


@pytest.fixture
def get(client: Client) -> Get:
    def asked(person: User, name: str, *args: Any, **query: str) -> Any:
        client.force_login(person)
        return client.get(reverse(name, args=args), query)

    return asked


@pytest.fixture
def post(client: Client) -> Get:
    def sent(person: User, name: str, case: DisciplinaryCase, **form: Any) -> Any:
        client.force_login(person)
        case.refresh_from_db()
        return client.post(reverse(name, args=[case.pk]), {"version": case.version} | form)

    return sent


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_case_is_opened_and_its_page_shows_both_clocks(get: Get, client: Client, pina: User, member: Member) -> None:
    client.force_login(pina)
    known = timezone.localdate() - timedelta(days=100)
    form = {
        "pseudonym": member.pseudonym.lower(), "facts_kind": "data", "facts": "Looked up a neighbour.", "charge": "",
        "known_on": known.isoformat(), "known_by": "ordinary", "level": "light", "authority": "ordinary",
        "source_kind": "other", "key": "k" * 20,
    }  # fmt: skip
    answers = [client.post(reverse("discipline_create"), form) for _twice in range(2)]
    case = DisciplinaryCase.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {reverse("discipline_case", args=[case.pk])}
    page = text(get(pina, "discipline_case", case.pk))
    assert case.limit_on is not None
    assert f"{(case.limit_on - timezone.localdate()).days} days left" in page
    for words in ("From knowledge of the facts", "From notice of the final judicial decision", "Has not begun."):
        assert words in page
    assert "own knowledge, to verify" in page
    assert "(passed)" in page  # the alarm of day 90
    assert "Sealed Name" not in page
    assert "4401" not in page


def test_who_has_no_step_reads_whose_turn_it_is(
    get: Get, make: Make, take: Take, pina: User, katrien: User, pieter: User
) -> None:
    case = take(make(charge=""), "inquire")
    page = text(get(pina, "discipline_case", case.pk))
    assert "The charge must be written before the authority can sign" in page
    assert f'class="btn btn-primary" href="{reverse("discipline_write", args=[case.pk])}"' in page
    charged = take(make(charge="Pushed a man in handcuffs."), "inquire")
    assert "The next step is for the chief of corps." in text(get(pina, "discipline_case", charged.pk))
    assert "The next step is for" not in text(get(katrien, "discipline_case", charged.pk))
    asked = notes.prosecutor_ask(case=charged, actor=pina, note="Judicial tasks.")
    assert "You may advise the authority before it decides." in text(get(pieter, "discipline_case", asked.pk))
    notes.prosecutor_advise(case=asked, text="None.", actor=pieter)
    assert "You may advise" not in text(get(pieter, "discipline_case", asked.pk))


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"pseudonym": "NOBODY"}, "no member with this pseudonym"),
        ({"known_on": "2999-01-01"}, "not come yet"),
        ({"known_on": "1066-01-01"}, "Check the year"),
        ({"facts_kind": "magic"}, "kinds of facts on the list"),
        ({"level": "heavy"}, "for the higher authority"),
        ({"facts": ""}, "required"),
        ({"source_kind": "force", "source_reference": "G12"}, "no report with this number"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_written(
    given: dict[str, str], word: str, client: Client, pina: User, member: Member
) -> None:
    client.force_login(pina)
    form = {
        "pseudonym": member.pseudonym, "facts_kind": "data", "facts": "Facts", "known_by": "ordinary",
        "known_on": timezone.localdate().isoformat(), "level": "light", "authority": "ordinary",
        "source_kind": "other",
    }  # fmt: skip
    answer = client.post(reverse("discipline_create"), form | given)
    assert answer.status_code == 422
    assert word in text(answer)
    assert not DisciplinaryCase.objects.exists()


def test_who_sees_which_case(
    get: Get, make: Make, pina: User, katrien: User, boris: User, pieter: User, tom: User, amber: User, bart: User
) -> None:
    light, heavy = make(), make(level="heavy", authority="higher")
    seen = {
        person.first_name: [get(person, "discipline_case", case.pk).status_code for case in (light, heavy)]
        for person in (pina, katrien, boris, pieter, tom, amber, bart)
    }
    assert seen == {
        "Pina": [200, 200],
        "Katrien": [200, 404],
        "Boris": [404, 200],
        "Pieter": [404, 404],
        "Tom": [404, 404],
        "Amber": [403, 403],
        "Bart": [403, 403],
    }
    notes.prosecutor_ask(case=heavy, actor=pina, note="Judicial tasks.")
    page = get(pieter, "discipline_case", heavy.pk)
    assert page.status_code == 200
    assert "Words at a counter." not in text(page)  # what is known is for who prepares and decides
    assert TrailEvent.objects.filter(verb="access.denied", reason="discipline.view").exists()


def test_professional_standards_never_read_a_case_about_themselves(get: Get, make: Make, pina: User) -> None:
    case = make()
    from legitimacy.models.members import user_lookup

    Member.objects.filter(pk=case.member_id).update(user_lookup=user_lookup(pina.pk))
    assert get(pina, "discipline_case", case.pk).status_code == 404
    assert case.number not in text(get(pina, "discipline_list"))


def test_the_officer_reads_the_own_case_from_the_report_on_and_answers(
    get: Get, post: Get, make: Make, take: Take, amber: User, bart: User
) -> None:
    case = make(level="heavy", authority="higher")
    assert get(amber, "discipline_own_case", case.pk).status_code == 404
    assert "no disciplinary case" in text(get(amber, "discipline_own"))
    take(case, "introduce")
    page = text(get(amber, "discipline_own_case", case.pk))
    assert "Insulted a visitor" in page
    assert "Words at a counter." not in page
    assert get(bart, "discipline_own_case", case.pk).status_code == 404
    answer = post(amber, "discipline_own_defence", case, text="I was provoked.", asks_hearing="on")
    assert answer.status_code == 302
    assert case.papers.get().asks_hearing
    assert post(amber, "discipline_own_request", case, text="Too heavy.").status_code == 422
    take(case, "propose", code="suspension")
    assert post(amber, "discipline_own_request", case, text="Too heavy.").status_code == 302
    case.refresh_from_db()
    assert case.status == "council"
    assert get(amber, "discipline_case", case.pk).status_code == 403


def test_a_concern_is_told_on_the_form_and_must_be_confirmed(
    post: Get, get: Get, make: Make, take: Take, katrien: User
) -> None:
    case = take(make(), "introduce")
    page = text(get(katrien, "discipline_step", case.pk, step="decide"))
    assert "may still hand in a written defence" in page
    form = {"step": "decide", "on": timezone.localdate().isoformat(), "code": "warning", "text": "Because."}
    refused = post(katrien, "discipline_step", case, **form)
    assert refused.status_code == 422
    assert "may still hand in" in text(refused)
    assert post(katrien, "discipline_step", case, confirmed="on", **form).status_code == 302
    case.refresh_from_db()
    assert case.sanction.code == "warning"
    assert "before the end of the term" in text(get(katrien, "discipline_case", case.pk))


def test_a_form_offers_the_sanctions_of_its_day_and_authority_only(
    get: Get, post: Get, make: Make, take: Take, katrien: User
) -> None:
    case = take(make(), "introduce")
    page = text(get(katrien, "discipline_step", case.pk, step="decide"))
    assert 'value="reprimand"' in page
    assert 'value="suspension"' not in page
    assert 'value="short_suspension"' not in page
    form = {"step": "decide", "on": timezone.localdate().isoformat(), "text": "Because.", "confirmed": "on"}
    assert "for the higher one" in text(post(katrien, "discipline_step", case, code="removal", **form))
    assert "does not hold this one" in text(post(katrien, "discipline_step", case, code="short_suspension", **form))


def test_a_step_that_is_not_theirs_is_denied(post: Get, make: Make, pina: User, katrien: User) -> None:
    case, day = make(), timezone.localdate().isoformat()
    assert post(pina, "discipline_step", case, step="introduce", on=day).status_code == 403
    assert post(katrien, "discipline_step", case, step="inquire", on=day).status_code == 403
    assert post(pina, "discipline_step", case, step="fly", on=day).status_code == 404


def test_who_was_slower_keeps_what_was_typed(post: Get, client: Client, make: Make, pina: User) -> None:
    case = make()
    answer = post(
        pina, "discipline_known", case, version=1, on=case.known_on.isoformat(), by="higher", note="By letter"
    )
    assert answer.status_code == 409
    assert "By letter" in text(answer)
    assert case.events.count() == 2


def test_a_name_opens_with_a_reason_and_stays_on_the_trail(
    get: Get, post: Get, make: Make, pina: User, boris: User
) -> None:
    case = make()
    assert "Sealed Name" not in text(get(pina, "discipline_name", case.pk))
    assert post(pina, "discipline_name", case, reason="curious").status_code == 422
    answer = post(pina, "discipline_name", case, reason="notice")
    assert "Sealed Name" in text(answer)
    assert answer.headers["Cache-Control"] == "no-store"
    event = TrailEvent.objects.get(verb="member_identity.opened")
    assert (event.actor_id, event.reason) == (pina.pk, "notice")
    assert post(boris, "discipline_name", case, reason="notice").status_code == 404


def test_every_action_of_a_case_shows_its_form(get: Get, make: Make, take: Take, pina: User, katrien: User) -> None:
    case = take(make(), "introduce")
    for name in ("write", "known", "criminal", "defence", "hearing", "ask"):
        assert get(pina, f"discipline_{name}", case.pk).status_code == 200
    assert get(katrien, "discipline_measure", case.pk).status_code == 200
    assert get(pina, "discipline_measure", case.pk).status_code == 403


def test_the_list_is_flat_and_its_pages_follow_one_another(
    client: Client, make: Make, pina: User, django_assert_max_num_queries: Any, demervallei: Corps
) -> None:
    for days in range(1, 31):
        make(days=days)
    client.force_login(pina)
    with django_assert_max_num_queries(10):
        page = client.get(reverse("discipline_list")).content.decode()
    numbers = set(DisciplinaryCase.objects.values_list("number", flat=True))
    first = {number for number in numbers if number in page}
    assert len(first) == 25
    place = page.split('rel="next"')[0].rsplit("place=", 1)[1].split('"')[0]
    second = client.get(f"{reverse('discipline_list')}?group=running&place={place}").content.decode()
    assert {number for number in numbers if number in second} == numbers - first


def test_alarms_stand_in_the_list_and_on_the_first_page(get: Get, make: Make, pina: User, katrien: User) -> None:
    case = make(days=155)
    assert "days left" in text(get(pina, "discipline_list", group="alarmed"))
    assert case.number in text(get(pina, "professionalism_home"))


def test_the_page_of_a_case_takes_as_many_queries_with_more_events(
    client: Client, make: Make, pina: User, django_assert_max_num_queries: Any
) -> None:
    case = make()
    for _again in range(6):
        notes.known_note(case=case, on=case.known_on, by="higher", actor=pina)
    client.force_login(pina)
    with django_assert_max_num_queries(18):
        assert client.get(reverse("discipline_case", args=[case.pk])).status_code == 200


def test_the_officer_stands_by_account_neither_on_the_page_nor_on_the_trail(
    make: Make, take: Take, get: Get, post: Get, amber: User, katrien: User, pina: User
) -> None:
    amber.last_name = "Verborgenstein"
    amber.save()
    case = take(make(), "introduce")
    assert post(amber, "discipline_own_defence", case, text="I was provoked.").status_code == 302
    for reader in (pina, katrien):
        page = text(get(reader, "discipline_case", case.pk))
        assert "I was provoked." in page
        assert "Verborgenstein" not in page
    assert TrailEvent.objects.filter(verb="discipline.defence").exists()
    assert not TrailEvent.objects.filter(object_type="disciplinarycase", actor_id=amber.pk).exists()


def test_a_second_account_of_one_mailbox_reaches_no_case_about_oneself(
    make: Make, get: Get, demervallei: Corps
) -> None:
    case = make()
    other = person_make("Amber+chief", (Role.CHIEF_OF_CORPS, demervallei), (Role.PROFESSIONAL_STANDARDS, demervallei))
    assert get(other, "discipline_case", case.pk).status_code == 404
    assert case.number not in text(get(other, "discipline_list", group="all"))


def test_an_authority_that_reported_the_force_orders_no_measure(
    make: Make, post: Get, katrien: User, demervallei: Corps
) -> None:
    incident = ForceIncident.objects.create(
        register="example", origin="simulated", corps=demervallei, reported_by=katrien, status="reviewed"
    )
    case = make(source_kind="force", source_reference=incident.number)
    day = timezone.localdate().isoformat()
    form = {"code": "other_post", "from_on": day, "until_on": day, "reasons": "Order."}
    answer = post(katrien, "discipline_measure", case, **form)
    assert answer.status_code == 422
    assert "Hand it over to the other authority" in text(answer)
    assert not case.measures.exists()


def test_a_national_register_number_is_refused(make: Make, take: Take, post: Get, amber: User) -> None:
    case = take(make(), "introduce")
    answer = post(amber, "discipline_own_defence", case, text="Ask 85.07.30-033.28, he saw it.")
    assert answer.status_code == 422
    assert "national register number" in text(answer)
    assert not case.papers.exists()
