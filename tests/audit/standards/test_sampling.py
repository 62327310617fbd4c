"""Drawing: the list must be one, the plan is kept, and what the corps chose is no sample."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from audit.forms.standards.frames import ListRefusedError, formula_like, frame_read
from audit.models import Sample, Standard
from audit.services.standards.errors import StandardError
from audit.services.standards.sampling import register_items, sample_reject
from audit.workflow.standards.codes import Frame, SampleStage
from audit.workflow.standards.drawing import FrameItem, frame_checksum, frame_unpack, sample_draw
from legitimacy.models import Corps, StaleMark, TrailEvent, User
from tests.audit.standards.conftest import queries
from tests.complaints.counted import filed

pytestmark = pytest.mark.django_db
Draw = Callable[..., Sample]
PAGES = [FrameItem(key=f"https://zone.example/{place}") for place in range(50)]


def test_a_sample_keeps_list_checksum_and_seed_and_is_the_draw_that_they_give(drawn: Draw) -> None:
    sample = drawn()
    assert (sample.size, sample.frame_count) == (120, 200)
    row = Sample.objects.get()
    assert frame_checksum(bytes(row.frame)) == row.frame_checksum
    again = sample_draw(frame_unpack(bytes(row.frame)), seed=row.seed, size=row.size)
    assert [item.key for item in again] == list(row.items.order_by("position").values_list("key", flat=True))
    assert TrailEvent.objects.filter(verb="sample.drawn", corps="V017").count() == 1


def test_the_plan_follows_the_quarters_or_is_fixed(drawn: Draw) -> None:
    half = [item for item in queries(400) if item.on is not None and item.on.month <= 6]
    assert drawn(items=half, period_to=date(2025, 6, 30)).size == 60
    assert drawn("digital-accessibility", items=PAGES, period_from=date(2025, 10, 1)).size == 30


def test_a_short_list_is_read_wholly(drawn: Draw) -> None:
    assert drawn(items=queries(17)).size == 17


@pytest.mark.parametrize(
    ("given", "reason", "said"),
    [
        ({"items": []}, "empty", "nothing to draw from"),
        ({"items": queries(1)}, "one", "one item only"),
        ({"items": [*queries(30), queries(1)[0]]}, "twice", "“Q2025-00000” stands on the list more than once"),
        ({"items": queries(30, 2024)}, "day", "no day within the quarters"),
        ({"items": [FrameItem(key="a"), FrameItem(key="b")]}, "day", "no day"),
        ({"items": [FrameItem(key=str(place)) for place in range(100_001)]}, "long", "100001 items"),
        ({"size": 500}, "size", "holds 200 items, so a sample of 500"),
        ({"size": 20}, "size", "at least 120"),
        ({"period_from": date(2017, 1, 1)}, "unpublished", "not published before"),
        ({"code": "organisational-control"}, "plan", "Nothing is drawn"),
    ],
)
def test_a_list_that_cannot_be_drawn_from_is_refused_with_a_sentence(
    drawn: Draw, given: dict[str, Any], reason: str, said: str
) -> None:
    with pytest.raises(StandardError, match=said) as refused:
        drawn(**given)
    assert refused.value.reason == reason
    assert not Sample.objects.exists()


def test_quarters_that_a_sample_covers_are_not_drawn_again_until_it_is_taken_back(drawn: Draw, amina: User) -> None:
    sample = drawn()
    with pytest.raises(StandardError, match="covers some of these quarters"):
        drawn(period_from=date(2025, 10, 1), items=[item for item in queries(400) if item.on and item.on.month > 9])
    sample_reject(sample=sample, version=sample.version, fault="wrong_list", actor=amina)
    assert Sample.objects.get().stage == SampleStage.CANCELLED
    assert not StaleMark.objects.exists()
    assert drawn().stage == SampleStage.READING


def test_a_sample_that_the_corps_chose_is_rejected_and_marks_its_quarters(drawn: Draw, amina: User) -> None:
    sample = drawn()
    rejected = sample_reject(sample=sample, version=sample.version, fault="chosen_by_corps", actor=amina)
    assert rejected.stage == SampleStage.REJECTED
    assert set(StaleMark.objects.values_list("indicator", "period")) == {
        ("LEG-13", f"2025-Q{quarter}") for quarter in (1, 2, 3, 4)
    }


def test_the_register_gives_the_numbers_of_closed_files_and_nothing_else(
    standards: dict[str, Standard], demervallei: Corps, heidekant: Corps
) -> None:
    closed = filed(demervallei, "2025-02-01", decided="2025-03-01", closed="2025-04-01")
    filed(demervallei, "2025-02-01")
    filed(demervallei, "2024-02-01", closed="2024-04-01")
    filed(heidekant, "2025-02-01", closed="2025-04-02")
    span: dict[str, Any] = {"corps": demervallei, "period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31)}
    assert register_items(kind="files", **span) == [FrameItem(key=closed.number, on=date(2025, 4, 1))]
    assert register_items(kind="queries", **span) == []


def read(text: str, kind: Frame = Frame.QUERIES) -> list[FrameItem]:
    return frame_read(kind=kind, chunks=[text.encode()], name="list.csv")


def test_a_list_is_read_whatever_wrote_it_and_other_columns_stay_out() -> None:
    items = read("Referentie;Naam;Datum\nB1;Jan Peeters;31/01/2025\nB2;An;2025-02-01\n")
    assert items == [FrameItem(key="B1", on=date(2025, 1, 31)), FrameItem(key="B2", on=date(2025, 2, 1))]
    pages = read("url\thits\nhttps://zone.example/a\t3\n", Frame.PAGES)
    assert pages == [FrameItem(key="https://zone.example/a", url="https://zone.example/a")]


def test_the_same_news_on_two_channels_is_two_communications() -> None:
    items = read("date,channel,title\n2025-01-01,facebook,Fair\n2025-01-01,press,Fair\n", Frame.COMMUNICATIONS)
    assert len({item.key for item in items}) == 2


def test_a_title_that_begins_like_a_formula_is_kept_as_text_and_counted() -> None:
    items = read("date,channel,title\n2025-01-01,web,=HYPERLINK(1)\n2025-01-02,web,Fair\n", Frame.COMMUNICATIONS)
    assert items[0].title == "=HYPERLINK(1)"
    assert formula_like(items) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("reference,date\nB1,yesterday\n", "Row 2: .*is no date"),
        ("reference,date\n,2025-01-01\n", "Row 2: reference: the cell is empty"),
        ("name,age\nJan,4\n", "None of the columns found"),
        ("reference\nB1\n", "[Mm]issing column date"),
        (f"reference,date\n{'x' * 301},2025-01-01\n", "longer than 300"),
        ("reference,date\n" + "B,2025-01-01\n" * 100_001, "more than 100000 items"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_with_the_row(text: str, said: str) -> None:
    with pytest.raises(ListRefusedError, match=said):
        read(text)
