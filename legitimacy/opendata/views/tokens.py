"""The page where somebody who is signed in makes and ends tokens for scripts."""

from datetime import timedelta
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from legitimacy.accounts.api_tokens import TooManyTokensError, token_create, token_end, tokens_of
from legitimacy.models import ApiToken, Scope, User
from legitimacy.opendata.forms import TokenForm

USUAL = {"scopes": [Scope.FIGURES], "days": 30}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens_page(request: HttpRequest) -> HttpResponse:
    """A token is on the page that answers its form, once: it goes into no session and no address."""
    person, secret, made = cast(User, request.user), "", None
    form = TokenForm(request.POST if request.method == "POST" else None, initial=USUAL)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made, secret = token_create(
                person=person, name=given["name"], scopes=given["scopes"], lasts=timedelta(days=given["days"])
            )
        except TooManyTokensError as error:
            form.add_error(None, str(error))
        else:
            form = TokenForm(initial=USUAL)
    rows = [(token, [Scope(scope).label for scope in token.scopes]) for token in tokens_of(person)]
    context = {"form": form, "secret": secret, "made": made, "tokens": rows}
    return render(request, "opendata/tokens.html", context, status=400 if form.errors else 200)


@require_POST
def token_end_view(request: HttpRequest, pk: int) -> HttpResponse:
    """End an own token; another's is not found."""
    about = get_object_or_404(
        ApiToken.objects.select_related("token__user"), pk=pk, token__user=cast(User, request.user)
    )
    token_end(about.token)
    messages.success(request, _("The token was revoked. Scripts that use it are refused from now on."))
    return redirect("api_tokens")
