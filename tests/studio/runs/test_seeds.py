from time import perf_counter

import pytest


def band(lab, run):
    lab.wait(lambda: not lab.session.runs.band(run).is_running)
    return lab.session.runs.band(run)


@pytest.mark.parametrize(
    "settings",
    [{}, {"data": {"name": "curve", "rows": 60}}, {"hidden": [{"units": 4, "regularizer": "l2"}]}],
    ids=["classes", "numbers", "penalty"],
)
def test_the_first_seed_is_the_run_itself(lab, settings):
    run = lab.begin(epochs=5, **settings)
    assert lab.session.runs.band(run).done == 0
    lab.session.runs.start_seeds(run, 3)
    drawn = band(lab, run)
    assert (drawn.done, drawn.index) == (3, [1, 2, 3, 4, 5])
    assert all(a <= b <= c for a, b, c in zip(drawn.low, drawn.median, drawn.high, strict=True))
    last = lab.finished(run).last
    assert drawn.final[0] == getattr(last, drawn.measure)
    assert drawn.sentence.startswith("With 3 seeds,")


def test_evolution_has_seeds_too(lab, genetic):
    run = lab.begin(epochs=5, algorithm=genetic)
    lab.session.runs.start_seeds(run, 2)
    drawn = band(lab, run)
    assert drawn.final[0] == lab.finished(run).last.val_accuracy


def test_long_runs_are_compared_at_sixty_places(lab):
    run = lab.begin(epochs=300)
    lab.session.runs.start_seeds(run, 2)
    index = band(lab, run).index
    assert (index[0], index[-1], len(index)) == (1, 300, 60)


def test_what_diverges_ends_as_the_worst(lab):
    algorithm = {"name": "gradient_descent", "settings": {"learning_rate": 1e6}}
    run = lab.begin(data={"name": "curve"}, epochs=5, algorithm=algorithm)
    lab.session.runs.start_seeds(run, 2)
    assert band(lab, run).final == [None, None]


def test_twenty_seeds_of_iris_take_no_patience(lab):
    run = lab.begin(epochs=100)
    lab.session.runs.start_seeds(run, 2)  # the compiler's cache is read
    band(lab, run)
    started = perf_counter()
    lab.session.runs.start_seeds(run, 20)
    assert band(lab, run).done == 20
    assert perf_counter() - started < 10  # under 2 s on an idle machine: benchmarks/studio


def test_asking_again_gives_up_the_seeds_before(lab):
    first, second = lab.begin(epochs=20_000), lab.begin(epochs=5)
    lab.session.runs.start_seeds(first, 50)
    lab.session.runs.start_seeds(second, 2)
    assert not lab.session.runs.band(first).is_running
    assert lab.session.runs.band(first).done < 50
    assert band(lab, second).done == 2
    lab.session.runs.start_seeds(first, 50)
    assert lab.session.runs.band(first).is_running


def test_deleting_the_run_gives_up_its_seeds(lab):
    run = lab.begin(epochs=20_000)
    lab.session.runs.start_seeds(run, 50)
    place = lab.session.stream.last
    lab.session.runs.delete(run)
    events = [numbered.event for numbered in lab.session.stream.after(place)]
    assert [event.type for event in events][-1] == "gone"
    last = [event.band for event in events if event.type == "band"][-1]
    assert not last.is_running


def test_closing_gives_up_seeds(lab):
    run = lab.begin(epochs=20_000)
    lab.session.runs.start_seeds(run, 50)
    lab.restart()
    assert lab.session.runs.band(run).done == 0


def test_seeds_can_be_given_up_and_what_is_done_stays(lab):
    run = lab.begin(epochs=20_000)
    lab.session.runs.start_seeds(run, 50)
    stopped = lab.session.runs.stop_seeds(run)
    assert not stopped.is_running
    assert stopped.done < stopped.of == 50
    assert lab.session.runs.band(run) == stopped


def test_nobody_needs_seeds_to_give_them_up(lab):
    run = lab.begin(epochs=2)
    assert lab.session.runs.stop_seeds(run).of == 0
