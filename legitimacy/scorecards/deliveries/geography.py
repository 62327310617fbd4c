"""Who lies where: corps, their municipalities, the areas above them, their predecessors, and their residents."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from legitimacy.indicators.periods import Period
from legitimacy.models import AreaStatistic, Corps, CorpsLink, Municipality, Region, Subject, SubjectKind

AREAS = (SubjectKind.NATION, SubjectKind.REGION, SubjectKind.PROVINCE)


@dataclass(frozen=True)
class Geography:
    """Tables as they stand now, with the residents of `period`. Read once per computation, in six queries.

    `subjects`: kind and register, by subject id. `corps`: region, province, valid_from, valid_to, by corps id.
    `municipalities`: corps, by municipality id. `parents`: parent area, by area id. `links`: predecessor, successor,
    on, share, residents. `residents`: by subject id, from the nearest earlier date, or else the first date known.
    """

    period: Period
    subjects: pd.DataFrame
    corps: pd.DataFrame
    municipalities: pd.Series
    parents: pd.Series
    links: pd.DataFrame
    known_residents: pd.Series

    @classmethod
    def read(cls, period: Period) -> "Geography":
        corps = Corps.objects.values_list("pk", "region_id", "province_id", "valid_from", "valid_to")
        links = CorpsLink.objects.order_by("on", "pk").values_list(
            "predecessor_id", "successor_id", "on", "share", "residents"
        )
        areas = dict(Region.objects.filter(parent__isnull=False).values_list("pk", "parent_id"))
        homes = dict(Municipality.objects.filter(corps__isnull=False).values_list("pk", "corps_id"))
        return cls(
            period=period,
            subjects=_table(Subject.objects.values_list("pk", "kind", "register"), ["kind", "register"]),
            corps=_table(corps, ["region", "province", "valid_from", "valid_to"]),
            municipalities=pd.Series(homes, dtype="int64"),
            parents=pd.Series(areas, dtype="int64"),
            links=pd.DataFrame(list(links), columns=["predecessor", "subject_id", "on", "share", "residents"]),
            known_residents=_residents(period),
        )

    @cached_property
    def residents(self) -> pd.Series:
        """Residents per subject: of a corps those of its municipalities, else its own, else those it handed over."""
        located = self.known_residents[self.known_residents.index.isin(self.municipalities.index)]
        summed = located.groupby(self.municipalities.reindex(located.index)).sum()
        handed_over = self.links.groupby("predecessor")["residents"].sum(min_count=1).dropna().astype("float64")
        return summed.combine_first(self.known_residents).combine_first(handed_over)

    @cached_property
    def existing(self) -> pd.Index:
        """Corps that exist in the period, wholly or in part."""
        ended = self.corps["valid_to"].map(lambda day: day is not None and day < self.period.start).astype(bool)
        begun = self.corps["valid_from"].map(lambda day: day is None or day <= self.period.end).astype(bool)
        return self.corps.index[~ended & begun]

    @cached_property
    def residents_of_areas(self) -> pd.Series:
        """Residents of the corps that exist in each area, by area id; absent where none is known."""
        held = self.areas_of_corps[self.areas_of_corps["subject_id"].isin(self.existing)]
        return held["subject_id"].map(self.residents).groupby(held["area"]).sum(min_count=1)

    @cached_property
    def areas_of_corps(self) -> pd.DataFrame:
        """One row per corps and area that holds it (columns subject_id, area): province, region, and all above."""
        level = pd.concat([self.corps["region"], self.corps["province"]]).dropna().astype("int64")
        rows = pd.DataFrame({"subject_id": level.index, "area": level.to_numpy()})
        found = [rows]
        while len(rows):
            rows = rows[rows["area"].isin(self.parents.index)]
            rows = rows.assign(area=rows["area"].map(self.parents).astype("int64"))
            found.append(rows)
        return pd.concat(found, ignore_index=True).drop_duplicates()

    def mergers(self) -> list[tuple[date, pd.DataFrame]]:
        """First day of the successors and the links of that day, by day."""
        days: list[date] = sorted(set(self.links["on"]))
        return [(day, self.links[self.links["on"] == day]) for day in days]

    def expected(self) -> pd.DataFrame:
        """Subjects (index) that owe figures for the period, with their register: existing corps, and areas with corps.

        A corps that came later owes them too when it has predecessors, as its figures are back-cast.
        """
        ended = self.corps["valid_to"].map(lambda day: day is not None and day < self.period.start).astype(bool)
        heirs = self.corps.index[self.corps.index.isin(self.links["subject_id"]) & ~ended]
        owing = self.existing.union(heirs).union(pd.Index(self.areas_of_corps["area"].unique()))
        return self.subjects.loc[self.subjects.index.isin(owing), ["register"]]


def _table(rows: object, columns: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["subject_id", *columns])  # type: ignore[call-overload]
    return frame.astype(object).set_index(frame["subject_id"].astype("int64"))[columns]


def _residents(period: Period) -> pd.Series:
    rows = AreaStatistic.objects.filter(kind=AreaStatistic.Kind.POPULATION).values_list("subject_id", "date", "value")
    frame = pd.DataFrame(list(rows), columns=["subject_id", "date", "value"])
    frame["later"] = [day > period.end for day in frame["date"]]
    # Earlier dates first and the nearest last; a later date stands in only where there is no earlier one.
    distance = [abs((day - period.end).days) for day in frame["date"]]
    frame = frame.assign(distance=distance).sort_values(["later", "distance"]).drop_duplicates("subject_id")
    return frame.set_index("subject_id")["value"].astype("float64")
