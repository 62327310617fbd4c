"""The two sheets of monthly counts, as data: which counts, split by what, and which must be there together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from legitimacy.models import OperationalCount
from professionalism.workflow.force_codes import LISTS, label_of

Kind = OperationalCount.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`kinds` are its columns, with a short title each; `together` are filled in together or not at all. `split_by` is
    the code list by which its counts are split, "" where they are not.
    """

    key: str
    title: object
    about: object
    kinds: Mapping[str, object]
    together: tuple[str, ...]
    split_by: str = ""

    def categories(self, on: date) -> dict[str, object]:
        """Codes and labels of the rows of a month."""
        if not self.split_by:
            return {"": self.title}
        codes = LISTS.lists[self.split_by]
        return {code: label_of(self.split_by, code) for code, entry in codes.items() if entry.is_offered(on)}


SHEETS: Mapping[str, Sheet] = {
    "conflicts": Sheet(
        key="conflicts",
        title=_("Conflicts by month"),
        about=_(
            "Interventions in a conflict, by kind of conflict: how many there were, ended without force above a verbal "
            "command, were mediated or referred to mediation, and of these had no new call within 90 days."
        ),
        kinds={
            Kind.CONFLICTS: _("interventions"),
            Kind.CONFLICTS_WITHOUT_FORCE: _("ended without force"),
            Kind.CONFLICTS_MEDIATED: _("mediated or referred"),
            Kind.CONFLICTS_SETTLED: _("of these no new call in 90 days"),
        },
        together=(Kind.CONFLICTS, Kind.CONFLICTS_WITHOUT_FORCE, Kind.CONFLICTS_MEDIATED),
        split_by="conflict",
    ),
    "checks": Sheet(
        key="checks",
        title=_("Proactive checks by month"),
        about=_(
            "Checks of identity on the initiative of officers: how many there were, and how many had a factual ground "
            "that was explained to the person and recorded. Counts only: no person, no place."
        ),
        kinds={Kind.CHECKS: _("checks"), Kind.CHECKS_REASONED: _("with a ground and an explanation")},
        together=(Kind.CHECKS, Kind.CHECKS_REASONED),
    ),
}
