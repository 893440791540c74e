"""A few runs compute at a time, and take turns."""

from threading import Barrier, Thread
from time import sleep

from edunn.studio.runs.seats import Seats


def test_no_more_are_inside_than_there_are_seats():
    seats, inside, most = Seats(2), [], []

    def visit() -> None:
        with seats:
            inside.append(1)
            most.append(len(inside))
            sleep(0.005)
            inside.pop()

    threads = [Thread(target=visit) for _ in range(12)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    assert max(most) == 2
    assert seats.free == 2


def test_a_thread_that_comes_back_waits_behind_the_others():
    seats, order, ready = Seats(1), [], Barrier(3)

    def visit(name: str) -> None:
        ready.wait()
        for _ in range(20):
            with seats:
                order.append(name)
                sleep(0.001)

    threads = [Thread(target=visit, args=(name,)) for name in "abc"]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    middle = order[10:45]
    assert all(middle.count(name) >= 8 for name in "abc"), order


def test_a_seat_is_free_again_after_an_error():
    seats = Seats(1)
    try:
        with seats:
            raise ValueError
    except ValueError:
        pass
    assert seats.free == 1
