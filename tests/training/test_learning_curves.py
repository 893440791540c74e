import pytest

from edunn import Model, data
from edunn.errors import DataError, UnknownNameError
from edunn.training import History
from edunn.training.history import Epoch


def titles(chart):
    return {panel.title: [mark.name for mark in panel.legend] for panel in chart.panels}


def test_a_plot_shows_what_was_measured():
    train, test = data.load("iris").split(test=0.25, seed=0)
    model = Model([[4], [3, "softmax"]], seed=0)
    both = ["training", "validation"]
    history = model.train("adam", train, epochs=2, validation_data=test)
    assert titles(history.plot()) == {"Loss": both, "Accuracy": both}
    assert list(history.plot("loss").panels[0].legend[1].y) == history.columns["val_loss"]
    evolved = model.train("openai_es", train, epochs=2, population_size=4)
    assert titles(evolved.plot()) == {
        "Fitness": ["best", "mean", "worst"],
        "Loss": ["training"],
        "Accuracy": ["training"],
    }
    assert evolved.plot("fitness").panels[0].x.title == "generation"
    assert list(titles(evolved.plot("diversity"))) == ["Diversity"]


def test_what_was_not_measured_is_refused():
    numbers = History.of([Epoch(1, 0.9, None, 10)])
    assert list(titles(numbers.plot())) == ["Loss"]
    with pytest.raises(UnknownNameError, match="unknown plot of this history 'accuracy'"):
        numbers.plot("accuracy")
    with pytest.raises(UnknownNameError, match="Did you mean 'loss'"):
        numbers.plot(["loss"])
    with pytest.raises(DataError, match="nothing to plot"):
        History().plot()
