"""The same step for the files that were ticked in a list, with an answer for each."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from complaints.navigation import work_page
from complaints.selectors.lists import file_url
from complaints.selectors.scopes import colleagues_of
from complaints.services.bulk import MOST, Result, TooManyError, bulk_assign, bulk_close
from legitimacy.access import allow
from legitimacy.models import User


@require_POST
@allow("complaint.list")
def complaints_assign(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("handler", "")
    handler = colleagues_of(request.user).filter(pk=int(chosen)).first() if _is_id(chosen) else None
    if handler is None:
        return refused(request, _("Choose a handler of your own body."))
    selection = selection_of(request)
    if not selection:
        return refused(request, _("Tick at least one file."))
    try:
        results = bulk_assign(selection=selection, handler=handler, actor=actor_of(request))
    except TooManyError:
        return refused(request, too_many())
    return answered(request, _("Assigned to %(name)s") % {"name": handler}, results)


@require_POST
@allow("complaint.list")
def complaints_close(request: HttpRequest) -> HttpResponse:
    selection = selection_of(request)
    if not selection:
        return refused(request, _("Tick at least one file."))
    try:
        results = bulk_close(selection=selection, actor=actor_of(request))
    except TooManyError:
        return refused(request, too_many())
    return answered(request, _("Closed"), results)


def actor_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  the decorator let nobody else in
    return request.user


def selection_of(request: HttpRequest) -> list[tuple[int, int]]:
    """Files and versions as the checkboxes sent them; what is malformed is left out."""
    pairs = (text.partition(":")[::2] for text in request.POST.getlist("file"))
    return [(int(file), int(version)) for file, version in pairs if _is_id(file) and _is_id(version)]


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def too_many() -> str:
    return _("You ticked too many files. At most %(most)s can be done at once.") % {"most": MOST}


def answered(request: HttpRequest, done_word: str, results: list[Result]) -> HttpResponse:
    rows = [(row, file_url(row.complaint.number) if row.complaint else "") for row in results]
    context = {
        "done_word": done_word,
        "done": [(row, url) for row, url in rows if row.done],
        "refused": [(row, url) for row, url in rows if not row.done],
    }
    return work_page(request, "complaints/worklists/bulk.html", context)


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    return work_page(request, "complaints/worklists/bulk.html", {"sentence": sentence}, status=400)
