"""Keeping a search under a name, and forgetting it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from complaints.selectors.filters import ComplaintFilter
from complaints.services.saving import MOST, NAME_LENGTH, SearchError, search_delete, search_save
from legitimacy.access import allow
from legitimacy.models import User

REFUSALS = {
    "name": gettext_lazy("Give the search a name of at most %(most)s characters."),
    "too_many": gettext_lazy("You keep %(searches)s searches already. Remove one first."),
    "long": gettext_lazy("This search is too long to be kept. Leave a filter out."),
    "scope": gettext_lazy("You can share a search with your own body only."),
}


@require_POST
@allow("complaint.list")
def complaints_search_save(request: HttpRequest) -> HttpResponse:
    query = query_clean(request.POST.get("query", ""))
    owner = request.user
    assert isinstance(owner, User)  # noqa: S101  the decorator let nobody else in
    try:
        search_save(
            owner=owner,
            name=request.POST.get("name", ""),
            query=query,
            shared_with=request.POST.get("shared_with", ""),
        )
        messages.success(request, _("The search was kept."))
    except SearchError as refused:
        messages.error(request, REFUSALS[refused.reason] % {"most": NAME_LENGTH, "searches": MOST})
    return HttpResponseRedirect(f"{reverse('complaints_list')}?{query}", status=303)


@require_POST
@allow("complaint.list")
def complaints_search_delete(request: HttpRequest, pk: int) -> HttpResponse:
    owner = request.user
    if not isinstance(owner, User) or not search_delete(owner=owner, pk=pk):
        raise Http404
    messages.success(request, _("The search was removed."))
    return HttpResponseRedirect(reverse("complaints_list"), status=303)


def query_clean(query: str) -> str:
    """Only what a list understands, so that a kept search is nothing but a search."""
    asked = QueryDict(query[:2_000])
    known = {"view", "sort", "words", *ComplaintFilter.base_filters}
    kept = QueryDict(mutable=True)
    kept.update({name: asked[name] for name in asked if name in known})
    return kept.urlencode()
