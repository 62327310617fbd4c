"""What the forms share: the version that was read, and a fault of the service at its field."""

from typing import Any

from django import forms

from evaluation.services.faults import FaultError
from legitimacy.models import User
from legitimacy.work_forms import HouseForm


class RecordForm(HouseForm):
    """A form about one record, new where it has no key yet. `store` hands what was given to a service."""

    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, record: Any, actor: User, initial: dict[str, Any] | None = None) -> None:
        self.record, self.actor = record, actor
        given = initial or {}
        names = [name for name in type(self).base_fields if name not in given]
        stands = {name: getattr(record, name) for name in names if hasattr(record, name)}
        super().__init__(data, initial=stands | given)

    def store(self) -> None:
        """Hand the values to the service. FaultError where it refuses."""

    def save(self) -> bool:
        """Store what was given; False with the fault at its field where it is refused."""
        if not self.is_valid():
            return False
        try:
            self.store()
        except FaultError as fault:
            self.add_error(fault.field if fault.field in self.fields else None, fault.reason)
        return not self.errors

    @property
    def seen(self) -> int:
        return self.cleaned_data.get("version") or 0

    def values(self, *names: str) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in names}
