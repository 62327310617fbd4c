"""Changing a draft: one item, the weights, and signing it. What was typed stays in the form, whatever happens."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from audit.forms.frameworks import ItemForm, WeightsForm
from audit.models import FrameworkChange, FrameworkDraft
from audit.navigation import work_page
from audit.selectors.frameworks.words import Difference, changes_told
from audit.services.frameworks import (
    DeletionError,
    DraftError,
    DraftMovedError,
    DraftRefusedError,
    SignatureError,
    deletion_fault,
    draft_delete,
    framework_sign,
    item_change,
    weights_change,
)
from audit.views.frameworks.finding import draft_of, framework_or_404, person_of
from legitimacy.access import require
from legitimacy.indicators.registry import indicators
from legitimacy.models import Framework
from legitimacy.standings import PILLARS

MOVED, REFUSED = 409, 422
Change = Callable[[], list[FrameworkChange]]


@require_http_methods(["GET", "HEAD", "POST"])
def framework_item(request: HttpRequest, code: str, indicator: str) -> HttpResponse:
    """One item of a draft: its goalposts, weight, minima, funding and where it comes from."""
    framework, draft = _draft(request, code)
    item = framework.items.filter(indicator=indicator.replace("\x00", "")).first()
    if item is None:
        raise Http404
    form = ItemForm(request.POST if request.method == "POST" else None, item=item, version=draft.version)
    moved: list[Difference] = []
    status = 200
    if request.method == "POST":
        status = REFUSED
        if form.is_valid():

            def change() -> list[FrameworkChange]:
                return item_change(
                    framework=framework,
                    indicator=item.indicator,
                    version=form.cleaned_data["version"],
                    values=form.changed_values(),
                    reason=form.cleaned_data["reason"],
                    actor=person_of(request),
                )

            done, moved, status = _tried(request, form, framework, change)
            if done:
                return done
    context = {
        "framework": framework,
        "item": item,
        "passport": indicators.get(item.indicator),
        "pillar": PILLARS[item.indicator[:3]],
        "form": form,
        "moved": moved,
    }
    return work_page(request, "audit/frameworks/item.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def framework_weights(request: HttpRequest, code: str) -> HttpResponse:
    """The shares of pillars and facets of a draft, all on one page."""
    framework, draft = _draft(request, code)
    facets = framework.facets.order_by("pk")
    form = WeightsForm(request.POST if request.method == "POST" else None, facets=facets, version=draft.version)
    moved: list[Difference] = []
    status = 200
    if request.method == "POST":
        status = REFUSED
        if form.is_valid():
            pillars, shares = form.shares

            def change() -> list[FrameworkChange]:
                return weights_change(
                    framework=framework,
                    version=form.cleaned_data["version"],
                    pillars=pillars,
                    facets=shares,
                    reason=form.cleaned_data["reason"],
                    actor=person_of(request),
                )

            done, moved, status = _tried(request, form, framework, change)
            if done:
                return done
    context = {"framework": framework, "form": form, "moved": moved}
    return work_page(request, "audit/frameworks/weights.html", context, status=status)


@require_POST
def framework_signing(request: HttpRequest, code: str) -> HttpResponse:
    """Put one's name under the version that one read."""
    framework = framework_or_404(request, code)
    require(request, "framework.draft")
    if not framework.is_draft:
        messages.warning(request, _signed_meanwhile(framework))
        return redirect("audit_framework", code=code)
    version = request.POST.get("version", "")
    try:
        signed = framework_sign(
            framework=framework,
            version=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0,
            digest=request.POST.get("digest", ""),
            actor=person_of(request),
        )
    except DraftError:
        messages.warning(request, _signed_meanwhile(framework))
    except DraftMovedError:
        messages.warning(request, _("The draft was changed since you read it. Read it again before you sign."))
    except DraftRefusedError:
        messages.error(request, _("The draft cannot be signed yet; this page says why."))
    except SignatureError as error:
        messages.error(request, _signature_words(error.reason))
    else:
        _signed_say(request, signed)
    return redirect("audit_framework", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def framework_delete(request: HttpRequest, code: str) -> HttpResponse:
    """Ask once more, then delete a draft that nobody signed. Only its maker may; others read why not."""
    framework, draft = _draft(request, code)
    actor = person_of(request)
    fault = deletion_fault(draft, actor)
    status = 200
    if request.method == "POST":
        version = request.POST.get("version", "")
        try:
            draft_delete(
                framework=framework,
                version=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0,
                actor=actor,
            )
        except DraftError:
            messages.warning(request, _signed_meanwhile(framework))
            return redirect("audit_framework", code=code)
        except DraftMovedError:
            messages.warning(request, _("The draft was changed since you read it. Read it again before you delete it."))
            return redirect("audit_framework", code=code)
        except DeletionError as error:
            fault, status = error.reason, REFUSED
        else:
            messages.success(request, _("Draft %(code)s was deleted.") % {"code": code})
            return redirect("audit_frameworks")
    context = {
        "framework": framework,
        "draft": draft,
        "fault": deletion_words(fault, draft) if fault else "",
        "changes": FrameworkChange.objects.filter(framework=framework).count(),
    }
    return work_page(request, "audit/frameworks/delete.html", context, status=status)


def deletion_words(reason: str, draft: FrameworkDraft) -> str:
    words: dict[str, Any] = {
        "not_maker": _("Only who made this draft may delete it: %(name)s.")
        % {"name": draft.created_by or _("somebody whose account is gone")},
        "signed": _("Somebody signed this draft, so it is kept: a signature is never thrown away."),
        "used": _("Something else rests on this draft, so it is kept."),
    }
    return str(words[reason])


def _draft(request: HttpRequest, code: str) -> tuple[Framework, FrameworkDraft]:
    """404 where there is no such draft for this person; a framework signed meanwhile sends back to its page."""
    framework = framework_or_404(request, code, "framework.edit")
    draft = draft_of(framework)
    if draft is None:
        raise Http404
    return framework, draft


def _tried(
    request: HttpRequest, form: forms.Form, framework: Framework, change: Change
) -> tuple[HttpResponse | None, list[Difference], int]:
    """The answer when it is done; else the form knows why, and what others changed meanwhile is told."""
    try:
        done = change()
    except DraftError:
        messages.warning(request, _signed_meanwhile(framework))
        return redirect("audit_framework", code=framework.code), [], 302
    except DraftMovedError as error:
        form.add_error(None, _("Somebody changed this draft since you opened it. Nothing you typed is lost: look at "
                               "what changed, then save again."))  # fmt: skip
        form.data = request.POST.copy()
        form.data["version"] = str(error.version)
        return None, changes_told(error.changes, framework), MOVED
    except DraftRefusedError as error:
        for field, sentence in error.faults:
            form.add_error(field if field in form.fields else None, sentence[:1].upper() + sentence[1:])
        return None, [], REFUSED
    if done:
        messages.success(request, _("Saved, with your reason. Signatures under the earlier version are void."))
    else:
        messages.info(request, _("Nothing was different, so nothing was changed."))
    return redirect("audit_framework", code=framework.code), [], 302


def _signed_meanwhile(framework: Framework) -> str:
    return _("Framework %(code)s was signed meanwhile and never changes again.") % {"code": framework.code}


def _signature_words(reason: str) -> str:
    words: dict[str, Any] = {
        "same_person": _("You signed this version already: a second person must sign, with an address of their own."),
        "register": _("Frameworks judge all registers, so only framework managers of the Belgian register sign them."),
        "no_address": _("Your account has no e-mail address, so nobody could tell two signers apart."),
    }
    return str(words[reason])


def _signed_say(request: HttpRequest, framework: Framework) -> None:
    if framework.is_draft:
        messages.success(request, _("You signed. A second framework manager must sign the same version."))
    else:
        words = {"code": framework.code}
        messages.success(request, _("Framework %(code)s is signed by two people and never changes again.") % words)
