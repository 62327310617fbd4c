"""From an address to its framework, for who may see it."""

from django.http import Http404, HttpRequest

from audit.models import FrameworkDraft
from audit.selectors.frameworks.reading import framework_seen
from legitimacy.access import require
from legitimacy.models import Framework, User


def framework_or_404(request: HttpRequest, code: str, action: str = "framework.read") -> Framework:
    """A draft does not exist for who may not see it; whoever sees it and may not do `action` is refused."""
    framework = framework_seen(request.user, code.replace("\x00", ""))
    if framework is None:
        require(request, "framework.list")
        raise Http404
    require(request, action, framework)
    return framework


def draft_of(framework: Framework) -> FrameworkDraft | None:
    """How it came about; None for one that was loaded from a file."""
    return FrameworkDraft.objects.filter(framework=framework).select_related("base", "created_by").first()


def person_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  `require` let nobody else in
    return request.user
