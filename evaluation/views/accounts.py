"""The yearly account: list, writing, the steps to publication, and the page and file that everybody reads."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evaluation.exports.accounts import account_document
from evaluation.forms.accounts import AccountForm, AdviceForm
from evaluation.models import Account
from evaluation.navigation import work_page
from evaluation.rules.accounts import WRITING, corps_of
from evaluation.selectors.accounts import (
    account_of,
    account_published,
    account_view,
    accounts_of,
    is_late,
    language_for,
    languages_of,
    years_open,
    years_published,
)
from evaluation.services.accounts import (
    AccountError,
    account_begin,
    account_present,
    account_publish,
    account_sign,
    account_write,
)
from evaluation.workflow.accounts import AccountState, due_on
from legitimacy.access import allow, can, require, standing_of
from legitimacy.exports.reports import document_pdf
from legitimacy.models import User

LONGEST_NUMBER = 9


@require_safe
@allow("account.work")
def accounts_list(request: HttpRequest) -> HttpResponse:
    corps = corps_of(request.user)
    writes = [one for one in corps if can(request.user, "account.write", one)]
    today = timezone.localdate()
    found = accounts_of([one.pk for one in corps], with_drafts=standing_of(request.user).has(*WRITING))
    readable = [account for account in found if can(request.user, "account.read", account)]
    context = {
        "rows": [(account, due_on(account.year), is_late(account, today)) for account in readable],
        "open_years": [(one, year) for one in writes for year in years_open(one, today)],
        "writes": writes,
    }
    return work_page(request, "evaluation/accounts/list.html", context)


@require_POST
@allow("account.work")
def account_new(request: HttpRequest) -> HttpResponse:
    code, year = request.POST.get("corps", ""), request.POST.get("year", "")
    corps = next((one for one in corps_of(request.user) if one.code == code), None)
    if corps is None or not year.isdecimal() or len(year) != 4:
        raise Http404
    require(request, "account.write", corps)
    try:
        account = account_begin(corps=corps, year=int(year), actor=cast("User", request.user))
    except AccountError as error:
        messages.error(request, str(error))
        return redirect("accounts_list")
    return redirect("account", code=corps.code, year=account.year)


@require_safe
@allow("account.work")
def account(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The account as it stands, with what can be done next."""
    found = _account(request, code, year)
    context = _context(request, found) | {"advice_form": AdviceForm()}
    return work_page(request, "evaluation/accounts/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("account.work")
def account_edit(request: HttpRequest, code: str, year: int) -> HttpResponse:
    found = _account(request, code, year)
    require(request, "account.write", found)
    if found.state != AccountState.DRAFT:
        return redirect("account", code=code, year=year)
    language = language_for(found.corps, request.GET.get("language", (get_language() or "nl")[:2]))
    view = account_view(found, language=language)
    form = AccountForm(request.POST if request.method == "POST" else None, view=view)
    if form.is_bound and form.is_valid():
        try:
            account_write(
                account=found, language=language, texts=form.texts(), explanations=form.explanations(),
                version=form.cleaned_data["version"], actor=cast("User", request.user),
            )  # fmt: skip
            messages.success(request, _("The account was kept."))
            return redirect("account", code=code, year=year)
        except AccountError as error:
            form.add_error(None, str(error))
    context = _context(request, found) | {"form": form, "language": language, "languages": languages_of(found.corps)}
    return work_page(request, "evaluation/accounts/edit.html", context, status=422 if form.errors else 200)


@require_POST
@allow("account.work")
def account_sign_step(request: HttpRequest, code: str, year: int) -> HttpResponse:
    found = _account(request, code, year)
    require(request, "account.sign", found)
    version, seen = request.POST.get("version", "")[:LONGEST_NUMBER], request.POST.get("figures", "")
    number = int(version) if version.isdecimal() else 0
    actor = cast("User", request.user)
    return _step(
        request,
        found,
        lambda: account_sign(account=found, version=number, actor=actor, seen=seen),
        _("You signed. The figures are frozen; the council now reads the account."),
    )


@require_POST
@allow("account.work")
def account_present_step(request: HttpRequest, code: str, year: int) -> HttpResponse:
    found = _account(request, code, year)
    require(request, "account.advise", found)
    form = AdviceForm(request.POST)
    if not form.is_valid():
        context = _context(request, found) | {"advice_form": form}
        return work_page(request, "evaluation/accounts/account.html", context, status=422)
    given = form.cleaned_data
    actor = cast("User", request.user)
    return _step(
        request,
        found,
        lambda: account_present(account=found, presented_on=given["presented_on"], advice=given["advice"], actor=actor),
        _("The presentation and the advice were recorded."),
    )


@require_POST
@allow("account.work")
def account_publish_step(request: HttpRequest, code: str, year: int) -> HttpResponse:
    found = _account(request, code, year)
    require(request, "account.sign", found)
    actor = cast("User", request.user)
    return _step(request, found, lambda: account_publish(account=found, actor=actor), _("The account is public now."))


@require_safe
def account_public(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """What everybody reads, in the reader's language where the corps wrote in it."""
    found = _published(code, year)
    view = account_view(found, language=language_for(found.corps, (get_language() or "nl")[:2]))
    context: dict[str, object] = {
        "view": view,
        "account": found,
        "corps": found.corps,
        "register": found.corps.register,
    }
    context["years"] = years_published(found.corps)
    return render(request, "evaluation/accounts/public.html", context)


@require_safe
def account_public_pdf(request: HttpRequest, code: str, year: int) -> HttpResponse:
    found = _published(code, year)
    view = account_view(found, language=language_for(found.corps, (get_language() or "nl")[:2]))
    response = HttpResponse(document_pdf(account_document(view)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="account-{found.corps.code}-{found.year}.pdf"'
    return response


def _published(code: str, year: int) -> Account:
    """One with texts: of accounts brought in from elsewhere only that they were published is known."""
    found = account_published(code, year)
    if found is None or not found.texts.all():
        raise Http404
    return found


def _account(request: HttpRequest, code: str, year: int) -> Account:
    """The account, for whoever may read it; for all others it does not exist."""
    found = account_of(code, year, [one.pk for one in corps_of(request.user)])
    if found is None or not can(request.user, "account.read", found):
        raise Http404
    return found


def _context(request: HttpRequest, found: Account) -> dict[str, object]:
    language = language_for(found.corps, (get_language() or "nl")[:2])
    return {
        "account": found,
        "corps": found.corps,
        "register": found.corps.register,
        "view": account_view(found, language=language),
        "due": due_on(found.year),
        "is_late": is_late(found, timezone.localdate()),
        "may": {name: can(request.user, f"account.{name}", found) for name in ("write", "sign", "advise")},
        "public_url": reverse("account_public", kwargs={"code": found.corps.code, "year": found.year}),
    }


def _step(request: HttpRequest, found: Account, step: Callable[[], Account], done: str) -> HttpResponse:
    try:
        step()
        messages.success(request, done)
    except AccountError as error:
        messages.error(request, str(error))
    return redirect("account", code=found.corps.code, year=found.year)
