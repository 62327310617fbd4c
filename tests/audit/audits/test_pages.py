"""Pages of audits: who sees a draft and who does not, by address, list and file; figures; queries."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from audit.models import Audit
from audit.services.audits.steps import audit_step
from audit.views.audits.actions import ACTIONS
from audit.workflow.audits import Grade, Status
from legitimacy.disclosure.selectors import values_history
from legitimacy.disclosure.visible import VisibleValue
from legitimacy.models import Corps, Framework, Register, Reply, Role, TrailEvent, User
from tests.audit.audits.conftest import Make, finding_make, recommendation_make, signed_in
from tests.audit.audits.pages import FILE, LIST, PLAN, form_of, page, text
from tests.disclosure.conftest import decide
from tests.disclosure.world import framework_make, run_make, shares_make
from tests.people import person_joins, person_make

pytestmark = pytest.mark.django_db
SECRET = "Too many files wait too long."


ORDER = (Status.PLANNED, Status.OPENED, Status.DRAFT_SENT, Status.REPLIED, Status.FINAL, Status.FOLLOW_UP)


@pytest.mark.parametrize("status", ORDER)
def test_nobody_else_sees_a_draft_by_address_list_or_file(
    status: Status, audit_at: Make, amina: User, katrien: User, tom: User, bram: User, bart: User, outsider: User
) -> None:
    audit = audit_at(status)
    kader = person_make("Kaat", (Role.FRAMEWORK_MANAGER, Register.EXAMPLE))
    root = User.objects.create_superuser("root", "root@example.org", "x")
    elsewhere = person_make("Beau", (Role.AUDITOR, Register.BELGIUM))
    tied = person_make("Floor", (Role.AUDITOR, Register.EXAMPLE))
    person_joins(tied, Role.STAFF, audit.corps)
    told, final = ORDER.index(status) >= 2, ORDER.index(status) >= 4
    readers = {amina: True, katrien: told, bram: final, tom: False, bart: False, outsider: False, kader: False,
               root: False, elsewhere: False, tied: False}  # fmt: skip
    for person, sees in readers.items():
        client = signed_in(person)
        answers = {client.get(page(audit, tab)).status_code for tab in ("", "findings", "recommendations", "history")}
        assert answers == ({200} if sees else answers & {403, 404}), (person, answers)
        for address in (LIST, FILE):
            assert (str(audit.pk) in text(client, address)) == sees, person
    if ORDER.index(status) >= 2:
        assert SECRET in text(signed_in(katrien), page(audit, "findings"))
    assert signed_in(bram).get(page(audit, part="report/")).status_code == (200 if final else 404)


def test_refused_looks_are_on_the_trail_and_tell_no_corps(audit_at: Make, tom: User) -> None:
    audit = audit_at()
    signed_in(tom).get(page(audit))
    tried = TrailEvent.objects.get(verb="access.denied", actor=tom)
    assert (tried.object_id, tried.corps) == (str(audit.pk), "")


def test_no_action_is_open_to_who_does_not_carry_out_the_audit(
    audit_at: Make, katrien: User, tom: User, bram: User, outsider: User
) -> None:
    audit = audit_at(Status.FOLLOW_UP)
    second = person_make("Arno", (Role.AUDITOR, Register.EXAMPLE))
    row = audit.recommendations.get().pk
    mine = {action.name for action in ACTIONS if action.may in ("audit.reply", "audit.follow")}
    for person in (second, katrien, tom, bram, outsider):
        client = signed_in(person)
        for action in ACTIONS:
            if person is katrien and action.name in mine:
                continue
            answer = client.post(page(audit, part=f"{action.path}/"), {"version": 1, "row": row, "step": "close"})
            assert answer.status_code in (403, 404), (person, action.name)
    assert Audit.objects.get(pk=audit.pk).version == audit.version


def test_the_corps_never_reads_team_reason_or_history(audit_at: Make, katrien: User) -> None:
    audit = audit_at(Status.DRAFT_SENT, why="A tip from inside.")
    client = signed_in(katrien)
    for tab in ("", "findings", "recommendations", "records", "history"):
        shown = text(client, page(audit, tab))
        assert "A tip from inside." not in shown
        assert "Amina" not in shown
        assert "Aline" not in shown


def test_a_draft_taken_back_is_read_no_more(audit_at: Make, katrien: User, amina: User) -> None:
    audit = audit_step(audit=audit_at(Status.DRAFT_SENT), step="rework", actor=amina, note="One finding is wrong.")
    shown = text(signed_in(katrien), page(audit, "findings"))
    assert SECRET not in shown
    assert "took the draft back" in shown
    file = audit.findings.get()
    assert signed_in(katrien).get(page(audit, part="report/")).status_code == 404
    assert file.title not in text(signed_in(katrien), page(audit, "recommendations"))


@pytest.fixture
def framework() -> Framework:
    return framework_make()


@pytest.fixture
def figure(framework: Framework, demervallei: Corps) -> VisibleValue:
    """The share of complaints of Demervallei that were confirmed in time, as its chief and auditors may read it."""
    run = run_make("2025-Q4")
    shares_make(run, demervallei, {"EFF-07": (810, 1000)})
    decide(run, framework, demervallei)
    return values_history(audience="auditor", subject=demervallei, indicators=["EFF-07"])[0]


def test_a_reply_to_a_finding_about_a_figure_stands_beside_that_figure_once_final(
    figure: VisibleValue, audit_at: Make, amina: User, katrien: User
) -> None:
    audit = audit_at()
    finding = finding_make(audit, amina, value=figure)
    audit = audit_step(audit=audit, step="send_draft", actor=amina)
    client = signed_in(katrien)
    assert "81" in text(client, page(audit, "findings"))
    address = page(audit, part="reply/")
    client.post(address, form_of(client, address, **{f"finding_{finding.pk}": "The count is older."}))
    assert not Reply.objects.exists()  # a reply beside a public figure would tell of the draft
    audit_step(audit=audit, step="finalise", actor=amina)
    reply = Reply.objects.get()
    assert (reply.value_id, reply.text, reply.role, reply.author) == (
        figure.value_id, "The count is older.", Role.CHIEF_OF_CORPS, katrien,
    )  # fmt: skip
    assert "The count is older." in text(client, page(audit, part="report/"))


def test_a_figure_hidden_from_the_chief_is_hidden_in_the_audit(
    framework: Framework, demervallei: Corps, audit_at: Make, amina: User, katrien: User
) -> None:
    run = run_make("2025-Q4")
    shares_make(run, demervallei, {"DRV-08": (2, 883741)})
    decide(run, framework, demervallei)
    value = values_history(audience="auditor", subject=demervallei, indicators=["DRV-08"])[0]
    audit = audit_at()
    finding_make(audit, amina, value=value)
    audit = audit_step(audit=audit, step="send_draft", actor=amina)
    for person in (amina, katrien):
        shown = text(signed_in(person), page(audit, "findings"))
        assert "883741" not in shown
        assert "too small to show" in shown


def test_the_file_guards_formulas_and_follows_the_filters(audit_at: Make, amina: User) -> None:
    audit_at(title='=HYPERLINK("http://x","y")')
    client = signed_in(amina)
    rows = list(csv.DictReader(io.StringIO(text(client, FILE))))
    assert rows[0]["title"].startswith("'=")
    assert rows[0]["corps"] == "V017"
    assert list(csv.DictReader(io.StringIO(text(client, f"{FILE}?group=over")))) == []
    assert TrailEvent.objects.filter(verb="audits.exported", actor=amina).count() == 2


@pytest.mark.parametrize("query", ["?page=999", "?page=x", "?year=20x5", "?q=%00", "?group=nonsense", "?mine=1"])
def test_the_list_takes_whatever_is_asked(query: str, audit_at: Make, amina: User) -> None:
    audit_at()
    assert signed_in(amina).get(LIST + query).status_code == 200


@pytest.mark.parametrize("query", ["?from=999", "?from=x", "?due=20x5", "?q=%00", "?only=x", "?register=belgium"])
def test_the_plan_takes_whatever_is_asked(query: str, demervallei: Corps, amina: User) -> None:
    assert signed_in(amina).get(PLAN + query).status_code == 200


def test_lists_and_pages_take_a_fixed_number_of_queries(
    audit_at: Make, amina: User, heidekant: Corps, django_assert_max_num_queries: Any
) -> None:
    audit = audit_at()
    for number in range(6):
        recommendation_make(audit, amina, finding_make(audit, amina, title=f"Finding {number}", grade=Grade.POINT))
        audit_at(Status.PLANNED)
    client = signed_in(amina)
    for address, most in (
        (LIST, 14), (PLAN, 22), (page(audit), 22), (page(audit, "findings"), 22), (page(audit, "recommendations"), 22),
        (page(audit, "history"), 22), ("/en/audit/", 20),
    ):  # fmt: skip
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)


def test_what_waits_is_on_the_first_page(audit_at: Make, amina: User, katrien: User) -> None:
    audit = audit_at(Status.DRAFT_SENT)
    assert "Reply to the draft report of an audit" in text(signed_in(katrien), "/en/audit/")
    assert audit.reply_due_on is not None
    with time_machine.travel(audit.reply_due_on + timedelta(days=1), tick=False):
        assert "The term of reply of PZ Demervallei is over" in text(signed_in(amina), "/en/audit/")
    follow = audit_at(Status.FOLLOW_UP)
    assert "Accept or reject 1 recommendation" in text(signed_in(katrien), "/en/audit/")
    assert follow.pk != audit.pk


def test_pages_are_kept_nowhere(audit_at: Make, amina: User) -> None:
    audit, client = audit_at(Status.FINAL), signed_in(amina)
    for address in (LIST, PLAN, FILE, page(audit), page(audit, part="report/"), page(audit, part="step/?step=close")):
        assert client.get(address)["Cache-Control"] == "no-store"
