"""Who may do what with assessments and samples.

The corps speaks through its chief and its evaluation officer. An auditor of the register judges, except for a corps
that they ever belonged to.
"""

from typing import Any

from audit.models import Assessment, Sample
from audit.workflow.standards.codes import SampleStage, Stage
from legitimacy.access import Person, Predicate, predicates, standing_of
from legitimacy.models import Corps, Role

OF_CORPS = (Role.CHIEF_OF_CORPS, Role.EVALUATION_OFFICER)
SEEN_BY_CORPS = (SampleStage.CLOSED, SampleStage.REJECTED)


def speaks_for(user: Person, corps: Any) -> bool:
    return isinstance(corps, Corps) and standing_of(user).has(*OF_CORPS, corps=corps)


def judges(user: Person, corps: Any) -> bool:
    """An auditor over the register of the corps who never belonged to it, nor to one that went into it."""
    standing = standing_of(user)
    return isinstance(corps, Corps) and standing.over(Role.AUDITOR, corps.register) and corps.pk not in standing.ever_in


def works_with_standards(user: Person, _: Any = None) -> bool:
    return standing_of(user).has(*OF_CORPS, Role.AUDITOR)


def audits(user: Person, _: Any = None) -> bool:
    """An auditor, of whichever register; which corps they may judge is asked for each."""
    return standing_of(user).has(Role.AUDITOR)


def may_start(user: Person, corps: Any) -> bool:
    return speaks_for(user, corps) or judges(user, corps)


def may_view_assessment(user: Person, assessment: Any) -> bool:
    if not isinstance(assessment, Assessment):
        return False
    if speaks_for(user, assessment.corps):
        return assessment.by_corps or assessment.stage in (Stage.VALIDATED, Stage.ANNULLED)
    # What a corps has not sent yet is its own.
    return judges(user, assessment.corps) and assessment.stage not in (Stage.DRAFT,)


def may_write_assessment(user: Person, assessment: Any) -> bool:
    return isinstance(assessment, Assessment) and assessment.by_corps and speaks_for(user, assessment.corps)


def may_judge_assessment(user: Person, assessment: Any) -> bool:
    return isinstance(assessment, Assessment) and judges(user, assessment.corps) and assessment.stage != Stage.DRAFT


def may_view_sample(user: Person, sample: Any) -> bool:
    """The corps sees a sample when it is closed, so that nobody can prepare the items that were drawn."""
    if not isinstance(sample, Sample):
        return False
    return judges(user, sample.corps) or (sample.stage in SEEN_BY_CORPS and speaks_for(user, sample.corps))


def may_judge_sample(user: Person, sample: Any) -> bool:
    return isinstance(sample, Sample) and judges(user, sample.corps)


predicates.register(
    Predicate("assessment.list", works_with_standards, needs_object=False),
    Predicate("assessment.start", may_start),
    Predicate("assessment.view", may_view_assessment),
    Predicate("assessment.write", may_write_assessment),
    Predicate("assessment.judge", may_judge_assessment),
    Predicate("sample.list", works_with_standards, needs_object=False),
    Predicate("sample.audit", audits, needs_object=False),
    Predicate("sample.draw", judges),
    Predicate("sample.view", may_view_sample),
    Predicate("sample.judge", may_judge_sample),
)
