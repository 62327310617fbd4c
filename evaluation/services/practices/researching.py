"""Research with schools, universities and the research and development centre."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from evaluation.models import ResearchProject
from evaluation.services.faults import FaultError, record_store, told, version_require
from evaluation.services.practices.stale import stale_for_research
from evaluation.workflow.practices import DOI, TIES, codes_of, doi_plain
from legitimacy.access import can, require_person
from legitimacy.models import Corps, Register, User


@transaction.atomic
def research_save(
    *, project: ResearchProject, values: dict[str, Any], corps: Sequence[Corps], version: int = 0, actor: User
) -> ResearchProject:
    """Add or change a project of `project.register`. A new one is refused to who would not be in it."""
    version_require(project, version)
    values = values | {"doi": doi_plain(values["doi"])}
    _check(project, values, corps)
    since = [project.begins_on, values["begins_on"]] if project.pk else [values["begins_on"]]
    before = list(project.corps.values_list("pk", flat=True)) if project.pk else []
    project.origin = Register(project.register).origin
    if project.pk:
        require_person(actor, "research.edit", project)
    record_store(project, values, actor=actor, corps=corps[0].code if len(corps) == 1 else "")
    project.corps.set(corps)
    if not can(actor, "research.edit", project):
        raise FaultError("corps", _("Your own corps or school has a part in what you enter."))
    stale_for_research([*before, *(each.pk for each in corps)], min(since))
    return project


@transaction.atomic
def research_remove(*, project: ResearchProject, version: int, actor: User) -> None:
    """Take away a project that was entered by mistake."""
    require_person(actor, "research.edit", project)
    version_require(project, version)
    told(project, "removed", actor=actor, corps="")
    stale_for_research(project.corps.values_list("pk", flat=True), project.begins_on)
    project.delete()


def _check(project: ResearchProject, values: dict[str, Any], corps: Sequence[Corps]) -> None:
    school, practice = values["school"], values["practice"]
    if values["kind"] not in codes_of("research"):
        raise FaultError("kind", _("This is not in the list."))
    if any(each.register != project.register for each in (*corps, school, practice) if each is not None):
        raise FaultError("", _("Everything in a project is of one register."))
    if not (school or values["university"].strip() or values["centre"].strip()):
        raise FaultError("university", _("Name a school, a university or a research and development centre."))
    if not corps and not school:
        raise FaultError("corps", _("Name a corps or a school."))
    if values["kind"] == TIES[0] and not (school or values["university"].strip()):
        raise FaultError("university", _("A chair is of a school or a university."))
    published, signed = values["published_on"], values["signed_on"]
    if published and published < values["begins_on"]:
        raise FaultError("published_on", _("A result cannot be published before the project began."))
    if published and signed and published < signed:
        raise FaultError("signed_on", _("The protocol is signed before the result is published."))
    if values["doi"] and not DOI.fullmatch(values["doi"]):
        raise FaultError("doi", _("A DOI looks like 10.1000/182."))
    if published and not (values["doi"] or values["address"]):
        raise FaultError("doi", _("Say where the result can be read: a DOI or an address."))
