"""An example register to audit: thirteen corps much alike, Verweg far below on one indicator; figures of two years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from audit.models import Audit, FundingScheme
from audit.services import funding
from audit.services.audits.findings import FindingText, RecommendationText, finding_write, recommendation_write
from audit.services.audits.grants import grant_ask
from audit.services.audits.planning import Scope, audit_plan
from audit.services.audits.steps import audit_step
from audit.services.audits.team import team_add
from audit.services.frameworks import (
    diff_compute,
    diff_request,
    draft_create,
    item_change,
    robustness_compute,
    robustness_request,
)
from audit.services.standards.publishing import standards_publish
from audit.workflow.audits import Grade
from legitimacy.disclosure.services import publications_decide
from legitimacy.indicators.periods import Period
from legitimacy.models import AuditGrant, Corps, Framework, Register, User
from tests.audit.funding.schemes import scheme_make
from tests.dashboard.world import figures_make, framework_make, region_make, release_make, settle
from tests.disclosure.world import card_make, run_make, shares_make
from tests.people import corps_make

BEFORE, PERIOD = "2024-Q4", "2025-Q4"
SHARE = "EFF-19"
USABLE = {"funding_allowed": True, "floor": 0.2, "target": 0.9, "direction": "higher"}


@dataclass(frozen=True)
class Country:
    """`far` lies outside the 99.8 % limits of SHARE; `near` is like all others."""

    framework: Framework
    far: Corps
    near: Corps


def country_make(near: Corps, stewards: Sequence[User]) -> Country:
    """Everything decided and released; standards published."""
    region = region_make("VBL-L", "Laagland", Register.EXAMPLE)
    province = region_make("VBL-E", "Oost", Register.EXAMPLE, region)
    others = [corps_make(f"V{number:03}", f"Corps {number}") for number in range(19, 31)]
    far = corps_make("V031", "Verweg")
    framework = framework_make(changes={"EFF-13": USABLE, "LEG-07": USABLE})
    everyone = [settle(one, region, province, 20_000 + 1_000 * at) for at, one in enumerate([near, *others, far])]
    for period in (BEFORE, PERIOD):
        run = run_make(period)
        for place, one in enumerate(everyone):
            cases = 550 if one is far else 780 + 3 * place
            shares_make(run, one, {SHARE: (cases, 1000)})
            figures_make(run, one, period, drift=0.01 * (place % 5))
        publications_decide(run=run, scorecards=[card_make(run, one, framework) for one in everyone])
    release_make(Register.EXAMPLE, stewards)
    for register in (Register.EXAMPLE, Register.BELGIUM):
        standards_publish(register=register)
    return Country(framework, far, near)


def audit_make(corps: Corps, lead: User, colleague: User, *, title: str) -> Audit:
    """Opened, with a finding, a recommendation, and access to records."""
    today = timezone.localdate()
    later = today + timedelta(days=60)
    scope = Scope(
        title=title, pillars=["EFF"], indicators=[SHARE], standards="reasoned-reply\nHuisregel 7",
        period_from=today.replace(year=today.year - 1, month=1, day=1),
        period_to=today.replace(year=today.year - 1, month=12, day=31), planned_for=today,
    )  # fmt: skip
    audit = audit_plan(corps=corps, scope=scope, lead=lead, actor=lead)
    team_add(audit=audit, person=colleague, actor=lead)
    audit = audit_step(audit=audit, step="open", actor=lead)
    finding = finding_write(
        audit=audit, given=FindingText(grade=Grade.WEAKNESS, title="Dossiers wachten", text="Te lang."), actor=lead
    )
    advice = RecommendationText(text="Kijk elke week.", owner="Diensthoofd", due_on=later, finding=finding)
    recommendation_write(audit=audit, given=advice, actor=lead)
    audit.refresh_from_db()
    grant_ask(
        audit=audit, kind=AuditGrant.Kind.COMPLAINTS, reason=AuditGrant.Reason.choices[0][0], days=20, note="",
        actor=lead,
    )  # fmt: skip
    return audit


def draft_make(country: Country, manager: User) -> Framework:
    """A draft with one change, tried out on the newest period."""
    draft = draft_create(base=country.framework, code="2027.1", valid_from="2027-Q1", actor=manager)
    item_change(
        framework=draft, indicator="EFF-19", version=1, values={"weight": 2.0}, reason="Weegt zwaarder", actor=manager
    )
    period = Period.parse(PERIOD)
    diff = diff_request(
        framework=draft, base=country.framework, period=period, register=Register.EXAMPLE, actor=manager
    )
    diff_compute(pk=diff.pk)
    run = robustness_request(framework=draft, period=period, register=Register.EXAMPLE, actor=manager)
    robustness_compute(pk=run.pk)
    return draft


def scheme_calculated(country: Country, actor: User) -> FundingScheme:
    """Open for replies, with a sheet for each corps."""
    scheme = scheme_make(
        framework=country.framework, envelope=Decimal(100_000), minimum_assessed=0.5, title="Kwaliteit"
    )
    funding.items_set(
        scheme=scheme, version=1, weights={"EFF-13": 1.0, "LEG-07": 2.0}, without_delivery=frozenset(), actor=actor
    )
    scheme.refresh_from_db()
    funding.scheme_calculate(scheme=scheme, version=scheme.version, actor=actor)
    scheme.refresh_from_db()
    return scheme
