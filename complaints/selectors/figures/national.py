"""Files that external bodies hold: by country and year only, so that no difference of totals shows one corps."""

from django.db.models import Count
from django.db.models.functions import ExtractYear

from complaints.models import Complaint
from complaints.selectors.register import DUPLICATE, KIND
from complaints.workflow.codes import bodies
from complaints.workflow.routing import CORPS


def external_by_year(register: str) -> dict[int, dict[str, int]]:
    """Files by year of receipt and body that holds them; bodies of which nobody holds one are absent. 1 query.

    Not released to anybody yet: a page that shows it decides about small counts first.
    """
    files = Complaint.objects.filter(register=register, kind=KIND).exclude(holder=CORPS).exclude(disposition=DUPLICATE)
    rows = files.order_by().annotate(year=ExtractYear("received_on")).values_list("year", "holder")
    found: dict[int, dict[str, int]] = {}
    for year, holder, count in rows.annotate(n=Count("pk")):
        if holder in bodies():
            found.setdefault(year, {})[holder] = count
    return dict(sorted(found.items()))
