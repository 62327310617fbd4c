"""Everything about accounts. Included at the root under the language prefix: /nl/account/login/, /nl/demo/.

`unprefixed` has no language prefix: an identity provider knows one address to come back to.
allauth's pages are named one by one, as not all of its pages exist here (no sign-up, no change of address).
"""

from allauth.account import views as account
from allauth.socialaccount import views as sign_on
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from legitimacy.accounts import views

ACCOUNT = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("second-factor/", include("allauth.mfa.urls")),
    path("invitations/", views.invitations, name="invitations"),
    path("invitations/<int:pk>/revoke/", views.invitation_revoke, name="invitation_revoke"),
    path("invitations/accept/<slug:code>/", views.invitation_accept, name="invitation_accept"),
    path("memberships/<int:pk>/revoke/", views.membership_revoke, name="membership_revoke"),
]
SIGN_ON = [
    path("account/sign-on/cancelled/", sign_on.login_cancelled, name="socialaccount_login_cancelled"),
    path("account/sign-on/error/", sign_on.login_error, name="socialaccount_login_error"),
    path("account/sign-on/closed/", sign_on.signup, name="socialaccount_signup"),
    path("account/sign-on/connections/", sign_on.connections, name="socialaccount_connections"),
]
DEMO = [
    path("demo/", views.demo_accounts, name="demo_accounts"),
    path("demo/switch/", views.demo_switch, name="demo_switch"),
]

urlpatterns: list[URLPattern | URLResolver] = [path("account/", include(ACCOUNT))]
unprefixed: list[URLPattern | URLResolver] = []
if settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns += SIGN_ON
    unprefixed.append(path("account/", include("allauth.socialaccount.providers.openid_connect.urls")))
if settings.DEMO:
    urlpatterns += DEMO
