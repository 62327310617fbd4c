"""Writing what schools and corps tell of training and selection. Each service checks every number and says which is
wrong; nothing is half-written, and every change leaves its trail event and its stale marks in the same transaction.
"""

from professionalism.services.training.attendance import attendance_save
from professionalism.services.training.counts import count_save
from professionalism.services.training.faults import FaultError
from professionalism.services.training.modules import module_save
from professionalism.services.training.removing import record_remove
from professionalism.services.training.schools import education_link_save, programme_save, programme_year_save
from professionalism.services.training.selection import selection_save

__all__ = [
    "FaultError",
    "attendance_save",
    "count_save",
    "education_link_save",
    "module_save",
    "programme_save",
    "programme_year_save",
    "record_remove",
    "selection_save",
]
