"""Model: a network that is built, trained, traced and saved, and whose training is resumed."""

from collections.abc import Sequence
from dataclasses import fields
from inspect import signature
from os import PathLike
from typing import Any, Literal, Never, final

import numpy as np

from edunn import files
from edunn.architecture import Defaults, build_network
from edunn.catalogue import find
from edunn.data import Columns
from edunn.data.origin import Origin
from edunn.doctor import Diagnosis, diagnose, diagnose_training
from edunn.errors import SettingError
from edunn.guards import either, require_choice, require_dtype, require_path, require_positive
from edunn.habits import BUILDING, ENDINGS, answer, refuse_foreign
from edunn.layers import Layer
from edunn.learning import Learner
from edunn.messages import Message, in_short
from edunn.network import Learned
from edunn.objective import Objective
from edunn.optimizers import Schedule
from edunn.pretrained import place_of
from edunn.seeds import Seed, generator
from edunn.targets import Targets, checked_scaling
from edunn.training import History, Training
from edunn.training.checkpoint import Checkpoint
from edunn.training.preparing import Given
from edunn.workers import Workers


@final
class Model(Learner):
    """A feed-forward neural network: build it, train it, look inside it, save it.

    Args:
        architecture: the short form, `[[4], [2, "relu"], [3, "softmax"]]`: the input, then a dense
            layer each: units, activation, settings (see `edunn.architecture`).
        loss_function: a name or a loss object; None is the one that belongs to the last layer:
            "cross_entropy" for softmax, "binary_cross_entropy" for sigmoid, else "mse".
        learning_rate: a number or a schedule, for algorithms given by name.
        layers: instead of `architecture`, layer objects; activations may be names between them.
        inputs: with `layers`, how many numbers a row has, or its shape.
        initializer: of all weights without one of their own; None is chosen by the activation.
        regularizer: of all dense layers without one of their own.
        target_scaling: "standardize": the targets of a regression, its loss, trace and history are
            in units of their spread. "none": as they are. "auto": standardized if far from 0.
        dtype: "float32" or "float64", or NumPy's types of these names.
        seed, random_state: repeats the initial weights and all that follows.
        engine: "numpy" (readable), "fused" (compiled), or "auto": the quicker of the two.

    Raises:
        ArchitectureError, UnknownNameError, SettingError: what is wrong, and what to try.

    Example:
        >>> model = Model([[2], [3, "tanh"], [1, "sigmoid"]], "binary_cross_entropy", seed=1)
        >>> x, t = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]
        >>> history = model.train("adam", x, t, epochs=300, learning_rate=0.1)
        >>> model.classify(x)
        [0, 1, 1, 0]
    """

    def __init__(
        self,
        architecture: Sequence[Any] | None = None,
        loss_function: Any = None,
        learning_rate: float | Schedule | None = None,
        *,
        layers: Sequence[Layer | Any] | None = None,
        inputs: int | tuple[int, ...] | None = None,
        initializer: Any = None,
        regularizer: Any = None,
        target_scaling: Literal["auto", "standardize", "none"] | None = "auto",
        dtype: Literal["float32", "float64"] | type | np.dtype[Any] = "float32",
        seed: Seed | None = None,
        random_state: Seed | None = None,
        engine: Literal["auto", "numpy", "fused"] = "auto",
        **unknown: Never,
    ) -> None:
        if unknown:
            known = [name for name in signature(Model).parameters if name != "unknown"]
            refuse_foreign(BUILDING, unknown, "setting of Model", known)
        defaults = Defaults.of(initializer, regularizer)
        network = build_network(architecture, layers, inputs, defaults)
        if learning_rate is not None and not callable(learning_rate):
            require_positive("learning_rate", learning_rate)
        loss = None if loss_function is None else find("loss", loss_function)
        self.objective = Objective.of(network, loss)
        self.learning_rate = learning_rate
        self.target_scaling = checked_scaling(target_scaling, network)
        self.dtype = require_dtype(dtype)
        self.engine = require_choice("engine", engine, ("auto", "numpy", "fused"))
        self.random = generator(either("seed", seed, "random_state", random_state))
        theta = network.initial_theta(self.random, self.dtype)
        self.learned = Learned(theta, network.initial_statistics())
        self.targets: Targets | None = None
        """What the outputs stand for, from the first training on."""
        self.feature_names: tuple[str, ...] = ()
        self.history = History()
        """The records of the last training."""
        self.columns: Columns | None = None
        """How a table's columns become inputs, for a model of a table."""
        self.origin: Origin | None = None
        """How its table was read, and which rows were held out, if `edunn train` saved it."""
        self.checkpoint: Checkpoint | None = None
        """A training that was saved in mid-run; `resume` goes on with it."""

    def resume(
        self, inputs: Any, labels: Any = None, *, workers: Workers = None, **about_rows: Any
    ) -> Training:
        """Continue, bit for bit, the training in the file that this model came from.

        Args:
            inputs, labels: the same rows as then; a hash of them is in the file.
            workers: as for `training`; they may be others than then.
            about_rows: the options of `training` about the rows: `validation_data`,
                `validation_split`, `class_weight`, `sample_weight`. The rest is in the file.

        Raises:
            SettingError: there is no training to resume.
            DataError: the rows are not those that the training began with.
        """
        if self.checkpoint is None:
            raise SettingError(
                "there is no training to resume. Open a file that training.save wrote with "
                "Model.from_file, or start one with model.train."
            )
        prepared = self._intake.prepared(Given.of(inputs, labels), **about_rows)
        rows, validation = prepared.rows, prepared.validation
        training = self.checkpoint.resumed(self.objective, rows, validation, workers)
        self.learned, self.history, training.owner = training.learned, training.history, self
        if self.checkpoint.shares_random:
            self.random = training.random
        self.checkpoint = None
        return training

    def diagnose(
        self,
        train: Any,
        test: Any = None,
        *,
        others: Sequence[Any] = (),
        asked: Any = None,
        groups: Any = None,
        table: Any = None,
    ) -> Diagnosis:
        """Why the network does not learn, or why its result deceives: the most telling first.

        Args:
            train, test: the rows, each a pair of inputs and labels or a Dataset.
            others: the models of other seeds or settings; or two answers to the same rows.
            asked: rows that were asked afterwards, with the labels they are compared with.
            groups: whose row each is, for the training rows and the test rows.
            table: all rows in their order, as they stood before the split.

        Raises:
            SettingError: the model is not trained.

        Example:
            >>> model = Model([[2], [4, "tanh"], [2, "softmax"]], initializer="zeros", seed=0)
            >>> rows = [[0.0, 1.0], [1.0, 0.0]] * 20, [0, 1] * 20
            >>> history = model.train("adam", *rows, epochs=20)
            >>> print(model.diagnose(rows)[0].message)
            All units of hidden layer 1 have the same weights.
        """
        further = {"others": others, "asked": asked, "groups": groups, "table": table}
        return diagnose(self, train, test, **further)

    def cause_of(self, training: Training) -> Message | None:
        """Why a training that has ended has learned nothing: the first finding, if there is one.

        Example:
            >>> model = Model([[2], [2, "relu"], [2, "softmax"]], initializer="zeros", seed=0)
            >>> training = model.training("adam", [[0.0, 1.0], [1.0, 0.0]], [0, 1], epochs=10)
            >>> history = training.finish()
            >>> model.cause_of(training)[:53]
            'All units of hidden layer 1 have the same weights. Un'
        """
        found = diagnose_training(training, rows=1000)
        return found[0].as_note() if found else None

    # Files

    def save(self, path: str | PathLike[str], training: Training | None = None) -> None:
        """Write the whole model into one file; a crash leaves the old file or the new one.

        With a `training` of this model, the file holds that too: see `Training.save`.

        Raises:
            DataError: the model has NaN or infinity in it.
            SettingError, UnknownNameError: something in it is unknown to the catalogue, or the
                name of the file ends like those of another format.
            OSError: the file cannot be written.
        """
        habit = ENDINGS.get(require_path(path).suffix.lower())
        if habit is not None:
            raise SettingError(f"{in_short(str(path))}: {answer(habit)}")
        facts = {field.name: getattr(self, field.name) for field in fields(files.Saved)}
        facts["checkpoint"] = None
        if training is not None:
            facts["checkpoint"] = Checkpoint.of(training, training.random is self.random)
            facts |= {"learned": training.learned, "history": training.history}
        files.write(path, files.Saved(**facts))

    def export(self, path: str | PathLike[str], to: str | None = None) -> None:
        """Write the network for other programs, with the same numbers: see `edunn.exports`.

        Args:
            path: the file; `.onnx`, `.py`, `.js` and `.html` say which format it is to have.
            to: which kind of Python program: "numpy", as by default, "torch", "keras" or "sklearn".

        Raises:
            SettingError, UnknownNameError: the format cannot hold something in the network, or
                does not end so.
            OSError: the file cannot be written.
        """
        from edunn.exports import export  # here, since most programs never need it

        export(self, path, to)

    @staticmethod
    def from_file(path: str | PathLike[str]) -> "Model":
        """Read a model that `save` wrote. Opening a file never runs code from it.

        Raises:
            FileFormatError: not such a file; the message names what it is instead.
            FileNotFoundError: there is no such file.
        """
        model = object.__new__(Model)  # not by __init__, which would draw new weights
        vars(model).update(vars(files.read(path)))
        return model

    @staticmethod
    def pretrained(name: str) -> "Model":
        """A network that comes with EduNN: "digits" reads what `data.prepare_digit` prepared."""
        return Model.from_file(place_of(name))
