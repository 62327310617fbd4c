"""The list of disciplinary cases, and opening one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from legitimacy.access import AccessDeniedError, allow, can
from legitimacy.models import Corps, Role
from legitimacy.standings import Sign
from professionalism.forms.discipline.facts import OpenForm
from professionalism.models import DisciplinaryCase
from professionalism.navigation import PAGES
from professionalism.querysets.discipline import corps_of
from professionalism.selectors.discipline.lists import ALARMED, CRIMINAL, GROUPS, OVER, RUNNING, Wanted, cases_page
from professionalism.services.discipline.history import CaseTextError
from professionalism.services.discipline.opening import case_open
from professionalism.services.discipline.ties import TieError
from professionalism.views.discipline.access import person_of
from professionalism.workflow.discipline import BEFORE_REPORT, Level
from professionalism.workflow.discipline_codes import CODES, SANCTIONS
from professionalism.workflow.discipline_wording import STATUS_SIGNS, STATUS_WORDS


@require_safe
@allow("discipline.list")
def discipline_list(request: HttpRequest) -> HttpResponse:
    wanted = _wanted(request)
    page = cases_page(request.user, wanted, request.GET.get("place", ""))
    today = timezone.localdate()
    query = urlencode({key: value for key, value in _query(wanted).items() if value})
    context = {
        "rows": [case_row(case, today) for case in page.rows],
        "page": page,
        "wanted": wanted,
        "groups": [
            (RUNNING, _("running")),
            (ALARMED, _("with an alarm")),
            (CRIMINAL, _("waiting for a criminal case")),
            (OVER, _("over")),
            ("all", _("all")),
        ],
        "levels": Level.choices,
        "kinds": [(code, entry.label) for code, entry in CODES.lists["facts_kind"].items()],
        "query": query,
        "may_open": can(request.user, "discipline.open"),
    }
    return PAGES.page(request, "professionalism/discipline/list.html", context)


def case_row(case: DisciplinaryCase, today: Any) -> dict[str, Any]:
    """What a list shows of a case."""
    sanction = getattr(case, "sanction", None)
    before = case.status in BEFORE_REPORT
    return {
        "case": case,
        "sign": sign_of(case),
        "kind": CODES.label_of("facts_kind", case.facts_kind),
        "level": Level(case.level).label,
        "outcome": SANCTIONS.label_of("sanction", sanction.code) if sanction else "",
        "limit_left": (case.limit_on - today).days if before and case.limit_on else None,
        "is_before": before,
    }


def sign_of(case: DisciplinaryCase) -> Sign:
    return Sign(STATUS_SIGNS[case.status], str(STATUS_WORDS[case.status]))


@require_http_methods(["GET", "HEAD", "POST"])
@allow("discipline.open")
def discipline_create(request: HttpRequest) -> HttpResponse:
    """A new case, also from a signal: `?kind=` and `?number=` say what it came from."""
    user = person_of(request)
    corps = Corps.objects.filter(pk__in=corps_of(user, Role.PROFESSIONAL_STANDARDS)).order_by("code").first()
    if corps is None:
        raise AccessDeniedError("discipline.open", None)
    if request.method != "POST":
        start = {"source_kind": request.GET.get("kind", ""), "source_reference": request.GET.get("number", "")[:40]}
        return _form_page(request, corps, OpenForm(corps=corps, initial={k: v for k, v in start.items() if v}))
    form = OpenForm(request.POST, corps=corps)
    if not form.is_valid() or form.member is None:
        return _form_page(request, corps, form, status=422)
    try:
        case = case_open(
            corps=corps,
            member=form.member,
            facts=form.facts_given(),
            known_on=form.cleaned_data["known_on"],
            known_by=form.cleaned_data["known_by"],
            actor=user,
            form_key=f"{user.pk}:{form.cleaned_data['key']}" if form.cleaned_data["key"] else "",
        )
    except (CaseTextError, TieError) as error:
        field = getattr(error, "field", "")
        form.add_error(field if field in form.fields else None, str(error))
        return _form_page(request, corps, form, status=422)
    messages.success(request, _("The case is open."))
    return redirect("discipline_case", pk=case.pk)


def _form_page(request: HttpRequest, corps: Corps, form: OpenForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "register": corps.register}
    return PAGES.page(request, "professionalism/discipline/create.html", context, status=status)


def _wanted(request: HttpRequest) -> Wanted:
    group, level = request.GET.get("group", ""), request.GET.get("level", "")
    kind = request.GET.get("kind", "")
    return Wanted(
        group=group if group in GROUPS else RUNNING,
        level=level if level in Level.values else "",
        facts_kind=kind if kind in CODES.lists["facts_kind"] else "",
        number=request.GET.get("q", "").replace("\x00", "").strip()[:12],
    )


def _query(wanted: Wanted) -> dict[str, str]:
    return {"group": wanted.group, "level": wanted.level, "kind": wanted.facts_kind, "q": wanted.number}
