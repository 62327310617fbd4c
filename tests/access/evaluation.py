"""Who may open which page of evaluation; see the head of the table."""

from legitimacy.models import Role
from tests.access.entry import Access

WORKERS = frozenset(
    {
        *(Role.EVALUATION_OFFICER, Role.CHIEF_OF_CORPS, Role.COUNCIL_MEMBER),
        *(Role.RESEARCH_RATER, Role.SCHOOL_EDITOR),
    }
)

EVALUATION: dict[str, Access] = {
    "evaluation_home": Access(get=WORKERS),
}
