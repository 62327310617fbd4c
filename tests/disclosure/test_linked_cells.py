"""Figures of corps beside those of provinces and the country: what one hides, the others must not give away."""

from dataclasses import replace

import pytest

from legitimacy.disclosure.cells import Cell
from legitimacy.disclosure.decisions import verdicts
from legitimacy.disclosure.policy import measures_read
from legitimacy.disclosure.selectors import scorecard_get
from legitimacy.disclosure.windows import Ledger
from legitimacy.models import Corps, Publication, Region, Run, SubjectKind, User
from legitimacy.models.disclosure import Audience
from tests.disclosure.conftest import PERIOD, release_make
from tests.disclosure.world import card_make, framework_make, value_make

MEASURES = measures_read({})
PROVINCE, NATION = 100, 200
LINKED, TABLE = "linked_to_small_cells", "table_has_small_cells"


def cell(subject: int, count: float, base: float = 400, **changes: object) -> Cell:
    """A share of a corps in the province; `value_id` is that of the subject."""
    kind = {PROVINCE: SubjectKind.PROVINCE, NATION: SubjectKind.NATION}.get(subject, SubjectKind.CORPS)
    one = Cell(
        value_id=subject, subject_id=subject, register="example", indicator="EFF-08", period="2025-Q4", state="ok",
        numerator=count, denominator=base, value=count / base, n=None, kind=kind,
        within=(PROVINCE,) if subject < PROVINCE else (),
    )  # fmt: skip
    return replace(one, **changes)  # type: ignore[arg-type]


def above(corps: list[Cell], *subjects: int) -> list[Cell]:
    count, base = sum(one.numerator or 0 for one in corps), sum(one.denominator or 0 for one in corps)
    return [cell(subject, count, base) for subject in subjects]


def decide(cells: list[Cell], ledger: Ledger | None = None, audience: str = Audience.PUBLIC) -> dict[int, str]:
    ledger = Ledger() if ledger is None and audience == Audience.PUBLIC else ledger
    found = verdicts(cells, audience=audience, measures=MEASURES, ledger=ledger)
    return {one.value_id: found[one.value_id].reason for one in cells}


CORPS = [cell(1, 3), cell(2, 30), cell(3, 300), cell(4, 200)]


def test_one_more_corps_covers_the_small_one_under_the_province_and_the_country() -> None:
    # Province 533 of 1600: without Corps 2 it is 533 - 300 - 200 - 30 = 3. The country repeats the province.
    found = decide([*CORPS, *above(CORPS, PROVINCE, NATION)])
    assert found == {1: LINKED, 2: LINKED, 3: "", 4: "", PROVINCE: "", NATION: ""}


def test_a_complement_and_a_whole_group_are_covered_too() -> None:
    for small in (cell(1, 398), cell(1, 400)):
        corps = [small, *CORPS[1:]]
        found = decide([*corps, *above(corps, PROVINCE)])
        assert (found[1], sum(reason == LINKED for reason in found.values()), found[PROVINCE]) == (LINKED, 2, "")


def test_a_corps_with_too_few_is_not_solved_from_the_sums_that_hold_it() -> None:
    corps = [cell(1, 3, 8, state="too_few"), *CORPS[1:]]
    found = decide([*corps, *above(corps, PROVINCE, NATION)])
    # It says for itself that it is too few; without another corps hidden, province less all others is its 3 of 8.
    assert found == {1: "", 2: LINKED, 3: "", 4: "", PROVINCE: "", NATION: ""}
    assert set(decide([*corps, *above(corps, PROVINCE)], audience=Audience.RESEARCHER).values()) == {"", TABLE}
    # Too few for a judgement, but no small count: nothing else is hidden, and it takes part in the sum.
    for few in (cell(1, 5, 11, state="too_few"), cell(1, 0, 4, state="too_few")):
        corps = [few, *CORPS[1:]]
        assert set(decide([*corps, *above(corps, PROVINCE)]).values()) == {""}
    corps = [cell(1, 5, 11, state="too_few"), cell(2, 3), *CORPS[2:]]
    found = decide([*corps, *above(corps, PROVINCE)])
    assert (found[2], found[PROVINCE]) == (LINKED, "")


def test_nothing_small_hides_nothing() -> None:
    corps = [cell(1, 0), *CORPS[1:]]
    assert set(decide([*corps, *above(corps, PROVINCE)]).values()) == {""}


def test_the_whole_table_stays_hidden_where_no_choice_is_proven() -> None:
    province = above(CORPS, PROVINCE)[0]
    cases = {
        "does not add up": [*CORPS, replace(province, numerator=540.0)],
        "no whole count": [*CORPS[:3], cell(4, 200.5), *above([*CORPS[:3], cell(4, 200.5)], PROVINCE)],
        "no count at all": [*CORPS[:3], replace(CORPS[3], numerator=None), province],
        "a mean": [
            replace(one, indicator="EFF-06", n=3.0 if one.value_id == 1 else 90.0) for one in [*CORPS, province]
        ],
    }
    for name, cells in cases.items():
        assert set(decide(cells).values()) == {TABLE}, name
    # The public may read other cells of it: together they would be solved.
    assert set(decide([*CORPS, province], audience=Audience.RESEARCHER).values()) == {TABLE}


def test_what_is_known_already_is_no_cover() -> None:
    ledger, cells = Ledger(), [*CORPS, *above(CORPS, PROVINCE)]
    for known in (CORPS[1], cells[-1]):
        ledger.show(known, MEASURES["EFF-08"])
    # Corps 2 and the province are out, so Corps 3 or 4 is hidden.
    found = decide(cells, ledger)
    assert (found[1], found[2], found[PROVINCE], sorted([found[3], found[4]])) == (LINKED, "", "", ["", LINKED])
    for known in CORPS[2:]:
        ledger.show(known, MEASURES["EFF-08"])
    assert set(decide(cells, ledger).values()) == {TABLE}


def test_what_covered_a_small_one_stays_hidden_when_that_one_is_corrected() -> None:
    ledger, cells = Ledger(), [*CORPS, *above(CORPS, PROVINCE)]
    assert decide(cells, ledger)[2] == LINKED
    corrected = [cell(1, 30, value_id=11), *CORPS[1:]]
    found = decide([*corrected, replace(above(corrected, PROVINCE)[0], value_id=101)], ledger)
    # 533 - 300 - 200 and then the 30 of Corps 2 would still give the 3 of before.
    assert (found[11], found[2], found[3]) == (LINKED, LINKED, "")


def test_sums_wait_while_a_corps_stands_behind_a_band() -> None:
    ledger = Ledger()
    ledger.band(CORPS[1], MEASURES["EFF-08"], "digest")
    found = decide([*CORPS, *above(CORPS, PROVINCE, NATION)], ledger)
    assert (found[1], found[PROVINCE], found[NATION]) == (LINKED, LINKED, LINKED)
    assert (found[2], found[3]) == ("behind_band", "")


@pytest.mark.parametrize(
    ("now", "base", "reason"), [(51, 200, "change_small"), (50, 201, "change_small"), (50, 200, ""), (70, 230, "")]
)
def test_one_person_who_joins_is_not_told_by_two_years(now: float, base: float, reason: str) -> None:
    ledger = Ledger()
    last = cell(1, 50, 200, indicator="DRV-04", period="2025-Q3", value_id=1)
    decide([last], ledger)
    assert decide([replace(last, value_id=2, numerator=now, denominator=base, period="2025-Q4")], ledger)[2] == reason


def test_no_band_is_made_over_what_adds_up(
    run: Run, demervallei: Corps, heidekant: Corps, stewards: tuple[User, User]
) -> None:
    framework = framework_make(["EFF-01", "EFF-07", "EFF-08"])
    province = Region.objects.create(code="PX", name="Example", register="example", kind=SubjectKind.PROVINCE)
    Corps.objects.update(province=province)
    for corps, count in ((demervallei, 3), (heidekant, 30)):
        value_make(run, corps, "EFF-08", numerator=count, denominator=400)
        value_make(run, corps, "EFF-07", numerator=200, denominator=400)
        card_make(run, corps, framework)
    value_make(run, province, "EFF-08", numerator=33, denominator=800)
    release_make(stewards, PERIOD)
    stored = Publication.objects.filter(value__indicator="EFF-08", audience="public")
    reasons = dict(stored.values_list("value__subject__code", "reason"))
    assert reasons == {demervallei.code: LINKED, heidekant.code: LINKED, "PX": ""}
    card = scorecard_get(audience="public", corps=heidekant, period=PERIOD)
    assert card is not None
    assert card.parts["EFF.system"].visibility == "suppressed"
