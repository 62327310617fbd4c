"""Releasing figures to the public: proposed by one data steward, approved by two, then immutable."""

import re
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from legitimacy.access import standing_of
from legitimacy.disclosure.services.freezing import release_decide, release_freeze
from legitimacy.disclosure.services.reports import report_digest, report_make
from legitimacy.indicators.periods import Period
from legitimacy.models import DisclosureReport, Register, Release, ReleaseApproval, Role, User
from legitimacy.trail.services import event_append

APPROVALS_NEEDED = 2
CODE = re.compile(r"[a-z0-9][a-z0-9-]{2,39}")


class ReleaseError(ValueError):
    """A release that cannot be proposed or approved; the message is a sentence for the person who asked."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        super().__init__(sentence)


@transaction.atomic
def release_propose(*, code: str, register: str, periods: Sequence[str], actor: User) -> Release:
    """Propose to publish what was computed for `periods` (such as 2025-Q4) of one register. Nothing is public yet.

    ReleaseError for a code that is taken or malformed, no periods, or an actor who is no data steward of the register.
    PeriodError for text that is no period.
    """
    _require_steward(code, register, actor)
    if not CODE.fullmatch(code):
        raise ReleaseError(code, _("A release code has 3 to 40 small letters, digits and hyphens."))
    if register not in Register.values:
        raise ReleaseError(code, _("There is no such register."))
    written = sorted({str(Period.parse(period)) for period in periods})
    if not written:
        raise ReleaseError(code, _("Choose at least one period to publish."))
    if Release.objects.filter(code=code).exists():
        raise ReleaseError(code, _("There is a release with this code already; choose another code."))
    release = Release.objects.create(code=code, register=register, periods=written)
    DisclosureReport.objects.create(release=release, content=report_make(release_decide(release)))
    _record("release.proposed", release, actor)
    return release


@transaction.atomic
def release_approve(*, release: Release, actor: User) -> Release:
    """Approve as one of two different data stewards; the second approval decides, freezes and publishes.

    Returns the release as it now is. An approval is of the report that the release has: where figures changed since, so
    that another report would stand, that one is kept instead, former approvals fall and this one is not counted.
    ReleaseError for the same person twice, a release that is approved already, or an actor who is no data steward of
    the register.
    """
    locked = Release.objects.select_for_update().get(pk=release.pk)
    _require_steward(locked.code, locked.register, actor)
    if locked.status == Release.Status.APPROVED:
        raise ReleaseError(locked.code, _("This release is approved already and cannot change any more."))
    if locked.approvals.filter(person=actor).exists():
        raise ReleaseError(locked.code, _("You approved this release already; a second data steward must approve it."))
    kept = DisclosureReport.objects.filter(release=locked).first()
    decides = locked.approvals.count() + 1 >= APPROVALS_NEEDED
    contents = release_decide(locked) if decides or kept is None else None
    if contents is not None:
        report = report_make(contents)
        if kept is None:
            kept = DisclosureReport.objects.create(release=locked, content=report)
        elif report_digest(report) != report_digest(kept.content):
            locked.approvals.all().delete()
            kept.content = report
            kept.save(update_fields=["content"])
            _record("release.decided_anew", locked, actor)
            return locked
    ReleaseApproval.objects.create(release=locked, person=actor, digest=report_digest(kept.content if kept else {}))
    _record("release.approved", locked, actor)
    if decides and contents is not None:
        release_freeze(contents)
        locked.status, locked.approved_at = Release.Status.APPROVED, timezone.now()
        locked.save(update_fields=["status", "approved_at"])
        _record("release.published", locked, actor)
    return locked


def _require_steward(code: str, register: str, actor: User) -> None:
    if not standing_of(actor).over(Role.DATA_STEWARD, register):
        raise ReleaseError(code, _("Only a data steward of this register proposes and approves releases."))


def _record(verb: str, release: Release, actor: User) -> None:
    event_append(verb=verb, actor=actor, role=Role.DATA_STEWARD, object_type="release", object_id=release.code)
