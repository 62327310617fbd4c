"""The only answer to: which corps and records may this person see or change?

Packages register predicates under the name of an action (`reply.write`) in their rules.py. Unknown actions are a
programming error; everything else that is not allowed is denied, and a denial goes on the trail.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.utils.timezone import localdate

from legitimacy.indicators.registry import Registry
from legitimacy.models import Corps, CorpsLink, Membership, Register, Role, User
from legitimacy.models.disclosure import Audience
from legitimacy.models.prepared import Prepared, asked
from legitimacy.trail.services import event_append

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Person = User | AnonymousUser

# Every other URL asks visitors to sign in, whatever its view forgets. Views that turn visitors away in their own way,
# such as the API with a problem document, stand here too; tests/access/table.py says who gets in.
PUBLIC_URL_NAMES = frozenset(
    {
        *("home", "methods_page", "accessibility_page"),
        *("corps_list", "corps_map", "corps_map_csv"),
        *("compare", "compare_csv", "compare_corps"),
        *("compare_peers", "compare_indicator", "compare_indicator_csv", "compare_indicator_trend_csv"),
        *("corps_scorecard", "corps_progress", "corps_figures_csv", "corps_pillars_csv"),
        *("corps_indicator", "corps_indicator_csv"),
        *("opendata", "opendata_file", "dataset_page", "release_page"),
        *("opendata_catalog", "opendata_catalog_file", "opendata_package", "opendata_dictionary", "opendata_edition"),
        *("opendata_datacite", "opendata_edition_file", "opendata_latest"),
        *("complaints_public",),
        *("standards_list", "standard_page"),
        *("schools_list", "school_page", "school_figures_csv"),
        *("account_public", "account_public_pdf"),
        *("staff_public", "staff_public_csv"),
        *("practices_list", "practices_csv", "practice_page", "research_list"),
        *("api_root", "api_corps_list", "api_corps_detail", "api_indicator_list", "api_indicator_detail"),
        "api_values_file",
        *("api_value_list", "api_scorecard_list", "api_dataset_list", "api_schema", "api_docs", "api_not_found"),
        *("api_token_create", "api_token_revoke", "api_complaint_submit"),
        *("security_txt", "robots_txt"),
        *("account_login", "account_logout", "account_inactive", "account_signup"),
        *("account_reset_password", "account_reset_password_done"),
        *("account_reset_password_from_key", "account_reset_password_from_key_done"),
        *("mfa_authenticate", "mfa_login_webauthn", "invitation_accept"),
        *("openid_connect_login", "openid_connect_callback", "socialaccount_signup"),
        *("socialaccount_login_cancelled", "socialaccount_login_error"),
        *("demo_accounts", "demo_switch"),
        *("survey_answer", "survey_thanks"),
        *("contact_answer", "contact_thanks"),
        "policy_calendar_feed",
        *("complaint_status", "complaint_mailbox", "complaint_mailbox_leave", "complaint_mailbox_exit"),
        *(
            "complaint_mailbox_message",
            "complaint_mailbox_file",
            "complaint_mailbox_withdraw",
            "complaint_mailbox_review",
        ),
        *("complaint_mailbox_name", "complaint_mailbox_mediation", "complaint_mailbox_survey"),
        *("complaint_start", "complaint_way", "complaint_question", "complaint_check", "complaint_sent"),
        *("complaint_note_text", "complaint_note_pdf", "complaint_done", "complaint_later", "complaint_resume"),
        *("complaint_gone", "complaint_leave", "complaint_left", "complaint_erase", "complaint_files"),
    }
)
CORPS_AUDIENCE_ROLES = frozenset({Role.CHIEF_OF_CORPS, Role.EVALUATION_OFFICER, Role.COUNCIL_MEMBER})


@dataclass(frozen=True, slots=True)
class Predicate:
    """Who may do `name` (entity.verb). Without an object it denies, unless the action needs none."""

    name: str
    test: Callable[[Person, Any], bool]
    needs_object: bool = True


predicates: Registry[Predicate] = Registry("access predicate", key=lambda predicate: predicate.name)


class AccessDeniedError(PermissionDenied):
    """Someone may not do `action`. Becomes a 403 page; the middleware writes it on the trail."""

    def __init__(self, action: str, obj: Any) -> None:
        self.action = action
        self.object_type = type(obj).__name__.lower() if obj is not None else ""
        self.object_id = str(getattr(obj, "pk", "") or "")
        self.corps = corps_code_of(obj)
        super().__init__(action)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is and was: memberships valid today, and every corps they ever belonged to."""

    current: tuple[Membership, ...] = ()
    ever_in: frozenset[int] = frozenset()

    def has(self, *roles: str, corps: Corps | None = None, register: str = "") -> bool:
        """One of the roles: in that corps, or anywhere in that register, or anywhere at all."""
        return any(
            membership.role in roles
            and (corps is None or membership.corps_id == corps.pk)
            and (not register or membership.register == register)
            for membership in self.current
        )

    def over(self, role: str, register: str) -> bool:
        """The role over a whole register (not of one corps in it)."""
        return any(m.role == role and m.register == register and m.corps_id is None for m in self.current)


MEMBERSHIPS = Prepared(lambda: Membership.objects.filter(user=asked("user")).select_related("corps").order_by("pk"))


def standing_of(user: Person) -> Standing:
    """One query for each person and request: the answer stays on the user object."""
    if not user.is_authenticated or not user.is_active:
        return Standing()
    remembered: Standing | None = getattr(user, "_standing", None)
    if remembered is None:
        remembered = _standing_read(user)
        user._standing = remembered  # type: ignore[attr-defined]
    return remembered


def _standing_read(user: User) -> Standing:
    today = localdate()
    memberships = MEMBERSHIPS.rows(user=user.pk)
    current = tuple(m for m in memberships if m.valid_from <= today and (m.valid_to is None or m.valid_to >= today))
    ever_in = {m.corps_id for m in memberships if m.corps_id is not None}
    if ever_in and any(m.role == Role.AUDITOR for m in current):
        ever_in |= merged_with(ever_in)
    return Standing(current, frozenset(ever_in))


def merged_with(corps_ids: set[int]) -> set[int]:
    """Every corps these went into, so that a merger does not end an auditor's conflict."""
    links = list(CorpsLink.objects.values_list("predecessor_id", "successor_id"))
    reached, frontier = set(corps_ids), set(corps_ids)
    while frontier:
        frontier = {new for old, new in links if old in frontier} - reached
        reached |= frontier
    return reached


def corps_led(user: Person) -> list[Corps]:
    """The corps of a chief."""
    return [m.corps for m in standing_of(user).current if m.role == Role.CHIEF_OF_CORPS and m.corps]


def audience_for(user: Person, corps: Corps) -> Audience:
    """What this person reads of this corps. Being superuser opens nothing."""
    standing = standing_of(user)
    if standing.has(*CORPS_AUDIENCE_ROLES, corps=corps):
        return Audience.CORPS
    if standing.over(Role.AUDITOR, corps.register) and corps.pk not in standing.ever_in:
        return Audience.AUDITOR
    if standing.over(Role.RESEARCHER, corps.register):
        return Audience.RESEARCHER
    return Audience.PUBLIC


def corps_visible(user: Person) -> models.QuerySet[Corps]:
    """The corps whose unreleased figures this person may read: their own, and an auditor's whole register."""
    standing = standing_of(user)
    own = [m.corps_id for m in standing.current if m.corps_id and m.role in CORPS_AUDIENCE_ROLES]
    audited = [register for register in Register if standing.over(Role.AUDITOR, register)]
    in_audit = models.Q(register__in=audited) & ~models.Q(pk__in=standing.ever_in)
    return Corps.objects.filter(models.Q(pk__in=own) | in_audit)


def corps_code_of(obj: Any) -> str:
    """Code of the corps that an object is, or belongs to; empty when it has none."""
    corps = obj if isinstance(obj, Corps) else getattr(obj, "corps", None)
    return corps.code if isinstance(corps, Corps) else ""


def can(user: Person, action: str, obj: Any = None) -> bool:
    """Whether the person may do the action to the object. RegistryError for an action nobody registered."""
    predicate = predicates.get(action)
    if obj is None and predicate.needs_object:
        return False
    return bool(predicate.test(user, obj))


def require(request: HttpRequest, action: str, obj: Any = None) -> None:
    """Go on, or raise AccessDeniedError."""
    require_person(request.user, action, obj)


def require_person(user: Person, action: str, obj: Any = None) -> None:
    """The same for a service, which knows no request."""
    if not can(user, action, obj):
        raise AccessDeniedError(action, obj)


def denial_append(request: HttpRequest, denial: AccessDeniedError) -> None:
    """Write a denial on the trail, outside the transaction that it ended. Visitors are asked to sign in instead."""
    if request.user.is_authenticated:
        event_append(
            verb="access.denied",
            actor=request.user,
            object_type=denial.object_type,
            object_id=denial.object_id,
            corps=denial.corps,
            reason=denial.action,
        )


def allow(action: str, find: Callable[..., Any] | None = None) -> Callable[[View], View]:
    """Decorator of a view: `find(request, **kwargs)` gives the object, where the action needs one."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(request, action, find(request, *args, **kwargs) if find else None)
            return view(request, *args, **kwargs)

        return cast(View, guarded)

    return decorate
