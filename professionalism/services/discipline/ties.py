"""Who never decides on a case: who it is about, and who reported, reviewed or took part in the force behind it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from legitimacy.accounts.selectors import accounts_of
from legitimacy.models import User
from legitimacy.models.members import user_lookup
from professionalism.models import DisciplinaryCase, ForceIncident, SourceKind
from professionalism.workflow.discipline import Actor


@dataclass(frozen=True, slots=True)
class Tie:
    """`code` stands on the trail, `sentence` on the page."""

    code: str
    sentence: object


SUBJECT = Tie("subject", _("This case is about you. Somebody else must handle it."))
REPORTER = Tie(
    "reporter", _("You reported or took part in the incident behind this case. Hand it over to the other authority.")
)
REVIEWER = Tie("reviewer", _("You reviewed the incident behind this case. Hand it over to the other authority."))


class TieError(PermissionError):
    """Somebody with a tie tried to decide. `tie` says which; the text is a sentence for the page."""

    def __init__(self, tie: Tie) -> None:
        self.tie = tie
        super().__init__(str(tie.sentence))


def ties_refuse(case: DisciplinaryCase, actor: User, actor_kind: Actor) -> None:
    """TieError for whoever may not act in this case: the subject never, others with a tie not as authority."""
    tie = tie_with(case, actor)
    if tie is None or actor_kind is Actor.OFFICER:
        return
    if actor_kind is Actor.AUTHORITY or tie is SUBJECT:
        raise TieError(tie)


def tie_with(case: DisciplinaryCase, user: User) -> Tie | None:
    """The tie between somebody, by any account of theirs, and a case, asked anew; None where there is none.

    Six queries at most.
    """
    accounts = accounts_of(user)
    mine = {user_lookup(key) for key in accounts}
    if case.member.user_lookup in mine:
        return SUBJECT
    if case.source_kind != SourceKind.FORCE or not case.source_reference:
        return None
    incidents = ForceIncident.objects.filter(corps=case.corps_id, number=case.source_reference)
    incident = incidents.select_related("reporter").prefetch_related("reviews__reviewer_member", "officers__member")
    for found in incident[:1]:
        took_part = [found.reporter, *(officer.member for officer in found.officers.all())]
        if found.reported_by_id in accounts or any(one and one.user_lookup in mine for one in took_part):
            return REPORTER
        for review in found.reviews.all():
            if review.reviewer_id in accounts or (
                review.reviewer_member and review.reviewer_member.user_lookup in mine
            ):
                return REVIEWER
    return None
