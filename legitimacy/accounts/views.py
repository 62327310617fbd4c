"""Pages around accounts that allauth does not have: invitations, memberships, refusals, and the demo's role switch."""

from smtplib import SMTPException
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from legitimacy.access import allow, require
from legitimacy.accounts import selectors, services
from legitimacy.accounts.forms import AcceptForm, InvitationForm
from legitimacy.accounts.letters import invitation_send
from legitimacy.accounts.services import InvitationError, Offer
from legitimacy.models import Invitation, Membership, User

MODEL_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
REFUSED_STATUS = {"unknown": 404, "other_account": 403}


@allow("invitation.list")
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """Who is invited, who is in, and the form that invites."""
    administrator = cast(User, request.user)
    form = InvitationForm(request.POST or None, administrator=administrator)
    if request.method == "POST" and form.is_valid():
        return _invite(request, administrator, form)
    context = {
        "form": form,
        "invitations": selectors.invitations_list(administrator),
        "memberships": selectors.memberships_list(administrator),
    }
    return render(request, "accounts/invitations.html", context, status=422 if form.errors else 200)


def _invite(request: HttpRequest, administrator: User, form: InvitationForm) -> HttpResponse:
    fields = {name: form.cleaned_data[name] for name in ("email", "role", "register", "corps", "body")}
    require(request, "invitation.create", Invitation(register=fields["register"], corps=fields["corps"]))
    offer = services.invitation_create(invited_by=administrator, **fields)
    if _is_sent(request, offer):
        messages.success(request, _("The invitation is on its way."))
    else:
        sentence = _("The mail could not be sent. Revoke the invitation below and try again later.")
        messages.error(request, sentence)
    return redirect("invitations")


def _is_sent(request: HttpRequest, offer: Offer) -> bool:
    address = request.build_absolute_uri(redirect("invitation_accept", code=offer.code).url)
    try:
        invitation_send(offer.invitation, address)
    except (SMTPException, OSError):
        return False
    return True


@require_POST
def invitation_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.select_related("corps"), pk=pk)
    require(request, "invitation.revoke", invitation)
    services.invitation_revoke(invitation=invitation, actor=cast(User, request.user))
    messages.success(request, _("The invitation is revoked; its link opens nothing any more."))
    return redirect("invitations")


@require_POST
def membership_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    membership = get_object_or_404(Membership.objects.select_related("corps"), pk=pk)
    require(request, "membership.revoke", membership)
    services.membership_revoke(membership=membership, actor=cast(User, request.user))
    messages.success(request, _("The role is ended."))
    return redirect("invitations")


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request: HttpRequest, code: str) -> HttpResponse:
    """An invited person takes the role: with the account they have, or with one made here."""
    try:
        invitation = services.invitation_find(code)
        if request.user.is_authenticated:
            return _accept_signed_in(request, code, invitation)
        if selectors.account_exists(invitation.email):
            return render(request, "accounts/accept.html", {"invitation": invitation, "must_sign_in": True})
        return _accept_anew(request, code, invitation)
    except InvitationError as refused:
        status = REFUSED_STATUS.get(refused.reason, 410)
        return render(request, "accounts/accept_refused.html", {"reason": refused.reason}, status=status)


def _accept_signed_in(request: HttpRequest, code: str, invitation: Invitation) -> HttpResponse:
    if request.method != "POST":
        return render(request, "accounts/accept.html", {"invitation": invitation})
    services.invitation_accept(code=code, user=cast(User, request.user))
    messages.success(request, _("The role is yours."))
    return redirect("home")


def _accept_anew(request: HttpRequest, code: str, invitation: Invitation) -> HttpResponse:
    form = AcceptForm(request.POST or None, email=invitation.email)
    if request.method == "POST" and form.is_valid():
        language = (get_language() or "nl")[:2]
        services.account_create(code=code, language=language, **form.cleaned_data)
        messages.success(request, _("Your account is ready. Sign in with your e-mail address and password."))
        return redirect("account_login")
    context = {"invitation": invitation, "form": form}
    return render(request, "accounts/accept.html", context, status=422 if form.errors else 200)


@require_GET
def demo_accounts(request: HttpRequest) -> HttpResponse:
    """One button for each account of the demo."""
    return render(request, "accounts/demo.html", {"accounts": selectors.demo_accounts()})


@require_POST
def demo_switch(request: HttpRequest) -> HttpResponse:
    """Become one of the demo's accounts. Routed in a demo only."""
    people = {str(user.pk): user for user, _memberships in selectors.demo_accounts()}
    person = people.get(request.POST.get("account", ""))
    if person is None:
        return redirect("demo_accounts")
    login(request, person, backend=MODEL_BACKEND)
    return redirect(selectors.first_page(person))


def locked_out(request: HttpRequest, *answer: Any) -> HttpResponseBase:
    """Too many failed attempts with one address from one place."""
    return render(request, "accounts/locked.html", status=429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its proof of origin: the page was old, or cookies are off."""
    return render(request, "csrf.html", status=403)
