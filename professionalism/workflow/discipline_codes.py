"""The dated code lists of discipline, and what they say of a sanction on a day."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.conf import settings

from legitimacy.codes import Code, CodeLists

FOLDER = settings.BASE_DIR / "data" / "professionalism"
SANCTIONS = CodeLists(FOLDER / "sanctions.csv")
CODES = CodeLists(FOLDER / "discipline.csv")
ANNULLED = "annulled"
"""How a case is closed that the Council of State annulled: nobody chooses it."""


def sanctions_on(day: date, authority: str = "higher", level: str = "") -> list[Code]:
    """Sanctions that an authority may give on a day: the ordinary one only its own; of one level, where it is given."""
    return [
        code
        for code in SANCTIONS.lists["sanction"].values()
        if code.is_offered(day)
        and (authority == "higher" or code.extra["authority"] == authority)
        and (not level or code.extra["level"] == level)
    ]


def erased_on(code: Code, decided_on: date) -> date | None:
    """The day from which it may not be kept with a person any more; None where it is never erased."""
    months = code.extra["erase_months"]
    if not months:
        return None
    day: date = decided_on + relativedelta(months=int(months))
    return day
