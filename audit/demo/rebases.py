"""A trend of the example that somebody let begin anew, so that the break can be seen."""

from audit.services.compare.rebases import RebasePeriodError, trend_rebase
from legitimacy.indicators.registry import indicators
from legitimacy.models import Corps, Role, TrendRebase, User

CORPS, INDICATOR, FROM = "V017", "LEG-15", "2024-Q1"
OFFICER = "beleid@voorbeeld.example"
REASON = "Sinds januari 2024 gaan processen-verbaal elektronisch naar het parket (voorbeeld)"


def rebases_simulate(_example: object) -> int:
    """Nothing in mass: beginning anew is rare."""
    return 0


def rebases_settle() -> int:
    """One decision of the evaluation officer of Demervallei, once the trend has figures; 1, or 0 where it stands."""
    corps, officer = Corps.objects.filter(code=CORPS).first(), User.objects.filter(email=OFFICER).first()
    if corps is None or officer is None or TrendRebase.objects.filter(subject=corps.pk).exists():
        return 0
    try:
        trend_rebase(
            corps=corps,
            passport=indicators.get(INDICATOR),
            from_period=FROM,
            reason=REASON,
            actor=officer,
            role=Role.EVALUATION_OFFICER,
            seen=0,
        )
    except RebasePeriodError:
        return 0
    return 1
