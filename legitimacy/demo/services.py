"""Prepares the demo: real Belgian figures, the example register, what is computed from both, and two releases.

Every step does nothing when it was done before.
"""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from legitimacy.demo.deliveries import figures_deliver
from legitimacy.demo.files import DATA
from legitimacy.demo.levels import example_make
from legitimacy.demo.members import members_write
from legitimacy.demo.people import accounts_write, stewards
from legitimacy.demo.register import register_write
from legitimacy.disclosure.services import release_propose
from legitimacy.indicators.periods import Period
from legitimacy.models import Corps, DeliveredFigure, Framework, Membership, Register, Release, Run, Scorecard
from legitimacy.opendata.services.editions import release_approve_published
from legitimacy.scorecards.services import run_execute, run_request
from legitimacy.simulations import simulators

Say = Callable[[str], None]

PERIODS = ("2023", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
HISTORY = tuple(str(Period(year, quarter)) for year in (2024, 2023, 2022, 2021) for quarter in (4, 3, 2, 1))
RELEASES = {Register.BELGIUM: "belgium-survey-2023", Register.EXAMPLE: "example-2025"}
BELGIUM = DATA / "belgium"
FOREIGN = {"complaints": "complaints_new_orleans_2016_2023.csv", "force": "force_new_orleans_2016_2020.csv"}


class DemoRefusedError(RuntimeError):
    """This database is not for a demo; the message is a sentence that says why."""


def demo_prepare(say: Say) -> None:
    """Bring the database to the state that `make demo` promises; DemoRefusedError when it is not a demo's."""
    _require_demo()
    belgium_load(say)
    example_load(say)
    foreign_load(say)
    if accounts_write():
        say("Demo accounts written.")
    records_simulate(say)
    for period in PERIODS:
        period_compute(period, say)
    for simulator in simulators:
        if simulator.settle is not None:
            simulator.settle()
    for register, code in RELEASES.items():
        release_publish(register, code, say)
    for simulator in simulators:
        if simulator.publish is not None:
            simulator.publish()
    history_request(say)


def _require_demo() -> None:
    if not settings.DEMO:
        raise DemoRefusedError(
            "This installation is no demo (DEMO is not set), so it may hold real cases: nothing was written."
        )
    if not settings.DEMO_PASSWORD:
        raise DemoRefusedError(
            "Set DEMO_PASSWORD, the password of all demo accounts; `make demo` writes one to var/demo.env."
        )
    if Membership.objects.filter(corps__register=Register.BELGIUM).exists():
        raise DemoRefusedError(
            "This database has accounts in real corps, so it may hold real cases: nothing was written."
        )


def belgium_load(say: Say) -> None:
    """The register, the framework and the one published survey, through the commands that everybody uses."""
    if DeliveredFigure.objects.filter(subject__register=Register.BELGIUM).exists():
        return
    say("Loading the Belgian register, the framework and the survey of 2023 ...")
    for name in ("zones", "municipalities", "zone_mergers_2013_2021", "federal_police", "names"):
        _quietly("corps_import", BELGIUM / f"{name}.csv")
    if not Framework.objects.exists():
        _quietly("framework_import", DATA / "framework" / "framework_2026.csv")
    _quietly("values_import", BELGIUM / "gemeente_stadsmonitor_2023.csv")


def example_load(say: Say) -> None:
    if register_write():
        say("Writing the example register ...")
    if figures_deliver():
        say("Simulated figures of the example delivered.")


def foreign_load(say: Say) -> None:
    """Two registers of New Orleans, in a register of their own: they prove imports on real rows."""
    if Corps.objects.filter(register=Register.FOREIGN_TEST).exists():
        return
    say("Loading the foreign test register (complaints and use of force of New Orleans) ...")
    for kind, name in FOREIGN.items():
        mapping = DATA / "mappings" / f"new_orleans_{kind}.toml"
        _quietly("records_import", kind, DATA / "foreign_test_register" / name, mapping=mapping)


def records_simulate(say: Say) -> None:
    """The records of the example that packages keep themselves; they are handled by people of the demo."""
    members_write()
    for simulator in simulators:
        if simulator.simulate(example_make()):
            say(f"Simulated records written: {simulator.key}.")
        simulator.plant()


def period_compute(period: str, say: Say) -> None:
    """Compute a period inside this process, unless scorecards of it stand."""
    if Scorecard.objects.filter(period=period).exists():
        return
    say(f"Computing {period} ...")
    run_execute(run_request(period=period, reason=Run.Reason.DEMO, enqueue=False))


@transaction.atomic
def release_publish(register: Register, code: str, say: Say) -> None:
    """Propose and approve one release by the two demo stewards."""
    if Release.objects.filter(code=code).exists():
        return
    say(f"Releasing {code} ...")
    first, second = stewards(register)
    release = release_propose(code=code, register=register, periods=PERIODS, actor=first)
    release_approve_published(release=release, actor=first)
    release_approve_published(release=release, actor=second)


def history_request(say: Say) -> None:
    """Ask the worker for the quarters before 2025, newest first."""
    wanted = [period for period in HISTORY if not Run.objects.filter(period=period).exists()]
    for period in wanted:
        run_request(period=period, reason=Run.Reason.DEMO)
    if wanted:
        say(f"{len(wanted)} earlier quarters wait for the worker.")


def _quietly(command: str, *arguments: str | Path, **options: Path) -> None:
    call_command(command, *map(str, arguments), verbosity=0, stdout=StringIO(), **options)
