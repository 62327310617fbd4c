"""Two readers who do not see each other, a third where they differ, and what closing makes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Reading, Sample
from audit.selectors.standards.readings import readings_of
from audit.selectors.standards.seats import seating_of
from audit.services.standards.errors import StandardError
from audit.services.standards.reading import ItemAnswer, reader_join, reading_save, reading_submit, sample_close
from audit.workflow.standards.codes import Level, SampleStage
from legitimacy.models import ImprovementAction, StaleMark, User
from tests.audit.standards.conftest import LATER, closed_by, queries, read_by
from tests.people import person_make

pytestmark = pytest.mark.django_db
Draw = Callable[..., Sample]


@pytest.fixture
def sample(drawn: Draw) -> Sample:
    return drawn(items=queries(12))


def test_two_readers_who_agree_settle_the_sample(sample: Sample, amina: User, aline: User) -> None:
    read_by(sample, amina, {3: "Q2"})
    assert seating_of(sample, aline).task == "join"
    read_by(sample, aline, {3: "Q2"})
    assert seating_of(sample, amina).task == "close"
    closed = closed_by(sample, amina)
    assert (closed.stage, closed.agreement, closed.kappa) == (SampleStage.CLOSED, 1.0, 1.0)
    assert list(closed.items.filter(passes=False).values_list("position", "failed")) == [(3, ["Q2"])]
    assert StaleMark.objects.filter(indicator="LEG-13").count() == 4


def test_nothing_is_shown_before_both_handed_in(sample: Sample, amina: User, aline: User, arno: User) -> None:
    read_by(sample, amina, {3: "Q2"})
    for who in (amina, aline, arno):
        assert not seating_of(sample, who).shows_levels
    assert readings_of(sample).disputed == {}


def test_a_third_decides_where_two_differ(sample: Sample, amina: User, aline: User, arno: User) -> None:
    read_by(sample, amina, {3: "Q2", 5: "Q1"})
    read_by(sample, aline, {3: "Q2", 7: "Q3"})
    read = readings_of(sample)
    by_position = {position: pk for pk, position in read.items}
    assert read.disputed == {by_position[5]: ["Q1"], by_position[7]: ["Q3"]}
    assert seating_of(sample, amina).task == ""
    assert seating_of(sample, arno).task == "join"
    with pytest.raises(StandardError, match="not read or decided"):
        closed_by(sample, amina)
    third = reader_join(sample=sample, actor=arno)
    assert third.seat == 3
    with pytest.raises(StandardError, match="Still open: 5, 7"):
        reading_submit(seat=third, actor=arno)
    answers = {
        by_position[5]: ItemAnswer({"Q1": Level.NOT_MET.value}),
        by_position[7]: ItemAnswer({"Q3": Level.MET.value}),
    }
    reading_save(seat=third, answers=answers, actor=arno)
    reading_submit(seat=third, actor=arno)
    closed = closed_by(sample, aline)
    assert list(closed.items.filter(passes=False).order_by("position").values_list("position", flat=True)) == [3, 5]
    # 9 items pass to both, 1 to neither, 1 to each alone: 10 of 12 agree, 104 of 144 by chance.
    assert closed.agreement == pytest.approx(10 / 12)
    assert closed.kappa == pytest.approx((10 / 12 - 104 / 144) / (1 - 104 / 144))


def test_the_third_seat_is_for_one_other_person(sample: Sample, amina: User, aline: User, arno: User) -> None:
    read_by(sample, amina, {5: "Q1"})
    read_by(sample, aline)
    assert reader_join(sample=sample, actor=amina).seat == 1
    reader_join(sample=sample, actor=arno)
    fourth = person_make("Fenna")
    with pytest.raises(StandardError, match="has its readers"):
        reader_join(sample=sample, actor=fourth)


def test_a_third_reader_is_not_needed_where_two_agree(sample: Sample, amina: User, aline: User, arno: User) -> None:
    read_by(sample, amina)
    read_by(sample, aline)
    with pytest.raises(StandardError, match="has its readers"):
        reader_join(sample=sample, actor=arno)


def test_a_reading_is_whole_when_it_is_handed_in_and_then_stands(sample: Sample, amina: User) -> None:
    seat = reader_join(sample=sample, actor=amina)
    with pytest.raises(StandardError, match="1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …"):
        reading_submit(seat=seat, actor=amina)
    read_by(sample, amina)
    item = sample.items.get(position=1)
    with pytest.raises(StandardError, match="no longer be changed"):
        reading_save(seat=seat, answers={item.pk: ItemAnswer({"Q1": Level.NOT_MET.value})}, actor=amina)
    assert Reading.objects.get(item=item).levels["Q1"] == Level.MET


def test_nobody_reads_from_the_seat_of_another_nor_items_of_another_sample(
    sample: Sample, drawn: Draw, heidekant: object, amina: User, aline: User
) -> None:
    seat = reader_join(sample=sample, actor=amina)
    with pytest.raises(StandardError, match="Somebody else reads"):
        reading_save(seat=seat, answers={}, actor=aline)
    other = drawn(items=queries(12), corps=heidekant).items.get(position=1)
    reading_save(seat=seat, answers={other.pk: ItemAnswer({"Q1": Level.MET.value})}, actor=amina)
    assert not Reading.objects.filter(item=other).exists()


def test_levels_that_do_not_exist_are_not_kept(sample: Sample, amina: User) -> None:
    seat = reader_join(sample=sample, actor=amina)
    item = sample.items.get(position=1)
    answer = ItemAnswer({"Q1": "splendid", "Q2": Level.PARTLY.value, "Q3": Level.MET.value})
    reading_save(seat=seat, answers={item.pk: answer}, actor=amina)
    assert Reading.objects.get(item=item).levels == {"Q3": Level.MET}


def test_each_failing_becomes_an_improvement_action(sample: Sample, amina: User, aline: User) -> None:
    for reader in (amina, aline):
        read_by(sample, reader, {2: "Q1", 9: "Q3"})
    closed = closed_by(sample, amina)
    actions = list(ImprovementAction.objects.order_by("reference"))
    assert {each.reference for each in actions} == {f"sample-{closed.pk}-2", f"sample-{closed.pk}-9"}
    assert {(each.source, each.owner, each.due_on, each.original_due_on) for each in actions} == {
        ("audit", "Head of unit", LATER, LATER)
    }
    assert all(closed.items.get(position=2).key in each.what for each in actions if each.reference.endswith("-2"))
    assert "reden genoteerd" in actions[0].what


def test_closing_asks_for_an_owner_and_a_day_to_come_and_happens_once(sample: Sample, amina: User, aline: User) -> None:
    for reader in (amina, aline):
        read_by(sample, reader)
    yesterday = timezone.localdate() - timedelta(days=1)
    for owner, due in (("", LATER), ("Head", yesterday)):
        with pytest.raises(StandardError):
            sample_close(sample=sample, version=1, owner=owner, due_on=due, actor=amina)
    sample_close(sample=sample, version=1, owner="Head", due_on=LATER, actor=amina)
    with pytest.raises(StandardError, match="moved on"):
        sample_close(sample=sample, version=1, owner="Head", due_on=LATER, actor=aline)


def test_reading_asks_few_queries_whatever_the_size(
    drawn: Draw, amina: User, aline: User, django_assert_num_queries: Callable[[int], object]
) -> None:
    sample = drawn()
    for reader in (amina, aline):
        read_by(sample, reader)
    with django_assert_num_queries(4):  # type: ignore[attr-defined]
        assert readings_of(sample).is_settled
