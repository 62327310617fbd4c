"""Who may open which page of diversity; see the head of the table."""

from legitimacy.models import Role
from tests.access.diversity_judging import JUDGING
from tests.access.entry import Access

WORKERS = frozenset({Role.HR_OFFICER, Role.CHIEF_OF_CORPS, Role.WELLBEING_ADVISER})

DIVERSITY: dict[str, Access] = {
    "diversity_home": Access(get=WORKERS),
    **JUDGING,
}
