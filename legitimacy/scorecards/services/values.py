"""Writing values: appended when they differ from the one in force, then pointed to, in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from django.db.models import Max

from legitimacy.indicators.definitions import State
from legitimacy.models import CurrentValue, IndicatorValue, Run, Subject
from legitimacy.models.inserting import rows_insert
from legitimacy.scorecards.scope import Scope
from legitimacy.scorecards.selectors import Counted, values_in_force
from legitimacy.scorecards.sources import COLUMNS, NUMBERS, plain_cells, values_frame

KEYS = ["subject_id", "indicator", "period"]
TOLERANCE = 1e-12
WORDS = ("state", "origin", "source", "window", "back_cast")
BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Written:
    added: int
    unchanged: int


def values_write(*, run: Run, values: pd.DataFrame, counted: Sequence[Counted], scope: Scope) -> Written:
    """Append what changed of `values` and point to it.

    `counted` says which periods and indicators were counted: a value in force there, within `scope`, that is not
    among `values` was withdrawn and becomes not_delivered. Equal values are not written again, whatever their `as_of`.
    """
    _serialise_writers(values)
    in_force = values_in_force(counted)
    complete = pd.concat([values, _withdrawn(values, in_force, scope)], ignore_index=True)
    changed = _changed(complete, in_force)
    _append(run, changed)
    return Written(added=len(changed), unchanged=len(complete) - len(changed))


def _serialise_writers(values: pd.DataFrame) -> None:
    """Two runs may count the same year; the second waits here until the first has written."""
    subjects = [int(pk) for pk in values["subject_id"].unique()]
    list(Subject.objects.filter(pk__in=subjects).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _withdrawn(values: pd.DataFrame, in_force: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    gone = in_force[~pd.MultiIndex.from_frame(in_force[KEYS]).isin(pd.MultiIndex.from_frame(values[KEYS]))]
    gone = gone[gone["state"] != State.NOT_DELIVERED]
    if scope.subjects is not None:
        gone = gone[gone["subject_id"].isin(scope.subjects)]
    gone = gone.assign(**dict.fromkeys(NUMBERS, np.nan), coverage=0.0, state=State.NOT_DELIVERED.value)
    return values_frame(gone.assign(as_of=pd.Timestamp.now(tz="UTC"), back_cast=False))


def _changed(values: pd.DataFrame, in_force: pd.DataFrame) -> pd.DataFrame:
    """The rows that differ from the value in force, with the `revision` they will have."""
    both = values.merge(in_force, on=KEYS, how="left", suffixes=("", "_before"))
    known = both["revision"].notna()
    same = known.to_numpy(copy=True)
    for name in (*NUMBERS, "coverage"):
        same &= np.isclose(both[name], both[f"{name}_before"], rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True)
    for name in WORDS:
        same &= (both[name] == both[f"{name}_before"]).to_numpy()
    changed = both.loc[~same, list(COLUMNS)]
    return changed.assign(revision=both.loc[~same, "revision"].fillna(0).astype("int64") + 1)


def _append(run: Run, changed: pd.DataFrame) -> None:
    own = IndicatorValue.objects.filter(run=run)
    before = own.aggregate(last=Max("pk"))["last"] or 0
    values = changed[[*COLUMNS, "revision"]].assign(run_id=run.pk)
    rows_insert(IndicatorValue, list(values.columns), plain_cells(values))
    pointers = own.filter(pk__gt=before).values_list(*KEYS, "pk")
    rows_insert(CurrentValue, [*KEYS, "value_id"], pointers.iterator(BATCH), unique=KEYS)
