"""The draw: the same list and seed give the same items, to us and to code that shares no line with ours."""

import hashlib
import random
import zlib
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from audit.workflow.standards.codes import Level
from audit.workflow.standards.drawing import FrameItem, frame_checksum, frame_pack, frame_unpack, sample_draw
from audit.workflow.standards.points import item_passes, total_of

ITEMS = [FrameItem(key=f"K{place:03d}", on=date(2025, 1, 1), title=f"Title {place}") for place in range(120)]


def test_the_draw_can_be_made_again_from_the_kept_list_and_the_seed() -> None:
    """As docs/methods/standards.md tells a stranger to do it."""
    kept = frame_pack(ITEMS)
    lines = zlib.decompress(kept.packed).decode().split("\n")
    assert hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest() == kept.checksum
    keys = [line.split("\t")[0] for line in lines]
    by_hand = sorted(keys, key=lambda key: hashlib.sha256(f"5eed:{key}".encode()).hexdigest())[:30]
    assert [item.key for item in sample_draw(ITEMS, seed="5eed", size=30)] == by_hand


def test_the_order_of_the_list_changes_neither_checksum_nor_draw() -> None:
    mixed = list(ITEMS)
    random.Random(3).shuffle(mixed)  # noqa: S311  not for secrets
    assert frame_pack(mixed).checksum == frame_pack(ITEMS).checksum
    assert sample_draw(mixed, seed="a", size=10) == sample_draw(ITEMS, seed="a", size=10)


def test_another_seed_draws_others_and_every_item_is_drawn_about_as_often() -> None:
    times = dict.fromkeys((item.key for item in ITEMS), 0)
    for seed in range(400):
        for item in sample_draw(ITEMS, seed=str(seed), size=30):
            times[item.key] += 1
    # 400 draws of a quarter of the list: 100 each, with a standard deviation below 9.
    assert 60 < min(times.values()) <= max(times.values()) < 140


text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.lists(st.builds(FrameItem, key=text, on=st.none() | st.dates(), title=text, channel=text), min_size=1))
def test_a_kept_list_comes_back_with_the_checksum_it_had(items: list[FrameItem]) -> None:
    kept = frame_pack(items)
    assert frame_checksum(kept.packed) == kept.checksum
    back = frame_unpack(kept.packed)
    assert frame_pack(back) == kept
    assert len(back) == kept.count == len(items)


def test_half_of_the_points_where_a_criterion_is_partly_met_and_none_where_it_does_not_apply() -> None:
    total = total_of([(8, Level.MET), (6, Level.PARTLY), (4, Level.NOT_MET), (2, Level.NOT_APPLICABLE), (2, "")])
    assert (total.points, total.most, total.all_met) == (11, 20, False)
    assert total_of([(2, Level.MET), (2, Level.NOT_APPLICABLE)]).all_met
    assert not total_of([(2, Level.NOT_APPLICABLE)]).all_met


def test_an_item_passes_when_everything_that_applies_is_met() -> None:
    assert item_passes([Level.MET, Level.NOT_APPLICABLE])
    assert not item_passes([Level.MET, Level.NOT_MET])
    assert not item_passes([Level.NOT_APPLICABLE])
    assert not item_passes([])
