"""The cases planted in the simulated files, so that pages of the example have something to show.

V017 Demervallei: the share of its open files that are older than 180 days (EFF-08) rises seven quarters in a row up to
2025-Q4, while its median handling time (EFF-06) falls from about 85 to about 52 days. V038 Tannenried has no register.
V039 Fort-Sud acknowledges few complaints in time (EFF-07), V062 Zilverstrand nearly all.
"""

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
import pandas as pd

from legitimacy.indicators.periods import Period
from legitimacy.simulations import Floats

CORPS = "V017"
SILENT = ("V038",)
IN_TIME = {"V039": 0.44, "V062": 0.965, CORPS: 0.93}
IN_TIME_FROM, DAYS_FROM, DAYS_TO = Period(2024, 1), Period(2021, 1), Period(2025, 4)
HANDLING_DAYS = (80.0, 48.0)
OPEN = (20, 19, 18, 17, 16, 15, 14, 18)
"""Open files of V017 at the end of the quarters from 2024-Q1 on; one of them is old, at the end two."""
OLD_FILES = ((Period(2023, 2), 1_000), (Period(2025, 2), 330))
"""Quarters in which a file came that waits long, and its days."""
USUAL_OPEN, SPREAD, LONGEST, FARTHEST = 17, 0.5, 170, 85


def shares_plant(level: dict[str, Floats], codes: Sequence[str], quarter: Period) -> None:
    """Give planted corps their share of complaints acknowledged in time."""
    if quarter >= IN_TIME_FROM:
        for code, share in IN_TIME.items():
            level["EFF-07"] = np.where(np.array(codes) == code, share, level["EFF-07"])


def files_plant(files: pd.DataFrame, quarter: Period) -> pd.DataFrame:
    """The files of one quarter, those of V017 with planted days."""
    if quarter < DAYS_FROM:
        return files
    own = files[files["code"] == CORPS]
    others = files[files["code"] != CORPS]
    wanted = _days(quarter)
    pool = pd.concat([own] * (len(wanted) // max(1, len(own)) + 1)).iloc[: len(wanted)] if len(own) else own
    if pool.empty:
        return files
    ends = np.datetime64(quarter.end)
    planted = pool.assign(
        received=[ends - np.timedelta64(before, "D") for before, _ in wanted],
        days=[days for _, days in wanted],
        paused=0,
        # Each row has a number of its own, also where a drawn file stands in twice.
        number=(pool["number"].to_numpy() + np.arange(len(pool)) * 7919) % 31**8,
        disposition=pool["disposition"].where(pool["disposition"] != "withdrawn", "decided"),
        outcome=pool["outcome"].where(pool["disposition"] != "withdrawn", "no_fault"),
    )
    return pd.concat([others, planted], ignore_index=True)


def _days(quarter: Period) -> list[tuple[int, int]]:
    """For each file of V017: days from receipt to the quarter's end, and days to its decision.

    The slowest are open when the quarter ends and decided in the next one.
    """
    step = _steps(DAYS_FROM, min(quarter, DAYS_TO)) / _steps(DAYS_FROM, DAYS_TO)
    median = HANDLING_DAYS[0] + step * (HANDLING_DAYS[1] - HANDLING_DAYS[0])
    still_open = _recent_open(quarter)
    n = still_open + 3
    even = [NormalDist().inv_cdf((place + 0.5) / n) for place in range(n)]
    days = [min(LONGEST, round(median * float(np.exp(SPREAD * z)))) for z in even]
    found = [(min(89, length + 5 * place), length) for place, length in enumerate(days[:3])]
    for place, length in enumerate(days[3:]):
        least, most = max(1, length - 88), min(FARTHEST, length - 2)
        found.append((least + (place * 37) % (most - least + 1), length))
    return found + [(80, days) for begun, days in OLD_FILES if begun == quarter]


def _recent_open(quarter: Period) -> int:
    """Files of this quarter that are open at its end."""
    place = _steps(Period(2024, 1), quarter)
    if not 0 <= place < len(OPEN):
        return USUAL_OPEN - 1
    waiting = sum(begun <= quarter for begun, _ in OLD_FILES)
    return OPEN[place] - waiting


def _steps(first: Period, last: Period) -> int:
    return (last.year - first.year) * 4 + last.quarter - first.quarter
