"""`viewer` in every template: who looks at the page. Asks nothing of the database until a template reads it."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from legitimacy.access import CORPS_AUDIENCE_ROLES, can, standing_of
from legitimacy.entries import url_known
from legitimacy.models import Corps, Role
from legitimacy.models.disclosure import Audience


@dataclass(frozen=True, slots=True)
class MenuLink:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Viewer:
    """`roles` in words; `corps` whose scorecard is theirs; `audience` a word for what they read; `links` their menu.

    `sign_in` and `sign_out` are addresses, empty where there is none.
    """

    roles: list[str]
    corps: list[Corps]
    audience: str
    demo: bool
    links: list[MenuLink]
    sign_in: str
    sign_out: str


def viewer(request: HttpRequest) -> dict[str, object]:
    return {"viewer": SimpleLazyObject(lambda: _viewer(request))}


def _viewer(request: HttpRequest) -> Viewer:
    current = standing_of(request.user).current
    corps = {m.corps_id: m.corps for m in current if m.corps and m.role in CORPS_AUDIENCE_ROLES}
    return Viewer(
        roles=list(dict.fromkeys(str(Role(m.role).label) for m in current)),
        corps=list(corps.values()),
        audience=_audience({m.role for m in current}),
        demo=settings.DEMO,
        links=list(_links(request)),
        sign_in=url_known("account_login"),
        sign_out=url_known("account_logout"),
    )


def _audience(roles: set[str]) -> str:
    if roles & CORPS_AUDIENCE_ROLES:
        return str(Audience.CORPS.label)
    if Role.AUDITOR in roles:
        return str(Audience.AUDITOR.label)
    return str(Audience.RESEARCHER.label if Role.RESEARCHER in roles else Audience.PUBLIC.label)


def _links(request: HttpRequest) -> list[MenuLink]:
    links = []
    if request.user.is_authenticated:
        links.append(MenuLink(_("Second factor"), url_known("mfa_index")))
        links.append(MenuLink(_("Change password"), url_known("account_change_password")))
    if can(request.user, "invitation.list"):
        links.append(MenuLink(_("Invitations and roles"), url_known("invitations")))
    if settings.DEMO:
        links.append(MenuLink(_("Try another role"), url_known("demo_accounts")))
    return links
