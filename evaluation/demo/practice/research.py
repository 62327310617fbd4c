"""Simulated research: published results, what still runs, and chairs and protocols with the schools."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from evaluation.demo.practice.words import CENTRE, SUBJECTS, UNIVERSITIES
from evaluation.models import Practice, ResearchProject
from legitimacy.indicators.definitions import Origin
from legitimacy.models import Corps, Register, School
from legitimacy.models.inserting import objects_insert, objects_insert_keyed
from legitimacy.simulations import Example

RUNNING = 12
TIES = (
    ("VBL-S1", "chair", "Leerstoel politie en vertrouwen", UNIVERSITIES[0], date(2023, 1, 1)),
    ("VBL-S1", "protocol", "Protocol over bemiddeling in de basisopleiding", "", date(2022, 9, 1)),
    ("VBL-S2", "protocol", "Protocole pour évaluer les formations", UNIVERSITIES[2], date(2024, 2, 1)),
    ("VBL-S2", "european", "Projet européen sur la police de proximité", UNIVERSITIES[2], date(2024, 10, 1)),
)


def research_write(
    example: Example,
    corps: Mapping[str, Corps],
    practices: Sequence[Practice],
    published: Sequence[tuple[str, date]],
) -> int:
    """Write every project; their number."""
    rng = example.generator("practice", "projects")
    projects, involved = [], []
    for number, (code, day) in enumerate(published):
        begun = day - timedelta(days=int(rng.integers(300, 700)))
        begun = max(begun, corps[code].valid_from or begun)
        projects.append(
            _project(
                number, begun, practices, signed_on=begun, published_on=day, doi=f"10.99999/onderzoek.{number + 1}",
                kind="experiment" if number % 4 == 0 else "evaluation",
                outcome="De werkwijze werd aangepast; het verslag is openbaar.",
            )
        )  # fmt: skip
        involved.append(code)
    home = [code for code, each in sorted(corps.items()) if each.valid_to is None and code != "V038"]
    for number in range(RUNNING):
        begun = date(2024, 1 + number, 1)
        projects.append(_project(number, begun, practices, signed_on=begun if number % 3 else None))
        involved.append(home[(number * 7) % len(home)])
    objects_insert_keyed(projects)
    through = ResearchProject.corps.through
    objects_insert(
        [
            through(researchproject_id=project.pk, corps_id=corps[code].pk)
            for project, code in zip(projects, involved, strict=True)
        ]
    )
    return len(projects) + _ties()


def _project(number: int, begun: date, practices: Sequence[Practice], **given: object) -> ResearchProject:
    usual = {"kind": "evaluation"} | given
    return ResearchProject(
        register=Register.EXAMPLE,
        title=f"{SUBJECTS[number % len(SUBJECTS)]}: een onderzoek ({begun.year})",
        practice=practices[number % len(practices)] if number % 2 else None,
        university=UNIVERSITIES[number % 2],
        centre=CENTRE,
        begins_on=begun,
        origin=Origin.SIMULATED,
        **usual,
    )


def _ties() -> int:
    schools = {school.code: school for school in School.objects.filter(register=Register.EXAMPLE)}
    found = [
        ResearchProject(
            register=Register.EXAMPLE, title=title, language="fr" if code == "VBL-S2" else "nl", kind=kind,
            school=schools[code], university=university, centre="" if university else CENTRE, begins_on=begun,
            signed_on=begun, origin=Origin.SIMULATED,
        )
        for code, kind, title, university, begun in TIES
        if code in schools
    ]  # fmt: skip
    objects_insert_keyed(found)
    return len(found)
