"""After a change of FIELD_KEYS or LOOKUP_KEY: everything sealed is sealed anew, every look-up counted anew."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models, transaction

from legitimacy.accounts.services import email_hash
from legitimacy.models import Invitation
from legitimacy.models.fields import EncryptedTextField, field_cipher

# What allauth seals through MfaAdapter inside the data of a second factor.
SEALED_IN_FACTORS = ("secret", "seed", "migrated_codes")


def texts_reseal() -> int:
    """Seal every encrypted column with the first of FIELD_KEYS. Returns the number of rows."""
    return sum(_model_reseal(model, names) for model in apps.get_models() if (names := _sealed_columns(model)))


def _sealed_columns(model: type[models.Model]) -> list[str]:
    return [column.attname for column in model._meta.local_concrete_fields if isinstance(column, EncryptedTextField)]


@transaction.atomic
def _model_reseal(model: type[models.Model], names: list[str]) -> int:
    rows = list(model._base_manager.select_for_update().only("pk", *names))
    model._base_manager.bulk_update(rows, names, batch_size=500)
    return len(rows)


@transaction.atomic
def factors_reseal() -> int:
    """Seal the secrets of second factors with the first of FIELD_KEYS. Returns the number of factors."""
    factors = list(Authenticator.objects.select_for_update())
    for factor in factors:
        factor.data = {name: _resealed(name, value) for name, value in factor.data.items()}
    Authenticator.objects.bulk_update(factors, ["data"], batch_size=500)
    return len(factors)


def _resealed(name: str, value: Any) -> Any:
    if name not in SEALED_IN_FACTORS:
        return value
    if isinstance(value, list):
        return [_resealed(name, part) for part in value]
    return field_cipher().rotate(value.encode()).decode()


@transaction.atomic
def lookups_rebuild() -> int:
    """Hash anew, under LOOKUP_KEY, what sealed text is found by. Links of open invitations end: their code is gone."""
    invitations = list(Invitation.objects.select_for_update())
    for invitation in invitations:
        invitation.email_lookup = email_hash(invitation.email)
    Invitation.objects.bulk_update(invitations, ["email_lookup"], batch_size=500)
    return len(invitations)
