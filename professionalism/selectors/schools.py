"""Reading schools: the register, one school with its programmes, links, modules and instruments."""

from dataclasses import dataclass

from django.db.models import Count

from legitimacy.models import Register, School
from professionalism.models import EducationLink, Module, Programme, SelectionInstrument, SelectionProcedure


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
    newest = SelectionProcedure.objects.filter(subject=school).order_by("-period", "-pk").first()
    return SchoolContents(
        programmes=list(Programme.objects.filter(school=school).prefetch_related("years")),
        links=list(EducationLink.objects.filter(school=school).select_related("programme")),
        modules=list(Module.objects.filter(provider=school).select_related("programme").prefetch_related("themes")),
        instruments=list(newest.instruments.all()) if newest else [],
    )
