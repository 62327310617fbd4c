"""Who may open what: every URL by its name. The walk fails on a URL that is not here, and on anyone let in past it.

A role stands for one person who has it in Demervallei, or over the example register where it is a role of a register.
`own` means: in the corps of the address when the role is of a corps, in its register when it is of a register.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from legitimacy.models import Role

EVERYONE = frozenset({"nobody", "outsider", "superuser", *Role})
SIGNED_IN = EVERYONE - {"nobody"}
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
CHIEF = frozenset({Role.CHIEF_OF_CORPS})
SUPERUSER = frozenset({"superuser"})


@dataclass(frozen=True)
class Access:
    """Who may look (`get`) and who may act (`post`; empty: nobody, the method is not allowed).

    `own` limits both to the corps or register of the person. `place` builds the parameters that the address takes from
    a World; addresses that name a corps are walked for the own one, another, and one of another register. `form` is
    posted, where it says what the post is about; `query` goes behind the address; `address` stands for URLs without
    a name.
    """

    get: frozenset[str] = EVERYONE
    post: frozenset[str] = frozenset()
    own: bool = False
    place: Callable[[Any], dict[str, Any]] = field(default=lambda _: {})
    form: Callable[[Any], dict[str, str]] = field(default=lambda _: {})
    query: str = ""
    address: str = ""


def corps(world: Any) -> dict[str, Any]:
    return {"code": world.corps.code}


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
DASHBOARD = {
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
OPENDATA = {
    "opendata": Access(),
    "opendata_file": Access(
        place=lambda world: {"register": world.corps.register, "period": "2025-Q4", "file_format": "csv"}
    ),
    "release_propose": Access(
        get=frozenset(), post=STEWARD, own=True, form=lambda world: {"register": world.corps.register}
    ),
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
    "api_dataset_list": Access(),
    "api_token_create": Access(get=frozenset(), post=SIGNED_IN),
    "api_token_revoke": Access(get=frozenset()),  # for who sends the token
    "api_schema": Access(),
    "api_docs": Access(),
    "api_not_found": Access(post=EVERYONE),
}
ADMIN_TABLES = ("areastatistic", "corps", "corpslink", "framework", "municipality", "region")
ADMIN_ADDED = ("areastatistic", "corpslink")
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

COMPLAINTS_MAILBOX = {
    "complaint_status": Access(post=EVERYONE),
    "complaint_mailbox": Access(),
    "complaint_mailbox_leave": Access(get=frozenset(), post=EVERYONE),
    "complaint_mailbox_exit": Access(),
    "complaint_mailbox_message": Access(get=frozenset(), post=EVERYONE),
    "complaint_mailbox_file": Access(get=frozenset(), post=EVERYONE),
    "complaint_mailbox_withdraw": Access(post=EVERYONE),
    "complaint_mailbox_review": Access(post=EVERYONE),
    "complaint_mailbox_name": Access(post=EVERYONE),
    "complaint_mailbox_mediation": Access(get=frozenset(), post=EVERYONE),
    "complaint_mailbox_survey": Access(post=EVERYONE, place=lambda _: {"name": "treatment"}),
}
DISPOSERS = frozenset({Role.COMPLAINTS_OFFICER, Role.INDEPENDENT_HANDLER})
COMPLAINTS_DISPOSALS = {
    "complaints_disposals": Access(get=DISPOSERS),
    "complaints_disposal_propose": Access(get=frozenset(), post=DISPOSERS),
    "complaints_disposal_answer": Access(get=frozenset(), post=DISPOSERS),
}
COMPLAINTS_LOOKING = {"complaints_looks": Access(get=frozenset({Role.AUDITOR}))}
# Files are found by a number that tells nothing: who handles files for some body is let in, and gets a 404 for one that
# is not theirs. tests/complaints/ walk who may open which.
HANDLERS = frozenset({Role.COMPLAINTS_OFFICER, Role.INDEPENDENT_HANDLER, Role.AUTHORITY})
NO_ROW = "00000000-0000-0000-0000-000000000000"


def of_file(**more: Any) -> Callable[[Any], dict[str, Any]]:
    return lambda _: {"number": "K-0000-0000", **more}


COMPLAINTS_EVIDENCE = {
    "complaint_evidence_list": Access(get=HANDLERS, post=HANDLERS, place=of_file()),
    "complaint_evidence": Access(get=HANDLERS, place=of_file(pk=NO_ROW)),
    "complaint_evidence_original": Access(get=HANDLERS, post=HANDLERS, place=of_file(pk=NO_ROW)),
    "complaint_redaction": Access(get=HANDLERS, post=HANDLERS, place=of_file()),
}
COMPLAINTS_LETTERS = {
    "complaint_letters": Access(get=HANDLERS, place=of_file()),
    "complaint_letter_write": Access(get=HANDLERS, post=HANDLERS, place=of_file(template="decision")),
    "complaint_letter": Access(get=HANDLERS, place=of_file(pk=1)),
    "complaint_letter_pdf": Access(get=HANDLERS, place=of_file(pk=1)),
    "complaint_letter_named": Access(get=frozenset(), post=HANDLERS, place=of_file(pk=1)),
}
COMPLAINTS_CITIZEN = {
    "complaint_start": Access(post=EVERYONE),
    "complaint_way": Access(place=lambda _: {"kind": "emergency"}),
    "complaint_question": Access(post=EVERYONE, place=lambda _: {"step": "story"}),
    "complaint_check": Access(post=EVERYONE),
    "complaint_sent": Access(post=EVERYONE),
    "complaint_note_text": Access(),
    "complaint_note_pdf": Access(),
    "complaint_files": Access(get=frozenset(), post=EVERYONE),
    "complaint_done": Access(),
    "complaint_later": Access(post=EVERYONE),
    "complaint_resume": Access(post=EVERYONE),
    "complaint_gone": Access(),
    "complaint_leave": Access(get=frozenset(), post=EVERYONE),
    "complaint_left": Access(),
    "complaint_erase": Access(get=frozenset(), post=EVERYONE),
}

COMPLAINTS_OFFICER = frozenset({Role.COMPLAINTS_OFFICER})
WORKLIST_ROW: Callable[[Any], dict[str, Any]] = lambda _: {"pk": 1}  # noqa: E731
COMPLAINTS_WORKLISTS = {
    "complaints_home": Access(get=HANDLERS | {Role.STAFF, Role.CHIEF_OF_CORPS, Role.AUDITOR}),
    "complaints_list": Access(get=HANDLERS, post=HANDLERS),
    "complaints_assign": Access(get=frozenset(), post=HANDLERS),
    "complaints_close": Access(get=frozenset(), post=HANDLERS),
    "complaints_search_save": Access(get=frozenset(), post=HANDLERS),
    "complaints_search_delete": Access(get=frozenset(), post=HANDLERS, place=WORKLIST_ROW),
    "complaints_referrals": Access(get=HANDLERS),
    "referral_receive": Access(get=frozenset(), post=HANDLERS, place=WORKLIST_ROW),
    "referral_refuse": Access(get=frozenset(), post=HANDLERS, place=WORKLIST_ROW),
    "referral_recall": Access(get=frozenset(), post=HANDLERS, place=WORKLIST_ROW),
    "referral_return": Access(get=frozenset(), post=HANDLERS, place=WORKLIST_ROW),
    "complaints_preservations": Access(get=COMPLAINTS_OFFICER),
    "complaints_preservation_answer": Access(get=frozenset(), post=COMPLAINTS_OFFICER, place=WORKLIST_ROW),
    "complaints_notifications": Access(get=frozenset()),
}
ENTERING = frozenset({Role.STAFF, Role.COMPLAINTS_OFFICER, Role.INDEPENDENT_HANDLER})
IMPORTING = frozenset({Role.COMPLAINTS_OFFICER, Role.ADMINISTRATOR})
COMPLAINTS_IMPORTS = {
    # For who works for another body in the register of the installation: tests/complaints/test_api.py.
    "api_complaint_submit": Access(get=frozenset()),
    "complaints_enter": Access(get=ENTERING, post=ENTERING),
    "complaints_import": Access(get=IMPORTING, post=IMPORTING),
    "complaints_import_rejects": Access(get=IMPORTING, place=lambda _: {"token": "none"}),
}


GROUPS = {
    "complaints_evidence": COMPLAINTS_EVIDENCE,
    "complaints_letters": COMPLAINTS_LETTERS,
    "complaints_looking": COMPLAINTS_LOOKING,
    "complaints_mailbox": COMPLAINTS_MAILBOX,
    "complaints_disposals": COMPLAINTS_DISPOSALS,
    "complaints_worklists": COMPLAINTS_WORKLISTS,
    "complaints_imports": COMPLAINTS_IMPORTS,
    "account": ACCOUNT,
    "machines": MACHINES,
    "dashboard": DASHBOARD,
    "opendata": OPENDATA,
    "admin": ADMIN,
    "complaints_citizen": COMPLAINTS_CITIZEN,
}
FIGURES_READERS = frozenset({Role.COMPLAINTS_OFFICER, Role.CHIEF_OF_CORPS, Role.AUDITOR})
COMPLAINTS_FIGURES = {
    "complaints_figures": Access(get=FIGURES_READERS),
    "complaints_figures_of": Access(get=FIGURES_READERS, own=True, place=corps),
    "complaints_figures_csv": Access(
        get=FIGURES_READERS, own=True, place=lambda world: {"code": world.corps.code, "table": "flow"}
    ),
    "complaints_public": Access(place=corps),
}
GROUPS = {"account": ACCOUNT, "machines": MACHINES, "dashboard": DASHBOARD, "opendata": OPENDATA, "admin": ADMIN}
GROUPS["complaints_figures"] = COMPLAINTS_FIGURES
TABLE: dict[str, Access] = {name: entry for group in GROUPS.values() for name, entry in group.items()}
