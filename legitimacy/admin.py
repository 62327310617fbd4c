"""/admin/: reference tables and nothing else. No case, no figure, no account; superusers see no more than these.

Rows are never deleted here: a corps ends by its last day, and figures hang on everything.
"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from legitimacy.models import (
    AreaStatistic,
    Corps,
    CorpsLink,
    Framework,
    FrameworkItem,
    Municipality,
    Region,
    School,
    SubjectKind,
)
from legitimacy.trail.services import event_append

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    BaseModelAdmin = admin.options.BaseModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    from django.contrib.admin import ModelAdmin, TabularInline
    from django.contrib.admin.options import BaseModelAdmin

NAMES = ("name", "name_nl", "name_fr", "name_de", "name_en")


class ReferenceSite(admin.AdminSite):
    """An own site, as other packages register their tables on Django's. One signs in on the product's own page."""

    site_header = site_title = _("Reference tables")
    index_title = _("Reference tables")

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", request.path))

    def password_change(self, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        return redirect("account_change_password")


class ReferenceAdmin(ModelAdmin):
    """Changes go on the trail; nothing is deleted."""

    list_per_page = 50

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        name = obj._meta.model_name
        event_append(
            verb=f"{name}.{'changed' if change else 'added'}", actor=request.user, object_type=name, object_id=obj.pk
        )


class SubjectAdmin(ReferenceAdmin):
    """Subjects come in by `corps_import`; here their names and links are put right."""

    ordering = ("code",)
    search_fields = ("code", *NAMES)
    readonly_fields = ("code", "register", "kind")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class CorpsAdmin(SubjectAdmin):
    list_display = ("code", "name", "register", "type", "valid_from", "valid_to")
    list_filter = ("register", "type")
    autocomplete_fields = ("region", "province")


class RegionAdmin(SubjectAdmin):
    list_display = ("code", "name", "register", "kind")
    autocomplete_fields = ("parent",)


class MunicipalityAdmin(SubjectAdmin):
    list_display = ("code", "name", "register", "corps")
    list_select_related = ("corps",)
    autocomplete_fields = ("corps",)


class SchoolAdmin(ReferenceAdmin):
    """Schools are few and have no file of their own: they are added here. Their code never changes afterwards."""

    list_display = ("code", "name", "register")
    list_filter = ("register",)
    ordering = ("code",)
    search_fields = ("code", *NAMES)
    fields = ("code", "register", *NAMES)

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple[str, ...]:
        return ("code", "register") if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.kind = SubjectKind.SCHOOL
        super().save_model(request, obj, form, change)


class CorpsLinkAdmin(ReferenceAdmin):
    list_display = ("predecessor", "successor", "on", "share")
    list_select_related = ("predecessor", "successor")
    autocomplete_fields = ("predecessor", "successor")


class AreaStatisticAdmin(ReferenceAdmin):
    list_display = ("subject", "kind", "date", "value", "source")
    list_select_related = ("subject",)
    list_filter = ("kind",)
    search_fields = ("subject__code", "subject__name")
    raw_id_fields = ("subject",)
    show_full_result_count = False


class ReadOnly(BaseModelAdmin):
    """To look at; what changes these rows stands elsewhere."""

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class FrameworkItemInline(ReadOnly, TabularInline):
    model = FrameworkItem
    can_delete = False


class FrameworkAdmin(ReadOnly, ReferenceAdmin):
    inlines = (FrameworkItemInline,)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Framework]:
        """Drafts are seen by framework managers and auditors only."""
        found: models.QuerySet[Framework] = super().get_queryset(request)
        return found.exclude(status=Framework.Status.DRAFT)


site = ReferenceSite(name="admin")
site.register(Corps, CorpsAdmin)
site.register(Region, RegionAdmin)
site.register(Municipality, MunicipalityAdmin)
site.register(School, SchoolAdmin)
site.register(CorpsLink, CorpsLinkAdmin)
site.register(AreaStatistic, AreaStatisticAdmin)
site.register(Framework, FrameworkAdmin)
