"""From which region a corps recruits."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from diversity.models import RecruitmentArea
from diversity.services.staffing import ReturnRefusedError
from legitimacy.models import Corps, Subject, SubjectKind, User
from legitimacy.trail.services import event_append

AREAS = (SubjectKind.PROVINCE, SubjectKind.REGION, SubjectKind.NATION)


@transaction.atomic
def recruitment_area_set(*, corps: Corps, area: Subject, valid_from: date, actor: User) -> RecruitmentArea:
    """Set the area from a day on; the same day again replaces it. Refused for an area of another register."""
    if area.register != corps.register or area.kind not in AREAS:
        raise ReturnRefusedError(_("Choose a province, a region or the country of the own register."))
    found, _is_new = RecruitmentArea.objects.update_or_create(
        corps=corps, valid_from=valid_from, defaults={"area": area, "set_by": actor}
    )
    event_append(
        verb="recruitmentarea.set", actor=actor, object_type="recruitmentarea", object_id=found.pk, corps=corps.code
    )
    return found
