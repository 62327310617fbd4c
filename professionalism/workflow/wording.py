"""Words for numbers of training and selection, the same in forms, lists and refusals."""

from typing import Any

from django.utils.translation import gettext_lazy as _

COUNT_LABELS: dict[str, tuple[Any, Any]] = {
    "staff": (_("Staff"), _("Without those who are absent for more than six months.")),
    "with_five_sessions": (_("With at least five sessions"), _("Only on 31 December.")),
    "gpi48_psychosocial": (_("Followed the module psychosocial skills"), ""),
    "gpi48_physical": (_("Followed the module physical force without firearm"), ""),
    "gpi48_firearm": (_("Followed the module with firearm"), ""),
    "gpi48_tactics": (_("Followed the module tactics"), ""),
    "passed_all_three": (
        _("Passed all three modules"),
        _("Connecting communication, mediation and giving reasons for force, in the last 24 months."),
    ),
    "passed_multicultural": (_("Passed multicultural competence"), _("In the last 36 months.")),
    "front_line": (_("Front-line staff"), _("At reception, in intervention and in neighbourhoods.")),
    "with_language": (
        _("With a certificate of B1 or higher"),
        _("Of the front-line staff, in a second national or a contact language. Mother tongues are not asked."),
    ),
}
SCHOOL_STAFF = (_("People who followed training here"), _("In the 36 months up to this day; each person once."))
OUTCOME_LABELS: dict[str, Any] = {
    "tested": _("Tested"),
    "passed": _("Passed"),
    "decisions": _("Recruitment decisions"),
    "decisions_on_four": _("Decisions with all four competences tested"),
}
