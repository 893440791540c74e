"""History: the records, the columns that Keras has, and the story in a sentence."""

import pytest
from tests.training.worlds import T, X, fresh, trained

from edunn.errors import UnknownNameError
from edunn.messages import Message
from edunn.training import Epoch, Generation, History


def test_the_columns_have_keras_names():
    history = trained(validation_split=0.2).history
    assert {"loss", "accuracy", "val_loss", "val_accuracy"} <= set(history.history)
    assert all(len(column) == 3 for column in history.history.values())
    assert history.epoch == [1, 2, 3]


def test_what_was_not_measured_is_no_column():
    assert not {"val_loss", "val_accuracy"} & set(trained().history.history)
    numbers = trained(t=X[:, 0], model=fresh([[2], [1]], "mse"))
    assert "accuracy" not in numbers.history.history


def test_a_curve_has_its_name():
    history = trained(validation_split=0.2).history
    assert history["loss"] == [record.loss for record in history]
    assert history["val_accuracy"] == history.history["val_accuracy"]
    with pytest.raises(UnknownNameError, match=r"unknown curve 'los'. Did you mean 'loss'"):
        history["los"]
    with pytest.raises(UnknownNameError, match=r"val_loss was not measured. Train with validation"):
        trained().history["val_loss"]
    with pytest.raises(IndexError):
        history[3]


def test_generations_have_columns_of_their_own():
    columns = trained(algorithm="genetic_algorithm", population_size=5).history.history
    assert {"best", "mean", "worst", "diversity"} <= set(columns)


def test_it_is_a_sequence_of_records():
    history = trained().history
    assert len(history) == 3
    assert [record.index for record in history] == [1, 2, 3]
    assert history[-1] == list(history)[2]
    with pytest.raises(IndexError):
        history[3]


def test_columns_that_are_missing_were_not_measured():
    columns = {"index": [1, 2], "loss": [0.5, 0.4], "forward_passes": [10, 20]}
    history = History.of_columns(Epoch, columns)
    assert history.history == {"loss": [0.5, 0.4], "forward_passes": [10, 20]}
    assert history[-1].accuracy is None
    assert history.since(1)["loss"] == [0.4]


def test_records_become_columns_and_are_read_out_of_them_again():
    records = list(trained(algorithm="genetic_algorithm", population_size=5).history)
    history = History.of(records)
    assert list(history) == records
    assert history.kind is Generation


def test_a_row_that_another_thread_has_half_added_is_not_there():
    history = History.of([Epoch(1, 0.5, None, 10)])
    history.columns["loss"].append(0.4)
    assert len(history) == len(list(history)) == 1
    assert history[-1].loss == 0.5
    assert history.since(0)["loss"] == [0.5]


def test_its_story():
    history = trained(validation_split=0.2).history
    assert str(history).startswith("3 epochs: loss ")
    assert "val_accuracy" in repr(history)
    assert repr(history).endswith("All epochs done.")
    assert str(History()) == "History: no epochs yet."
    assert History().history == {name: [] for name in History().history}


def test_a_model_keeps_the_history_of_its_last_training():
    model = fresh()
    assert len(model.history) == 0
    first = model.train("sgd", X, T, epochs=2)
    second = model.train("sgd", X, T, epochs=1)
    assert model.history is second
    assert len(first) == 2


def test_time_is_told_but_is_no_column():
    history = trained().history
    assert all(record.seconds > 0 for record in history)
    assert "seconds" not in history.history


def test_two_runs_with_one_seed_have_equal_columns():
    assert trained().history.history == trained().history.history


def test_a_record_is_a_value():
    assert Epoch(1, 0.5, None, 10) == Epoch(1, 0.5, None, 10)


@pytest.mark.parametrize(
    ("losses", "is_told"),
    [
        ((0.7, 0.5, 0.6), False),
        ((0.7, 0.5, 1.0), True),
        ((0.7, 0.5, 1.2, 0.9), False),  # it has come back
        ((0.004, 0.001, 0.009), False),  # near 0 losses double without any harm
        ((0.3, 0.2, float("inf")), True),
        ((None, None), False),
        ((), False),
    ],
)
def test_a_validation_loss_that_has_doubled_is_told(losses, is_told):
    history = History.of([Epoch(k, 0.1, 1.0, k, None, loss) for k, loss in enumerate(losses, 1)])
    assert bool(history.remark) == is_told
    assert (history.remark in str(history)) or not is_told
    if is_told:
        assert f"since epoch {losses.index(min(losses)) + 1}," in history.remark


def test_restored_weights_are_not_learned_by_heart():
    history = History.of([Epoch(k, 0.1, 1.0, k, None, k / 2) for k in (1, 2, 3)])
    assert history.remark
    history.ending = Message("training.weights_restored", ending="", epoch=1)
    assert not history.remark


def test_prints_the_same_line_with_and_without_numba():
    history = History.of([Epoch(1, 0.5, 0.75, 10)])
    before = str(history)
    reason = Message("engine.no_numba")
    history.notes.append(Message("engine.readable", reason=reason))
    assert str(history) == before
    assert "needs Numba" in history.note
