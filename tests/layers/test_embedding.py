"""An embedding by its definition: a one-hot vector times W, and what it refuses."""

import numpy as np
import pytest

from edunn import Model
from edunn.errors import ArchitectureError, DataError, SettingError
from edunn.evolution import LowRankES, SearchSpace
from edunn.layers import Embedding, LayerState

WORDS = np.array([[0, 4, 4], [2, 0, 4]])
ONE_HOT = np.eye(5)[WORDS]


@pytest.fixture
def vectors():
    return np.random.default_rng(0).normal(size=(5, 2))


@pytest.mark.parametrize("dtype", ["int64", "uint8", "float32", "float64", "bool"])
def test_it_is_a_one_hot_vector_times_the_matrix(vectors, dtype):
    words = WORDS.astype(dtype)
    y, _ = Embedding(5, 2).forward(words, {"W": vectors}, LayerState(shape=(3,)))
    np.testing.assert_array_equal(y, np.eye(5)[words.astype(int)] @ vectors)


@pytest.mark.parametrize("front", [(), (4,)], ids=["alone", "population"])
def test_the_gradient_is_that_of_the_product(vectors, front):
    dy = np.random.default_rng(1).normal(size=(*front, 2, 3, 2))
    dp = {"W": np.full((*front, 5, 2), np.nan)}
    Embedding(5, 2).parameter_gradients(dy, {"x": WORDS * 1.0}, {"W": vectors}, dp)
    expected = ONE_HOT.reshape(6, 5).T @ dy.reshape(*front, 6, 2)
    np.testing.assert_allclose(dp["W"], expected, rtol=1e-12)
    assert (dp["W"][..., [1, 3], :] == 0).all()  # words that do not occur


def text_model(**settings):
    return Model([[3], ["embedding", 5, 2], ["flatten"], [2, "softmax"]], seed=1, **settings)


@pytest.mark.parametrize(
    ("word", "place"), [(0.5, "1, place 2"), (5, "1, place 2"), (-1, "1, place 2")]
)
@pytest.mark.parametrize("act", ["predict", "train"])
def test_what_is_no_word_is_refused_with_row_and_number(word, place, act):
    x = WORDS.astype(float)
    x[1, 2] = word
    model = text_model()
    expected = rf"row {place} is {word}, but Embedding takes whole numbers from 0 to 4"
    with pytest.raises(DataError, match=expected):
        model.predict(x) if act == "predict" else model.train("adam", x, [0, 1], progress=False)


def test_a_number_that_another_layer_made_is_refused_too():
    model = Model([[3, {"scale": "standardize"}], ["embedding", 5, 2], ["flatten"], [1]], "mse")
    with pytest.raises(DataError, match="Embedding takes whole numbers"):
        model.train("adam", WORDS, [0.0, 1.0], progress=False)


@pytest.mark.parametrize("below", [[4], ["batch_norm"]])
def test_nothing_that_learns_may_be_below_it(below):
    with pytest.raises(ArchitectureError, match="Let it be the first layer"):
        Model([[3], below, ["embedding", 5, 2], ["flatten"], [1]])


def test_words_have_no_gradient():
    model = text_model()
    with pytest.raises(ArchitectureError, match="no layer can learn to change"):
        Embedding(5, 2).input_gradient(np.ones((2, 3, 2)), {}, model.parameters[0])


@pytest.mark.parametrize("settings", [(0, 2), (5, 0), (2.5, 2), ("five", 2)])
def test_words_and_size_are_counts(settings):
    with pytest.raises(SettingError, match="whole number, 1 or more"):
        Embedding(*settings)


def test_its_numbers_are_drawn_with_deviation_1_unless_chosen():
    wide = Model([[3], ["embedding", 500, 20], ["flatten"], [1]], seed=1)
    assert wide.parameters[0]["W"].std() == pytest.approx(1.0, rel=0.05)
    small = Model([[3], ["embedding", 500, 20, {"initializer": "zeros"}], ["flatten"], [1]])
    assert (small.parameters[0]["W"] == 0).all()


def test_a_low_rank_population_looks_up_as_the_written_out_one():
    model, random = text_model(dtype="float64"), np.random.default_rng(0)
    strategy = LowRankES(population_size=6)
    population = strategy.ask(
        strategy.start(SearchSpace.of(model.network), model.theta, random), random
    )
    short, long = (
        model.objective.logits(theta, WORDS.astype(float), model.learned.statistics)
        for theta in (population, np.asarray(population))
    )
    np.testing.assert_allclose(short, long, rtol=1e-12)


def test_it_learns_which_word_counts():
    random = np.random.default_rng(0)
    x = random.integers(0, 5, (200, 3))
    labels = ((x == 3) | (x == 1)).any(axis=1).astype(int)
    model = text_model()
    model.train("adam", x, labels, epochs=60, learning_rate=0.05, progress=False)
    assert model.evaluate(x, labels).accuracy > 0.97
