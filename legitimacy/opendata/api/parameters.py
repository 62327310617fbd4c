"""The filters of the API as its description names them."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from legitimacy.models import Register, SubjectKind

TABLE_LEVELS = (SubjectKind.CORPS.value, SubjectKind.PROVINCE.value, SubjectKind.NATION.value)
PERIOD_WRITTEN = r"^(19|20)\d{2}(-Q[1-4])?$"

CORPS = OpenApiParameter("corps", OpenApiTypes.STR, description="Code of a corps, such as 5345")
INDICATOR = OpenApiParameter("indicator", OpenApiTypes.STR, description="Code of an indicator, such as PRV-03")
PERIOD = OpenApiParameter(
    "period", OpenApiTypes.STR, pattern=PERIOD_WRITTEN, description="A quarter such as 2025-Q4 or a year such as 2023"
)
FAMILY = OpenApiParameter("family", OpenApiTypes.STR, description="Which tables, such as staff")
SUBJECT = OpenApiParameter("subject", OpenApiTypes.STR, description="Code of a corps, a province or a country")
LEVEL = OpenApiParameter("level", OpenApiTypes.STR, enum=TABLE_LEVELS)
YEAR = OpenApiParameter(
    "year", OpenApiTypes.STR, pattern=r"^(19|20)\d{2}$", description="A calendar year, such as 2025"
)
PART = OpenApiParameter("part", OpenApiTypes.STR, description="Which table of the family, such as joined")
REGISTER = OpenApiParameter("register", OpenApiTypes.STR, enum=Register.values)
CURSOR = OpenApiParameter("cursor", OpenApiTypes.STR, description="Where the page begins: taken from `next`")


def page_size(largest: int) -> OpenApiParameter:
    """Rows of a page, from 1 to `largest`."""
    return OpenApiParameter(
        "page_size", {"type": "integer", "minimum": 1, "maximum": largest}, description="Rows of a page"
    )
