"""What a mapping may say about a count: whose, when, of what, how often."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from legitimacy.imports.dates import date_text_read
from legitimacy.imports.kinds import RecordField, RecordKind
from legitimacy.imports.operations.keeper import CountKeeper
from legitimacy.models import OperationalCount

MONTH = re.compile(r"(?P<year>[0-9]{4})[-/](?P<month>0?[1-9]|1[0-2])|(?P<month2>0?[1-9]|1[0-2])[-/](?P<year2>[0-9]{4})")
QUARTER = re.compile(r"(?P<year>[0-9]{4})[-\s]?[QTK](?P<quarter>[1-4])", re.IGNORECASE)
WORD = re.compile(r"[a-z0-9_]{1,24}")
THOUSANDS = re.compile(r"(?<=[0-9])[\s  ](?=[0-9]{3}\b)")


def period_read(text: str) -> str:
    """A month (2025-03, 3/2025 or one of its days) as 2025-03, a quarter (2025-Q1, 2025 T1) as 2025-Q1."""
    if found := QUARTER.fullmatch(text):
        return f"{found['year']}-Q{found['quarter']}"
    if found := MONTH.fullmatch(text):
        return f"{found['year'] or found['year2']}-{int(found['month'] or found['month2']):02}"
    if day := date_text_read(text):
        return f"{day.year:04}-{day.month:02}"
    raise ValueError(_("“%(text)s” is no month or quarter; write 2025-03 or 2025-Q1."))


def count_read(text: str) -> str:
    """A whole number of 0 or more; blanks between thousands do not count."""
    plain = THOUSANDS.sub("", text)
    if not re.fullmatch(r"[0-9]{1,9}", plain):
        raise ValueError(_("“%(text)s” is no whole number of 0 or more."))
    return str(int(plain))


def category_read(text: str) -> str:
    if not WORD.fullmatch(text):
        raise ValueError(_("“%(text)s” is no code: small letters, digits and _, at most 24."))
    return text


OPERATIONS = RecordKind(
    key="operations",
    label=gettext_lazy("counts of operations"),
    record="count",
    part="count",
    fields=(
        RecordField("corps", longest=12),
        RecordField("period", required=True, read=period_read),
        RecordField("kind", required=True, codes=lambda: OperationalCount.Kind.values),
        RecordField("category", read=category_read),
        RecordField("count", required=True, read=count_read),
    ),
    keeper=CountKeeper,
    keyed_by=4,
    names_corps="corps",
)
