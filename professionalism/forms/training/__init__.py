"""Forms of training and selection: one for each kind of record. Services check; forms put each fault at its cell."""

from professionalism.forms.training.attendance import AttendanceForm
from professionalism.forms.training.base import RecordForm
from professionalism.forms.training.counts import CountForm
from professionalism.forms.training.modules import ModuleForm
from professionalism.forms.training.schools import EducationLinkForm, ProgrammeForm, ProgrammeYearForm
from professionalism.forms.training.selection import SelectionForm
from professionalism.forms.training.tables import TableForm

__all__ = [
    "AttendanceForm",
    "CountForm",
    "EducationLinkForm",
    "ModuleForm",
    "ProgrammeForm",
    "ProgrammeYearForm",
    "RecordForm",
    "SelectionForm",
    "TableForm",
]
