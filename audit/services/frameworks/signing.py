"""Two people sign one version of a draft; with the second name it is in force and never changes again."""

from django.db import transaction

from audit.models import FrameworkDraft, FrameworkSignature
from audit.rules.frameworks import signs_frameworks
from audit.selectors.frameworks.reading import signatures_valid, start_fault
from audit.services.frameworks.drafting import draft_lock
from audit.services.frameworks.errors import DraftMovedError, DraftRefusedError, SignatureError
from audit.services.frameworks.retiring import frameworks_retire
from legitimacy.imports.framework.checks import row_faults, structure_faults
from legitimacy.imports.framework.content import facet_row, item_row, stored_digest
from legitimacy.models import Framework, User
from legitimacy.models.fields import lookup_hash
from legitimacy.scorecards.services import framework_rescore, peers_freeze
from legitimacy.trail.services import event_append

SIGNERS = 2


@transaction.atomic
def framework_sign(*, framework: Framework, version: int, digest: str, actor: User) -> Framework:
    """Sign what `version` says. The second of two different people puts it in force from its first quarter on.

    Raises DraftError when it was signed meanwhile, DraftMovedError when it says something else than what `actor` read,
    DraftRefusedError when it does not add up or its first quarter is closed, SignatureError for the same person twice
    and for who manages only a register whose frameworks they may not sign for all.
    """
    if not signs_frameworks(actor):
        raise SignatureError("register")
    draft = draft_lock(framework, version)
    if stored_digest(framework) != digest:
        raise DraftMovedError(draft.version, [])
    faults = framework_faults(framework)
    if faults:
        raise DraftRefusedError(faults)
    address = address_lookup(actor)
    signed = signatures_valid(draft)
    if any(each.by_id == actor.pk or each.address_lookup == address for each in signed):
        raise SignatureError("same_person")
    FrameworkSignature.objects.create(
        framework=framework, version=version, digest=digest, by=actor, address_lookup=address
    )
    code = framework.code
    event_append(
        verb="framework.signed", actor=actor, object_type="framework", object_id=code, reason=f"version:{version}"
    )
    if len(signed) + 1 >= SIGNERS:
        _put_in_force(draft, digest, actor)
        framework.refresh_from_db()
    return framework


def framework_faults(framework: Framework) -> list[tuple[str, str]]:
    """Everything that keeps a draft from being signed: part (empty: the whole) and a sentence."""
    rows = [item_row(item) for item in framework.items.all()]
    faults = [(row["indicator"], sentence) for row in rows for _field, sentence in row_faults(row)]
    facets = [facet_row(facet) for facet in framework.facets.order_by("pk")]
    faults += [(fault.column, fault.reason) for fault in structure_faults(framework.code, rows, facets)]
    if fault := start_fault(framework.valid_from):
        faults.append(("", fault))
    return faults


def address_lookup(user: User) -> str:
    """One and the same for all accounts of one e-mail address, however it is written. SignatureError without one."""
    if not user.email.strip():
        raise SignatureError("no_address")
    return lookup_hash("framework.signer", user.email)


def _put_in_force(draft: FrameworkDraft, digest: str, actor: User) -> None:
    framework = draft.framework
    framework.digest, framework.status = digest, Framework.Status.IN_FORCE
    framework.save(update_fields=["digest", "status"])
    peers_freeze(framework=framework)
    framework_rescore(framework=framework, requested_by=actor)
    event_append(
        verb="framework.entered_force",
        actor=actor,
        object_type="framework",
        object_id=framework.code,
        reason=framework.valid_from,
    )
    frameworks_retire(actor=actor)
