"""A fictional country that publishes everything twice: staff, figures, scores, complaints and use of force.

`truth` holds every count behind it by key: an attacker is measured against it, and reads none of it.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from complaints.models import Allegation, Complaint
from complaints.workflow.states import Status as ComplaintStatus
from diversity.workflow.cells import Cells
from legitimacy.disclosure.services import publications_decide
from legitimacy.models import Corps, Framework, Member, Region, Register, Subject, SubjectKind, User
from legitimacy.opendata.services.editions import release_approve_published, release_propose_noted
from professionalism.models import ForceIncident
from professionalism.workflow.force import Status as ForceStatus
from tests.disclosure.world import card_make, framework_make, run_make, value_make
from tests.diversity.staff import cells, stood
from tests.people import corps_make

CODES = ("EFF-01", "EFF-08", "EFF-09", "LEG-01", "LEG-03", "DRV-04")
YEARS = (2024, 2025)
NATION, PROVINCES = "VBL", ("VBL-0", "VBL-1")
INSIDE = {"V101": 0, "V102": 0, "V103": 0, "V104": 0, "V105": 1, "V106": 1, "V107": 1, "V108": 1}
AREAS = {
    **{code: (code,) for code in INSIDE},
    **{area: tuple(code for code, n in INSIDE.items() if n == at) for at, area in enumerate(PROVINCES)},
    NATION: tuple(INSIDE),
}

COMPLAINTS = {2024: (3, 20, 30, 12, 15, 9, 8, 22), 2025: (1, 22, 31, 12, 15, 9, 8, 21)}
"""By corps. In 2025 all but the first add up to 118, and all to 119: next to the end of ten."""
FORCE = {2024: (44, 2, 25, 60, 38, 24, 31, 29), 2025: (40, 3, 26, 58, 36, 24, 33, 21)}
LATE = {2024: (6, 1, 7, 12, 7, 6, 9, 8), 2025: (7, 1, 7, 11, 8, 9, 9, 6)}
"""Incidents of FORCE that were not recorded in time."""
WOMEN = {2024: (4, 40, 62, 33, 55, 41, 70, 28), 2025: (5, 40, 63, 33, 55, 44, 70, 31)}
MEN = {2024: (150, 160, 190, 130, 210, 150, 260, 110), 2025: (150, 162, 190, 130, 211, 150, 260, 109)}
OLD_FILES = (4, 40, 60, 20, 30, 25, 28, 33)
TOLD = {2024: (2, 60, 80, 44, 35, 70, 52, 66), 2025: (60, 3, 81, 47, 39, 66, 56, 67)}
"""Of 120 files each: those that Committee P heard of (EFF-09)."""

Key = tuple[str, str, str, str]
"""Subject, indicator, period, side: numerator or denominator."""


@dataclass(slots=True)
class PublishedWorld:
    framework: Framework
    stewards: tuple[User, User]
    subjects: dict[str, Subject] = field(default_factory=dict)
    figures: dict[Key, float] = field(default_factory=dict)
    staff: dict[tuple[str, int, str], int] = field(default_factory=dict)

    @property
    def corps(self) -> list[Corps]:
        return [one for one in self.subjects.values() if isinstance(one, Corps)]

    def publish(self, year: int) -> None:
        """What a year brought: counted, scored, decided, and released by two stewards as figures and files."""
        run = run_make(f"{year}-Q4")
        for code, area in AREAS.items():
            for indicator, (counts, bases) in self._counts(year).items():
                if len(area) > 1 and indicator in ("LEG-01", "EFF-01", "EFF-08"):
                    continue  # nothing above the corps is counted of these
                at = [list(INSIDE).index(one) for one in area]
                numerator, denominator = sum(counts[n] for n in at), sum(bases[n] for n in at)
                value_make(run, self.subjects[code], indicator, numerator=numerator, denominator=denominator)
                self.figures[code, indicator, f"{year}-Q4", "numerator"] = numerator
                self.figures[code, indicator, f"{year}-Q4", "denominator"] = denominator
        publications_decide(run=run, scorecards=[card_make(run, one, self.framework) for one in self.corps])
        first, second = self.stewards
        release = release_propose_noted(
            code=f"year-{year}", register=Register.EXAMPLE, periods=[f"{year}-Q4"], note="All of it.", actor=first
        )
        for steward in (first, second):
            release = release_approve_published(release=release, actor=steward)
        assert release.status == "approved"

    def _counts(self, year: int) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
        women, men, force = WOMEN[year], MEN[year], FORCE[year]
        found = {
            "LEG-01": (COMPLAINTS[year], tuple(30_000 + 700 * n for n in range(8))),
            "LEG-03": (tuple(n - late for n, late in zip(force, LATE[year], strict=True)), force),
            "DRV-04": (women, tuple(w + m for w, m in zip(women, men, strict=True))),
            "EFF-09": (TOLD[year], (120,) * 8),
            "EFF-01": ((5, 4, 6, 7, 0, 4, 5, 6), (8,) * 8),
        }
        return found | ({"EFF-08": (OLD_FILES, (2000,) * 8)} if year == YEARS[-1] else {})


def world_make(stewards: tuple[User, User]) -> PublishedWorld:
    """Two years of records, and what each of them released. EFF-03 and others were never delivered; one count is 0."""
    world = PublishedWorld(framework_make([*CODES, "EFF-03"]), stewards)
    nation = Region.objects.create(code=NATION, name="Land", register=Register.EXAMPLE, kind=SubjectKind.NATION)
    world.subjects[NATION] = nation
    for code in PROVINCES:
        world.subjects[code] = Region.objects.create(
            code=code, name=code, register=Register.EXAMPLE, kind=SubjectKind.PROVINCE, parent=nation
        )
    for code, at in INSIDE.items():
        corps = corps_make(code, f"Corps {code}")
        corps.province = world.subjects[PROVINCES[at]]  # type: ignore[assignment]
        corps.save()
        world.subjects[code] = corps
    for year in YEARS:
        _staff_make(world, year)
        for corps, complaints, incidents in zip(world.corps, COMPLAINTS[year], FORCE[year], strict=True):
            _complaints_make(corps, year, complaints)
            _incidents_make(corps, year, incidents)
    for year in YEARS:
        world.publish(year)
    return world


def _staff_make(world: PublishedWorld, year: int) -> None:
    for corps, women, men in zip(world.corps, WOMEN[year], MEN[year], strict=True):
        counts: Cells = cells(women=women, men=men, officers=12)
        stood(corps, counts, on=date(year, 12, 31))
        for sex, heads in (("f", women), ("m", men), ("x", 0)):
            world.staff[corps.code, year, sex] = heads


def _complaints_make(corps: Corps, year: int, count: int) -> None:
    """One in nine by letter, one in seven about force; decided after 20 to 200 days."""
    on, first = date(year, 3, 1), date(year, 3, 21).toordinal()
    rows = [
        Complaint(
            register=corps.register, origin="simulated", corps=corps,
            holder="corps", language="nl", channel="letter" if n % 9 == 8 else "web", kind="complaint",
            title="Made up", story="Made up", received_on=on, received_at=datetime(year, 3, 1, tzinfo=UTC),
            status=ComplaintStatus.CLOSED, disposition="decided", decided_on=date.fromordinal(first + n * 7),
        )
        for n in range(count)
    ]  # fmt: skip
    Complaint.objects.bulk_create(rows)
    Allegation.objects.bulk_create(
        Allegation(complaint=row, category="H1" if n % 7 else "H3") for n, row in enumerate(rows)
    )


def _incidents_make(corps: Corps, year: int, count: int) -> None:
    reporter = Member.objects.create(corps=corps)
    ForceIncident.objects.bulk_create(
        ForceIncident(
            register=corps.register, origin="simulated", corps=corps,
            highest_level=2 + n % 3, happened_on=date(year, 5, 5), reporter=reporter, status=ForceStatus.REVIEWED,
        )
        for n in range(count)
    )  # fmt: skip
