from hypothesis import given
from hypothesis import strategies as st

from indexer.reading.reading_order import Box, reading_order


def test_two_columns_drawn_in_order_stay_so() -> None:
    boxes = [Box(50, 50, 250, 300), Box(50, 320, 250, 700), Box(300, 50, 500, 600)]
    assert reading_order(boxes) == [0, 1, 2]


def test_columns_drawn_the_wrong_way_round_are_put_right() -> None:
    boxes = [
        Box(300, 100, 500, 300),
        Box(300, 310, 500, 600),
        Box(50, 100, 250, 300),
        Box(50, 310, 250, 600),
        Box(50, 40, 500, 70),
    ]
    assert reading_order(boxes) == [4, 2, 3, 0, 1]


def test_a_title_drawn_last_is_read_first() -> None:
    boxes = [Box(50, 100, 500, 200), Box(50, 220, 500, 300), Box(50, 20, 500, 60)]
    assert reading_order(boxes) == [2, 0, 1]


def test_a_block_that_runs_into_the_next_column_does_not_upset_the_order() -> None:
    firsts = [Box(50, 50, 250, 300), Box(50, 320, 250, 700), Box(300, 100, 500, 600)]
    lasts = [firsts[0], Box(300, 50, 500, 90), firsts[2]]
    assert reading_order(firsts, lasts) == [0, 1, 2]


number = st.floats(0, 800, allow_nan=False)


@given(st.lists(st.tuples(number, number, st.floats(1, 300), st.floats(1, 60)), max_size=25))
def test_no_block_is_lost_or_doubled(shapes: list[tuple[float, float, float, float]]) -> None:
    boxes = [Box(left, top, left + w, top + h) for left, top, w, h in shapes]
    assert sorted(reading_order(boxes)) == list(range(len(boxes)))
