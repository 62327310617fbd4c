"""Files that the routing rules give to a body outside the corps, looked at again whenever a corps goes on with one.

Routing at intake knows what the form said. An allegation, an offence or a name that is noted later can make the same
file a matter for another body: the corps may not keep it in silence.
"""

from django.db.models import Q
from django.utils import timezone

from complaints.models import Complaint, Referral
from complaints.workflow.codes import bodies
from complaints.workflow.routing import CORPS, Facts, RoutingRule, facts_of, rules_fitting
from legitimacy.models import Corps, Membership, Role
from legitimacy.models.members import user_lookup

ANSWERS = (Referral.State.REFUSED, Referral.State.RETURNED)
OUTSIDE = frozenset(code for code, body in bodies().items() if body.kind == "external")


def facts_now(complaint: Complaint) -> Facts:
    """What routing would look at if the file came in as it stands now."""
    corps = complaint.corps
    return facts_of(
        categories=set(complaint.allegations.values_list("category", flat=True)),
        injured=complaint.injured,
        possible_offence=complaint.possible_offence,
        about_chief=complaint.about_chief or _chief_is_named(complaint),
        corps_known=corps is not None,
        federal=corps is not None and corps.type == Corps.Type.FEDERAL,
        kind=complaint.kind,
    )


def outside_rules(complaint: Complaint) -> list[RoutingRule]:
    """The rules that fit now and name a body outside the corps, the one that wins first."""
    return [rule for rule in rules_fitting(facts_now(complaint)) if rule.body != CORPS]


def body_awaited(complaint: Complaint) -> str:
    """The body that must be asked before the corps goes on with its file; empty when the corps may.

    An answer covers the rules that fitted when it was given: a grave allegation that is noted later asks again.
    """
    if complaint.holder != CORPS:
        return ""
    fitting = outside_rules(complaint)
    if not fitting:
        return ""
    answered = _answered(complaint)
    waiting = (rule.body for rule in fitting if not answered & {(rule.body, rule.rule), ("", rule.rule)})
    return next(waiting, "")


def _answered(complaint: Complaint) -> set[tuple[str, str]]:
    """Body and rule of each no, and of each file sent back; an external body that sends a file itself covers all."""
    rows = complaint.referrals.filter(is_copy=False)
    found: set[tuple[str, str]] = set()
    for row in rows:
        if row.to_body == CORPS and row.from_body in OUTSIDE and row.received_on is not None:
            found.update(("", rule) for rule in row.rules.split())
        elif row.to_body != CORPS and row.state in ANSWERS:
            found.update((row.to_body, rule) for rule in row.rules.split())
    return found


def _chief_is_named(complaint: Complaint) -> bool:
    """Whether a member who was identified in the file leads the corps."""
    lookups = set(complaint.involved.exclude(member=None).values_list("member__user_lookup", flat=True)) - {""}
    if not lookups:
        return False
    today = timezone.localdate()
    valid = Q(valid_from__lte=today) & (Q(valid_to=None) | Q(valid_to__gte=today))
    chiefs = Membership.objects.filter(valid, role=Role.CHIEF_OF_CORPS, corps=complaint.corps_id)
    return any(user_lookup(pk) in lookups for pk in chiefs.values_list("user_id", flat=True))
