"""Reading schools: the register, one school with its programmes, links, modules and instruments."""

from dataclasses import dataclass

from django.db.models import Count

from legitimacy.models import Register, School
from professionalism.models import EducationLink, Module, Programme, SelectionInstrument


def schools_listed(register: str) -> list[School]:
    """Schools of a register by name, each with `programme_count`. One query."""
    rows = School.objects.filter(register=register).annotate(programme_count=Count("programmes"))
    return sorted(rows, key=lambda school: school.display_name.casefold())


def registers_listed() -> list[str]:
    """Registers to choose from: Belgium, and others that hold schools. One query."""
    known = set(School.objects.order_by().values_list("register", flat=True).distinct())
    return [register for register in Register.values if register == Register.BELGIUM or register in known]


def school_get(code: str) -> School | None:
    return School.objects.filter(code=code).first()


@dataclass(frozen=True, slots=True)
class SchoolContents:
    """Everything that a school tells of itself. `instruments` are those of its newest tests during training."""

    programmes: list[Programme]
    links: list[EducationLink]
    modules: list[Module]
    instruments: list[SelectionInstrument]


def school_contents(school: School) -> SchoolContents:
    """Seven queries, whatever the school holds."""
    newest = school.selection_procedures.order_by("-period", "-pk").first()
    return SchoolContents(
        programmes=list(school.programmes.prefetch_related("years")),
        links=list(school.education_links.select_related("programme")),
        modules=list(school.training_modules.select_related("programme").prefetch_related("themes")),
        instruments=list(newest.instruments.all()) if newest else [],
    )
