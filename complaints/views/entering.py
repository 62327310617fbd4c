"""Reception and handlers enter a complaint for somebody, and hand over its number and code."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from complaints.forms.entering import FIELDS_OF, EnterForm
from complaints.models import Complaint
from complaints.navigation import work_page
from complaints.services.intake import IntakeError, complaint_register, intake_key_make
from legitimacy.access import allow
from legitimacy.models import User

LATELY = 10


@require_http_methods(["GET", "HEAD", "POST"])
@allow("complaint.enter")
def complaints_enter(request: HttpRequest) -> HttpResponse:
    """The form. Its answer is shown at once and never again: the code is stored nowhere, and sending the form twice
    gives the same one.
    """
    clerk: User = request.user  # type: ignore[assignment]  # `allow` lets in nobody else
    if request.method != "POST":
        return _form_page(request, clerk, EnterForm(clerk=clerk, initial={"intake_key": intake_key_make()}))
    form = EnterForm(request.POST, clerk=clerk)
    if form.is_valid():
        try:
            done = complaint_register(form.intake())
        except IntakeError as error:
            field = FIELDS_OF.get(error.field, error.field)
            form.add_error(field if field in form.fields else None, str(error))
        else:
            context = {"complaint": done.complaint, "code": done.code, "today": timezone.localdate()}
            return work_page(request, "complaints/enter/entered.html", context)
    return _form_page(request, clerk, form, status=422)


def _form_page(request: HttpRequest, clerk: User, form: EnterForm, *, status: int = 200) -> HttpResponse:
    entered = Complaint.objects.entered_by_person(clerk).order_by("-received_at", "-pk")
    lately = entered.values("number", "received_on")[:LATELY]
    return work_page(request, "complaints/enter/enter.html", {"form": form, "lately": lately}, status=status)
