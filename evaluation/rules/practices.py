"""Who may describe, use and rate practices, and enter research. A rating is never given by who works in a corps that
uses the practice, or that described it.
"""

from typing import Any

from evaluation.models import Practice, PracticeUse, ResearchProject
from legitimacy.access import Person, Predicate, merged_with, predicates, standing_of
from legitimacy.models import Corps, Membership, Register, Role

RESEARCHERS = (Role.EVALUATION_OFFICER, Role.RESEARCH_RATER, Role.SCHOOL_EDITOR)


def works_with_practices(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(Role.EVALUATION_OFFICER, Role.RESEARCH_RATER)


def describes_practices(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(Role.EVALUATION_OFFICER)


def works_with_research(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(*RESEARCHERS)


def may_read(user: Person, practice: Any) -> bool:
    """Everybody once it is published; before that the evaluation officers of the corps that describes it."""
    return isinstance(practice, Practice) and (practice.is_public or may_edit(user, practice))


def may_edit(user: Person, practice: Any) -> bool:
    return isinstance(practice, Practice) and _is_officer(user, practice.corps_id)


def may_use(user: Person, use: Any) -> bool:
    """An officer says what the own corps uses."""
    return isinstance(use, PracticeUse) and _is_officer(user, use.corps_id)


def may_adopt(user: Person, practice: Any) -> bool:
    """An officer of a corps of its register may say that the own corps uses it too."""
    return (
        isinstance(practice, Practice)
        and practice.is_public
        and any(corps.register == practice.register for corps in corps_of(user))
    )


def may_rate(user: Person, practice: Any) -> bool:
    if not isinstance(practice, Practice) or not practice.is_public:
        return False
    standing = standing_of(user)
    if not standing.over(Role.RESEARCH_RATER, practice.register):
        return False
    own = {m.corps_id for m in standing.current if m.corps_id is not None}
    if not own:
        return True
    # A merger does not end a tie: who worked in a part works in the whole.
    using = {practice.corps_id, *practice.uses.order_by().values_list("corps_id", flat=True)}
    return not (merged_with(own) | own) & (merged_with(using) | using)


def may_edit_research(user: Person, project: Any) -> bool:
    """Officers of a corps in it, raters of its register, and editors of its school."""
    if not isinstance(project, ResearchProject):
        return False
    if standing_of(user).over(Role.RESEARCH_RATER, project.register):
        return True
    school = project.school
    if school and any(m.body == school.code and m.register == school.register for m in _editing(user)):
        return True
    corps = {each.pk for each in corps_of(user)}
    return bool(corps) and project.pk is not None and project.corps.filter(pk__in=corps).exists()


def corps_of(user: Person) -> list[Corps]:
    """The corps of which this person is an evaluation officer."""
    found = {m.corps_id: m.corps for m in standing_of(user).current if m.role == Role.EVALUATION_OFFICER and m.corps}
    return sorted(found.values(), key=lambda corps: corps.code)


def registers_rated(user: Person) -> list[str]:
    """The registers whose practices this person rates."""
    return [register for register in Register.values if standing_of(user).over(Role.RESEARCH_RATER, register)]


def school_codes(user: Person) -> list[tuple[str, str]]:
    """Register and code of the schools that this person edits."""
    return sorted({(m.register, m.body) for m in _editing(user)})


def _editing(user: Person) -> list[Membership]:
    return [m for m in standing_of(user).current if m.role == Role.SCHOOL_EDITOR and m.body]


def _is_officer(user: Person, corps_id: int) -> bool:
    return any(m.role == Role.EVALUATION_OFFICER and m.corps_id == corps_id for m in standing_of(user).current)


predicates.register(
    Predicate("practice.work", works_with_practices, needs_object=False),
    Predicate("practice.enter", describes_practices, needs_object=False),
    Predicate("practice.read", may_read),
    Predicate("practice.edit", may_edit),
    Predicate("practice.adopt", may_adopt),
    Predicate("practice.rate", may_rate),
    Predicate("practiceuse.edit", may_use),
    Predicate("research.work", works_with_research, needs_object=False),
    Predicate("research.edit", may_edit_research),
)
