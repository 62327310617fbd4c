"""Who may open what: every URL by its name. The walk fails on a URL that is not here, and on anyone let in past it.

A role stands for one person who has it in Demervallei, or over the example register where it is a role of a register.
`own` means: in the corps of the address when the role is of a corps, in its register when it is of a register.
"""

from collections.abc import Callable
from typing import Any

from legitimacy.models import Role
from tests.access.audit import AUDIT
from tests.access.complaints import COMPLAINTS
from tests.access.diversity import DIVERSITY
from tests.access.entry import ADMINISTRATOR, CHIEF, EVERYONE, SIGNED_IN, SUPERUSER, Access, corps
from tests.access.evaluation import EVALUATION
from tests.access.professionalism import PROFESSIONALISM


def indicator(world: Any) -> dict[str, Any]:
    return {"code": world.corps.code, "indicator": "EFF-06"}


def row(kind: str) -> Callable[[Any], dict[str, Any]]:
    """A row of the corps of the address."""
    return lambda world: {"pk": getattr(world, kind).pk}


def admin_row(world: Any) -> dict[str, Any]:
    return {"object_id": world.corps.pk}


ACCOUNT = {
    "account_login": Access(post=EVERYONE),
    "account_logout": Access(post=EVERYONE),
    "account_inactive": Access(),
    "account_signup": Access(post=EVERYONE),
    "account_reauthenticate": Access(get=SIGNED_IN, post=SIGNED_IN),
    "account_change_password": Access(get=SIGNED_IN, post=SIGNED_IN),
    "account_set_password": Access(get=SIGNED_IN, post=SIGNED_IN),
    "account_reset_password": Access(post=EVERYONE),
    "account_reset_password_done": Access(),
    "account_reset_password_from_key": Access(post=EVERYONE, place=lambda _: {"uidb36": "1", "key": "no-key"}),
    "account_reset_password_from_key_done": Access(),
    "mfa_index": Access(get=SIGNED_IN),
    "mfa_authenticate": Access(get=SIGNED_IN, post=SIGNED_IN),
    "mfa_reauthenticate": Access(get=SIGNED_IN, post=SIGNED_IN),
    "mfa_activate_totp": Access(get=SIGNED_IN, post=SIGNED_IN),
    "mfa_deactivate_totp": Access(get=SIGNED_IN, post=SIGNED_IN),
    "mfa_view_recovery_codes": Access(get=SIGNED_IN),
    "mfa_generate_recovery_codes": Access(get=SIGNED_IN, post=SIGNED_IN),
    "mfa_download_recovery_codes": Access(get=SIGNED_IN, post=SIGNED_IN),
    "mfa_list_webauthn": Access(get=SIGNED_IN),
    "mfa_add_webauthn": Access(get=SIGNED_IN, post=SIGNED_IN),
    "mfa_reauthenticate_webauthn": Access(get=SIGNED_IN, post=SIGNED_IN),
    # Visitors without a passkey's answer go back to the sign-in page.
    "mfa_login_webauthn": Access(get=SIGNED_IN, post=SIGNED_IN),
    "mfa_edit_webauthn": Access(get=SIGNED_IN, post=SIGNED_IN, place=lambda _: {"pk": 1}),
    "mfa_remove_webauthn": Access(get=SIGNED_IN, post=SIGNED_IN, place=lambda _: {"pk": 1}),
    "invitations": Access(get=ADMINISTRATOR, post=ADMINISTRATOR),
    "invitation_accept": Access(post=EVERYONE, place=lambda _: {"code": "0" * 40}),
    "invitation_revoke": Access(get=frozenset(), post=ADMINISTRATOR, own=True, place=row("invitation")),
    "membership_revoke": Access(get=frozenset(), post=ADMINISTRATOR, own=True, place=row("membership")),
}
MACHINES = {
    "healthz": Access(),
    "readyz": Access(),
    "metrics": Access(get=frozenset()),  # for who sends METRICS_TOKEN
    "security_txt": Access(),
    "robots_txt": Access(),
}
WITH_WORK = EVERYONE - {"nobody", "outsider", "superuser", Role.RESEARCHER, Role.ADMINISTRATOR}
"""Who has a place of work in the menu."""
DASHBOARD = {
    "today": Access(get=WITH_WORK),
    "home": Access(),
    "methods_page": Access(),
    "accessibility_page": Access(),
    "corps_list": Access(),
    "corps_map": Access(),
    "corps_map_csv": Access(),
    "corps_scorecard": Access(place=corps),
    "corps_progress": Access(place=corps),
    "corps_figures_csv": Access(place=corps),
    "corps_pillars_csv": Access(place=corps),
    "corps_indicator": Access(place=indicator),
    "corps_indicator_csv": Access(place=indicator),
    "reply_write": Access(get=frozenset(), post=CHIEF, own=True, place=indicator),
}
STEWARD = frozenset({Role.DATA_STEWARD})


def of_release(**more: str) -> Callable[[Any], dict[str, Any]]:
    """Something of the release of the address."""
    return lambda world: {"code": world.release.code} | more


OPENDATA = {
    "opendata": Access(),
    "opendata_file": Access(
        place=lambda world: {"register": world.corps.register, "period": "2025-Q4", "file_format": "csv"}
    ),
    "dataset_page": Access(place=lambda _: {"dataset": "values"}),
    "release_page": Access(place=lambda world: {"code": world.release.code}),
    "release_withdraw": Access(
        get=frozenset(), post=STEWARD, own=True, place=lambda world: {"code": world.release.code}
    ),
    "opendata_catalog": Access(),
    "opendata_catalog_file": Access(place=lambda _: {"ending": "ttl"}),
    "opendata_latest": Access(place=lambda _: {"register": "example", "dataset": "values", "file_format": "csv"}),
    **{
        name: Access(place=of_release(**more))
        for name, more in {
            "opendata_package": {},
            "opendata_dictionary": {},
            "opendata_edition": {"dataset": "values"},
            "opendata_datacite": {"dataset": "values"},
            "opendata_edition_file": {"dataset": "values", "file_format": "csv"},
        }.items()
    },
    "research_accesses": Access(
        get=frozenset({Role.DATA_STEWARD, Role.RESEARCHER}),
        post=frozenset({Role.RESEARCHER}),
        form=lambda _: {"register": "example"},
    ),
    "research_access": Access(get=STEWARD, own=True, place=lambda world: {"pk": world.research.pk}),
    "research_access_values": Access(get=frozenset(), place=lambda world: {"pk": world.research.pk}),
    "research_access_decide": Access(
        get=frozenset(), post=STEWARD, own=True, place=lambda world: {"pk": world.research.pk}
    ),
    "research_output_new": Access(get=frozenset(), place=lambda world: {"pk": world.research.pk}),
    "research_output_check": Access(
        get=frozenset(), post=STEWARD, own=True, place=lambda world: {"pk": world.research.pk, "number": 1}
    ),
    "research_output_file": Access(get=STEWARD, own=True, place=lambda world: {"pk": world.research.pk, "number": 1}),
    "release_propose": Access(
        get=frozenset(), post=STEWARD, own=True, form=lambda world: {"register": world.corps.register}
    ),
    "release_report": Access(get=STEWARD, own=True, place=lambda world: {"code": world.release.code}),
    "release_approve": Access(
        get=frozenset(), post=STEWARD, own=True, place=lambda world: {"code": world.release.code}
    ),
    "api_root": Access(),
    "api_corps_list": Access(),
    "api_corps_detail": Access(place=corps),
    "api_indicator_list": Access(),
    "api_indicator_detail": Access(place=lambda _: {"code": "EFF-06"}),
    "api_value_list": Access(),
    "api_scorecard_list": Access(),
    "api_table_list": Access(),
    "api_dataset_list": Access(),
    "api_values_file": Access(),
    "api_tokens": Access(get=SIGNED_IN, post=SIGNED_IN),
    "api_token_end": Access(get=frozenset(), post=SIGNED_IN, place=lambda _: {"pk": 1}),
    "api_token_create": Access(get=frozenset(), post=SIGNED_IN),
    "api_token_revoke": Access(get=frozenset()),  # for who sends the token
    "api_schema": Access(),
    "api_docs": Access(),
    "api_not_found": Access(post=EVERYONE),
}
ADMIN_TABLES = ("areastatistic", "corps", "corpslink", "framework", "municipality", "region", "school")
ADMIN_ADDED = ("areastatistic", "corpslink", "school")
ADMIN = {
    "admin:index": Access(get=SUPERUSER, post=SUPERUSER),
    "admin:login": Access(get=SUPERUSER, post=SUPERUSER),
    "admin:logout": Access(get=SIGNED_IN - SUPERUSER, post=SIGNED_IN),  # back to the index for who is not in
    "admin:password_change": Access(get=SUPERUSER, post=SUPERUSER),
    "admin:password_change_done": Access(get=SUPERUSER),
    "admin:autocomplete": Access(get=SUPERUSER, query="?app_label=legitimacy&model_name=corps&field_name=region"),
    "admin:jsi18n": Access(get=SUPERUSER),
    "admin:view_on_site": Access(get=SUPERUSER, post=SUPERUSER, place=lambda _: {"content_type_id": 1, "object_id": 1}),
    "admin:app_list": Access(get=SUPERUSER, post=SUPERUSER, place=lambda _: {"app_label": "legitimacy"}),
}
ADMIN["nl/admin/(?P<url>.*)$"] = Access(get=SUPERUSER, post=SUPERUSER, address="/nl/admin/nowhere")
for _table in ADMIN_TABLES:
    _name = f"admin:legitimacy_{_table}"
    ADMIN |= {
        f"{_name}_changelist": Access(get=SUPERUSER, post=SUPERUSER),
        f"{_name}_add": Access(
            get=SUPERUSER if _table in ADMIN_ADDED else frozenset(),
            post=SUPERUSER if _table in ADMIN_ADDED else frozenset(),
        ),
        f"{_name}_history": Access(get=SUPERUSER, post=SUPERUSER, place=admin_row),
        f"{_name}_change": Access(
            get=SUPERUSER, post=SUPERUSER if _table != "framework" else frozenset(), place=admin_row
        ),
        f"{_name}_delete": Access(get=frozenset(), place=admin_row),
        f"nl/admin/legitimacy/{_table}/<path:object_id>/": Access(
            get=SUPERUSER, post=SUPERUSER, address=f"/nl/admin/legitimacy/{_table}/1/"
        ),
    }

GROUPS = {
    "account": ACCOUNT,
    "machines": MACHINES,
    "dashboard": DASHBOARD,
    "opendata": OPENDATA,
    "admin": ADMIN,
    "audit": AUDIT,
    "diversity": DIVERSITY,
    "evaluation": EVALUATION,
    "professionalism": PROFESSIONALISM,
    **COMPLAINTS,
}
TABLE: dict[str, Access] = {name: entry for group in GROUPS.values() for name, entry in group.items()}
