"""Handing in counts: a file, a pasted table, or a form. Nothing is kept where a row is refused."""

import tempfile
from pathlib import Path
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from diversity.forms.staffing import CellsForm, PasteForm, TableForm, UploadForm
from diversity.imports.sheets import Sheet, SheetRefusedError, pasted_read, sheet_read
from diversity.models import StaffReturn
from diversity.navigation import work_page
from diversity.selectors.staff_checks import before_of, cells_of, staff_findings
from diversity.selectors.staff_reading import return_digest, title_of
from diversity.services.staffing import ReturnRefusedError, return_change, return_draft
from diversity.views.staffing import WAYS, entered_chosen, return_found
from diversity.workflow.cells import Cells
from diversity.workflow.staffing import BY_HAND, PROTECTED, Kind, Source
from legitimacy.access import allow
from legitimacy.imports.errors import FileRefusedError
from legitimacy.models import Corps, User

SOURCES = {"upload": Source.FILE, "paste": Source.PASTED, "form": Source.FORM}


@require_http_methods(["GET", "HEAD", "POST"])
@allow("staff.enter")
def staff_new(request: HttpRequest, kind: str, way: str) -> HttpResponse:
    """Begin counts of a kind, for the own corps."""
    if kind not in BY_HAND or way not in WAYS:
        raise Http404
    return _Entering(request, kind, way, entered_chosen(request), None).answer()


@require_http_methods(["GET", "HEAD", "POST"])
def staff_change(request: HttpRequest, pk: int, way: str) -> HttpResponse:
    """Put other counts in a draft."""
    found = return_found(request, pk, "staff.change")
    if way not in WAYS:
        raise Http404
    return _Entering(request, found.kind, way, found.corps, found).answer()


class _Entering:
    """One page of handing in: a new return, or `found` that stands."""

    def __init__(self, request: HttpRequest, kind: str, way: str, corps: Corps, found: StaffReturn | None) -> None:
        self.request, self.kind, self.way, self.corps, self.found = request, kind, way, corps, found
        self.data = request.POST if request.method == "POST" else None
        self.seen = return_digest(found) if found else ""
        self.open_pk: int | None = None

    def answer(self) -> HttpResponse:
        return self._form() if self.way == "form" else self._table()

    def _table(self) -> HttpResponse:
        form: Any = UploadForm(self.data, self.request.FILES or None, initial={"seen": self.seen})
        if self.way == "paste":
            form = PasteForm(self.data, initial={"seen": self.seen})
        rejects: SheetRefusedError | None = None
        if form.is_bound and form.is_valid():
            try:
                sheet = self._sheet(form)
                done = self._store(form, sheet.day or form.cleaned_data["day"], sheet.cells)
            except SheetRefusedError as error:
                rejects = error
            except FileRefusedError as error:
                form.add_error("table" if self.way == "upload" else "text", error.reason)
            else:
                if done is not None:
                    sentence = ngettext("%(count)d row was read.", "%(count)d rows were read.", sheet.rows)
                    messages.success(self.request, sentence % {"count": sheet.rows})
                    return redirect("staff_return", pk=done.pk)
        status = 422 if form.errors or rejects else 200
        return self._page("diversity/staff/table.html", form, status=status, refused=rejects)

    def _sheet(self, form: TableForm) -> Sheet:
        if self.way == "paste":
            return pasted_read(form.cleaned_data["text"], self.kind)
        table = form.cleaned_data["table"]
        with tempfile.TemporaryDirectory(prefix="staff-") as folder:
            path = Path(folder) / (Path(table.name or "").name[-100:] or "table.csv")
            with path.open("wb") as file:
                file.writelines(table.chunks())
            return sheet_read(path, self.kind)

    def _form(self) -> HttpResponse:
        stood = cells_of(self.found) if self.found else {}
        form = CellsForm(
            self.data, kind=self.kind, stood=stood, day=self.found.reference_date if self.found else None,
            fixed=self.found is not None, initial={"seen": self.seen},
        )  # fmt: skip
        findings: list[Any] = []
        if form.is_bound and form.is_valid():
            day, cells = form.cleaned_data["day"], form.cells()
            if "check" in self.request.POST:
                before = before_of(self.corps, self.kind, day)
                findings = staff_findings(corps=self.corps, kind=self.kind, day=day, cells=cells, before=before)
            else:
                done = self._store(form, day, cells)
                if done is not None:
                    messages.success(self.request, _("The counts were kept as a draft."))
                    return redirect("staff_return", pk=done.pk)
        status = 422 if form.errors else 200
        checked = form.is_bound and not form.errors
        context = {"blocks": form.blocks(), "findings": findings, "checked": checked}
        return self._page("diversity/staff/form.html", form, status=status, **context)

    def _store(self, form: Any, day: Any, cells: Cells) -> StaffReturn | None:
        """The draft; None where the form says now why there is none."""
        if day is None:
            form.add_error("day", _("The table does not say of which day it is: give the day."))
            return None
        actor, source = cast(User, self.request.user), SOURCES[self.way]
        try:
            if self.found is None:
                return return_draft(
                    corps=self.corps, kind=self.kind, reference_date=day, cells=cells, source=source, actor=actor
                )
            if day != self.found.reference_date:
                form.add_error("day", _("The table is of another day than this draft: begin a new one for it."))
                return None
            seen = form.cleaned_data["seen"]
            return return_change(staff_return=self.found, cells=cells, source=source, actor=actor, seen=seen)
        except ReturnRefusedError as error:
            form.add_error(None, error.reason)
            self.open_pk = error.open_pk
            return None

    def _page(self, template: str, form: Any, *, status: int, **more: Any) -> HttpResponse:
        context = {
            "form": form,
            "kind": Kind(self.kind),
            "way": self.way,
            "ways": WAYS,
            "corps": self.corps,
            "register": self.corps.register,
            "found": self.found,
            "is_typed_anew": self.found is not None and self.kind in PROTECTED,
            "title": title_of(self.found) if self.found else Kind(self.kind).label,
            "open_pk": self.open_pk,
            **more,
        }
        return work_page(self.request, template, context, status=status)
