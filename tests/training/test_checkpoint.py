"""A training that was saved and resumed is the training that never stopped, bit for bit."""

from dataclasses import replace

import numpy as np
import pytest

from edunn import EarlyStopping, Model
from edunn.catalogue import FAMILIES
from edunn.errors import DataError, FileFormatError, SettingError
from edunn.evolution.recipes import ORIGINAL
from edunn.optimizers import CosineDecay, ReduceOnPlateau
from edunn.training import Plan, begin
from edunn.training.fingerprint import fingerprint

SIZES = [[4, {"scale": "standardize"}], [6, "relu", {"dropout": 0.3, "l2": 0.01}], [3, "softmax"]]


def rows(count=37, seed=0):
    random = np.random.default_rng(seed)
    return random.normal(size=(count, 4)), random.integers(0, 3, count)


def model_for(dtype="float32"):
    return Model(SIZES, dtype=dtype, seed=1)


def bits(training):
    """Everything of a training that may be compared."""
    state = [np.asarray(value).tobytes() for value in training.state]
    records = [
        {name: value for name, value in vars(record).items() if name != "seconds"}
        for record in training.history
    ]
    next_draws = training.random.bit_generator.state
    theta = training.learned.theta.tobytes()
    return state, records, training.history.ending, theta, str(next_draws)


def saved_and_resumed(training, path, **about_rows):
    training.save(path)
    x, t = rows()
    return Model.from_file(path).resume(x, t, **about_rows)


def go_on(training, epochs=None):
    for _ in zip(range(epochs or 1000), training, strict=False):
        pass
    return training


def assert_same_ending(training, path, **about_rows):
    resumed = saved_and_resumed(training, path, **about_rows)
    assert bits(resumed) == bits(training)
    assert bits(go_on(resumed)) == bits(go_on(training))
    assert training.finished
    assert resumed.forward_passes == training.forward_passes


@pytest.fixture
def path(tmp_path):
    return tmp_path / "run.edunn"


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("algorithm", FAMILIES["optimizer"])
@pytest.mark.parametrize("steps", [0, 1, 4, 7])
def test_every_optimizer_goes_on_from_any_step(path, algorithm, steps, dtype):
    x, t = rows()
    training = model_for(dtype).training(algorithm, x, t, epochs=4, batch_size=10, seed=5)
    for _ in range(steps):
        training.step()
    assert_same_ending(training, path)


@pytest.mark.parametrize("rate", [CosineDecay(0.1, steps=10), ReduceOnPlateau(0.5, patience=1)])
def test_schedules_go_on(path, rate):
    x, t = rows()
    training = model_for().training("momentum", x, t, epochs=12, batch_size=10, learning_rate=rate)
    go_on(training, 6)
    assert_same_ending(training, path)
    rates = {record.learning_rate for record in training.history}
    assert len(rates) > 1


def test_an_optimizer_that_was_exchanged_stays_exchanged(path):
    x, t = rows()
    training = model_for().training("adam", x, t, epochs=4, batch_size=10)
    next(training)
    training.optimizer = replace(training.optimizer, learning_rate=0.5)
    assert_same_ending(training, path)


@pytest.mark.parametrize("after", [1, 3, 5])
def test_early_stopping_remembers_its_best_epoch(path, after):
    x, t = rows()
    rule = EarlyStopping("val_loss", patience=3, min_delta=0.001)
    training = model_for().training(
        "adam", x, t, epochs=60, learning_rate=0.1, early_stopping=rule, validation_split=0.3
    )
    go_on(training, after)
    assert_same_ending(training, path, validation_split=0.3)
    assert "The weights are those of epoch" in training.history.ending


def test_weights_and_validation_rows_are_passed_again(path):
    x, t = rows()
    about = {
        "validation_data": rows(11, seed=3),
        "class_weight": "balanced",
        "sample_weight": np.linspace(0.5, 1.5, len(x)),
    }
    training = model_for().training("adam", x, t, epochs=4, batch_size=10, **about)
    training.step()
    assert_same_ending(training, path, **about)


@pytest.mark.parametrize("settings", [{"shuffle": False}, {"batch_size": 1}, {"batch_size": 100}])
def test_other_plans(path, settings):
    x, t = rows()
    training = model_for().training("rmsprop", x, t, epochs=3, **settings)
    training.step()
    assert_same_ending(training, path)


GENETICS = {
    "default": {"population_size": 8},
    "batches": {"population_size": 8, "batch_size": 10},
    "loss": {"population_size": 8, "fitness": "loss", "mutation": "adaptive", "crossover": "blend"},
    "original": {"preset": "original"},
    "reset": {"population_size": 8, "mutation": "reset", "selection": "sus", "crossover": "neuron"},
    "target": {"population_size": 8, "target": 2.0, "elitism": 0},
}


@pytest.mark.parametrize("after", [0, 1, 5])
@pytest.mark.parametrize("name", GENETICS)
def test_generations_go_on(path, name, after):
    x, t = rows()
    training = model_for().training("genetic_algorithm", x, t, generations=9, **GENETICS[name])
    go_on(training, after) if after else None
    assert_same_ending(training, path)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("batch_size", [None, 10])
@pytest.mark.parametrize("after", [0, 1, 5])
@pytest.mark.parametrize("algorithm", FAMILIES["strategy"])
def test_every_strategy_goes_on_from_any_generation(path, algorithm, after, batch_size, dtype):
    x, t = rows()
    options = {"generations": 9, "population_size": 8, "batch_size": batch_size, "seed": 5}
    training = model_for(dtype).training(algorithm, x, t, **options)
    go_on(training, after) if after else None
    assert_same_ending(training, path)


@pytest.mark.parametrize("family", ["selection", "crossover", "mutation"])
def test_every_operator_can_be_saved(path, family):
    x, t = rows()
    for name in FAMILIES[family]:
        settings = {"population_size": 8, family: name}
        training = model_for().training("genetic_algorithm", x, t, generations=4, **settings)
        next(training)
        assert_same_ending(training, path)


def test_a_strategy_as_an_object_can_be_saved(path):
    x, t = rows()
    training = model_for().training(ORIGINAL, x, t, epochs=4)
    next(training)
    assert_same_ending(training, path)


@pytest.mark.parametrize("kind", ["PCG64", "MT19937", "Philox", "SFC64", "PCG64DXSM"])
def test_any_generator_of_numpy_goes_on(path, kind):
    x, t = rows()
    random = np.random.Generator(getattr(np.random, kind)(3))
    training = model_for().training("adam", x, t, epochs=3, batch_size=10, seed=random)
    training.step()
    assert_same_ending(training, path)


@pytest.mark.parametrize("seed", [None, 5])
def test_the_model_goes_on_too_after_its_training(path, seed):
    x, t = rows()
    model = model_for()
    training = model.training("adam", x, t, epochs=3, seed=seed)
    next(training)
    training.save(path)
    other = Model.from_file(path)
    resumed = other.resume(x, t)
    for each, run in ((model, training), (other, resumed)):
        go_on(run)
        assert each.history is run.history
        assert each.learned is run.learned
        each.train("sgd", x, t, epochs=2)
    assert other.theta.tobytes() == model.theta.tobytes()


def test_it_can_be_saved_and_resumed_again_and_again(path):
    x, t = rows()
    straight = go_on(model_for().training("adam", x, t, epochs=5, batch_size=10))
    broken = model_for().training("adam", x, t, epochs=5, batch_size=10)
    while not broken.finished:
        broken.step()
        if broken.position == len(broken.order):
            next(broken)
        broken = saved_and_resumed(broken, path)
    assert bits(broken) == bits(straight)


def test_saving_disturbs_nothing(path):
    x, t = rows()
    watched, alone = (model_for().training("adam", x, t, epochs=3, batch_size=10) for _ in "ab")
    while not watched.finished:
        watched.save(path)
        next(watched)
    assert bits(watched) == bits(go_on(alone))


def test_the_file_is_a_model_too(path):
    x, t = rows()
    model = model_for()
    training = model.training("adam", x, t, epochs=3)
    next(training)
    training.save(path)
    loaded = Model.from_file(path)
    assert loaded.predict(x).tobytes() == model.predict(x).tobytes()
    assert len(loaded.history) == 1
    loaded.train("adam", x, t, epochs=2)
    loaded.save(path)
    assert Model.from_file(path).checkpoint is None


def test_a_resumed_training_does_not_care_what_the_model_did_meanwhile(path):
    x, t = rows()
    training = model_for().training("adam", x, t, epochs=3)
    next(training)
    training.save(path)
    loaded = Model.from_file(path)
    loaded.train("sgd", x, t, epochs=2, learning_rate=0.5)
    resumed = loaded.resume(x, t)
    assert bits(go_on(resumed))[0] == bits(go_on(training))[0]
    assert loaded.theta.tobytes() == training.learned.theta.tobytes()


def test_equal_arrays_are_stored_once(path):
    x, t = rows()
    training = model_for().training("genetic_algorithm", x, t, generations=3, population_size=8)
    next(training)
    resumed = saved_and_resumed(training, path)
    assert training.state.best is training.state.champion
    assert resumed.state.best is resumed.state.champion


OTHERS = {
    "rows": lambda x, t: (x[:-1], t[:-1], {}),
    "one number": lambda x, t: (np.where(x == x[3, 2], 0, x), t, {}),
    "order": lambda x, t: (x[::-1], t[::-1], {}),
    "labels": lambda x, t: (x, (t + 1) % 3, {}),
    "weights": lambda x, t: (x, t, {"sample_weight": np.ones(len(x))}),
    "validation": lambda x, t: (x, t, {"validation_data": (x, t)}),
}


@pytest.mark.parametrize("other", OTHERS)
def test_other_rows_are_refused(path, other):
    x, t = rows()
    training = model_for().training("adam", x, t, epochs=3)
    next(training)
    training.save(path)
    x, t, about = OTHERS[other](x, t)
    with pytest.raises(DataError, match="not the rows that this training began with"):
        Model.from_file(path).resume(x, t, **about)


def test_a_fitness_function_is_refused_with_words(path):
    x, t = rows()
    training = model_for().training(
        "genetic_algorithm", x, t, population_size=4, elitism=1, fitness=lambda y, t: y[:, 0, 0]
    )
    with pytest.raises(SettingError, match="fitness is a function, which a file cannot hold"):
        training.save(path)
    assert not path.exists()


def test_without_a_waiting_training_there_is_nothing_to_resume(path):
    x, t = rows()
    model = model_for()
    model.save(path)
    for each in (model, Model.from_file(path)):
        with pytest.raises(SettingError, match="no training to resume"):
            each.resume(x, t)


def test_a_training_without_a_model_cannot_be_saved(path):
    x, t = rows()
    owned = model_for().training("adam", x, t)
    lone = begin(
        owned.optimizer, owned.objective, owned.learned, owned.examples, Plan(), owned.random
    )
    with pytest.raises(SettingError, match="belongs to no model"):
        lone.save(path)


def test_a_finished_training_stays_finished(path):
    x, t = rows()
    training = go_on(model_for().training("adam", x, t, epochs=2))
    resumed = saved_and_resumed(training, path)
    assert resumed.finished
    assert list(resumed) == []


def test_the_fingerprint_sees_every_bit_and_every_shape():
    x, t = rows()
    training = model_for().training("adam", x, t)
    given = training.examples
    known = {fingerprint(given), fingerprint(given, given)}
    known.add(fingerprint(given._replace(x=given.x.reshape(4, -1))))
    known.add(fingerprint(given._replace(x=np.nextafter(given.x, np.inf))))
    known.add(fingerprint(given._replace(x=given.x.astype("float64"))))
    known.add(fingerprint(given._replace(weights=np.ones(len(x)))))
    assert len(known) == 6


def waiting(path, **settings):
    """A model with a training that waits, for tests that spoil its memory."""
    x, t = rows()
    training = model_for().training(epochs=3, inputs=x, labels=t, **settings)
    next(training)
    training.step()
    training.save(path)
    return Model.from_file(path)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("position", 1000, "position is 1000"),
        ("position", -1, "position is -1"),
        ("position", "x", "position is 'x'"),
        ("order", np.zeros(37, dtype=int), "names one of them twice"),
        ("order", np.arange(37) + 5, "points outside of 0 to 36"),
        ("order", np.arange(37.0), "float64"),
        ("order", [1, 2], "is expected"),
        ("z", np.zeros((2, 3), "float32"), "z is float32"),
        ("penalty", None, "penalty is None"),
        ("good_theta", np.zeros(3, "float32"), "good_theta"),
        ("good_statistics", [], "must be a list of"),
        ("state", {"theta": np.zeros(3)}, "must have the names theta, t, m, v"),
        ("state", 3, "must have the names"),
        ("more", 3, "must have the names"),
    ],
)
def test_a_spoiled_state_is_refused(path, name, value, words):
    model = waiting(path, algorithm="adam", batch_size=10)
    model.checkpoint.state_dict[name] = value
    with pytest.raises(FileFormatError, match=words):
        model.resume(*rows())


def test_a_claimed_population_must_be_there(path):
    model = waiting(path, algorithm="genetic_algorithm", population_size=8)
    object.__setattr__(model.checkpoint.algorithm, "population_size", 10**12)
    with pytest.raises(FileFormatError, match="has not the size 1000000000000"):
        model.resume(*rows())


@pytest.mark.parametrize(
    ("algorithm", "former"),
    [
        ("adam", {"m": "mean", "v": "square"}),
        ("rmsprop", {"v": "square"}),
        ("nesterov", {"v": "velocity"}),
        ("low_rank_es", {"m": "mean", "v": "square"}),
        ("cma_es", {"m": "mean", "p_sigma": "sigma_path", "p_c": "path", "C": "covariance"}),
        ("sep_cma_es", {"m": "mean", "p_sigma": "sigma_path", "p_c": "path", "C": "covariance"}),
        ("adagrad", {"G": "total"}),
    ],
)
def test_a_state_with_the_names_of_earlier_versions_is_read(path, algorithm, former):
    model = waiting(path, algorithm=algorithm, batch_size=10)
    expected = [record.loss for record in model.resume(*rows())]
    model = Model.from_file(path)
    state = model.checkpoint.state_dict["state"]
    model.checkpoint.state_dict["state"] = {former.get(name, name): state[name] for name in state}
    assert [record.loss for record in model.resume(*rows())] == expected
