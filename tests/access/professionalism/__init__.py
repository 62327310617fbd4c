"""Who may open the pages of professionalism. Part of the table of access."""

from legitimacy.models import Role
from tests.access.entry import Access
from tests.access.professionalism import discipline, force, operations, signals, training

WORKERS = frozenset(
    {
        *(Role.OFFICER, Role.FORCE_REVIEWER, Role.PROFESSIONAL_STANDARDS, Role.WELLBEING_ADVISER),
        *(Role.HR_OFFICER, Role.SCHOOL_EDITOR, Role.CHIEF_OF_CORPS, Role.AUTHORITY, Role.DATA_STEWARD),
        *(Role.STAFF, Role.COMPLAINTS_OFFICER, Role.EVALUATION_OFFICER),
    }
)

PROFESSIONALISM: dict[str, Access] = {
    "professionalism_home": Access(get=WORKERS),
    **discipline.TABLE,
    **force.TABLE,
    **operations.TABLE,
    **signals.TABLE,
    **training.TABLE,
}
