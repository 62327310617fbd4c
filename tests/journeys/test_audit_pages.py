"""The work pages of the audit body, one after another, in Dutch on a desk and in French on a phone: each is sound."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from legitimacy.models import Corps, Register, Role, User
from tests.journeys.auditing import audit_make, country_make, draft_make, scheme_calculated
from tests.journeys.working import PHONE, WIDE, WRONG, empty, faults, send
from tests.people import person_joins, person_make

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("language", "width"), [("nl", WIDE), ("fr", PHONE)])
def test_every_work_page_is_sound(
    as_person: Callable[[User], Page],
    live_server: LiveServer,
    demervallei: Corps,
    amina: User,
    steward1: User,
    steward2: User,
    language: str,
    width: int,
) -> None:
    country = country_make(demervallei, (steward1, steward2))
    person_joins(amina, Role.FRAMEWORK_MANAGER, Register.EXAMPLE)
    aline = person_make("Aline", (Role.AUDITOR, Register.EXAMPLE))
    audit = audit_make(demervallei, amina, aline, title="Kwaliteitsaudit van de klachtenbehandeling in heel het korps")
    draft, scheme = draft_make(country, amina), scheme_calculated(country, amina)
    page = as_person(amina)
    page.set_viewport_size({"width": width, "height": 900})
    root, found = f"{live_server.url}/{language}/audit/", []
    looked = [
        *("", "audits/", "audits/plan/", f"audits/new/?corps={country.far.code}", "standards/", "assessments/"),
        *(f"audits/{audit.pk}/?tab={tab}" for tab in ("", "findings", "recommendations", "records", "history")),
        *("frameworks/", f"frameworks/{draft.code}/", f"frameworks/{draft.code}/diff/"),
        *(f"frameworks/{draft.code}/robustness/", f"frameworks/{draft.code}/weights/"),
        *("funding/", f"funding/{scheme.pk}/", f"funding/{scheme.pk}/corps/{demervallei.code}/"),
        *(f"funding/{scheme.pk}/simulation/", f"funding/{scheme.pk}/samples/{demervallei.code}/"),
    ]
    for path in looked:
        page.goto(root + path)
        found += faults(page)
    wrong = [
        *(f"audits/new/?corps={country.far.code}", f"audits/{audit.pk}/finding/", f"audits/{audit.pk}/scope/"),
        *(f"frameworks/{draft.code}/items/EFF-19/", f"frameworks/{draft.code}/weights/", "frameworks/new/"),
        *("funding/new/", "reports/"),
    ]
    for path in wrong:
        page.goto(root + path)
        empty(page)
        send(page)
        expect(page.locator(WRONG).first).to_be_visible()
        expect(page.locator(".work-field-wrong .errorlist").first).to_be_visible()
        found += faults(page)
    page.goto(f"{root}reports/")
    page.locator("[name=corps]").fill(demervallei.code)
    page.locator("[name=format]").select_option("json")
    send(page)
    expect(page.locator("a[href$='/file/']")).to_be_visible()
    found += faults(page)
    assert not found, "\n".join(found)
